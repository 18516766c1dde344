"""Every message a reader meets is found, and one that could not be found is refused."""

import ast
import io
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from kztrade import store
from kztrade.errors import UsageError
from kztrade.words.extract import code, hidden, messages, rows

CHECKOUT = Path(__file__).parents[2]


def found(source: str) -> list[object]:
    return [message.text for message in messages(ast.parse(source))]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('told.say("{a} of it", a=1)', ["{a} of it"]),
        ('told.words.say("one" "two")', ["onetwo"]),
        ('told.say("met" if late else "missed")', ["met", "missed"]),
        ('told.plural("one", "{count} many", count)', [("one", "{count} many")]),
        ('told.context("column", "Set")', [("column", "Set")]),
        ('TABLE = {1: Message("a flow")}', ["a flow"]),
        ('raise UnitError("{a} is wrong.", "Mend {a}.", a=1)', ["{a} is wrong.", "Mend {a}."]),
        ('raise errors.PlaceError("No room.", hint="Make some.")', ["No room.", "Make some."]),
        ('HINT = "Choose."\nraise FilterError("Nothing.", HINT)', ["Nothing.", "Choose."]),
        ('raise FilterError(Message("Nothing."))', ["Nothing."]),
        ('typer.Option("--json", help="Print JSON.")', ["Print JSON."]),
        ("def say(self, message):\n    return other.say(message)", []),
        ("def f(say):\n    return say(1.5)", []),
        ('print("no message")', []),
        ('told.say("outer {x}", x=told.say("inner"))', ["outer {x}", "inner"]),
    ],
)
def test_a_message_is_found_wherever_it_is_said(source: str, texts: list[object]) -> None:
    assert found(source) == texts
    assert hidden(ast.parse(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        'told.say(f"{a} of it")',
        'told.say("a" + b)',
        "told.say(row.note)",
        "told.say(NAME)",
        'told.plural("one", many, count)',
        "told.context(where, 'Set')",
        "Message(text)",
        'raise UnitError(f"{a} is wrong.")',
        'raise UnitError("Wrong.", f"Mend {a}.")',
        'raise UnitError("Wrong.", hint="Mend " + a)',
        'raise UnitError("{} is wrong".format(a))',
        'told = "x" + y\nraise UnitError(told)',
        'told.say("met" if late else year)',
    ],
)
def test_a_message_that_is_not_written_out_is_refused_with_its_line(source: str) -> None:
    lines = source.count("\n") + 1
    assert hidden(ast.parse(source)) == [lines]
    file = io.BytesIO(source.encode())
    file.name = "page.py"
    with pytest.raises(UsageError, match=rf"page\.py:{lines}\."):
        list(code(file, {}, (), {}))


def test_the_columns_of_a_data_file_that_readers_meet_are_found_with_their_line() -> None:
    file = io.BytesIO('code,name,note\na,Ä,"two\nlines"\nb,B,\n'.encode())
    assert [(row.line, row.text) for row in rows(file, {}, (), {"columns": "name note"})] == [
        (3, "Ä"),
        (3, "two\nlines"),
        (4, "B"),
    ]


FILES = sorted((CHECKOUT / "kztrade").rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[file.relative_to(CHECKOUT).as_posix() for file in FILES])
def test_no_message_of_the_package_hides_from_extraction(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert [f"{file.relative_to(CHECKOUT)}:{line}" for line in hidden(tree)] == []


def test_pybabel_extracts_code_and_data_by_the_mapping_of_the_checkout(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "babel.cfg", "-o", str(tmp_path / "x.pot"), "."])
    with (tmp_path / "x.pot").open("rb") as file:
        catalogue = read_po(file)
    data = store.shipped_data()
    wanted = {
        "{low} to {high}",
        ("{count} figure, data version {version}", "{count} figures, data version {version}"),
        *(
            text
            for one in data.indicators.values()
            for text in (one.name, one.inside, one.short, one.definition)
            if text
        ),
        *(event.name for event in data.events.values()),
        *(row.note for row in data.observations if row.note),
        *(target.set_by for target in data.targets),
        *(
            text
            for source in data.sources.values()
            for text in (source.publisher, source.speaker, source.quoting)
            if text
        ),
    }
    assert wanted - {message.id for message in catalogue} == set()
