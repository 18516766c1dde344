"""What a page can be asked: one parameter a filter, the same for address, widgets and command line. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Chosen = Mapping[str, Any]
"""A page's parameters by name, each with the value that a reader chose or its default."""

LONGEST = 8000
"""A text longer than this is junk, not a filter; all sources together are half of it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: the code in the address, and its name for readers.

    Attributes:
        group: What it stands under where options have headings.
        offered: Whether it is offered to whoever has not chosen it yet; a link may always ask for it.
    """

    code: str
    name: str
    group: str = ""
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """One filter of a page.

    Attributes:
        name: Its name in the address and, after `--`, on the command line.
        label: Its name for readers.
        default: Its value when nobody asked for another.
        rare: Whether it is folded away until a reader wants it or a link uses it.
        tied: Other parameters that take a value of their own when this one changes, by this one's value:
            `{"2bn-2030": {"by": 2030}}`.
    """

    name: str
    label: str
    default: Any
    rare: bool = False
    tied: Mapping[str, Chosen] | None = None

    def read(self, text: str) -> Any:
        """The value that a text in an address stands for.

        Raises:
            ValueError: The text stands for none.
        """
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """A value as text for an address."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Choice(Parameter):
    """One of some options; the value is its code.

    Attributes:
        listed: Whether it is a list even where its options have room side by side.
    """

    options: Sequence[Option] = ()
    listed: bool = False

    def read(self, text: str) -> str:
        """The code, if there is such an option."""
        if text not in {option.code for option in self.options}:
            raise ValueError(text)
        return text


@dataclass(frozen=True, slots=True)
class Choices(Parameter):
    """Any number of options; the value is a tuple of codes, joined by dots in an address.

    Attributes:
        named: What a choice of some options together is called.
    """

    options: Sequence[Option] = ()
    named: Mapping[frozenset[str], str] = field(default_factory=dict)

    def read(self, text: str) -> tuple[str, ...]:
        """The codes, if there are such options; each once, in the order given."""
        found = tuple(dict.fromkeys(part for part in text.split(".") if part))
        if not set(found) <= {option.code for option in self.options}:
            raise ValueError(text)
        return found

    def write(self, value: Sequence[str]) -> str:
        """The codes joined by dots."""
        return ".".join(value)


@dataclass(frozen=True, slots=True)
class Whole(Parameter):
    """A whole number in a range, moved in steps of one.

    Attributes:
        unit: What stands after the number for readers, such as `%`.
    """

    low: int = 0
    high: int = 100
    unit: str = ""

    def read(self, text: str) -> int:
        """The number, if it lies in the range."""
        number = int(text)
        if not self.low <= number <= self.high:
            raise ValueError(text)
        return number


@dataclass(frozen=True, slots=True)
class Span(Parameter):
    """A first and a last year, `2018-2023`."""

    low: int = 0
    high: int = 9999

    def read(self, text: str) -> tuple[int, int]:
        """Both years, if they lie in the range and run forward."""
        first, _, last = text.partition("-")
        span = (int(first), int(last))
        if not self.low <= span[0] <= span[1] <= self.high:
            raise ValueError(text)
        return span

    def write(self, value: tuple[int, int]) -> str:
        """Both years with a hyphen between."""
        return f"{value[0]}-{value[1]}"


@dataclass(frozen=True, slots=True)
class Flag(Parameter):
    """A switch, `1` or `0`."""

    def read(self, text: str) -> bool:
        """Whether it is on."""
        if text not in ("0", "1"):
            raise ValueError(text)
        return text == "1"

    def write(self, value: bool) -> str:
        """`1` or `0`."""
        return "1" if value else "0"


def defaults(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Every parameter at its default."""
    return {parameter.name: parameter.default for parameter in parameters}


def read_query(parameters: Sequence[Parameter], query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The values that an address asks for, and the names of those that could not be read.

    Names that are nobody's here (`fbclid`, `utm_source`) are passed over in silence; so is what mail programs and
    messengers hang on the end of a link, a full stop or a closing bracket.

    Args:
        parameters: The page's.
        query: Names and texts as they stand in the address.
    """
    values, faults = defaults(parameters), []
    for parameter in parameters:
        text = query.get(parameter.name)
        if text is None:
            continue
        for candidate in (text, text.rstrip(".,;:!?)]}>»”’'\" ")):
            try:
                if len(candidate) > LONGEST:
                    raise ValueError(candidate)
                values[parameter.name] = parameter.read(candidate)
                break
            except ValueError:
                continue
        else:
            faults.append(parameter.name)
    return values, faults


def write_query(parameters: Sequence[Parameter], chosen: Chosen) -> dict[str, str]:
    """All parameters as an address writes them, defaults too, so that a link keeps its meaning."""
    return {parameter.name: parameter.write(chosen[parameter.name]) for parameter in parameters}
