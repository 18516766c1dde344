"""How project and sources are cited, and how files are called."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrade.citations import citation_bibtex, source_bibtex
from kztrade.codes import Dating
from kztrade.errors import UsageError
from kztrade.files import Kind, extension, file_name, formats
from kztrade.model import Source
from kztrade.period import read_period
from kztrade.words import Telling
from kztrade.words.files import citation, source_citation


@pytest.fixture(scope="session")
def yearbook(told: Telling) -> Source:
    return told.data.sources["yearbook"]


def test_the_project_is_cited_by_its_data_version(told: Telling) -> None:
    assert citation(told) == (
        "kztrade contributors. kztrade: trade and investment between Kazakhstan and Kyrgyzstan. Data version v3f9c1e07."
    )
    assert citation_bibtex(told) == (
        "@misc{kztrade,\n"
        "  author = {{kztrade contributors}},\n"
        "  title = {{kztrade: trade and investment between Kazakhstan and Kyrgyzstan}},\n"
        "  note = {Data version v3f9c1e07},\n"
        "}\n"
    )
    assert citation_bibtex(told, "kz2026").startswith("@misc{kz2026,\n")


def test_a_source_is_cited_with_all_that_is_known_of_it(told: Telling) -> None:
    speech = told.data.sources["speech"]
    assert source_citation(told, speech) == (
        "AstanaTV. Documents signed. Figures by A. Smailov, Prime Minister. Published 2023-09-23. "
        "https://example.org/news/1?a=1&b=2"
    )
    assert source_bibtex(told, speech) == (
        "@misc{speech,\n"
        "  author = {{AstanaTV}},\n"
        "  title = {{Documents signed}},\n"
        "  year = {2023},\n"
        "  note = {Figures by A. Smailov, Prime Minister. Published 2023-09-23},\n"
        "  url = {https://example.org/news/1?a=1&b=2},\n"
        "}\n"
    )


def test_what_is_not_known_of_a_source_is_not_invented(told: Telling, yearbook: Source) -> None:
    assert source_citation(told, yearbook) == "Akipress. Trade & growth. Day of publication unknown."
    assert source_bibtex(told, yearbook) == (
        "@misc{yearbook,\n"
        "  author = {{Akipress}},\n"
        "  title = {{Trade \\& growth}},\n"
        "  note = {Day of publication unknown},\n"
        "}\n"
    )
    inferred = replace(yearbook, published=read_period("2023-09"), dating=Dating.INFERRED, title="Will it grow?")
    assert source_citation(told, inferred) == "Akipress. Will it grow? Published 2023-09 (inferred)."


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50 % & $2_bn #1", r"50 \% \& \$2\_bn \#1"),
        ("a\\b", r"a\textbackslash{}b"),
        ("{x}", r"\textbraceleft{}x\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\n  lines", "two lines"),
        ("«Сауда»", "«Сауда»"),
    ],
)
def test_bibtex_escapes_what_latex_would_obey(told: Telling, yearbook: Source, text: str, escaped: str) -> None:
    assert f"  title = {{{{{escaped}}}}},\n" in source_bibtex(told, replace(yearbook, title=text))


@given(text=st.text(max_size=40))
def test_a_bibtex_entry_has_as_many_closing_braces_as_opening_ones(told: Telling, text: str) -> None:
    source = replace(told.data.sources["yearbook"], title=text, address=f"https://example.org/{text}")
    entry = source_bibtex(told, source)
    assert entry.count("{") == entry.count("}")


# Names of files


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("turnover_2018-2025", "turnover_2018-2025_v3f9c1e07.csv"),
        ("Торговля", "figures_v3f9c1e07.csv"),
        ("../../etc/passwd", "etc-passwd_v3f9c1e07.csv"),
    ],
)
def test_a_file_name_tells_what_is_in_it_and_the_version(told: Telling, stem: str, name: str) -> None:
    assert file_name(told, stem, "csv") == name


@given(stem=st.text())
def test_a_file_name_is_safe_whatever_it_is_made_of(told: Telling, stem: str) -> None:
    name = file_name(told, stem, "csv")
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.csv", name)
    assert len(name) <= 140


# The registry


def test_no_two_formats_of_a_kind_share_an_extension() -> None:
    for kind in Kind:
        endings = [one.extension for one in formats(kind)]
        assert len(set(endings)) == len(endings)


def test_formats_are_offered_in_their_places() -> None:
    assert [one.extension for one in formats(Kind.TABLE)][:2] == ["csv", "xlsx"]
    assert [one.extension for one in formats(Kind.CHART)][:2] == ["png", "svg"]
    assert [one.extension for one in formats(Kind.VIEW)][:2] == ["html", "json"]
    assert [one.extension for one in formats(Kind.BRIEF)] == ["html", "pdf"]
    assert [one.extension for one in formats(Kind.EVERYTHING)] == ["zip"]


def test_a_name_asks_for_a_format_by_its_ending() -> None:
    assert extension(Path("out/Figures.XLSX"), Kind.TABLE).label == "XLSX"
    assert extension(Path("all.zip"), Kind.TABLE, Kind.EVERYTHING).of is Kind.EVERYTHING


@pytest.mark.parametrize("name", ["figures", "figures.doc", ".csv"])
def test_a_name_without_a_known_ending_names_those_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="tells no format") as caught:
        extension(Path(name), Kind.TABLE)
    assert caught.value.hint == "End it in one of .csv, .xlsx, .parquet, .json."
