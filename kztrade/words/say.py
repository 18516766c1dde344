"""Messages in the reader's language: a catalogue, a message, its plural, its context.

A message is a whole sentence or phrase with named places. It stands literally where it is said, so that extraction
finds it; a text from the data files goes through `translation`.
"""

import gettext
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.lists import format_list

from kztrade.errors import KztradeError
from kztrade.message import Message

FOLDER = Path(__file__).parent / "locale"
"""Where catalogues lie: `<language>/LC_MESSAGES/kztrade.mo`."""

DOMAIN = "kztrade"


def folder() -> str:
    """The folder of catalogues: the shipped one, or the one that `KZTRADE_LOCALES` names."""
    return os.environ.get("KZTRADE_LOCALES") or str(FOLDER)


def has_catalogue(code: str) -> bool:
    """Whether anybody translated the messages into a language."""
    return code.isidentifier() and bool(gettext.find(DOMAIN, folder(), [code]))


@lru_cache
def _catalogue(locale: str, place: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, place, [locale], fallback=True)


@dataclass(frozen=True, slots=True)
class Say:
    """Whoever says messages in one language.

    Attributes:
        locale: As CLDR names it: `en`, `ru`, `kk`, `ky`.
        folder: Where its catalogues lie.
    """

    locale: str = "en"
    folder: str = field(default_factory=folder)

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language."""
        return self.locale.partition("_")[0]

    def say(self, message: str, **values: object) -> str:
        """A message with its values put in; messages and periods among them are said too.

        Args:
            message: Literally a whole sentence or phrase. A text that is not written here is no message: see `tell`
                for a `Message` and `translation` for a text of the data files.
            values: What goes into its named places.
        """
        return self._filled(self.translation(message), values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form of a message that goes with a count, which stands in it as `{count}`.

        >>> words = Say()
        >>> [words.plural("one figure", "{count} figures", count) for count in (1, 2)]
        ['one figure', '2 figures']
        """
        form = _catalogue(self.locale, self.folder).ngettext(one, many, count)
        return self._filled(form, {"count": self.counted(count), **values})

    def context(self, where: str, message: str, **values: object) -> str:
        """A message that is another one in another place: `Set` over a column, `Set` of a target."""
        return self._filled(_catalogue(self.locale, self.folder).pgettext(where, message), values)

    def tell(self, message: Message, **values: object) -> str:
        """A message that a room below handed up, with further values where it wants them."""
        return self._filled(self.translation(message.text), {**message.named, **values})

    def error(self, error: KztradeError) -> tuple[str, str]:
        """What an error says and the next step that it advises."""
        return self.tell(error.sentence), self.tell(error.advice)

    def translation(self, text: str) -> str:
        """A text as it stands in the data files, in the reader's language; as written where nobody translated it."""
        # gettext answers an empty text with the header of its catalogue
        return _catalogue(self.locale, self.folder).gettext(text) if text else ""

    def listed(self, items: Sequence[object], joined: Literal["and", "or"] = "and") -> str:
        """Things in a row, the last one joined by a word.

        >>> Say().listed(["one", "two", "three"]), Say().listed(["one", "two"], "or")
        ('one, two and three', 'one or two')
        """
        style: Literal["standard", "or"] = "standard" if joined == "and" else "or"
        # English here does without the comma before the last one
        locale = "en_GB" if self.locale == "en" else self.locale
        return format_list([self.spoken(item) for item in items], style, locale)

    def counted(self, count: int) -> str:
        """A count in digits."""
        return str(count)

    def spoken(self, value: object) -> str:
        """A value as it stands in a message."""
        match value:
            case Message():
                return self.tell(value)
            case list() | tuple():
                return self.listed(value)
        return str(value)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        # a text without values is taken as it is: it may quote a brace that a reader typed
        if not values:
            return text
        return text.format(
            **{name: value if isinstance(value, str | int) else self.spoken(value) for name, value in values.items()}
        )
