"""What the Explore page can be asked: its filters, under the names that panels and table have too."""

from collections.abc import Mapping, Sequence
from datetime import date

from kztrade import ledgers
from kztrade.answers.explore import FLOW, TRANSFORMS, ways
from kztrade.codes import UNSPECIFIED, Kind, Scope, SourceKind, Unit
from kztrade.model import Data
from kztrade.pages import Visit
from kztrade.panels import USUAL
from kztrade.parameters import Choice, Choices, Option, Parameter, Span
from kztrade.selection import Selection
from kztrade.words import Telling

NAMED = 3
"""More choices of one filter than this are counted, not named."""

FIRST_SHOWN = 2018
"""The first year that is shown before a reader chooses."""


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Every filter of the table, the transform, and the year that is 100."""
    rows = told.data.figures()
    first, last = min(row.period.start.year for row in rows), max(row.period.year for row in rows)
    years = range(first, max(last, today.year) + 1)
    groups = _groups(told)
    usual = tuple(option.code for option in groups if option.code in _usual_ledgers(told.data))
    offices = frozenset(books.ledger for books in ledgers.offices(told.data))
    named = {
        offices: told.say("Both offices"),
        offices | {"article"}: told.say("Both offices and the article"),
        frozenset(option.code for option in groups): told.say("Everybody"),
    }
    return [
        Choices("indicator", told.say("Figures"), _usual_figures(told), options=_figures(told)),
        Span("years", told.say("Years"), (FIRST_SHOWN, last), low=years[0], high=years[-1]),
        Choice("show", told.say("Show"), "stated", options=_transforms(told), listed=True),
        Choices("ledger", told.say("According to"), usual, options=groups, named=named),
        Choice("base", told.say("Year that is 100"), "", rare=True, options=_bases(told, years)),
        *_narrowing(told),
    ]


def _usual_figures(told: Telling) -> tuple[str, ...]:
    """What is shown first: flows by the way they go, not by who calls them exports."""
    both = iter(ways(told.data))
    return tuple(next(both) if code in FLOW else code for code in USUAL)


def _figures(told: Telling) -> list[Option]:
    """All that can be chosen, the usual first; exports and imports only where a link asked for them."""
    data = told.data
    trade, announced = told.say("Trade"), told.say("Announced")
    flows = [Option(flow, flow_name(told, flow), trade) for flow in ways(data)]
    codes = sorted({row.indicator for row in data.figures()} | set(data.indicators), key=lambda code: _order(code))
    rest = [
        Option(code, told.short_indicator(code), _group(told, code) or announced, code not in FLOW) for code in codes
    ]
    found = [*(one for one in rest if one.code == USUAL[0]), *flows, *(one for one in rest if one.code != USUAL[0])]
    order = [*dict.fromkeys(option.group for option in found if option.group != announced), announced]
    return sorted(found, key=lambda option: order.index(option.group))


def _order(code: str) -> tuple[int, str]:
    return (USUAL.index(code) if code in USUAL else len(USUAL), code)


def _group(told: Telling, code: str) -> str:
    """Under which heading a figure is offered; empty for levels that were announced."""
    indicators = told.data.indicators
    indicator = indicators.get(code)
    if indicator is None:
        return ""
    base = indicators.get(code.rpartition("_")[0])
    if Unit.ENTERPRISES in (indicator.unit, base.unit if base else ""):
        return told.say("Enterprises")
    if indicator.kind is Kind.FACT:
        return told.say("Borders and documents")
    return told.say("Investment") if ">" in indicator.direction else told.say("Trade")


def flow_name(told: Telling, flow: str) -> str:
    """Which way goods go, in words."""
    sender, _, receiver = flow.partition(">")
    return told.say("{sender} → {receiver}", sender=told.area(sender), receiver=told.area(receiver))


def _bases(told: Telling, years: Sequence[int]) -> list[Option]:
    return [Option("", told.say("the first that all lines have")), *(Option(str(year), str(year)) for year in years)]


def _narrowing(told: Telling) -> list[Parameter]:
    """Filters that few readers want."""
    data = told.data
    reporters = sorted({row.reporter for row in data.figures()})
    partners = sorted({row.partner for row in data.figures()})
    kinds = [Option(kind, told.kind(kind)) for kind in Kind]
    scopes = [Option(scope, told.scope(scope)) for scope in _scopes(data)]
    sources = [Option(source, told.source(source)) for source in data.sources]
    one_by_one = told.say("Single sources (instead of the ledgers above)")
    return [
        Choices("kind", told.say("Kind"), (), rare=True, options=kinds),
        Choices("reporter", told.say("Reporter"), (), rare=True, options=_areas(told, reporters)),
        Choices("partner", told.say("Partner"), _usual_partners(data), rare=True, options=_areas(told, partners)),
        Choices("scope", told.say("Scope"), (Scope.TOTAL.value,), rare=True, options=scopes),
        Choice("published", told.say("Source published in"), "", rare=True, options=_days(told)),
        Choices("source", one_by_one, (), rare=True, options=sources),
    ]


def _areas(told: Telling, codes: Sequence[str]) -> list[Option]:
    return [Option(code, told.area(code)) for code in codes]


def _days(told: Telling) -> list[Option]:
    years = {str(source.published.year) for source in told.data.sources.values() if source.published}
    return [Option("", told.say("any year")), *(Option(year, year) for year in sorted(years, reverse=True))]


def _scopes(data: Data) -> list[Scope]:
    """The total, and whatever else the data speak of."""
    used = {row.scope for row in data.figures()} | {Scope.TOTAL}
    return [scope for scope in Scope if scope in used]


def _transforms(told: Telling) -> list[Option]:
    names = {
        "stated": told.say("As stated"),
        "growth": told.say("Change on year"),
        "index": told.say("Index"),
        "share": told.say("Share of target"),
    }
    return [Option(name, names[name]) for name in TRANSFORMS]


def _groups(told: Telling) -> list[Option]:
    """Under which name a reader chooses sources: each ledger, the article, and all that officials said."""
    data = told.data
    order = list(dict.fromkeys(books.ledger for books in ledgers.books(data)))
    rest = [ledger for ledger in data.ledgers if ledger not in order]
    return [
        *(Option(ledger, told.ledger_id(ledger)) for ledger in [*order, *rest]),
        Option("article", told.say("Article")),
        Option("said", told.say("Said by officials")),
    ]


def _usual_partners(data: Data) -> tuple[str, ...]:
    """Each other, and nobody in particular: figures with groups of partners are another question."""
    return (*(side.code for side in ledgers.sides(data)), UNSPECIFIED)


def _usual_ledgers(data: Data) -> set[str]:
    return {books.ledger for books in ledgers.offices(data)} | {"article"}


def sources_by_group(data: Data) -> Mapping[str, list[str]]:
    """Ids of sources by the name under which a reader chooses them."""
    found: dict[str, list[str]] = {ledger: [] for ledger in data.ledgers}
    found |= {"article": [], "said": []}
    names = {SourceKind.ARTICLE: "article", SourceKind.STATEMENT: "said"}
    for source in data.sources.values():
        found[source.ledger or names[source.kind]].append(source.id)
    return found


def selection(data: Data, visit: Visit) -> Selection:
    """The filters of a visit."""
    chosen = visit.chosen
    groups = sources_by_group(data)
    sources = tuple(chosen["source"]) or tuple(source for group in chosen["ledger"] for source in groups[group])
    first, last = chosen["years"]
    return Selection(
        indicators=tuple(code for code in chosen["indicator"] if code not in ways(data)),
        kinds=tuple(chosen["kind"]),
        first=first,
        last=last,
        sources=sources,
        reporters=tuple(chosen["reporter"]),
        scopes=tuple(chosen["scope"]),
        published=chosen["published"],
        partners=tuple(chosen["partner"]),
    )


def narrowed(told: Telling, visit: Visit) -> str:
    """What the filters that are folded away let through, in few words."""
    chosen = visit.chosen
    offered = {parameter.name: parameter for parameter in parameters(told, visit.today)}

    def names(name: str) -> str:
        parameter = offered[name]
        assert isinstance(parameter, Choices)
        found = [option.name for option in parameter.options if option.code in chosen[name]]
        return told.listed(found) if len(found) <= NAMED else told.words.number(len(found))

    usual = {name: parameter.default for name, parameter in offered.items()}
    parts = [names("kind")] if chosen["kind"] else []
    if chosen["reporter"]:
        parts.append(told.say("recorded by {who}", who=names("reporter")))
    if chosen["partner"] == usual["partner"]:
        parts.append(told.say("between the two countries"))
    elif chosen["partner"]:
        parts.append(told.say("with {partner}", partner=names("partner")))
    if chosen["scope"] == usual["scope"]:
        parts.append(told.say("all trade"))
    elif chosen["scope"]:
        parts.append(told.listed([told.covered(scope) for scope in chosen["scope"]]))
    if chosen["published"]:
        parts.append(told.say("published in {year}", year=chosen["published"]))
    if chosen["source"]:
        parts.append(told.plural("one source", "{count} sources", len(chosen["source"])))
    return " · ".join(parts) or told.say("everything")
