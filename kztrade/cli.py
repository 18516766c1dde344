"""The same verbs without a browser: read, derive, export, draw, verify.

A command imports what it needs when it runs, so that `kztrade --help` does not wait for pandas or Streamlit.
"""

import io
import os
import secrets
import socket
import sys
import time
import webbrowser
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kztrade import __version__
from kztrade.codes import Area, Kind, Scope
from kztrade.errors import FilterError, KztradeError, PlaceError, SourceError, UnitError, UsageError

if TYPE_CHECKING:
    from kztrade.answers import Judged, Mirror
    from kztrade.model import Data, Metric, Observation
    from kztrade.originals import Original
    from kztrade.selection import Selection
    from kztrade.telling import Telling

TABLES = ("csv", "xlsx", "parquet", "json", "zip")
IMAGES = ("png", "svg", "pdf")
PAGE = "html"

DIGITS = 12
"""Significant digits of a stated figure in a table: all that its publisher printed."""

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
original = typer.Typer(no_args_is_help=True, help="Keep your own copies of original texts, outside the project.")
records = typer.Typer(no_args_is_help=True, help="Check the data files of the project, and record their checksums.")
app.add_typer(original, name="original")
app.add_typer(records, name="data")


def main() -> None:
    """Run the command that the arguments name; the one place where an error becomes words and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
    try:
        app(prog_name="kztrade")
    except KztradeError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 3 if isinstance(error, SourceError) else 1)
    except OSError as error:  # what the output goes to is full, for one; on its way out Python would try it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        typer.echo(f"Error: {error.strerror or error}.", err=True)
        sys.exit(1)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kztrade {__version__}")
        raise typer.Exit


@app.callback()
def kztrade(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Trade and investment between Kazakhstan and Kyrgyzstan, every figure with the words that state it."""


# What several commands take

Json = Annotated[bool, typer.Option("--json", help="Print a JSON list instead of a table.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a source.")]
Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="PATH", help="Folder of the data files, if not the installed ones.")
]


def _choice(name: str, metavar: str, text: str) -> Any:
    return typer.Option(name, metavar=metavar, help=f"{text} May be repeated.", show_default=False)


Indicators = Annotated[list[str] | None, _choice("--indicator", "CODE", "Indicator, such as turnover.")]
Kinds = Annotated[list[str] | None, _choice("--kind", "KIND", f"Kind of indicator: {', '.join(Kind)}.")]
First = Annotated[int | None, typer.Option("--from", metavar="YEAR", help="First year, by the end of the period.")]
Last = Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Last year.")]
Sources = Annotated[list[str] | None, _choice("--source", "ID", "Source, such as astanatv-2023-09-23.")]
Reporters = Annotated[list[str] | None, _choice("--reporter", "AREA", f"Whose authority says so: {', '.join(Area)}.")]
Scopes = Annotated[list[str] | None, _choice("--scope", "SCOPE", f"Part of the total: {', '.join(Scope)}.")]
Published = Annotated[
    str, typer.Option(metavar="PERIOD", help="When the source was published, such as 2023.", show_default=False)
]


def _selection(
    indicators: Sequence[str] | None,
    kinds: Sequence[str] | None,
    first: int | None,
    last: int | None,
    sources: Sequence[str] | None,
    reporters: Sequence[str] | None,
    scopes: Sequence[str] | None,
    published: str,
) -> "Selection":
    from kztrade.selection import Selection

    return Selection(
        tuple(indicators or ()),
        tuple(kinds or ()),
        first,
        last,
        tuple(sources or ()),
        tuple(reporters or ()),
        tuple(scopes or ()),
        published,
    )


# The dashboard


@app.command()
def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="Address of this computer to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(metavar="PORT", help="Port to listen on.", min=1, max=65535)] = 8501,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
) -> None:
    """Serve the dashboard until Ctrl-C."""
    from kztrade import server

    server.require_free(host, port)  # before the browser meets whoever holds the port
    if show and _has_screen():
        Thread(target=_open_browser, args=(host, port), daemon=True).start()
    server.serve(host, port)


def _has_screen() -> bool:
    """Whether a browser can show itself; without a screen, Python would open one inside the terminal."""
    return sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def _open_browser(host: str, port: int) -> None:
    """Open the dashboard as soon as the server answers."""
    name = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    while True:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            break
        time.sleep(0.1)
    webbrowser.open(f"http://{name}:{port}")


# Figures


@app.command()
def figures(
    indicator: Indicators = None,
    kind: Kinds = None,
    first: First = None,
    last: Last = None,
    source: Sources = None,
    reporter: Reporters = None,
    scope: Scopes = None,
    published: Published = "",
    as_json: Json = False,
) -> None:
    """Print the figures that sources state, targets among them."""
    from kztrade import exports, model, store

    data = store.shipped_data()
    rows = _selection(indicator, kind, first, last, source, reporter, scope, published).rows(data)
    if as_json:
        typer.echo(exports.json_text(exports.json_records(model.frame(rows))), nl=False)
        return
    told = _told(data)
    header = ("period", "reporter", "indicator", "value", "interval", "source", "passage", "scope", "status")
    typer.echo(_table(header, [_figure_cells(told, row) for row in rows]))
    typer.echo(f"\n{_count(rows)}, data version {data.short_version}")


def _figure_cells(told: "Telling", row: "Observation") -> tuple[str, ...]:
    from kztrade import telling

    return (
        told.words.period(row.period),
        row.reporter,
        row.indicator,
        told.words.hedged(row.value, row.qualifier, row.unit, digits=DIGITS),
        telling.ends(told, row),
        row.source,
        str(row.passage or ""),
        row.scope,
        telling.status(told, row),
    )


@app.command()
def metrics(
    by: Annotated[int, typer.Option(metavar="YEAR", help="Year for the required growth.")] = 2027,
    growth: Annotated[float, typer.Option(metavar="PCT", help="Growth in percent a year for the path.")] = 19,
    source: Annotated[
        list[str] | None, _choice("--source", "ID", "Statistical publisher, such as bns, in place of the article.")
    ] = None,
    reporter: Reporters = None,
    first: First = None,
    last: Last = None,
    as_json: Json = False,
) -> None:
    """Print what the figures imply, the article's or a ledger's. Each comes with its interval and its formula."""
    from kztrade import answers, exports, store

    if not -100 < growth <= 1000:  # NaN too
        raise UsageError(f"Nothing can grow by {growth:g} % a year.", "Give more than -100 and at most 1000.")
    data = store.shipped_data()
    of_article = answers.ARTICLE in (source or ()) or not (source or reporter)
    derived = answers.article_metrics(data, by, growth) if of_article else []
    if source or reporter:
        derived += answers.selected_metrics(data, _selection(None, None, first, last, source, reporter, None, ""))
    if as_json:
        typer.echo(exports.json_text(exports.metrics_records(derived)), nl=False)
        return
    told = _told(data)
    if not derived:
        typer.echo(f"No ledger publishes what was asked for.\nHint: Choose from {_ledger_names(data)}.")
        return
    header = ("metric", "period", "source", "reporter", "value", "interval", "formula")
    typer.echo(_table(header, [_metric_cells(told, metric) for metric in derived]))
    reasons = [f"{metric.name}: {metric.reason}" for metric in derived if metric.reason]
    refused = [_refusal(data)] if of_article else []
    typer.echo("\n".join(["", f"data version {data.short_version}", *reasons, *refused]))


def _metric_cells(told: "Telling", metric: "Metric") -> tuple[str, ...]:
    from kztrade import telling

    return (
        metric.name,
        told.words.period(metric.period),
        metric.source,
        metric.reporter,
        telling.said(told, metric),
        telling.ends(told, metric),
        metric.formula,
    )


def _ledger_names(data: "Data") -> str:
    """Every ledger as filters name it, with its years."""
    from kztrade import answers

    names = []
    for source, reporter in answers.ledgers(data):
        years = [exports.period.text for exports, _ in answers.paired(data, (source, reporter))]
        names.append(f"{source} {reporter} ({years[0]}–{years[-1]})")
    return ", ".join(names)


def _refusal(data: "Data") -> str:
    """Why the quotient that readers look for is not among the metrics."""
    from kztrade import answers
    from kztrade.metrics import investment_per_venture

    rows = answers.article(data)
    try:
        investment_per_venture(rows["investment_cumulative"], rows["joint_ventures"], data.indicators)
    except UnitError as error:
        return f"investment_per_venture: refused. {error.message}"
    return ""


# What officials said, set against the ledgers


@app.command()
def statements(
    indicator: Annotated[
        str, typer.Option(metavar="CODE", help="Indicator, such as turnover.", show_default=False)
    ] = "",
    period: Annotated[
        str,
        typer.Option(metavar="PERIOD", help="Period spoken of, such as 2022 or 2023-01/2023-07.", show_default=False),
    ] = "",
    as_json: Json = False,
) -> None:
    """Print what officials said, each with its verdict by either side's statistics."""
    from kztrade import answers, exports, store, telling
    from kztrade.period import read_period
    from kztrade.pictures import verdict_text

    data = store.shipped_data()
    _selection([indicator] if indicator else None, None, None, None, None, None, None, "").check(data)
    judged = answers.statements(data, indicator or None, read_period(period) if period else None)
    told = _told(data)
    if as_json:
        typer.echo(
            exports.json_text(telling.statement_record(told, item, verdict_text(told, item)) for item in judged),
            nl=False,
        )
        return
    header = ("published", "indicator", "period", "who", "said", "interval", "verdict", "source")
    typer.echo(_table(header, [_statement_cells(told, item) for item in judged]))
    typer.echo(f"\n{_count(judged, 'statement')}, data version {data.short_version}")


def _statement_cells(told: "Telling", item: "Judged") -> tuple[str, ...]:
    from kztrade import telling
    from kztrade.pictures import verdict_text

    row, source = item.row, told.data.sources[item.row.source]
    return (
        told.words.period(source.published) if source.published else "undated",
        row.indicator,
        told.words.period(row.period),
        source.speaker,
        told.words.hedged(row.value, row.qualifier, row.unit, digits=DIGITS),
        telling.ends(told, row),
        verdict_text(told, item),
        row.source,
    )


@app.command()
def targets(as_json: Json = False) -> None:
    """Print every target, who set it and what became of it in each ledger."""
    from kztrade import answers, exports, store, telling
    from kztrade.pictures import deadline, fate_text, rating_name

    data = store.shipped_data()
    stories = answers.target_stories(data, datetime.now(UTC).year)
    if as_json:
        typer.echo(exports.json_text(record for story in stories for record in telling.target_records(story)), nl=False)
        return
    told = _told(data)
    header = ("indicator", "target", "set", "by", "times", "ledger", "what became of it")
    rows = [
        (
            story.first.indicator,
            f"{told.words.money(story.first.value)} {deadline(told, story)}",
            told.words.period(story.first.set_on),
            story.first.set_by,
            str(len(story.announcements)),
            rating_name(told, rating),
            fate_text(told, rating),
        )
        for story in stories
        for rating in story.ratings
    ]
    typer.echo(_table(header, rows))
    typer.echo(f"\n{_count(stories, 'target')}, data version {data.short_version}")


@app.command()
def mirror(as_json: Json = False) -> None:
    """Print both flows at both ends, as each pair of ledgers records them, and the gap between them.

    The two statistics offices come first, then the pairs with figures of the IMF.
    """
    from kztrade import exports, store, telling

    data = store.shipped_data()
    pairs = _mirrors(data)
    if as_json:
        typer.echo(
            exports.json_text({**exports.metrics_records([pair.gap])[0], **_ends(pair)} for pair in pairs), nl=False
        )
        return
    told = _told(data)
    words = told.words
    header = (
        *("year", "from", "to", "exporter's source", "importer's source"),
        *("exporter, $ m", "importer, $ m", "mirror gap", "status"),
    )
    rows = [
        (
            pair.gap.period.text,
            words.side(pair.exporter.reporter),
            words.side(pair.importer.reporter),
            pair.exporter.source,
            pair.importer.source,
            words.number(pair.exporter.value / 1e6, 1, 1),
            words.number(pair.importer.value / 1e6, 1, 1),
            f"{words.number(pair.gap.value or 0.0, 1, 1, sign=True)}%",
            telling.status(told, pair.gap),
        )
        for pair in pairs
    ]
    typer.echo(_table(header, rows))
    typer.echo(f"\nmirror gap = exporter ÷ importer − 1; data version {data.short_version}")


def _mirrors(data: "Data") -> list["Mirror"]:
    """The gaps of every pair of ledgers of the two sides, one pair after the other, the national offices first."""
    from kztrade import answers

    national = answers.home_ledgers(data)
    pairs = [
        (first, second)
        for first in answers.ledgers(data)
        for second in answers.ledgers(data)
        if first[1] is not second[1] and not (first in national and second in national)
    ]
    others = [both for first, second in pairs for both in answers.mirrors(data, first[1], first, second)]
    return [*answers.national_mirrors(data), *others]


def _ends(pair: "Mirror") -> dict[str, Any]:
    return {
        "exporter": str(pair.exporter.reporter),
        "importer": str(pair.importer.reporter),
        "exporter_source": pair.exporter.source,
        "importer_source": pair.importer.source,
        "exports": pair.exporter.value,
        "imports": pair.importer.value,
    }


# Files


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help=f"File to write, as {', '.join(TABLES)}.")],
    indicator: Indicators = None,
    kind: Kinds = None,
    first: First = None,
    last: Last = None,
    source: Sources = None,
    reporter: Reporters = None,
    scope: Scopes = None,
    published: Published = "",
) -> None:
    """Write figures into a file. A .zip is a Data Package: figures, sources, codebook, citations and checksums."""
    from kztrade import exports, model, store

    extension = _extension(out, TABLES)
    data = store.shipped_data()
    selection = _selection(indicator, kind, first, last, source, reporter, scope, published)
    rows = selection.rows(data)
    frame, filters = model.frame(rows), selection.filters()
    if extension == "zip":
        content = exports.package_bytes(data, frame, filters)
    else:
        content = exports.table_bytes(extension, data, frame, exports.Caption(filters=filters))
    _write(out, content)
    typer.echo(f"Wrote {out}: {_count(rows)}, data version {data.short_version}")


@app.command()
def chart(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a chart, such as target.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help=f"File to write, as {', '.join((*IMAGES, PAGE))}.")],
) -> None:
    """Draw a chart into a file. PNG, SVG and PDF need a Chrome or Chromium on this computer."""
    from kztrade import store
    from kztrade.pictures import PICTURES

    extension = _extension(out, (*IMAGES, PAGE))
    if name not in PICTURES:
        close = get_close_matches(name, PICTURES, cutoff=0.5)
        meant = f"Did you mean {' or '.join(close)}? " if close else ""
        raise FilterError(f"There is no chart {name[:60]!r}.", f"{meant}The charts are {', '.join(PICTURES)}.")
    data = store.shipped_data()
    drawn = PICTURES[name](_told(data))
    _write(out, drawn.html() if extension == PAGE else _image(drawn.alone(), extension))
    typer.echo(f"Wrote {out}: chart {name}, data version {data.short_version}")


def _image(figure: object, extension: str) -> bytes:
    import kaleido
    from kaleido.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

    hint = "Install one (on Debian and Ubuntu: apt-get install chromium) or set KZTRADE_CHROMIUM to the path of one."
    options = {"format": extension, "scale": 2 if extension == "png" else 1}
    browser = {
        "path": os.environ.get("KZTRADE_CHROMIUM") or None,
        "mathjax": False,  # it would come from another host, and no chart has formulas
        "proxy_server": "127.0.0.1:9",  # where nobody answers: a browser must not call home from here
    }
    try:
        content: bytes = kaleido.calc_fig_sync(figure, opts=options, kopts=browser)
    except ChromeNotFoundError:
        raise PlaceError(
            f"No Chrome or Chromium was found to draw {extension.upper()}; HTML needs none.", hint
        ) from None
    except (BrowserFailedError, BrowserClosedError, OSError):
        found = "A Chrome or Chromium was found, yet it did not draw the chart"
        raise PlaceError(f"{found}; HTML needs none.", f"Check that it starts. {hint}") from None
    return content


def _extension(out: Path, known: Sequence[str]) -> str:
    extension = out.suffix.lower().removeprefix(".")
    if extension not in known:
        endings = ", ".join(f".{ending}" for ending in known)
        raise UsageError(f"The name {str(out)!r} tells no format that can be written.", f"End it in one of {endings}.")
    return extension


def _write(out: Path, content: bytes) -> None:
    """Write a file whole or not at all; an earlier one stays as it was until then."""
    target = Path(os.path.realpath(out))  # a link keeps pointing where it points
    temporary = target.with_name(f".kztrade-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        hint = "Choose a folder that exists and can be written."
        raise PlaceError(f"The file {out} cannot be written: {error.strerror}.", hint) from None
    finally:
        with suppress(OSError):  # it has its new name, or was never made
            temporary.unlink()


# Originals


@app.command()
def verify(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Text of the original, if none is kept.")] = None,
    source: Annotated[str, typer.Option(metavar="ID", help="The source it is of.")] = "astanatv-2023-09-23",
) -> None:
    """Find the figures of a source in its original text. The exit code is 1 unless all are there."""
    from kztrade import evidence, store
    from kztrade.selection import Selection

    data = store.shipped_data()
    rows = [row for row in Selection(sources=(source,)).rows(data) if row.passage is not None]
    passages = [passage for passage in data.passages if passage.source == source]
    if not rows:
        known = sorted({passage.source for passage in data.passages})
        raise FilterError(f"Of {source} no passages are recorded.", f"Choose from {', '.join(known)}.")
    findings = evidence.check(rows, passages, _original_text(source, file))
    header = ("", "passage", "token", "figure", "instead")
    cells = [
        (
            "✓" if finding.found else "✗",
            str(finding.passage),
            finding.token,
            f"{finding.key.indicator} {finding.key.period}",
            finding.instead,
        )
        for finding in findings
    ]
    typer.echo(_table(header, cells))
    missed = {finding.passage for finding in findings if not finding.found}
    for passage in sorted({finding.passage for finding in findings if finding.reworded} - missed):
        typer.echo(f"Note: passage {passage} is worded differently from what is recorded; its figures stand.")
    found = sum(finding.found for finding in findings)
    typer.echo(f"{found} of {len(findings)} figures found")
    if missed:
        raise typer.Exit(1)


def _original_text(source: str, file: Path | None) -> str:
    from kztrade import originals

    if file is not None:
        return originals.original_text(originals.read_original_file(file), source)
    text = originals.read_original(source)
    if text is None:
        add, fetch = (f"`kztrade original {verb} {source}" for verb in ("add", "fetch"))
        raise SourceError(f"No original of {source} is kept here.", f"Name a FILE, or run {add} FILE` or {fetch}`.")
    return text


@original.command("add")
def add_original(
    source: Id, file: Annotated[Path, typer.Argument(metavar="FILE", help="Its text, as plain UTF-8.")]
) -> None:
    """Keep a copy of an original. It takes the place of an earlier one."""
    from kztrade import originals

    data = _data_with(source)
    raw, now = originals.read_original_file(file), datetime.now(UTC)
    _tell_kept(originals.add_original(source, raw, data.sources, now=now))


@original.command("fetch")
def fetch_original(source: Id) -> None:
    """Download an original and keep it. This is the one command that uses the network."""
    from kztrade import originals

    data = _data_with(source)
    hosts = originals.source_hosts(data.sources.values())
    fetched = originals.fetch_original(data.sources[source], hosts)
    raw, now = fetched.text.encode(), datetime.now(UTC)
    _tell_kept(originals.add_original(source, raw, data.sources, now=now, origin=fetched.url))


def _data_with(source: str) -> "Data":
    """All data, once it is clear that they know the source."""
    from kztrade import store
    from kztrade.selection import Selection

    data = store.shipped_data()
    Selection(sources=(source,)).check(data)
    return data


def _tell_kept(kept: "Original") -> None:
    from kztrade import originals

    typer.echo(f"Kept the original of {kept.source} in {originals.folder()}, SHA-256 {kept.sha256}")


@original.command("list")
def list_originals() -> None:
    """List the kept copies and where they lie."""
    from kztrade import originals

    kept = originals.list_originals()
    if kept:
        cells = [(copy.source, copy.added.isoformat(), copy.origin, copy.sha256) for copy in kept]
        typer.echo(f"{_table(('source', 'added', 'origin', 'sha256'), cells)}\n")
    typer.echo(f"{len(kept)} kept in {originals.folder()}")


@original.command("remove")
def remove_original(source: Id) -> None:
    """Remove the kept copy of an original."""
    from kztrade import originals

    if not originals.remove_original(source):
        raise FilterError(f"No original of {source[:60]!r} is kept here.", "Run `kztrade original list`.")
    typer.echo(f"Removed the original of {source}")


# Data files


@records.command("check")
def check_data(folder: Folder = None) -> None:
    """Read all data files and report every fault, or their version and what they hold."""
    from kztrade import store

    data = store.read_data(folder or store.FOLDER)
    tables = ("observations", "targets", "indicators", "sources", "events", "passages", "digests")
    typer.echo(_table(("table", "rows"), [(name, str(len(getattr(data, name)))) for name in tables]))
    typer.echo(f"\nNo fault found, data version {data.version}")


@records.command("record")
def record_data(folder: Folder = None) -> None:
    """Record the checksums of the data files, once they have no fault."""
    from kztrade import store

    place = folder or store.FOLDER
    data = store.read_data(place, verify=False)
    _write(place / store.SUMS, store.checksums(place).encode())
    typer.echo(f"Wrote {place / store.SUMS}: data version {data.version}")


# Words


def _told(data: "Data") -> "Telling":
    from kztrade.format import Format
    from kztrade.telling import Telling

    return Telling(data, Format())


def _count(rows: Sequence[object], what: str = "figure") -> str:
    return f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns under their names, as wide as what they hold, the same on a screen and in a pipe."""
    # a pipe to grep wants plain blanks, and a text from outside may hold signs that command a terminal
    lines = [["".join(sign if sign.isprintable() else " " for sign in cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


if __name__ == "__main__":
    main()
