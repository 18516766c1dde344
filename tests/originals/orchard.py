"""An article that is made up, with what a reader may do to a copy of it."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kztrade.codes import Dating, SourceKind
from kztrade.errors import KztradeError
from kztrade.evidence import fingerprint, numerals
from kztrade.model import Data, Source
from kztrade.originals import Original, keep_original, read_original
from kztrade.paragraphs import Passage

NOW = datetime(2031, 4, 5, 11, 30, 15, 678, timezone(timedelta(hours=5)))

PARAGRAPHS = (
    "Ауыл тұрғындары көктемде үлкен бақ отырғызып, оған «Самал» деген әдемі ат қойды, балалар да көмектесті.",
    "Бағбанның айтуынша, 2029 жылы мұнда $4 млн-ға жуық қаржы жұмсалды, ал 2030 жылы өнім 17%-ға көбейді.",
    '"Енді алдымызда $9 млн табыс табу міндеті тұр, шамамыз оған әбден жетеді", – деді ол.',
    "Бақта қазір 4,5 мың түп алма бар, былтырдан бері олардың қатарына 300-ге жуық көшет қосылды.",
    "Қоршаудың ұзындығы шамамен 800 км болады, оның бойында төрт ауылы орналасқан.",
)
PAGE = """<!DOCTYPE html>
<html lang="kk">
<head>
  <meta charset="utf-8"><title>Көктемгі бақ | Бақ TV</title>
  <script>var shown = ["$4 млн", 800];</script><style>p { color: #123 }</style>
</head>
<body>
<header><nav><ul><li><a href="/">Басты бет</a></li><li><a href="/ru">Русский</a></li></ul></nav></header>
<main><article>
  <h1>Көктемгі бақта қанша ағаш отырғызылды</h1>
  <ul class="meta"><li>Бақ TV</li><li>5 сәуір 2031</li><li>1495</li></ul>
  <div class="ads banner"><p>Жарнама: 50% жеңілдік тек бүгін!</p></div>
  <div class="news-body">
    <p>Ауыл тұрғындары көктемде үлкен бақ отырғызып, оған &laquo;Самал&raquo; деген әдемі ат қойды,
       балалар да көмектесті.</p>
    <p>Бағбанның айтуынша, 2029&nbsp;жылы мұнда <b>$4&nbsp;млн</b>-ға жуық қаржы жұмсалды, ал 2030 жылы
    өнім 17%-ға көбейді.</p>
    <div class="advert"><a href="/buy">Сатып алыңыз: тек 99 теңге</a></div>
    <p>&quot;Енді алдымызда <a href="/goal">$9 млн</a> табыс табу міндеті тұр, шамамыз оған әбден
    жетеді&quot;, &ndash; деді ол.</p>
    <p>Бақта қазір 4,5 мың түп алма бар, былтырдан бері олардың қатарына 300-ге жуық көшет қосылды.</p>
    <p>Қоршаудың ұзындығы шамамен 800 км болады, оның бойында төрт ауылы орналасқан.</p>
  </div>
  <div class="share"><a href="https://t.me/share">Telegram</a></div>
</article></main>
<aside><h3>Ұқсас жаңалықтар</h3><ul><li><a href="/1">Жаңа көпір ашылды</a></li></ul></aside>
<footer><p>© 2031 Бақ TV. Барлық құқықтар қорғалған.</p></footer>
</body></html>
"""
TEXT = "\n".join(PARAGRAPHS) + "\n"
RUSSIAN = "Сад посажен весной, и все дети деревни помогали его сажать, за что им спасибо."
ID = "orchard-2031"
BY_HAND = f"Save the article's text from a browser and use `kztrade original add {ID} FILE`."
RETRY = f"Try again later. {BY_HAND}"
SAVE = "Save the article's own text, a paragraph a line, as a plain text file and add that."
AGAIN = f"Add it again with `kztrade original add {ID} FILE`."
WRITABLE = "Make the folder writable, or set KZTRADE_DATA_HOME to one that is."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def source(source_id: str = ID, address: str = "https://bagh.example/1", language: str = "kk") -> Source:
    return Source(
        source_id, "Бақ TV", "Бақ", address, None, Dating.UNKNOWN, language, "бағбан", SourceKind.ARTICLE, "", "", ""
    )


def recorded(source_id: str, *lines: str) -> tuple[Passage, ...]:
    return tuple(Passage(source_id, n, fingerprint(line), numerals(line)) for n, line in enumerate(lines, 1))


SOURCES = [source(), source("river-ru", language="ru"), source("river-ky", language="ky")]
SOURCES += [source("river-kk"), source("river-en", language="en"), source("sad-ru", language="ru")]
DATA = Data(
    "0" * 64,
    {},
    {},
    {},
    {row.id: row for row in SOURCES},
    {},
    (),
    (),
    (*recorded(ID, *PARAGRAPHS), *recorded("sad-ru", RUSSIAN, "Второй.")),
)
"""An article in Kazakh and one in Russian of which paragraphs are recorded, and four of which none are."""


def keep(place: Path, text: str = TEXT, **changes: Any) -> Original:
    return keep_original(ID, text, place, **{"now": NOW, **changes})


def kept_text(place: Path) -> str:
    original = read_original(DATA, ID, place)
    assert original is not None
    assert original.trouble is None
    return original.text


def told(error: pytest.ExceptionInfo[KztradeError]) -> tuple[str, str]:
    """Message and hint; each is one sentence or two, and neither is empty."""
    message, hint = error.value.message, error.value.hint
    assert message.endswith(".")
    assert "\n" not in message
    assert str(error.value) == f"{message}\nHint: {hint}"
    return message, hint


def denied(*_: object, **__: object) -> Any:
    raise PermissionError(13, "Permission denied")
