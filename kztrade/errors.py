"""Every exception of the project, grouped by who must act.

KztradeError
├── DataError           something under data/ is wrong: mend the file
│   ├── ContractError
│   ├── UnknownCodeError
│   └── ChecksumError
├── SourceError         an original or a publisher failed us
│   ├── FetchError
│   └── ShapeError
├── PlaceError          this computer refuses: a folder, a port, a missing program
└── UsageError          the caller is wrong: mend the call (also a ValueError)
    ├── UnitError
    ├── PeriodError
    └── FilterError

A missing value is not an error: it is `None` with a reason that a page can say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kztrade.message import Message


class KztradeError(Exception):
    """Base of all errors a reader can be told about.

    Args:
        message: One sentence: what, where, found, expected. A template with named places, `"{year} is no year."`, or a
            message with its values.
        hint: The next step, as a sentence; a template or a message too.
        values: What goes into the places of templates.
    """

    def __init__(self, message: str | Message, hint: str | Message = "", **values: object) -> None:
        self.sentence = message if isinstance(message, Message) else Message(message, **values)
        self.advice = hint if isinstance(hint, Message) else Message(hint, **values)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return str(self.sentence)

    @property
    def hint(self) -> str:
        """The next step in English, empty where there is none."""
        return str(self.advice)

    def __str__(self) -> str:
        return f"{self.message}\nHint: {self.hint}" if self.advice else self.message


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a data file, precise enough to put the cursor on it.

    Attributes:
        line: Counted from 1; 0 for the file as a whole.
        column: Empty for the line as a whole.
        unknown: Whether the fault is a code that nothing defines.
    """

    file: str
    line: int
    column: str
    found: Message
    expected: Message
    unknown: bool = False

    @property
    def sentence(self) -> Message:
        """Where, found and expected."""
        values = {"place": self.place, "column": self.column, "found": self.found, "expected": self.expected}
        if self.column:
            return Message("{place}: {column}: found {found}, expected {expected}", **values)
        return Message("{place}: found {found}, expected {expected}", **values)

    @property
    def place(self) -> str:
        """File and line, as editors write them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return str(self.sentence)


class DataError(KztradeError):
    """Something under data/ is wrong: mend the file.

    Carries all faults that one reading met, so that a file is mended in one pass.
    """

    def __init__(
        self, message: str | Message, hint: str | Message = "", faults: Iterable[Fault] = (), **values: object
    ) -> None:
        self.faults = tuple(faults)
        super().__init__(message, hint, **values)

    def __str__(self) -> str:
        lines = [self.message, *(f"  {fault}" for fault in self.faults)]
        return "\n".join([*lines, f"Hint: {self.hint}"] if self.advice else lines)


class ContractError(DataError):
    """A data file does not keep the contract of its table."""


class UnknownCodeError(DataError):
    """A data file names a code that no vocabulary or table defines."""


class ChecksumError(DataError):
    """A data file is not the one whose checksum is recorded."""


class SourceError(KztradeError):
    """An original or a publisher failed us."""


class FetchError(SourceError):
    """A download failed; another try may succeed."""


class ShapeError(SourceError):
    """What came is not what was asked for: not text, not that article."""


class PlaceError(KztradeError):
    """This computer refuses: a folder cannot be written, a port is taken, a program is missing."""


class UsageError(KztradeError, ValueError):
    """The caller is wrong: mend the call."""


class UnitError(UsageError):
    """Two quantities were combined that must not be: other unit, kind, direction or publisher."""


class PeriodError(UsageError):
    """A period that cannot be read, or that does not fit the question."""


class FilterError(UsageError):
    """A filter that names nothing we hold."""
