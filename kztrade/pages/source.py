"""Source: the article passage by passage, in our words or in the reader's own copy, beside its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from kztrade.view import Beside, Controls, Files, Note, Opening, Part, Passages, Rows, Upload, View
from kztrade.words import Telling

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
    names = ["", *(figure_id(row) for row in rows_of(told, article(told.data)))]
    return [
        Choice(
            "text",
            told.say("Text"),
            "digest",
            options=[
                Option("digest", told.say("Digest")),
                Option("original", told.say("Original")),
            ],
        ),
        Choice("figure", told.say("Figure"), "", options=[Option(name, name) for name in names]),
    ]


def view(told: Telling, visit: Visit) -> View:
    """The article's passages beside its figures; choosing one marks the other."""
    report = article(told.data)
    asked = _Asked(told, visit, report, rows_of(told, report))
    table = asked.table()
    chosen = asked.chosen
    left = (Controls(("text",)), *asked.text())
    parts = (Beside(left, (Rows(table, chosen, "figure"),), 0.5), Files(None, table))
    return View(
        PAGE.id,
        PAGE.title(told),
        asked.opening(),
        parts,
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
        figure = str(self.visit.chosen["figure"])
        return (figure,) if figure else ()

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
        dek = told.say(
            "{source}. The figures are those of {speaker}.",
            source=told.source(source),
            speaker=told.text(source.speaker),
        )
        if event:
            dek = told.say(
                "{source}. The figures are those of {speaker}, at the {event}.",
                source=told.source(source),
                speaker=told.text(source.speaker),
                event=told.text(event.name),
            )
        return Opening(told.say("Source"), headline, dek)

    def text(self) -> tuple[Part, ...]:
        """The passages, or how to bring a copy of the original."""
        if self.visit.chosen["text"] == "digest":
            return (self._digest(),)
        original = self.visit.originals.get(self.report.id)
        return self._original(original) if original is not None else self._upload()

    def _digest(self) -> Passages:
        told = self.told
        below = told.say("A digest of each passage; the article’s own sentences are its publisher’s. Choose a figure.")
        shown = digest_passages(told, self.report.id)
        return Passages(told.say("In our words"), below, shown, self.chosen, "", "figure")

    def _original(self, text: str) -> tuple[Part, ...]:
        told = self.told
        below = told.say("Each figure marked at its exact characters.")
        shown = original_passages(told, self.report.id, text)
        return (
            Passages(told.say("In your own copy"), below, shown, self.chosen, "", "figure"),
            self._verified(text),
            self._uploader(),
        )

    def _upload(self) -> tuple[Part, ...]:
        """Why there is no copy to read, how to bring one, and the digest in its place."""
        told, trouble = self.told, self.visit.troubles.get(self.report.id)
        first = told.say("You have no copy of the original yet.")
        rest = told.say(
            "The article is not ours to publish. Open it at {address}, save it as text and add it here. Each figure is then "
            "marked at its exact place.",
            address=self.report.source.address,
        )
        note = Note(*told.error(trouble)) if trouble else Note(first, rest)
        return (note, self._uploader(), self._digest())

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
        shown = {"passage", "indicator", "value"}
        quiet = [
            Column(
                c.id,
                told.say("Passage") if c.id == "passage" else c.title,
                c.meaning,
                c.unit,
                c.id in shown,
                c.saved,
                c.wide,
                c.number,
            )
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
