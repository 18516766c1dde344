"""The arrows between the rooms: who may know whom, who may touch the world, and how long anything may be."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from kztrade import errors
from kztrade.words.extract import hidden

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "kztrade"
FILES = sorted([*PACKAGE.rglob("*.py"), *CHECKOUT.glob("dashboard.py")])

# Who may know whom

BASE = {"message", "errors", "codes", "period", "interval", "printed", "paragraphs"}
CONTRACT = BASE | {"model"}
ASKING = CONTRACT | {"ledgers", "selection", "metrics", "evidence", "answers", "words"}
SHOWN = {"parameters", "table", "marks", "view"}
PIECES = {"figures", "points", "panels", "passages", "citations"}
"""What pages are put together from: figures as tables, as points, as panels, in passages, as citations."""
EDGE = {
    "message",
    "errors",
    "codes",
    "period",
    "model",
    "store",
    "words",
    *SHOWN,
    "pages",
    "charts",
    "files",
    "originals",
}
"""What a room may know that hands pages to people: the views and who draws them, nothing that computes."""

ROOMS: dict[str, set[str]] = {
    "__init__": set(),
    "message": set(),
    "errors": {"message"},
    "codes": set(),
    "period": {"message", "errors", "codes"},
    "interval": {"message", "errors", "codes", "period"},
    "printed": {"message", "errors", "codes", "period", "interval"},
    "paragraphs": set(),
    "model": BASE,
    "schemas": {"codes", "message"},
    "cells": CONTRACT | {"schemas"},
    "checks": CONTRACT | {"cells"},
    "digests": CONTRACT | {"cells"},
    "store": CONTRACT | {"schemas", "cells", "checks", "digests"},
    "ledgers": CONTRACT,
    "selection": CONTRACT,
    "metrics": CONTRACT,
    "evidence": CONTRACT,
    "originals": CONTRACT | {"store", "evidence"},
    "answers": CONTRACT | {"ledgers", "selection", "metrics", "evidence"},
    "parameters": set(),
    "table": {"codes", "interval", "period"},
    "marks": {"codes", "table", "model"},
    "view": {"marks", "table"},
    "markup": {"marks", "table", "view"},
    "words": CONTRACT | {"ledgers", "selection", "metrics", "answers", "table"},
    "figures": ASKING | {"table", "schemas"},
    "points": ASKING | {"marks"},
    "panels": ASKING | {"marks", "table", "figures", "points"},
    "passages": ASKING | {"view", "figures"},
    "citations": ASKING,
    "pages": ASKING | SHOWN | PIECES | {"schemas"},
    "charts": {"codes", "table", "marks"},
    "files": CONTRACT | SHOWN | {"schemas", "ledgers", "words", "charts", "figures", "citations", "markup"},
    "listings": ASKING | {"table", "figures", "pages"},
    "web": EDGE | {"markup"},
    "cli": EDGE | {"selection", "evidence", "listings", "web"},
    "dashboard": {"errors", "web"},
}
"""Every room with the rooms it may import. A folder is one room; a new room needs a line here."""

LIBRARIES: dict[str, set[str]] = {
    "streamlit": {"web", "dashboard"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "plotly": {"charts", "files", "web"},
    "kaleido": {"files"},
    "choreographer": {"files"},
    "pandas": {"files", "web"},
    "numpy": {"files", "web"},
    "pyarrow": {"schemas", "cells", "store", "files"},
    "xlsxwriter": {"files"},
    "babel": {"words"},
    "gettext": {"words"},
    "typer": {"cli"},
    "trafilatura": {"originals"},
    "urllib3": {"originals"},
    "platformdirs": {"originals"},
    "markdown_it": {"markup", "files"},
}
"""Who may know a library, or a module that decides what a room is. Nobody else does."""

NEVER: dict[str, set[str]] = {
    "metrics": {"store", "ledgers", "words"},
    "answers": {"store", "words", "table"},
    "words": {"store", "view", "pages", "charts", "streamlit"},
    "table": {"model", "words", "pandas"},
    "marks": {"words", "charts", "plotly"},
    "view": {"words", "charts", "streamlit"},
    "pages": {"store", "charts", "files", "web", "streamlit", "plotly", "pandas"},
    "charts": {"model", "ledgers", "selection", "answers", "metrics", "words", "streamlit", "pandas"},
    "files": {"metrics", "answers", "selection", "store", "web", "streamlit"},
    "web": {"metrics", "interval", "answers", "ledgers", "selection", "evidence", "figures", "typer"},
    "cli": {"metrics", "interval", "answers", "ledgers", "figures", "streamlit", "plotly", "pandas"},
    "dashboard": {"store", "pages", "charts", "words", "pandas"},
}
"""What a room must not know, said once more in its own words: charts see marks and can filter nothing, web and command
line see views and can compute nothing."""

# Who may touch the world

ROUGH = {"store", "originals", "files", "web", "cli", "dashboard"}
"""The rooms that read or write files, or talk to a screen. All others are pure."""
CALLERS = {"originals", "web"}
"""The rooms that may open a connection: one downloads originals, one serves pages."""
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "asyncio"}
WORLD = {"os", "pathlib", "shutil", "tempfile", "glob", "subprocess", "platformdirs", "time", "random", "streamlit"}
GRANTED = {"words": {"os", "pathlib"}, "charts": {"read_text"}}
"""What a pure room may use all the same: `words` tells gettext the folder of its catalogues, and with a chart that stands
alone goes the script that draws it."""
EFFECTS = {"open", "print", "input", "eval", "exec", "__import__"}
CLOCK = {"now", "today", "utcnow", "time", "monotonic"}
EFFECT_METHODS = CLOCK | {"read_text", "read_bytes", "write_text", "write_bytes"}
ARITHMETIC = {"math", "decimal", "fractions", "statistics"}

PAIR = re.compile(r"\b(KAZ|KGZ|bns|nsc|IMF|imf-dots|imf)\b|Kazakh|Kyrgyz")
"""The sides and publishers of the data that are shipped; another pair has others."""
LANGUAGES = {"originals"}
"""Where languages are named: a code page of Kazakh is one whatever the pair."""

SAYING = {"say", "plural", "context"}

MEDIAN, MOST, LONGEST_BODY, LONGEST_FILE = 6, 30, 60, 400


# Reading the code


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py") if PACKAGE in file.parents else file.stem


def place_of(file: Path) -> str:
    return ".".join(file.parent.relative_to(CHECKOUT).parts)


def name_of(file: Path) -> str:
    return file.relative_to(CHECKOUT).as_posix()


def existing_rooms() -> set[str]:
    return {room_of(file) for file in FILES}


def files_of(rooms: set[str]) -> list[Path]:
    return [file for file in FILES if room_of(file) in rooms]


def imported(code: ast.Module, place: str = "kztrade") -> set[str]:
    """Every dotted name that a file in the package `place` imports, names out of modules included."""
    names = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = place.split(".")[: 1 - node.level or None] if node.level else []
            module = ".".join([*parents, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(code: ast.Module, place: str = "kztrade") -> set[str]:
    parts = [name.split(".") for name in imported(code, place)]
    return {names[1] for names in parts if names[0] == "kztrade" and len(names) > 1 and names[1] in ROOMS}


def imports_any(names: set[str], modules: set[str]) -> set[str]:
    return {name for name in names if any(f"{name}.".startswith(f"{module}.") for module in modules)}


def calls(code: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def effects(code: ast.Module) -> set[str]:
    named = {name for name, call in calls(code) if isinstance(call.func, ast.Name)} & EFFECTS
    return named | {name for name, call in calls(code) if isinstance(call.func, ast.Attribute)} & EFFECT_METHODS


def literals(code: ast.Module) -> list[str]:
    """Every text in the code that is not there for its readers."""
    prose = {id(node.value) for node in ast.walk(code) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(code) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in texts if id(node) not in prose]


def bodies(code: ast.Module) -> list[tuple[str, int]]:
    """Every function with the lines of its body, without its docstring."""
    found = []
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first, *rest = node.body
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = rest[0].lineno if told and rest else first.lineno
            found.append((node.name, 0 if told and not rest else (node.end_lineno or start) - start + 1))
    return found


def drawn(kind: type, stem: str = "") -> list[str]:
    """The classes below one, as the docstring of `errors` draws them."""
    lines = []
    for child in kind.__subclasses__():
        last = child is kind.__subclasses__()[-1]
        lines += [
            f"{stem}{'└── ' if last else '├── '}{child.__name__}",
            *drawn(child, stem + ("    " if last else "│   ")),
        ]
    return lines


every_file = pytest.mark.parametrize("file", FILES, ids=map(name_of, FILES))


# Who may know whom


def test_every_room_has_its_line_in_the_list() -> None:
    assert existing_rooms() - set(ROOMS) == set()


def test_arrows_run_one_way() -> None:
    TopologicalSorter(ROOMS).prepare()


@every_file
def test_a_room_imports_only_rooms_it_may_know(file: Path) -> None:
    room = room_of(file)
    assert rooms_imported(tree(file), place_of(file)) - ROOMS.get(room, set()) - {room} == set()


@every_file
def test_a_library_is_known_to_the_rooms_named_for_it_alone(file: Path) -> None:
    foreign = {library for library, rooms in LIBRARIES.items() if room_of(file) not in rooms}
    assert imports_any(imported(tree(file), place_of(file)), foreign) == set()


@pytest.mark.parametrize("room", NEVER)
def test_every_room_says_no_to_something(room: str) -> None:
    assert NEVER[room]
    assert NEVER[room] & ROOMS[room] == set()
    assert not any(room in LIBRARIES.get(library, set()) for library in NEVER[room])
    assert NEVER[room] <= set(ROOMS) | set(LIBRARIES)


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_may_know_all_others(room: str) -> None:
    assert set(ROOMS) - ROOMS[room] - {room, "__init__"}


# Who may touch the world


@every_file
def test_only_the_rooms_named_for_it_may_open_a_connection(file: Path) -> None:
    allowed = NETWORK if room_of(file) in CALLERS else set()
    assert imports_any(imported(tree(file), place_of(file)), NETWORK - allowed) == set()


@every_file
def test_a_pure_room_touches_no_file_clock_screen_or_chance(file: Path) -> None:
    if room_of(file) in ROUGH:
        return
    granted = GRANTED.get(room_of(file), set())
    assert imports_any(imported(tree(file), place_of(file)), WORLD - granted) == set()
    assert effects(tree(file)) - granted == set()


@pytest.mark.parametrize("file", files_of({"store", "files"}), ids=map(name_of, files_of({"store", "files"})))
def test_data_and_files_are_the_same_whatever_the_clock_says(file: Path) -> None:
    assert effects(tree(file)) & CLOCK == set()
    assert imports_any(imported(tree(file), place_of(file)), {"time", "random"}) == set()


@pytest.mark.parametrize("file", files_of({"web", "cli"}), ids=map(name_of, files_of({"web", "cli"})))
def test_web_and_command_line_compute_nothing_and_make_no_sentence(file: Path) -> None:
    assert imports_any(imported(tree(file), place_of(file)), ARITHMETIC) == set()
    assert [f"{call.lineno}: {name}" for name, call in calls(tree(file)) if name in SAYING | {"Message"}] == []


# Words


@every_file
def test_every_message_is_whole_where_it_is_said(file: Path) -> None:
    assert hidden(tree(file)) == []


@every_file
def test_no_side_and_no_publisher_is_named_in_the_code(file: Path) -> None:
    found = [text for text in literals(tree(file)) if PAIR.search(text)]
    assert room_of(file) in LANGUAGES or found == []


@pytest.mark.parametrize(
    "file", sorted(path for end in ("js", "css") for path in PACKAGE.rglob(f"*.{end}")), ids=name_of
)
def test_no_side_and_no_publisher_is_named_in_what_the_browser_runs(file: Path) -> None:
    assert PAIR.findall(file.read_text("utf-8")) == []


# Errors


@every_file
def test_exceptions_are_defined_in_errors_alone(file: Path) -> None:
    classes = [node for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef)]
    bases = {(node.name, ast.unparse(base)) for node in classes for base in node.bases}
    found = {name for name, base in bases if re.search(r"(Error|Exception)$", base)}
    assert found == set() or room_of(file) == "errors"


def test_errors_draws_the_tree_it_defines() -> None:
    assert errors.__doc__
    picture = errors.__doc__.split("\n\n")[1].splitlines()
    shown = [line[: match.end()] for line in picture if (match := re.match(r"[│├└─ ]*\w+", line))]
    assert shown == ["KztradeError", *drawn(errors.KztradeError)]


# Lengths


@every_file
def test_no_file_and_no_function_is_too_long_to_be_read_at_once(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert [(name, lines) for name, lines in bodies(tree(file)) if lines > LONGEST_BODY] == []


def test_most_functions_are_short() -> None:
    lengths = sorted(lines for file in FILES for _, lines in bodies(tree(file)))
    assert median(lengths) <= MEDIAN
    assert lengths[int(len(lengths) * 0.95)] <= MOST


# The reader of the code itself


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import kztrade.store", {"store"}),
        ("from kztrade import store, model", {"store", "model"}),
        ("from kztrade.errors import DataError", {"errors"}),
        ("from . import codes", {"codes"}),
        ("from .codes import Unit", {"codes"}),
        ("def f():\n    from kztrade import period", {"period"}),
        ("if TYPE_CHECKING:\n    from kztrade import words", {"words"}),
        ("import kztrade\nfrom kztrade import __version__\nimport csv", set()),
    ],
)
def test_an_import_is_seen_however_it_is_written(source: str, rooms: set[str]) -> None:
    assert rooms_imported(ast.parse(source)) == rooms


@pytest.mark.parametrize(
    ("source", "rooms"), [("from ..store import read_data", {"store"}), ("from .. import model", {"model"})]
)
def test_an_import_from_the_folder_above_is_seen(source: str, rooms: set[str]) -> None:
    assert rooms_imported(ast.parse(source), "kztrade.metrics") == rooms


def test_a_call_with_an_effect_is_seen() -> None:
    assert effects(ast.parse("open('x')\ndate.today()\nrows.sort()")) == {"open", "today"}


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("told.say('{count} figures', count=3)", True),
        ("told.say('one ' 'sentence')", True),
        ("told.say(f'{count} figures')", False),
        ("told.say('{} figures'.format(count))", False),
        ("told.say('figures ' + name)", False),
        ("told.say(name)", False),
        ("told.plural('one figure', f'{count} figures', count)", False),
        ("told.context('column', 'Set')", True),
        ("Message(f'{x}')", False),
        ("raise FilterError('No {x}.', f'Take {y}.')", False),
        ("raise FilterError('No {x}.', 'Take {y}.', x=x, y=f'{y}')", True),
        ("raise FilterError(Message('No {x}.', x=x), hint)", True),
        ("raise ValueError(f'{x}')", True),  # nobody is told
    ],
)
def test_a_glued_message_is_seen(source: str, whole: bool) -> None:
    assert (hidden(ast.parse(source)) == []) == whole


def test_a_name_in_a_docstring_is_no_name_in_the_code() -> None:
    source = '"""Of KAZ."""\nX = "KGZ"\n"""KAZ again."""\ndef f():\n    "KAZ"\n    return {"bns": 1}'
    assert sorted(literals(ast.parse(source))) == ["KGZ", "bns"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f():\n    return 1", 1),
        ('def f():\n    """Told.\n\n    At length.\n    """\n    x = 1\n\n    return x', 3),
        ('def f():\n    """Told."""', 0),
        ("async def f(\n    x,\n):\n    return x", 1),
    ],
)
def test_a_body_is_what_follows_the_docstring(source: str, lines: int) -> None:
    assert bodies(ast.parse(source)) == [("f", lines)]
