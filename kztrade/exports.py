"""Frames into bytes, with the source beside the figures: CSV, XLSX, Parquet, JSON, citations, and all as one package.

Nothing here reads a file or a clock, so the same input gives the same bytes. A frame may be the contract's table or any
other; its index is not written. In every format a missing cell is empty or null, and so are an open end and an empty
text; a whole number is written without decimals.
"""

import csv
import hashlib
import io
import json
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
from pandas.api.types import is_bool, is_bool_dtype, is_float, is_float_dtype, is_integer, is_integer_dtype

from kztrade import model
from kztrade.codes import Dating, Unit
from kztrade.errors import UsageError

AUTHOR = "kztrade contributors"
TITLE = "kztrade: trade and investment between Kazakhstan and Kyrgyzstan"
LICENCE = (
    "Selection, notes and digests: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. "
    "The figures are facts of their publishers. The code of kztrade: MIT."
)
INTERVAL_RULE = (
    "The value lies between low and high, which follow from the hedge and the printed digits. Let r be the unit of "
    "the last printed digit or, where the number ends in zeros or is a lone digit before a scale word, the unit of the "
    "last non-zero digit or 5 % of the value, whichever is less, but after zeros never finer than the last printed "
    "digit: exact is value ± r/2, about is value ± r, almost is from value − r to value, over and at_least are from "
    "value upward. An empty end is open. Targets are points."
)
GUARD_RULE = (
    "A text cell that starts with =, +, -, @, a tab or a carriage return has an apostrophe before it, so that no "
    "spreadsheet takes it for a formula; numbers never do. To undo it, drop the first apostrophe of every text cell "
    r"that matches the regular expression ^'+[=+@\t\r-]."
)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MEANINGS = {column.name: (column.metadata or {})[b"description"].decode() for column in model.OBSERVATIONS}
_METRIC = (
    *("name", "source", "reporter", "period", "value", "low", "high", "unit", "qualifier", "obs_status"),
    *("formula", "inputs", "reason"),
)
_AMOUNTS = {"value", "low", "high"}  # what a row's own `unit` speaks of

Cell = str | int | float | bool | None
"""What a file can hold: never NaN, infinite or an empty text."""

Record = Mapping[str, Cell | list[str]]
"""A row as an object of a JSON file."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What the reader of a file must be told beside its rows.

    Attributes:
        filters: What was chosen, by the name of the filter, in words.
        notes: What else a reader must know, a sentence each.
        units: Unit by column, for columns whose unit does not stand in the row's own `unit`.
        meanings: What a column says, for columns outside the contract.
        sources: Ids of sources that stand behind the figures without being named in a column `source`.
    """

    title: str = "Figures"
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()


FIGURES = Caption()
"""The caption of the contract's table without filters."""


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""A frame as CSV: RFC 4180, so lines end in CR LF; UTF-8 without a byte order mark; a header.

    Numbers stand without exponent or grouping. Text is `guarded`.

    >>> csv_bytes(pd.DataFrame({"value": [1e9, -2.5, None], "token": ["$1 bn", "=2+2", None]}))
    b"value,token\r\n1000000000,$1 bn\r\n-2.5,'=2+2\r\n,\r\n"
    """
    return _csv((str(name) for name in frame.columns), _rows(frame))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the CSV file that holds it; see `GUARD_RULE`.

    A text that already looks guarded gets an apostrophe too, so that dropping one always brings the text back.

    >>> [guarded(text) for text in ("=2+2", "-5 %", "about 5 %", "'=2+2")]
    ["'=2+2", "'-5 %", 'about 5 %', "''=2+2"]
    """
    return f"'{text}" if _FORMULA.match(text) else text


def json_records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a frame as objects that strict JSON can hold; the keys are the columns in their order.

    An open end is `None`, and the word for it stands in `qualifier`.
    """
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in _rows(frame)]


def metrics_records(metrics: Iterable[model.Metric]) -> list[Record]:
    """Derived figures as objects that strict JSON can hold: like `json_records`, with `inputs` a list of keys."""
    return [
        {name: _cell(getattr(metric, name)) for name in _METRIC} | {"inputs": [*metric.inputs]} for metric in metrics
    ]


def json_text(records: Iterable[Record]) -> str:
    """Records as strict JSON: no NaN, letters as they are, a line feed at the end."""
    return json.dumps(list(records), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def json_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as a JSON list of objects; see `json_records`."""
    return json_text(json_records(frame)).encode()


def parquet_bytes(data: model.Data, frame: pd.DataFrame, caption: Caption = FIGURES) -> bytes:
    """A frame as Parquet that explains itself.

    The metadata of a column hold its `description` and `unit`; those of the table hold `title`, `data_version`,
    `citation`, `licence`, `interval_rule`, and as JSON `filters`, `notes` and `sources`.

    Raises:
        UsageError: The frame or the caption names a source that we do not hold.
    """
    import pyarrow.parquet  # only those who want the file wait for it

    sources = [_record(model.SOURCES, source) for source in _sources(data, frame, caption)]
    about: dict[str | bytes, str | bytes] = {
        "title": caption.title,
        "data_version": data.version,
        "citation": citation_text(data),
        "licence": LICENCE,
        "interval_rule": INTERVAL_RULE,
        "filters": json.dumps(dict(caption.filters), ensure_ascii=False),
        "notes": json.dumps(list(caption.notes), ensure_ascii=False),
        "sources": json.dumps(sources, ensure_ascii=False),
    }
    columns = _columns(frame)
    schema = pa.schema(_fields(frame, columns, caption), about)
    arrays = [
        pa.array([_text(cell) for cell in cells] if pa.types.is_string(item.type) else cells, item.type)
        for item, cells in zip(schema, columns, strict=True)
    ]
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(arrays, schema=schema), stream)
    return stream.getvalue()


def xlsx_bytes(data: model.Data, frame: pd.DataFrame, caption: Caption = FIGURES) -> bytes:
    """A frame as an Excel workbook: the sheets Figures, Sources and About.

    Cells are typed, no text becomes a formula, and only the column `address` holds links. A control character, which
    Excel cannot hold, shows as U+FFFD; a text longer than a cell can hold ends in an ellipsis.

    Raises:
        UsageError: The frame or the caption names a source that we do not hold.
    """
    import xlsxwriter  # only those who want the file wait for it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties(
        {
            "title": caption.title,
            "author": AUTHOR,
            "comments": f"Data version {data.version}",
            "created": datetime(1980, 1, 1, tzinfo=UTC),  # a real date would change the bytes
        }
    )
    names = [str(name) for name in frame.columns]
    sources = [_record(model.SOURCES, source).values() for source in _sources(data, frame, caption)]
    _write_sheet(book, "Figures", names, _rows(frame), caption.units)
    _write_sheet(book, "Sources", model.SOURCES.names, sources, {})
    _write_sheet(book, "About", ["about", "text"], _about(data, frame, caption), {})
    book.close()
    return stream.getvalue()


def table_bytes(extension: str, data: model.Data, frame: pd.DataFrame, caption: Caption = FIGURES) -> bytes:
    """A frame as a file of its own: `csv`, `xlsx`, `parquet` or `json`; the data version stands in every one.

    CSV and JSON have no room beside the rows, so there it is a last column `data_version`.

    Raises:
        UsageError: Another extension, or a source that we do not hold.
    """
    match extension:
        case "csv":
            return csv_bytes(frame.assign(data_version=data.short_version))
        case "json":
            return json_bytes(frame.assign(data_version=data.short_version))
        case "xlsx":
            return xlsx_bytes(data, frame, caption)
        case "parquet":
            return parquet_bytes(data, frame, caption)
    raise UsageError(f"There is no table of the kind {extension!r}.", "Choose csv, xlsx, parquet or json.")


def citation_text(data: model.Data) -> str:
    """How to cite the project."""
    return f"{AUTHOR}. {TITLE}. Data version {data.short_version}."


def citation_bibtex(data: model.Data, key: str = "kztrade") -> str:
    """How to cite the project, as a BibTeX entry."""
    return _bibtex(key, author=AUTHOR, title=TITLE, note=f"Data version {data.short_version}")


def source_text(source: model.Source) -> str:
    """How to cite one source."""
    parts = filter(None, (source.publisher, source.title, _speaker(source), _published(source)))
    sentences = [part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts]
    return " ".join([*sentences, source.address]).strip()


def source_bibtex(source: model.Source) -> str:
    """How to cite one source, as a BibTeX entry under the source's id."""
    return _bibtex(
        source.id,
        author=source.publisher,
        title=source.title,
        year=source.published.text[:4] if source.published else "",
        note=". ".join(filter(None, [_speaker(source), _published(source)])),
        url=source.address,
    )


def file_name(
    indicators: Iterable[str], years: tuple[int, int] | None, version: str, extension: str, what: str = "figures"
) -> str:
    """A name that tells indicator, years and data version; safe and short enough on every system.

    Args:
        indicators: One gives its code, none or several give `what`.
        years: First and last year, or `None` for a table without years.
        version: The data version; eight digits of it are used.
        extension: With or without its dot.
        what: What the file shows, if not one indicator.

    >>> file_name(["turnover"], (2018, 2025), "3f9c1e07ab", "csv")
    'turnover_2018-2025_3f9c1e07.csv'
    >>> file_name([], (2022, 2022), "3f9c1e07ab", "xlsx", what="ledgers")
    'ledgers_2022_3f9c1e07.xlsx'
    """
    codes = sorted(set(indicators))
    span = "" if years is None else str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
    parts = [codes[0] if len(codes) == 1 else what, span, version[:8]]
    safe = [re.sub(r"[^a-z0-9_-]+", "-", part.casefold()).strip("-_")[:60] for part in parts]
    return f"{'_'.join(filter(None, safe)) or 'figures'}.{re.sub('[^a-z0-9]', '', extension.casefold())[:10]}"


def package_bytes(data: model.Data, frame: pd.DataFrame, filters: Mapping[str, str]) -> bytes:
    """A ZIP that is a Data Package (version 2 of the standard): figures, sources, codebook, citations, checksums.

    Of indicators, sources and events it holds what its figures refer to.

    Args:
        data: Where the rows come from.
        frame: Rows of `Data.figures` under the contract; those that stand for a target go into `targets.csv`.
        filters: What was chosen, by the name of the filter, in words; empty for everything.

    Raises:
        UsageError: A row is neither an observation of an indicator that we hold nor one of our targets.
    """
    observations, targets = _figures(data, frame)
    sources = _sources(data, frame, FIGURES)
    measured = {*observations["indicator"], *(target.indicator for target in targets)}
    events = {source.event for source in sources}
    records: dict[str, Sequence[object]] = {
        "targets": targets,
        "indicators": [indicator for indicator in data.indicators.values() if indicator.code in measured],
        "sources": sources,
        "events": [event for event in data.events.values() if event.id in events],
    }
    tables = {"observations.csv": csv_bytes(observations)}
    for name, rows in records.items():
        schema = _RESOURCES[name].schema
        tables[f"{name}.csv"] = _csv(schema.names, (_record(schema, row).values() for row in rows))
    caption = Caption(TITLE, filters)
    files = {
        "datapackage.json": _descriptor(data, sources, filters, tables),
        "README.md": _readme(data, sources, filters).encode(),
        **tables,
        "observations.parquet": parquet_bytes(data, observations, caption),
        "codebook.csv": _csv(_CODEBOOK, _codebook()),
        "CITATION.bib": "\n".join([citation_bibtex(data), *map(source_bibtex, sources)]).encode(),
        "citation.txt": "\n".join([citation_text(data), *map(source_text, sources), ""]).encode(),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return _zip({**files, "SHA256SUMS": sums.encode()})


# Cells


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return str(value) or None  # a code of a vocabulary becomes plain text
    if is_bool(value):
        return bool(value)
    if is_integer(value):
        return int(value)
    if is_float(value):
        number = float(value)
        if not math.isfinite(number):
            return None
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    return None if value is None or value is pd.NA or value is pd.NaT else str(value)


def _columns(frame: pd.DataFrame) -> list[list[Cell]]:
    return [[_cell(value) for value in frame.iloc[:, position].tolist()] for position in range(frame.shape[1])]


def _rows(frame: pd.DataFrame) -> list[tuple[Cell, ...]]:
    return list(zip(*_columns(frame), strict=True))


def _record(schema: pa.Schema, record: object) -> dict[str, Cell]:
    return {name: _cell(getattr(record, name)) for name in schema.names}


def _text(cell: Cell) -> str | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"  # every digit that tells the number apart, and no exponent
    return None if cell is None else str(cell)


def _csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(guarded, header))
    writer.writerows([guarded(cell) if isinstance(cell, str) else _text(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


# What stands beside the rows


def _sources(data: model.Data, frame: pd.DataFrame, caption: Caption) -> list[model.Source]:
    """The sources behind a table, in the order of the data."""
    cells = frame["source"].dropna() if "source" in frame else ()
    used = {*caption.sources, *(source for cell in cells for source in cell.split("+"))}  # two in a comparison
    if unknown := sorted(used - data.sources.keys()):
        raise UsageError(f"The table names sources that we do not hold: {', '.join(unknown)}.", "Give ids of sources.")
    return [source for source in data.sources.values() if source.id in used]


def _meaning(caption: Caption, name: str) -> str:
    return caption.meanings.get(name) or _MEANINGS.get(name, "")


def _unit(frame: pd.DataFrame, caption: Caption, name: str) -> str:
    if name not in caption.units and name in _AMOUNTS and "unit" in frame:
        units = set(frame["unit"].dropna())
        return str(units.pop()) if len(units) == 1 else "as the column unit says"
    return caption.units.get(name, "")


def _fields(frame: pd.DataFrame, columns: Sequence[Sequence[Cell]], caption: Caption) -> "list[pa.Field[Any]]":
    contract = list(frame.columns) == model.OBSERVATIONS.names
    described = []
    for position, name in enumerate(map(str, frame.columns)):
        said = {"description": _meaning(caption, name), "unit": _unit(frame, caption, name)}
        kind = _arrow_type(frame.iloc[:, position], columns[position])
        item = model.OBSERVATIONS.field(name) if contract else pa.field(name, kind)
        described.append(item.with_metadata({key: text for key, text in said.items() if text}))
    return described


def _arrow_type(column: "pd.Series[Any]", cells: Iterable[Cell]) -> pa.DataType:
    kinds = {type(cell) for cell in cells if cell is not None}  # a column of objects tells by its cells alone
    if is_bool_dtype(column) or kinds == {bool}:
        return pa.bool_()
    if is_integer_dtype(column):
        return pa.int64()
    return pa.float64() if is_float_dtype(column) or (kinds and kinds <= {int, float}) else pa.string()


def _about(data: model.Data, frame: pd.DataFrame, caption: Caption) -> list[tuple[Cell, ...]]:
    columns = []
    for name in map(str, frame.columns):
        unit = _unit(frame, caption, name)
        said = [_meaning(caption, name), f"Unit: {unit}." if unit else ""]
        columns.append((f"Column {name}", " ".join(filter(None, said))))
    return [
        ("Title", caption.title),
        ("Data version", data.version),
        *((f"Filter: {name}", chosen) for name, chosen in caption.filters.items()),
        *(("Note", note) for note in caption.notes),
        ("How to cite", citation_text(data)),
        ("Licence", LICENCE),
        ("Intervals", INTERVAL_RULE),
        *columns,
    ]


# Excel

_SUFFIXES: dict[str, str] = {Unit.PERCENT: '"%"', Unit.RATIO: '"×"'}
_WIDEST = 60  # letters; a longer text wraps
_LONGEST = 16_000  # letters; a cell holds 32,767 UTF-16 units, of which a letter takes up to two
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Number(float):
    """A number that XlsxWriter, which prints 16 digits, prints with all its digits."""

    def __format__(self, spec: str) -> str:
        text = super().__format__(spec)
        return text if float(text) == self else repr(float(self))


def _write_sheet(
    book: Any,  # XlsxWriter is untyped
    name: str,
    header: Sequence[str],
    rows: Iterable[Iterable[Cell]],
    units: Mapping[str, str],
) -> None:
    """Write a table with a frozen bold header, filter buttons, typed cells and columns as wide as what they hold."""

    @cache
    def look(number: str = "General", quoted: bool = False) -> object:
        # the quote prefix keeps a text a text even after somebody edits the cell
        return book.add_format({"valign": "top", "text_wrap": True, "num_format": number, "quote_prefix": quoted})

    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    widths = [len(column) + 4 for column in header]  # room for the filter button
    for position, column in enumerate(header):
        sheet.write_string(0, position, _excel_text(column), bold)
    count = 0
    for count, cells in enumerate(rows, 1):
        row = dict(zip(header, cells, strict=True))
        for position, (column, cell) in enumerate(row.items()):
            if cell is None:
                continue
            if isinstance(cell, bool):
                sheet.write_boolean(count, position, cell, look())
            elif isinstance(cell, int | float):
                unit = units.get(column) or (row.get("unit") if column in _AMOUNTS else None)
                sheet.write_number(count, position, _Number(cell), look(_number_format(cell, unit)))
            else:
                sheet.write_string(count, position, _excel_text(cell), look(quoted=bool(_FORMULA.match(cell))))
                if column == "address" and cell.startswith(("https://", "http://")):
                    sheet.write_url(count, position, cell)  # over the text, which stays if Excel has no room for it
            widths[position] = max(widths[position], len(f"{cell:,}" if isinstance(cell, int) else str(cell)) + 2)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, max(len(header) - 1, 0))


def _number_format(cell: float, unit: object) -> str:
    """Thousands are grouped only in an amount, not in a year or the number of a paragraph."""
    if not unit or unit == Unit.YEAR:
        return "General"
    return ("#,##0" if isinstance(cell, int) else "#,##0.0##") + _SUFFIXES.get(str(unit), "")


def _excel_text(text: str) -> str:
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    # XlsxWriter takes a text between these two for its own markup and writes it unescaped
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


# Citations

_LATEX = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_"}
    # BibTeX counts braces even after a backslash
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # a url is taken as it stands, apart from its braces


def _bibtex(key: str, **entry: str) -> str:
    lines = [f"@misc{{{key},"]
    for name, text in entry.items():
        plain = " ".join(text.split())
        value = plain.translate(_ADDRESS if name == "url" else _LATEX)
        if name in ("author", "title"):
            value = f"{{{value}}}"  # keeps the letters' case, and a publisher's name in one piece
        if text:
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


def _speaker(source: model.Source) -> str:
    return "" if source.speaker == source.publisher else f"Figures by {source.speaker}"


def _published(source: model.Source) -> str:
    if source.published is None:
        return "Day of publication unknown"
    return f"Published {source.published}" + (" (inferred)" if source.dating is Dating.INFERRED else "")


# The package


class _Resource(NamedTuple):
    """A table of the package: what it is, what identifies a row, and what its columns refer to."""

    title: str
    schema: pa.Schema
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]]


_FIGURE_REFERENCES = {"indicator": ("indicators", "code"), "source": ("sources", "id")}
_RESOURCES = {
    "observations": _Resource(
        "One row is one value that one source published", model.OBSERVATIONS, model.KEY, _FIGURE_REFERENCES
    ),
    # no primary key: a target without a deadline has nothing in one of the columns that identify it
    "targets": _Resource("Announced levels", model.TARGETS, (), _FIGURE_REFERENCES),
    "indicators": _Resource("What is measured", model.INDICATORS, ("code",), {}),
    "sources": _Resource("Who published the figures", model.SOURCES, ("id",), {"event": ("events", "id")}),
    "events": _Resource("Occasions at which officials spoke", model.EVENTS, ("id",), {}),
}
_CODEBOOK = ("table", "column", "type", "required", "values", "description")


def _figures(data: model.Data, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[model.Target]]:
    keys = set(frame[list(model.KEY)].itertuples(index=False, name=None))
    targets = [target for target in data.targets if tuple(target.observation().key) in keys]
    announced = {tuple(target.observation().key) for target in targets}
    observed = {key for key in keys if key[0] in data.indicators}
    if strange := sorted(keys - announced - observed):
        raise UsageError(
            f"The package holds observations and targets, not {'.'.join(strange[0])}.", "Give rows of Data.figures."
        )
    return frame.loc[frame["indicator"].isin(list(data.indicators)), model.OBSERVATIONS.names], targets


def _type(item: "pa.Field[Any]") -> str:
    return "number" if pa.types.is_floating(item.type) else "integer" if pa.types.is_integer(item.type) else "string"


def _values(table: str, column: str) -> list[str]:
    vocabulary = model.KINDS.get(f"{table}.csv") if column == "kind" else model.VOCABULARIES.get(column)
    return [] if vocabulary is None else [str(code) for code in vocabulary]


def _description(item: "pa.Field[Any]") -> str:
    return (item.metadata or {})[b"description"].decode()


def _codebook() -> list[tuple[Cell, ...]]:
    return [
        (name, item.name, _type(item), not item.nullable, ", ".join(_values(name, item.name)), _description(item))
        for name, resource in _RESOURCES.items()
        for item in resource.schema
    ]


def _table_schema(name: str) -> dict[str, object]:
    resource = _RESOURCES[name]
    columns = []
    for item in resource.schema:
        constraints: dict[str, object] = {} if item.nullable else {"required": True}
        if values := _values(name, item.name):
            constraints["enum"] = values
        columns.append(
            {"name": item.name, "type": _type(item), "description": _description(item), "constraints": constraints}
        )
    references = [
        {"fields": [column], "reference": {"resource": table, "fields": [other]}}
        for column, (table, other) in resource.references.items()
    ]
    key = {"primaryKey": list(resource.key)} if resource.key else {}
    return {"fields": columns, "missingValues": [""], **key, "foreignKeys": references}


def _descriptor(
    data: model.Data, sources: Iterable[model.Source], filters: Mapping[str, str], tables: Mapping[str, bytes]
) -> bytes:
    resources = [
        {
            "name": name,
            "type": "table",
            "title": resource.title,
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "bytes": len(tables[f"{name}.csv"]),
            "hash": f"sha256:{hashlib.sha256(tables[f'{name}.csv']).hexdigest()}",
            "schema": _table_schema(name),
        }
        for name, resource in _RESOURCES.items()
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kztrade",
        "title": TITLE,
        "description": f"{LICENCE} {INTERVAL_RULE} {GUARD_RULE}",
        "version": data.short_version,
        "data_version": data.version,
        "filters": dict(filters),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International, for selection and notes",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": AUTHOR}],
        "sources": [
            {"title": f"{source.publisher}: {source.title}", **({"path": source.address} if source.address else {})}
            for source in sources
        ],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _readme(data: model.Data, sources: Iterable[model.Source], filters: Mapping[str, str]) -> str:
    publishers = list(dict.fromkeys(source.publisher for source in sources))
    chosen = [f"- {name}: {text}" for name, text in filters.items()] or ["None: everything that kztrade holds."]
    tables = [
        line
        for name, resource in _RESOURCES.items()
        for line in (
            f"### {name}.csv",
            "",
            f"{resource.title}.",
            "",
            *(f"- `{item.name}` ({_type(item)}): {_description(item)}" for item in resource.schema),
            "",
        )
    ]
    return "\n".join(
        [
            f"# {TITLE}",
            "",
            f"Data version `{data.version}`.",
            "",
            "A Data Package: `datapackage.json` describes every table, `codebook.csv` every column and what it may",
            "say. `observations.parquet` holds the rows of `observations.csv` with their types.",
            "",
            "## Active filters",
            "",
            *chosen,
            "",
            "Of indicators, sources and events the package holds what its figures refer to.",
            "",
            "## How to cite",
            "",
            f"Short: kztrade, data version {data.short_version}.",
            "",
            f"Long: {citation_text(data)} Figures as published by: {'; '.join(publishers) or 'nobody'}.",
            "",
            "`citation.txt` and `CITATION.bib` cite every source. Who quotes a figure should name its source too.",
            "",
            "## Licence",
            "",
            LICENCE,
            "",
            "## How to read the tables",
            "",
            "The CSV files are UTF-8 with commas; lines end in CR LF. Values are in base units, periods as ISO 8601",
            "writes them. An empty cell is missing, never zero.",
            "",
            INTERVAL_RULE,
            "",
            GUARD_RULE,
            "",
            "To check the files: `sha256sum -c SHA256SUMS`.",
            "",
            "## Columns",
            "",
            *tables,
        ]
    )


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            # date, system and permissions would otherwise be those of the moment and the machine
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
