"""What became of statements, targets and tests, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kztrade.message import Message
from kztrade.model import Observation

if TYPE_CHECKING:
    from kztrade.metrics import Check, Rating, Verdict
    from kztrade.words.telling import Telling

OUTCOMES: Mapping[str, Message] = {
    "passes": Message("passes"),
    "fails": Message("fails"),
    "cannot_tell": Message("cannot tell"),
    "not_comparable": Message("not comparable"),
}


def verdict_text(told: "Telling", row: Observation, verdict: "Verdict") -> str:
    """What one ledger makes of a statement, as a clause."""
    raise NotImplementedError


def fate_text(told: "Telling", rating: "Rating") -> str:
    """What became of a target in one ledger, as a clause."""
    raise NotImplementedError


def check_text(told: "Telling", check: "Check") -> str:
    """Which test this is, with its period."""
    raise NotImplementedError


def arithmetic_text(told: "Telling", check: "Check") -> str:
    """A test written out."""
    raise NotImplementedError
