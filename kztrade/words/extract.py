"""Finds every message that a reader can meet: in the code by its syntax tree, in the data files by column.

`pybabel extract -F babel.cfg -o kztrade.pot .` calls `code` and `rows`. A message that does not stand literally where
it is said would be missed in silence; `code` refuses it instead.
"""

import ast
import csv
import io
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from kztrade import errors
from kztrade.errors import KztradeError, UsageError
from kztrade.model import office_of

MESSAGES = {"say": 1, "plural": 2, "context": 2, "Message": 1}
"""How many of its first arguments are written out, by the name of what is called."""

KINDS = {"plural": "ngettext", "context": "pgettext"}
"""How babel calls a message with two forms, and one with a context before it."""

HANDING_ON = {*MESSAGES, "__init__"}
"""Functions that are handed a message and have none of their own."""

HELP = {"Option", "Argument", "Typer", "command"}
"""What takes a `help` that a reader of the command line meets."""


ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, KztradeError)}
"""All errors that a reader can be told about."""


class Found(NamedTuple):
    """A message as babel takes it."""

    line: int
    kind: str | None
    text: str | tuple[str, ...]
    comments: tuple[str, ...] = ()


def code(file: BinaryIO, keywords: object, tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:
    """Messages of a Python file: an extraction method of babel.

    Raises:
        UsageError: A message is not written out where it is said; the error names every such line.
    """
    tree = ast.parse(file.read())
    lines = hidden(tree)
    if lines:
        raise UsageError(
            "A message is not written out where it is said: {places}.",
            "Write the whole message literally; a text of the data files goes through `translation`.",
            places=", ".join(f"{file.name}:{line}" for line in lines),
        )
    yield from messages(tree)


def rows(file: BinaryIO, keywords: object, tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:
    """Texts of a data file that readers meet: an extraction method of babel.

    The option `columns` names them; `offices` a column of speakers whose offices are met without their names.
    """
    wanted, speakers = options["columns"].split(), options.get("offices", "").split()
    reader = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
    for row in reader:
        yield from (Found(reader.line_num, None, row[name]) for name in wanted if row[name])
        yield from (Found(reader.line_num, None, office_of(row[name])) for name in speakers if row[name])


def hidden(tree: ast.AST) -> list[int]:
    """Lines on which something is said that extraction cannot read."""
    known = constants(tree)
    return [call.lineno for call in calls(tree) if any(texts(part, call, known) is None for part in templates(call))]


def messages(tree: ast.AST) -> Iterator[Found]:
    """Every message of a syntax tree, in the order of the file."""
    known = constants(tree)
    for call in calls(tree):
        written = [text for part in templates(call) for text in texts(part, call, known) or () if text]
        kind = KINDS.get(called(call))
        if kind and written:
            yield Found(call.lineno, kind, tuple(written))
        elif not kind:
            yield from (Found(call.lineno, None, text) for text in written)


def calls(tree: ast.AST, foreign: frozenset[str] = frozenset()) -> Iterator[ast.Call]:
    """Calls that say something, outside the functions that only hand messages on.

    Args:
        tree: Where to look.
        foreign: Names of what a function was given, which may be called `say` and be somebody else's.
    """
    for node in ast.iter_child_nodes(tree):
        given = foreign
        if isinstance(node, ast.FunctionDef):
            if node.name in HANDING_ON:
                continue
            given = foreign | {argument.arg for argument in node.args.args}
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in foreign):
            yield node
        yield from calls(node, given)


def templates(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are messages."""
    name = called(call)
    helps: list[ast.expr] = [
        word.value for word in call.keywords if word.arg == "help" and isinstance(word.value, ast.Constant)
    ]
    if name in ERRORS:
        return [*call.args[:2], *(word.value for word in call.keywords if word.arg == "hint")]
    return helps if name in HELP else call.args[: MESSAGES.get(name, 0)]


def called(call: ast.Call) -> str:
    """The last name of what is called: `say` in `told.words.say(…)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def constants(tree: ast.AST) -> dict[str, ast.expr]:
    """What names of the file are given, by the last place that gives them anything."""
    given = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    return {target.id: node.value for node in given for target in node.targets if isinstance(target, ast.Name)}


def texts(part: ast.expr, call: ast.Call, known: Mapping[str, ast.expr]) -> tuple[str, ...] | None:
    """What an argument can say: a text, or two of which one is chosen; `None` where it cannot be read.

    An error may also be handed a `Message`, made where extraction finds it, or a text under a name of its file.
    """
    match part:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp(body=first, orelse=second):
            both = texts(first, call, known), texts(second, call, known)
            return None if both[0] is None or both[1] is None else both[0] + both[1]
        case ast.Name(id=name) if called(call) in ERRORS:
            return texts(known[name], call, {}) if name in known else ()
        case ast.Call() if called(call) in ERRORS and called(part) not in ("format", "join", "replace"):
            return ()
        case ast.Attribute() if called(call) in ERRORS:
            return ()
    return None
