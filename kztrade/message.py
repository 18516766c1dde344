"""A sentence that is not said yet: a whole message and the values that go into it.

Rooms below `words` know what is to be said and not in which language. They hand up messages; `words` says them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A message with its values; `str` says it in English.

    Attributes:
        text: A whole sentence or phrase with named places, `{source} holds no figure of {year}.`
        values: What goes into the places: texts, numbers, periods, or messages in turn.

    >>> str(Message("{first} and {second}", first="one", second=Message("two")))
    'one and two'
    """

    text: str
    values: tuple[tuple[str, object], ...]

    def __init__(self, text: str, /, **values: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        # a text without values is taken as it is: it may quote a brace that a reader typed
        return self.text.format(**self.named) if self.values else self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def named(self) -> Mapping[str, object]:
        """The values by name."""
        return dict(self.values)
