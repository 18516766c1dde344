"""Tables as strict JSON: a list of objects, no NaN, letters as they are."""

import json
from collections.abc import Iterable, Mapping

from kztrade.files.plain import Plain, plain_table, with_version
from kztrade.files.registry import Format, Kind
from kztrade.table import Table
from kztrade.words import Telling


def json_text(records: Iterable[Mapping[str, Plain]]) -> str:
    """Records as text with a line feed at the end."""
    return json.dumps(list(records), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _write(told: Telling, table: Table) -> bytes:
    return json_text(with_version(plain_table(told, table), told.data.short_version).records()).encode()


FORMATS = (Format("json", "JSON", "application/json", Kind.TABLE, _write, place=40),)
