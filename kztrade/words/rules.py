"""The rules by which verdicts are found, for whoever wants to check one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztrade.words.telling import Telling


def cut_off_rule(told: "Telling") -> str:
    """What a figure leaves open whose last digits were cut off: it stands beside `interval_rule`."""
    return told.say(
        "Some speakers cut digits off instead of rounding: of 1.181 they say “1.1”. Read so, a figure without a hedge "
        "leaves open what lies from the value up to the value + r, without that end: “1.1” may be 1.199 and not 1.2. No "
        "interval here is read so; only a verdict says where it would make the difference."
    )


def judging_rule(told: "Telling") -> str:
    """How a statement is set against a published figure."""
    return told.say(
        "A statement agrees with a publisher when what its digits leave open overlaps the published figure: plainly where "
        "the digits leave at most 1 % of the value open, after rounding where they leave more. If only the [hedge](term:hedge) "
        "reaches the figure, it agrees only by the hedge. If a figure without a hedge reaches it only when read as cut off, "
        "it agrees where the digits leave at most 1 % open ($770.215 m of 770,215,582); where they leave more ($1.1 bn of "
        "1.181) it agrees only if cut off, not rounded. Otherwise it is too high or too low by the distance between the two "
        "intervals, or more. Where the figure was revised after the statement, the verdict names the figure known on its day "
        "beside today’s. Figures of a part of the trade are not comparable with the total. Exports stated by one side are "
        "set against its own books and against the other side’s imports."
    )


def rating_rules(told: "Telling") -> tuple[str, ...]:
    """What makes a target reached, late, missed or open, a paragraph each."""
    return (
        told.say(
            "All announcements of one level and deadline are one target, set by the first. A level that was called "
            "possible is no target. Each [ledger](term:ledger) rates alone."
        ),
        told.say(
            "A target is **reached in** the first year since then whose figure lies wholly at or above it, if all years "
            "before are known to be below. If one is missing or leaves it open, it is reached **by** that year."
        ),
        told.say(
            "Reached after its deadline it is **late**; not reached at all it is **missed**. Both take figures for all "
            "years up to the deadline. Before its deadline it is **open**, and needs a compound growth a year from the "
            "ledger’s last figure. Where the figures do not tell, it **cannot be rated**."
        ),
        told.say(
            "What officials said counts if it was said by the end of the next year, and never for one year alone."
        ),
    )
