"""The reader's own originals: what bytes are the text of a source, how a page is fetched, and the copies kept on disk.

Nothing here knows who asks. Whoever calls decides who may see a copy, bring one or remove one.
"""

from kztrade.originals.copies import (
    HOME,
    Original,
    doubts,
    folder,
    keep_original,
    list_originals,
    read_original,
    remove_original,
)
from kztrade.originals.fetching import Fetched, fetch_original
from kztrade.originals.reading import LIMIT, likely_text, read_original_file, usable_text

__all__ = [
    "HOME",
    "LIMIT",
    "Fetched",
    "Original",
    "doubts",
    "fetch_original",
    "folder",
    "keep_original",
    "likely_text",
    "list_originals",
    "read_original",
    "read_original_file",
    "remove_original",
    "usable_text",
]
