"""What a package says of its own tables: `datapackage.json` and the codebook."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from kztrade import schemas
from kztrade.files.plain import Plain
from kztrade.model import Source
from kztrade.words import Telling
from kztrade.words.files import AUTHOR, guard_rule, interval_rule, licence, licence_name, open_ends, table_title, title


class Resource(NamedTuple):
    """A table of the package: its columns, what identifies a row, and what its columns refer to."""

    schema: pa.Schema
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]]


_FIGURES = {
    "indicator": ("indicators", "code"),
    "reporter": ("areas", "code"),
    "partner": ("areas", "code"),
    "source": ("sources", "id"),
}
RESOURCES: Mapping[str, Resource] = {
    "observations": Resource(schemas.OBSERVATIONS, schemas.KEY, _FIGURES),
    # no primary key: a target without a deadline has nothing in one of the columns that identify it
    "targets": Resource(schemas.TARGETS, (), _FIGURES),
    "indicators": Resource(schemas.INDICATORS, ("code",), {}),
    "sources": Resource(schemas.SOURCES, ("id",), {"event": ("events", "id"), "ledger": ("ledgers", "id")}),
    "events": Resource(schemas.EVENTS, ("id",), {}),
    "areas": Resource(schemas.AREAS, ("code",), {}),
    "area_names": Resource(schemas.AREA_NAMES, ("area", "language", "form"), {"area": ("areas", "code")}),
    "ledgers": Resource(schemas.LEDGERS, ("id",), {}),
}
"""Every table, in the order in which a reader meets them."""

CODEBOOK = ("table", "column", "type", "required", "values", "description")
"""The columns of the codebook."""

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def codebook(told: Telling) -> list[tuple[Plain, ...]]:
    """Every column of every table: its type, whether it is always filled, what it may say, what it means."""
    return [
        (
            name,
            item.name,
            kind_of(item),
            not item.nullable,
            ", ".join(_values(name, item.name)),
            meaning(told, item),
        )
        for name, resource in RESOURCES.items()
        for item in resource.schema
    ]


def descriptor(
    told: Telling, sources: Iterable[Source], filters: Mapping[str, str], tables: Mapping[str, bytes]
) -> bytes:
    """`datapackage.json`.

    Args:
        told: The data and the language.
        sources: Those whose figures the package holds.
        filters: What was chosen.
        tables: The CSV files by their names.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kztrade",
        "title": title(told),
        "description": " ".join([licence(told), open_ends(told), interval_rule(told), guard_rule(told)]),
        "version": told.data.short_version,
        "data_version": told.data.version,
        "filters": dict(filters),
        "licenses": [{"name": "CC-BY-4.0", "title": licence_name(told), "path": _LICENCE}],
        "contributors": [{"title": AUTHOR}],
        "sources": [_source(told, source) for source in sources],
        "resources": [_resource(told, name, tables[f"{name}.csv"]) for name in RESOURCES],
    }
    return (json.dumps(package, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _source(told: Telling, source: Source) -> dict[str, str]:
    path = {"path": source.address} if source.address else {}
    return {"title": f"{told.publisher(source)}: {source.title}", **path}


def _resource(told: Telling, name: str, content: bytes) -> dict[str, object]:
    return {
        "name": name,
        "type": "table",
        "title": table_title(told, name),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(told, name),
    }


def _schema(told: Telling, name: str) -> dict[str, object]:
    resource = RESOURCES[name]
    references = [
        {"fields": [column], "reference": {"resource": table, "fields": [other]}}
        for column, (table, other) in resource.references.items()
    ]
    key = {"primaryKey": list(resource.key)} if resource.key else {}
    fields = [_field(told, name, item) for item in resource.schema]
    return {"fields": fields, "missingValues": [""], **key, "foreignKeys": references}


def _field(told: Telling, table: str, item: "pa.Field[Any]") -> dict[str, object]:
    constraints: dict[str, object] = {} if item.nullable else {"required": True}
    if values := _values(table, item.name):
        constraints["enum"] = values
    return {
        "name": item.name,
        "type": kind_of(item),
        "description": meaning(told, item),
        "constraints": constraints,
    }


def kind_of(item: "pa.Field[Any]") -> str:
    """A column's type as the standard names it."""
    return "number" if pa.types.is_floating(item.type) else "integer" if pa.types.is_integer(item.type) else "string"


def meaning(told: Telling, item: "pa.Field[Any]") -> str:
    """What a column says, in the reader's language."""
    return told.text((item.metadata or {})[b"description"].decode())


def _values(table: str, column: str) -> list[str]:
    vocabulary = schemas.KINDS.get(f"{table}.csv") if column == "kind" else schemas.VOCABULARIES.get(column)
    return [] if vocabulary is None else [str(code) for code in vocabulary]
