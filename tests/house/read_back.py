"""What a file says: its texts read back from its bytes, whatever its format."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pyarrow.parquet as pq

from kztrade.model import Data
from kztrade.table import Table
from kztrade.view import Files, Passages, View
from kztrade.words.files import AUTHOR
from tests.house.said import Told
from tests.words.pseudo import bare

MARKUP = re.compile(r"</?(?:b|br|i)/?>")
"""What Plotly reads in a text."""

SYNTAX = re.compile(r"^@misc\{\S*|^\s*\w+ = |\((?:string|number|integer)\)$|^- `\w+` \(\w+\): ", re.MULTILINE)
"""What programs read in a file of citations and in the list of columns."""

TORN = re.compile(r"^[^⟦⟧]*⟧|⟦[^⟦⟧]*$")
"""The ends of a message that is set in several lines."""

OWN = {"token", "hedge", "address", "inputs", "original", "runs", "enum", "hash", "printed", "extension", "filters"}
"""Keys whose texts are a source's own or for machines."""

DRAWN = {"text", "ticktext", "hovertext", "title", "subtitle", "alt", "source", "meta", "annotations", "data", "layout"}
"""The only keys of a figure of Plotly's that can lead to words."""


def is_code(text: str) -> bool:
    """Whether a text is codes: one, or several of which each has more than letters in it."""
    parts = re.split(r"[ ,;]+", text.strip())
    codes = [re.fullmatch(r"[\w.:/>+*=#@{}()'·-]+", part) for part in parts]
    return all(codes) and (len(parts) == 1 or all(re.search(r"[\W\d_]|^[A-Z]+$", part) for part in parts))


def texts(content: bytes, extension: str, own: frozenset[str] = frozenset()) -> Iterator[Told]:
    """Every text of a file that is no code, with where it stands; an unknown format is taken for lines of text.

    Args:
        content: The file.
        extension: Its format.
        own: Texts that are nobody's to translate.
    """
    for place, text in READERS.get(extension, _lines)(content):
        whole = MARKUP.sub("", text).strip()
        plain = TORN.sub("", bare(SYNTAX.sub("", whole).replace(AUTHOR, ""))).strip()
        if whole not in own and not is_code(plain):
            yield f"{extension} {place}", plain


def own_texts(data: Data, view: View) -> frozenset[str]:
    """What sources printed, a page's passages, addresses, and filters as they stand in an address."""
    printed = {text for row in data.figures() for text in (row.token, row.hedge)}
    addresses = {source.address for source in data.sources.values()}
    passages = [part for part in view.flat() if isinstance(part, Passages)]
    read = {"".join(run.text for run in passage.runs) for part in passages for passage in part.passages}
    tables = tables_of(view)
    filters = {text for table in tables for text in table.filters.values()}
    ids = [(table, column.id) for table in tables for column in table.columns if column.id in OWN]
    return frozenset(
        printed | addresses | read | filters | {str(cell) for table, id in ids for cell in table.column(id)}
    )


def tables_of(view: View) -> list[Table]:
    """Every table that a page shows or offers as a file."""
    offered = [part.table for part in view.flat() if isinstance(part, Files) and part.table]
    return list({id(table): table for table in (*view.tables(), *offered)}.values())


class _Page(HTMLParser):
    """Texts of an HTML document outside its scripts and styles, and those that stand in for what cannot be seen."""

    INLINE = frozenset({"span", "b", "a", "mark", "strong", "em", "code", "i"})
    VOID = frozenset({"meta", "br", "link", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in self.VOID:
            # a passage is in the language of its source
            self.inside.append("own" if tag == "p" and "lang" in given else tag)
        self.texts[:0] = [given[name] or "" for name in ("aria-label", "alt", "title") if name in given]
        if tag not in self.INLINE:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()
        if tag not in self.INLINE:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "own"} & set(self.inside):
            self.texts[-1] += data


def _lines(content: bytes) -> Iterator[Told]:
    yield from (("line", line) for line in content.decode().splitlines())


def _html(content: bytes) -> Iterator[Told]:
    page = _Page()
    page.feed(content.decode())
    yield from (("html", text) for text in page.texts)


def _txt(content: bytes) -> Iterator[Told]:
    """Columns of letters stand at least two blanks apart."""
    for _, line in _lines(content):
        yield from (("txt", part) for part in re.split(r"  +", line))


def _csv(content: bytes) -> Iterator[Told]:
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    yield from ((name, text) for row in rows for name, text in row.items() if name not in OWN)


def _json(content: bytes) -> Iterator[Told]:
    found = json.loads(content)
    yield from _values(found, "", drawn=isinstance(found, dict) and {"data", "layout"} <= found.keys())


def _values(value: object, place: str, drawn: bool = False) -> Iterator[Told]:
    match value:
        case str():
            yield place, value
        case list():
            for part in value:
                yield from _values(part, place, drawn)
        case dict():
            for key, part in value.items():
                if key not in OWN and (not drawn or key in DRAWN or re.match("[xy]axis", key)):
                    yield from _values(part, f"{place}.{key}", (drawn or key == "figure") and key != "meta")


def _xlsx(content: bytes) -> Iterator[Told]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [
            ElementTree.fromstring(book.read(name))
            for name in ("xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml")
        ]
    for node in (node for part in parts for node in part.iter()):
        tag = node.tag.rpartition("}")[2]
        if tag == "sheet":
            yield tag, node.attrib["name"]
        if tag in ("t", "title", "description"):
            yield tag, node.text or ""


def _parquet(content: bytes) -> Iterator[Told]:
    schema = pq.read_schema(io.BytesIO(content))
    for name, text in (schema.metadata or {}).items():
        match name:
            case b"notes" | b"sources":
                yield from _values(json.loads(text), name.decode())
            case b"filters" | b"ARROW:schema":
                pass
            case _:
                yield name.decode(), text.decode()
    for field in schema:
        yield from ((field.name, text.decode()) for text in (field.metadata or {}).values())


def _zip(content: bytes) -> Iterator[Told]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            # the tables are the data as they are; checksums say nothing
            if not name.endswith(".csv") and name != "SHA256SUMS":
                ending = name.rpartition(".")[2]
                yield from ((name, text) for _, text in READERS.get(ending, _lines)(archive.read(name)))


READERS: dict[str, Callable[[bytes], Iterator[Told]]] = {
    "csv": _csv,
    "html": _html,
    "json": _json,
    "parquet": _parquet,
    "txt": _txt,
    "xlsx": _xlsx,
    "zip": _zip,
}
