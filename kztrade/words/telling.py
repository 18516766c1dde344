"""The data told in one language: how rows, sources, areas and ledgers are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kztrade import ledgers
from kztrade.codes import Bound, Dating, Kind, Qualifier, Role, Scope, SourceKind, Unit
from kztrade.errors import KztradeError
from kztrade.ledgers import Books
from kztrade.message import Message
from kztrade.metrics import Check, Outcome, Rating, Verdict
from kztrade.model import Area, Data, Level, Metric, Observation, Source, Target
from kztrade.period import Period
from kztrade.table import Amount, Dated
from kztrade.words import names, verdicts
from kztrade.words.format import Format, digits_of


@dataclass(frozen=True, slots=True)
class Telling:
    """The data and the language in which they are told."""

    data: Data
    words: Format

    # Messages

    def say(self, message: str, **values: object) -> str:
        """A message with its values put in. See `Say.say`: the message stands literally where it is said."""
        return self.words.say(message, **values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form of a message that goes with a count, which stands in it as `{count}`."""
        return self.words.plural(one, many, count, **values)

    def context(self, where: str, message: str, **values: object) -> str:
        """A message that is another one in another place: `Set` over a column, `Set` of a target."""
        return self.words.context(where, message, **values)

    def tell(self, message: Message, **values: object) -> str:
        """A message that a room below handed up."""
        return self.words.tell(message, **values)

    def text(self, text: str) -> str:
        """A text of the data files in the reader's language: a note, a definition, whose words a figure is."""
        return self.words.translation(text)

    def error(self, error: KztradeError) -> tuple[str, str]:
        """What an error says and the next step that it advises."""
        return self.words.error(error)

    # Areas and ledgers

    def area(self, code: str, form: str = "name") -> str:
        """An area's name in a form: `name`, `of`, `in`, `adjective`."""
        area = self.data.areas.get(code)
        return _area_name(area, self.words.language, form) if area else code

    def ledger(self, books: Books) -> str:
        """Whose statistics: the office of a side, a third party, or the third party and the side where it holds both."""
        ledger = self.data.ledgers[books.ledger]
        adjective = self.area(books.reporter, "adjective")
        if ledger.role is Role.OFFICE:
            return self.say("{adjective} statistics", adjective=adjective)
        name = self.text(ledger.name)
        both = sum(one.ledger == books.ledger for one in ledgers.books(self.data)) > 1
        return self.say("{name}, {adjective} side", name=name, adjective=adjective) if both else name

    def ledger_id(self, ledger: str) -> str:
        """A ledger over all its sides."""
        held = [one for one in ledgers.books(self.data) if one.ledger == ledger]
        return self.ledger(held[0]) if len(held) == 1 else self.text(self.data.ledgers[ledger].name)

    def _holder(self, ledger: str, reporter: str) -> str:
        if ledger not in self.data.ledgers:
            source = self.data.sources[ledger]
            return self.say("Article") if source.kind is SourceKind.ARTICLE else self.speaker(source)
        # a gap belongs to neither side; each of its two ledgers then goes by its name
        return self.ledger(Books(ledger, reporter)) if self.data.areas[reporter].rank else self.ledger_id(ledger)

    # Sources

    def _source(self, source: Source | str) -> Source:
        return self.data.sources[source] if isinstance(source, str) else source

    def publisher(self, source: Source | str) -> str:
        """Who published a source."""
        return self.text(self._source(source).publisher)

    def speaker(self, source: Source | str) -> str:
        """Who says what a source states, and whose figures the speaker quotes."""
        found = self._source(source)
        speaker = self.text(found.speaker)
        if not found.quoting:
            return speaker
        return self.say("{speaker}, quoting {whose}", speaker=speaker, whose=self.text(found.quoting))

    def published(self, source: Source | str) -> str:
        """The day of a publication, said to be inferred where it is."""
        found = self._source(source)
        if found.published is None:
            return self.say("undated")
        if found.dating is Dating.INFERRED:
            return self.say("about {day}", day=found.published)
        return self.words.period(found.published)

    def source(self, source: Source | str) -> str:
        """A source in a line: publisher and day, said to be inferred where it is."""
        found, publisher = self._source(source), self.publisher(source)
        if found.published is None and found.kind is SourceKind.STATISTICS:
            return self.say("{publisher}, edition {id}", publisher=publisher, id=found.id)
        return self.say("{publisher}, {day}", publisher=publisher, day=self.published(found))

    def who(self, row: Level) -> str:
        """According to whom: a ledger, two that are compared, the article, or a speaker."""
        first, _, second = row.ledger.partition("+")
        if second:
            names = [self._holder(ledger, row.reporter) for ledger in (first, second)]
            return self.say("{first} and {second}", first=names[0], second=names[1])
        source = self.data.sources.get(first)
        if source is None or source.kind is not SourceKind.ARTICLE:
            return self._holder(first, row.reporter)
        if isinstance(row, Observation):
            return self.say("Article, passage {number}", number=row.passage)
        return self.say("Article, derived")

    # Figures

    def said(self, row: Level, long: bool = False, digits: int = 0) -> str:
        """A figure with hedge and unit; a bound is rounded outward.

        Args:
            row: Any figure.
            long: Words for sentences.
            digits: Significant digits, if not the usual ones.
        """
        if row.quantity is None:
            return self.say("cannot be told")
        return self.words.hedged(row.quantity.value, hedge_of(row), row.unit, long, digits or self.digits(row))

    def figure(self, row: Level, long: bool = False) -> str:
        """A figure without its hedge, to be set large inside what `said` says."""
        if row.quantity is None:
            return self.say("cannot be told")
        return self.words.bound(row.quantity.value, hedge_of(row), row.unit, long, self.digits(row))

    def digits(self, row: Level) -> int:
        """In how many digits a figure is told: a statement in its own, statistics and derived figures in four."""
        if isinstance(row, Metric) or self.data.sources[row.source].kind is SourceKind.STATISTICS:
            return 4
        return digits_of(row.value, row.unit)

    def ends(self, row: Level) -> str:
        """The interval of a figure, or that it is as printed; where rounding goes beyond the figure's hedge it is named."""
        if row.quantity is None:
            return ""
        if row.unit is Unit.USD and all(ledger in self.data.ledgers for ledger in row.ledger.split("+")):
            return self.say("as printed") if isinstance(row, Observation) else self.say("from figures as printed")
        interval = self.words.interval(row.quantity.interval, row.unit)
        # "at least 1.19" beside "1.185 or more" contradicts itself, unless it is said what made the difference
        return self.say("{interval}, with rounding", interval=interval) if row.quantity.beyond else interval

    def amount(self, row: Level) -> Amount:
        """A figure as the cell of a table."""
        return Amount(row.quantity, row.unit, self.said(row))

    def dated(self, period: Period | None) -> Dated:
        """A period as the cell of a table."""
        return Dated(period, self.words.period(period) if period else "")

    def when(self, period: Period) -> str:
        """When something was, inside a sentence: `in 2022`, `in Sep 2023`, `on 23 Sep 2023`."""
        if period.is_date:
            return self.say("on {day}", day=period)
        return self.say("in {period}", period=period)

    def note(self, row: Observation) -> str:
        """What a reader must know of a figure; of an announced level its deadline first."""
        target, note = row.announced, self.text(row.note)
        if target is None:
            return note
        if target.deadline is None:
            return self.say("no deadline set; {note}", note=note) if note else self.say("no deadline set")
        if note:
            return self.say("deadline {day}; {note}", day=target.deadline, note=note)
        return self.say("deadline {day}", day=target.deadline)

    def status(self, row: Level) -> str:
        """How a figure came to be known, and whether it is in doubt."""
        doubt = (names.DERIVED_DOUBTS if isinstance(row, Metric) else names.DOUBTS).get(row.obs_status)
        if doubt:
            return self.tell(doubt)
        if isinstance(row, Metric):
            return self.say("derived")
        statistics = self.data.sources[row.source].kind is SourceKind.STATISTICS
        return self.say("published") if statistics else self.say("stated")

    # Names

    def indicator(self, code: str, inside: bool = False) -> str:
        """An indicator's name, a target's too.

        Args:
            code: Of the indicator.
            inside: Whether the name stands inside a sentence.
        """
        if code in names.METRICS and code not in self.data.indicators:
            return self.metric(code)
        known = self.data.indicators.get(code)
        if known:
            return self.text(known.inside if inside else known.name)
        base, _, kind = code.rpartition("_")
        if base not in self.data.indicators:
            return code
        what = self.indicator(base, inside=True)
        if kind == "potential":
            inner = self.say("level called possible for {indicator}", indicator=what)
            return inner if inside else self.say("Level called possible for {indicator}", indicator=what)
        inner = self.say("target for {indicator}", indicator=what)
        return inner if inside else self.say("Target for {indicator}", indicator=what)

    def short_indicator(self, code: str) -> str:
        """An indicator's name for a narrow place."""
        known = self.data.indicators.get(code)
        return self.text(known.short) if known and known.short else self.indicator(code)

    def metric(self, name: str) -> str:
        """What a derived figure is."""
        known = names.METRICS.get(name)
        return self.tell(known) if known else name

    def scope(self, scope: Scope | str) -> str:
        """What a figure speaks of, as a heading."""
        return self.tell(names.SCOPES[Scope(scope)].heading)

    def covered(self, scope: Scope | str) -> str:
        """What a figure of another scope covers, inside a sentence."""
        return self.tell(names.SCOPES[Scope(scope)].inside)

    def kind(self, kind: Kind) -> str:
        """A kind of indicator, inside a sentence."""
        return self.tell(names.KINDS[kind])

    def unit(self, unit: Unit) -> str:
        """A unit, inside a sentence."""
        return self.tell(names.UNITS[unit].inside)

    def measure(self, unit: Unit, scale: float = 1.0) -> str:
        """A unit at the head of an axis, in so many base units: `Billion US dollars`."""
        return self.tell(names.SCALED.get((unit, scale), names.UNITS[unit].heading))

    # Verdicts

    def verdict(self, row: Observation, verdict: Verdict) -> str:
        """What one ledger makes of a statement, as a clause."""
        return verdicts.verdict_text(self, row, verdict)

    def verdict_lines(self, row: Observation, verdict: Verdict) -> tuple[str, str]:
        """The same for a column headed by the ledger: how well it fits, and how it fitted the figure of its day."""
        return verdicts.verdict_lines(self, row, verdict)

    def fate(self, rating: Rating) -> str:
        """What became of a target in one ledger, as a clause."""
        return verdicts.fate_text(self, rating)

    def fate_lines(self, rating: Rating) -> tuple[str, str]:
        """The same in two lines: the verdict, and the figure or reason it rests on."""
        return verdicts.fate_lines(self, rating)

    def outcome(self, outcome: Outcome) -> str:
        """What a test of consistency says."""
        return self.tell(verdicts.OUTCOMES[outcome])

    def result(self, check: Check) -> str:
        """What a test of consistency says, and of one that fails whether cutting off its total would mend it."""
        return verdicts.outcome_text(self, check)

    def allowed(self, check: Check) -> tuple[str, str]:
        """What decides a test of consistency: what the first figures allow, and what the last one allows."""
        return verdicts.allowed_text(self, check)

    def test(self, check: Check) -> str:
        """Which test of consistency this is, with its period."""
        return verdicts.check_text(self, check)

    def arithmetic(self, check: Check) -> str:
        """A test of consistency written out."""
        return verdicts.arithmetic_text(self, check)

    def deadline(self, target: Target) -> str:
        """A target's deadline as a clause."""
        return self.say("by {day}", day=target.deadline) if target.deadline else self.say("without a deadline")

    def listed(self, items: Sequence[str], joined: Literal["and", "or"] = "and") -> str:
        """Things in a row, the last one joined by a word."""
        return self.words.listed(items, joined)


def hedge_of(row: Level) -> Qualifier | Bound:
    """The hedge before a figure that has its sign: who says "fell by over 19 %" says at most −19 %."""
    fall = isinstance(row, Observation) and row.value < 0
    return Bound.AT_MOST if fall and row.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST) else row.qualifier


def _area_name(area: Area, language: str, form: str) -> str:
    """The name in the form asked for, in the reader's language if it has any; English stands in for a missing language."""
    wanted = ((language, form), (language, "name"), ("en", form), ("en", "name"))
    return next((area.names[key] for key in wanted if key in area.names), area.code)
