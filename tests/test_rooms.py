"""The arrows between the rooms: who may know whom, and who may touch the world."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from kztrade import errors

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "kztrade"

WORDS = {"errors", "codes", "period", "interval"}
CONTRACT = WORDS | {"model"}
NEIGHBOURS = {"metrics", "evidence", "format", "store", "selection"}
ASKING = CONTRACT | {"answers", "evidence", "format", "metrics", "selection"}
BELOW = CONTRACT | NEIGHBOURS | {"originals", "answers", "telling", "charts", "exports", "pictures"}

ROOMS: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "codes": {"errors"},
    "period": {"errors", "codes"},
    "interval": {"errors", "codes", "period"},
    "model": WORDS,
    **dict.fromkeys(NEIGHBOURS, CONTRACT),
    "originals": CONTRACT | {"store", "evidence"},
    "answers": CONTRACT | {"metrics", "selection"},
    "telling": ASKING,
    "charts": CONTRACT | {"format"},
    "exports": CONTRACT | {"format"},
    "pictures": ASKING | {"telling", "charts", "exports"},
    "views": BELOW,
    "server": BELOW,
    "cli": BELOW | {"server"},
    "dashboard": BELOW | {"views", "server"},
}
"""Every room with the rooms it may import. A folder is one room; a new room needs a line here."""

PURE = {*WORDS, "model", "metrics", "evidence", "format", "selection", "answers"}
PURE |= {"telling", "charts", "exports", "pictures"}
CALLERS = {"originals", "server", "cli"}
"""The rooms that may open a connection: one downloads originals, two serve pages on this computer."""

NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "asyncio"}
WORLD = {"os", "pathlib", "shutil", "tempfile", "glob", "subprocess", "platformdirs", "time", "random", "streamlit"}
GRANTED = {"format": {"pathlib"}}
"""What a pure room may use all the same: `format` tells gettext the folder of its catalogues."""
EFFECTS = {"open", "print", "input", "eval", "exec", "__import__"}
EFFECT_METHODS = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}

FILES = sorted([*PACKAGE.rglob("*.py"), *CHECKOUT.glob("dashboard.py")])


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py") if PACKAGE in file.parents else file.stem


def imported(source: str, place: str = "kztrade") -> set[str]:
    """Every dotted name that a file in the package `place` imports, names out of modules included."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = place.split(".")[: 1 - node.level or None] if node.level else []
            module = ".".join([*parents, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(source: str, place: str = "kztrade") -> set[str]:
    parts = [name.split(".") for name in imported(source, place)]
    return {names[1] for names in parts if names[0] == "kztrade" and len(names) > 1 and names[1] in existing_rooms()}


def imports_any(names: set[str], modules: set[str]) -> set[str]:
    return {name for name in names if any(f"{name}.".startswith(f"{module}.") for module in modules)}


def effects(source: str) -> set[str]:
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = {call.id for call in calls if isinstance(call, ast.Name)} & EFFECTS
    return named | {call.attr for call in calls if isinstance(call, ast.Attribute)} & EFFECT_METHODS


def existing_rooms() -> set[str]:
    return {room_of(file) for file in FILES}


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


def names(files: list[Path]) -> list[str]:
    return [file.relative_to(CHECKOUT).as_posix() for file in files]


def place_of(file: Path) -> str:
    return ".".join(file.parent.relative_to(CHECKOUT).parts)


def test_every_room_has_its_line_in_the_list() -> None:
    assert existing_rooms() - set(ROOMS) == set()


def test_arrows_run_one_way() -> None:
    TopologicalSorter(ROOMS).prepare()


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_a_room_imports_only_rooms_it_may_know(file: Path) -> None:
    room = room_of(file)
    assert rooms_imported(file.read_text("utf-8"), place_of(file)) - ROOMS.get(room, set()) - {room} == set()


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_only_the_rooms_named_for_it_may_open_a_connection(file: Path) -> None:
    allowed = NETWORK if room_of(file) in CALLERS else set()
    assert imports_any(imported(file.read_text("utf-8"), place_of(file)), NETWORK - allowed) == set()


pure_files = [file for file in FILES if room_of(file) in PURE]


@pytest.mark.parametrize("file", pure_files, ids=names(pure_files))
def test_a_pure_room_touches_no_file_clock_screen_or_chance(file: Path) -> None:
    source = file.read_text("utf-8")
    forbidden = WORLD - GRANTED.get(room_of(file), set())
    assert imports_any(imported(source, place_of(file)), forbidden) == set()
    assert effects(source) == set()


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_exceptions_are_defined_in_errors_alone(file: Path) -> None:
    classes = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.ClassDef)]
    bases = {(node.name, ast.unparse(base)) for node in classes for base in node.bases}
    found = {name for name, base in bases if re.search(r"(Error|Exception)$", base)}
    assert found == set() or room_of(file) == "errors"


def test_errors_draws_the_tree_it_defines() -> None:
    assert errors.__doc__
    picture = errors.__doc__.split("\n\n")[1].splitlines()
    shown = [line[: match.end()] for line in picture if (match := re.match(r"[│├└─ ]*\w+", line))]
    assert shown == ["KztradeError", *drawn(errors.KztradeError)]


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import kztrade.store", {"store"}),
        ("from kztrade import store, model", {"store", "model"}),
        ("from kztrade.errors import DataError", {"errors"}),
        ("from . import codes", {"codes"}),
        ("from .codes import Area", {"codes"}),
        ("def f():\n    from kztrade import period", {"period"}),
        ("import kztrade\nfrom kztrade import __version__\nimport csv", set()),
    ],
)
def test_an_import_is_seen_however_it_is_written(source: str, rooms: set[str]) -> None:
    assert rooms_imported(source) == rooms


@pytest.mark.parametrize(
    ("source", "rooms"), [("from ..store import read_data", {"store"}), ("from .. import model", {"model"})]
)
def test_an_import_from_the_folder_above_is_seen(source: str, rooms: set[str]) -> None:
    assert rooms_imported(source, "kztrade.metrics") == rooms


def test_a_call_with_an_effect_is_seen() -> None:
    assert effects("open('x')\ndate.today()\nrows.sort()") == {"open", "today"}
