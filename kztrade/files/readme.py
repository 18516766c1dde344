"""What a package says to whoever opens it: filters, how to cite, licence, and how to read its tables."""

from collections.abc import Iterable, Mapping

from kztrade.files.descriptor import RESOURCES, kind_of, meaning
from kztrade.model import Source
from kztrade.words import Telling
from kztrade.words import files as words


def readme(told: Telling, sources: Iterable[Source], filters: Mapping[str, str], whole: bool) -> str:
    """`README.md`, in the reader's language.

    Args:
        told: The data and the language.
        sources: Those whose figures the package holds.
        filters: What was chosen, in words.
        whole: Whether nothing is left out.
    """
    publishers = list(dict.fromkeys(told.publisher(source) for source in sources))
    sections = [
        f"# {words.title(told)}",
        words.package_version(told),
        words.package_parts(told),
        _section(words.filters_title(told), *_filters(told, filters, whole)),
        _section(words.cite_title(told), *words.package_citations(told, publishers)),
        _section(words.licence_title(told), words.licence(told)),
        _section(
            words.reading_title(told),
            words.csv_rule(told),
            f"{words.open_ends(told)} {words.interval_rule(told)}",
            words.guard_rule(told),
            words.sums_rule(told),
        ),
        _section(words.columns_title(told), *(_table(told, name) for name in RESOURCES)),
    ]
    return "\n\n".join(sections) + "\n"


def _section(title: str, *paragraphs: str) -> str:
    return "\n\n".join([f"## {title}", *paragraphs])


def _filters(told: Telling, filters: Mapping[str, str], whole: bool) -> list[str]:
    if whole:
        return [words.no_filter(told)]
    listed = "\n".join(f"- {name}: {text}" for name, text in filters.items())
    return [*filter(None, [listed]), words.package_holds(told)]


def _table(told: Telling, name: str) -> str:
    columns = "\n".join(f"- `{item.name}` ({kind_of(item)}): {meaning(told, item)}" for item in RESOURCES[name].schema)
    return f"### {name}.csv\n\n{words.table_title(told, name)}\n\n{columns}"
