"""Source: the article passage by passage, in our words or in the reader's own copy, beside its figures."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kztrade import evidence, ledgers
from kztrade.answers.article import Article, article
from kztrade.figures import cells_with_doubt, columns, figure_id
from kztrade.marks import inks
from kztrade.model import Observation
from kztrade.pages import Page, Visit, following
from kztrade.parameters import Choice, Option, Parameter
from kztrade.passages import digest_passages, original_passages
from kztrade.table import Column, Link, Table
from kztrade.view import Beside, Controls, Files, Folded, Note, Opening, Part, Passages, Quotation, Rows, Upload, View
from kztrade.words import Telling
from kztrade.words.quotations import quotation

DRAWN_ON = {
    "turnover": "target",
    "turnover_growth": "target",
    "turnover_target": "target",
    "investment": "investment",
    "investment_cumulative": "investment",
    "investment_ratio": "investment",
    "joint_ventures": "investment",
    "joint_ventures_new": "investment",
}
"""Which page draws a figure; the others are facts that Explore lists."""


def rows_of(told: Telling, report: Article) -> list[Observation]:
    """The article's figures in the order of its passages, its target among them."""
    rows = [row for row in told.data.figures() if row.source == report.id]
    return sorted(rows, key=lambda row: (row.passage or 0, row.indicator))


def parameters(told: Telling, today: date) -> Sequence[Parameter]:
    """Which text, which figure."""
    names = [figure_id(row) for row in rows_of(told, article(told.data))]
    texts = [
        Option("both", told.say("Both")),
        Option("digest", told.say("Our digest")),
        Option("original", told.say("The original")),
    ]
    return [
        Choice("text", told.say("Text"), "both", options=texts),
        Choice("figure", told.say("Figure"), names[0], options=[Option(name, name) for name in names]),
    ]


def view(told: Telling, visit: Visit) -> View:
    """The article's passages beside its figures, or in both texts; choosing a figure marks it everywhere."""
    report = article(told.data)
    asked = _Asked(told, visit, report, rows_of(told, report))
    return View(
        PAGE.id,
        PAGE.title(told),
        asked.opening(),
        asked.parts(),
        inks=inks(ledgers.sides(told.data)),
        next=following(told, "statements", "target", "method"),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    told: Telling
    visit: Visit
    report: Article
    rows: Sequence[Observation]

    @property
    def chosen(self) -> tuple[str, ...]:
        return (str(self.visit.chosen["figure"]),)

    @property
    def original(self) -> str | None:
        """The reader's own copy."""
        return self.visit.originals.get(self.report.id)

    def opening(self) -> Opening:
        """How many figures, from how many passages, and whose words they are."""
        told, source = self.told, self.report.source
        passages = {row.passage for row in self.rows}
        headline = told.say(
            "All {figures} figures come from {passages} passages of one article",
            figures=told.words.count(len(self.rows)),
            passages=told.words.count(len(passages)),
        )
        event = told.data.events.get(source.event)
        given = {"source": told.source(source), "speaker": told.text(source.speaker)}
        dek = told.say("{source}. The figures are those of {speaker}. Choose one to see where it stands.", **given)
        if event:
            dek = told.say(
                "{source}. The figures are those of {speaker}, at the {event}. Choose one to see where it stands.",
                event=told.text(event.name),
                **given,
            )
        return Opening(told.say("Source: the article, passage by passage"), headline, dek)

    def parts(self) -> tuple[Part, ...]:
        """The chosen figure as a sentence, the passages, and the figures as a table."""
        table = self.table()
        rows = (Rows(table, self.chosen, "figure", few=len(table.rows)), Files(None, table))
        if self.original is None:
            return (
                self._quotation(),
                Beside((self._digest(self.telling), *self._silent()), (*rows, *self._bring()), 0.52),
            )
        text = self.visit.chosen["text"]
        shown = self._digest(self.telling) if text == "digest" else self._copied(text == "both")
        about = (self._verified(self.original), self._uploader())
        return (self._quotation(), Controls(("text",)), shown, *self._silent(), *about, *rows)

    @property
    def telling(self) -> set[int]:
        """Numbers of the passages that state a figure."""
        return {row.passage for row in self.rows if row.passage}

    def _quotation(self) -> Quotation:
        """The chosen figure with its hedge, speaker, day and source; below, how it stands in the original."""
        told = self.told
        row = next(row for row in self.rows if figure_id(row) in self.chosen)
        given = {
            "number": row.passage,
            "token": row.token,
            "interval": told.ends(row),
            "chart": self._chart_link(row).address,
        }
        below = told.say("Passage {number}, printed as “{token}”. [Show it in its chart]({chart}).", **given)
        if given["interval"]:
            below = told.say(
                "Passage {number}, printed as “{token}” and read as {interval}. [Show it in its chart]({chart}).",
                **given,
            )
        return Quotation(quotation(told, row), below)

    def _digest(self, numbers: Container[int]) -> Passages:
        told = self.told
        below = told.say("A digest; the article’s own sentences are its publisher’s.")
        shown = tuple(one for one in digest_passages(told, self.report.id) if one.number in numbers)
        return Passages(told.say("In our words"), below, shown, self.chosen, "", "figure")

    def _silent(self) -> tuple[Part, ...]:
        """The passages without a figure, folded away."""
        told = self.told
        others = {one.number for one in digest_passages(told, self.report.id)} - self.telling
        if not others:
            return ()
        title = told.plural("{count} passage states no figure", "{count} passages state no figure", len(others))
        return (Folded(title, (self._digest(others),), told.say("what the article tells besides")),)

    def _copied(self, both: bool) -> Passages:
        """The copy, each figure marked at its exact characters; beside the digest where both are wanted."""
        told = self.told
        below = told.say("Each figure marked at its exact characters.")
        shown = original_passages(told, self.report.id, self.original or "")
        copied = Passages(
            told.say("In your own copy"),
            below,
            tuple(one for one in shown if one.number in self.telling),
            self.chosen,
            "",
            "figure",
        )
        return replace(self._digest(self.telling), other=copied) if both else copied

    def _bring(self) -> tuple[Part, ...]:
        """How to bring a copy of the original, or why the one that is kept is of no use; folded until it is asked for."""
        told, trouble = self.told, self.visit.troubles.get(self.report.id)
        first = told.say("You have no copy of the original yet.")
        rest = told.say(
            "The article is not ours to publish. Open it at {address}, save it as text and add it here. Each figure is then "
            "marked at its exact place.",
            address=self.report.source.address,
        )
        note = Note(*told.error(trouble)) if trouble else Note(first, rest)
        if self.visit.chosen["text"] == "original":
            return (note, self._uploader())
        title, below = told.say("Read the original beside it"), told.say("with your own copy of the article")
        return (Folded(title, (note, self._uploader()), below),)

    def _uploader(self) -> Upload:
        told = self.told
        return Upload(
            self.report.id,
            told.say("Add the article as a text file"),
            told.say("It is compared with what is recorded of the article before it is used."),
        )

    def _verified(self, text: str) -> Note:
        """How many figures stand in the copy, and what stands in place of the others."""
        told, data = self.told, self.told.data
        recorded = [passage for passage in data.passages if passage.source == self.report.id]
        findings = evidence.check([row for row in self.rows if row.passage], recorded, text)
        first = told.say(
            "{found} of {all} figures found in this copy.",
            found=told.words.number(sum(finding.found for finding in findings)),
            all=told.words.number(len(findings)),
        )
        missing = [
            told.say(
                "Passage {number}: “{token}”, instead {instead}.",
                number=finding.passage,
                token=finding.token,
                instead=finding.instead,
            )
            for finding in findings
            if not finding.found
        ]
        return Note(first, " ".join(missing))

    def table(self) -> Table:
        """The figures by passage, each with the page that draws it."""
        told = self.told
        kept = [(place, c) for place, c in enumerate(columns(told)) if c.id not in ("formula", "inputs")]
        shown = {"passage", "indicator", "value", "interval"}
        quiet = [
            replace(c, title=told.say("Passage") if c.id == "passage" else c.title, shown=c.id in shown)
            for _, c in kept
        ]
        heads = (*quiet, Column("chart", told.say("Chart"), saved=False))
        order = sorted(range(len(kept)), key=lambda at: kept[at][1].id != "passage")
        rows = []
        for row in self.rows:
            made = cells_with_doubt(told, row)
            rows.append((*(made[kept[at][0]] for at in order), self._chart_link(row)))
        return Table(
            "article_figures",
            told.say("The article’s figures"),
            (*(heads[at] for at in order), heads[-1]),
            tuple(rows),
            tuple(figure_id(row) for row in self.rows),
            sources=(self.report.id,),
        )

    def _chart_link(self, row: Observation) -> Link:
        page = DRAWN_ON.get(row.indicator)
        address = f"{page}?figure={figure_id(row)}" if page else f"explore?indicator={row.indicator}&ledger=article"
        return Link(self.told.say("open"), address)


PAGE = Page(
    "source",
    80,
    "data",
    lambda told: told.say("Source"),
    lambda told: told.say("What does the article say, figure by figure?"),
    parameters,
    view,
)
