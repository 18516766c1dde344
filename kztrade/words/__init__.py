"""The only maker of sentences: numbers, names, verdicts and messages in the reader's language.

Nothing here reads a clock. Catalogues lie in `locale/`, or in the folder that `KZTRADE_LOCALES` names.
"""

from kztrade.words.format import BN, NBSP, Format, M, digits_of
from kztrade.words.say import has_catalogue
from kztrade.words.telling import Telling

__all__ = ["BN", "NBSP", "Format", "M", "Telling", "digits_of", "has_catalogue"]
