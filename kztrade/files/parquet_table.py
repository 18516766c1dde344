"""Tables as Parquet that explains itself: meaning and unit in each column, source and rule in the table's metadata."""

import io
import json
from typing import Any

import pyarrow as pa

from kztrade import schemas
from kztrade.files.about import source_record, sources_of
from kztrade.files.plain import Field, PlainTable, plain_table, text
from kztrade.files.registry import Format, Kind
from kztrade.table import Table
from kztrade.words import Telling
from kztrade.words.files import citation, interval_rule, licence, open_ends

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}


def parquet_bytes(told: Telling, table: Table) -> bytes:
    """A table as Parquet.

    The metadata of a column hold its `description` and `unit`; those of the table `title`, `data_version`, `citation`,
    `licence`, `interval_rule`, and as JSON `filters`, `notes` and `sources`.

    Raises:
        UsageError: The table names a source that we do not hold.
    """
    import pyarrow.parquet  # only those who want the file wait for it

    made = plain_table(told, table)
    schema = pa.schema(_fields(told, made), _metadata(told, table))
    columns = list(zip(*made.rows, strict=True)) or [()] * len(made.fields)
    arrays = [
        pa.array([text(cell) for cell in cells] if pa.types.is_string(item.type) else list(cells), item.type)
        for item, cells in zip(schema, columns, strict=True)
    ]
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(arrays, schema=schema), stream)
    return stream.getvalue()


def _metadata(told: Telling, table: Table) -> dict[str | bytes, str | bytes]:
    sources = [
        {name: text(cell) for name, cell in source_record(told, source).items()} for source in sources_of(told, table)
    ]
    return {
        "title": table.title,
        "data_version": told.data.version,
        "citation": citation(told),
        "licence": licence(told),
        "interval_rule": f"{open_ends(told)} {interval_rule(told)}",
        "filters": json.dumps(dict(table.filters), ensure_ascii=False),
        "notes": json.dumps(list(table.notes), ensure_ascii=False),
        "sources": json.dumps(sources, ensure_ascii=False),
    }


def _fields(told: Telling, made: PlainTable) -> "list[pa.Field[Any]]":
    contract = made.names == schemas.OBSERVATIONS.names
    return [_field(told, field, schemas.OBSERVATIONS.field(field.name) if contract else None) for field in made.fields]


def _field(told: Telling, field: Field, contract: "pa.Field[Any] | None") -> "pa.Field[Any]":
    unit = told.say("as the column unit says") if field.by_row else field.unit
    said = {"description": field.meaning, "unit": unit}
    item = contract if contract is not None else pa.field(field.name, _TYPES[field.kind])
    return item.with_metadata({key: words for key, words in said.items() if words})


FORMATS = (Format("parquet", "Parquet", "application/vnd.apache.parquet", Kind.TABLE, parquet_bytes, place=30),)
