"""How to cite the project and its sources, as BibTeX entries."""

from kztrade.model import Source
from kztrade.words import Telling
from kztrade.words.files import AUTHOR, day, figures_by, title

_LATEX = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_"}
    # BibTeX counts braces even after a backslash
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # a url is taken as it stands, apart from its braces


def citation_bibtex(told: Telling, key: str = "kztrade") -> str:
    """How to cite the project, as a BibTeX entry."""
    note = told.say("Data version {version}", version=told.data.short_version)
    return _bibtex(key, author=AUTHOR, title=title(told), note=note)


def source_bibtex(told: Telling, source: Source) -> str:
    """How to cite one source, as a BibTeX entry under the source's id."""
    return _bibtex(
        source.id,
        author=told.publisher(source),
        title=source.title,
        year=str(source.published.start.year) if source.published else "",
        note=". ".join(filter(None, [figures_by(told, source), day(told, source)])),
        url=source.address,
    )


def _bibtex(key: str, **entry: str) -> str:
    lines = [f"@misc{{{key},"]
    for name, text in entry.items():
        plain = " ".join(text.split())
        value = plain.translate(_ADDRESS if name == "url" else _LATEX)
        if name in ("author", "title"):
            value = f"{{{value}}}"  # keeps the letters' case, and a publisher's name in one piece
        if text:
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])
