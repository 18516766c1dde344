"""Everything, or a selection of figures, as one ZIP: a Data Package with codebook, citations and checksums."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kztrade.citations import citation_bibtex, source_bibtex
from kztrade.figures import contract_table
from kztrade.files.csv_table import csv_bytes
from kztrade.files.descriptor import CODEBOOK, RESOURCES, codebook, descriptor
from kztrade.files.holdings import Holdings, everything, holdings
from kztrade.files.parquet_table import parquet_bytes
from kztrade.files.plain import Plain, stored
from kztrade.files.readme import readme
from kztrade.files.registry import Format, Kind
from kztrade.model import Observation
from kztrade.words import Telling
from kztrade.words.files import citation, source_citation, title


@dataclass(frozen=True, slots=True)
class Chosen:
    """Figures that a reader chose.

    Attributes:
        rows: Some of `Data.figures`.
        filters: What was chosen, by the name of the filter, in words.
    """

    rows: tuple[Observation, ...]
    filters: Mapping[str, str] = field(default_factory=dict)


def package_bytes(told: Telling, chosen: Chosen | None = None) -> bytes:
    """A ZIP that is a Data Package (version 2 of the standard).

    Of areas, ledgers, indicators, sources and events a selection holds what its figures refer to. Rows that stand for a
    target go into `targets.csv`.

    Args:
        told: The data and the language.
        chosen: Which figures; everything if `None`, or if no filter left any out.

    Raises:
        UsageError: A row is neither an observation of an indicator that we hold nor one of our targets.
    """
    whole = chosen is None or (not chosen.filters and len(chosen.rows) == len(told.data.figures()))
    held = everything(told.data) if chosen is None or whole else holdings(told.data, chosen.rows)
    filters = chosen.filters if chosen else {}
    tables = {f"{name}.csv": csv_bytes(RESOURCES[name].schema.names, rows) for name, rows in records(held).items()}
    figures = replace(contract_table(told, held.observations, filters), title=title(told))
    files = {
        "datapackage.json": descriptor(told, held.sources, filters, tables),
        "README.md": readme(told, held.sources, filters, whole).encode(),
        **tables,
        "observations.parquet": parquet_bytes(told, figures),
        "codebook.csv": csv_bytes(CODEBOOK, codebook(told)),
        "CITATION.bib": _lines([citation_bibtex(told), *(source_bibtex(told, one) for one in held.sources)]),
        "citation.txt": _lines([citation(told), *(source_citation(told, one) for one in held.sources), ""]),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return _zip({**files, "SHA256SUMS": sums.encode()})


def records(held: Holdings) -> dict[str, list[list[Plain]]]:
    """The rows of every table, by its name."""
    return {
        name: [[stored(getattr(row, column)) for column in resource.schema.names] for row in getattr(held, name)]
        for name, resource in RESOURCES.items()
    }


def _lines(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            # date, system and permissions would otherwise be those of the moment and the machine
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


FORMATS = (Format("zip", "ZIP", "application/zip", Kind.EVERYTHING, package_bytes),)
