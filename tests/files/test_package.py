"""The package read back by those for whom it is made: a validator of Data Packages, and the data themselves."""

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pyarrow.parquet as pq
import pytest

from kztrade import store
from kztrade.errors import UsageError
from kztrade.files import Chosen, Kind, exported, formats
from kztrade.words import Format, Telling

[ZIP] = formats(Kind.EVERYTHING)
COLUMNS = [
    *("indicator", "reporter", "partner", "period", "source", "scope", "value", "low", "high", "unit", "qualifier"),
    *("hedge", "obs_status", "passage", "token", "note"),
]
TABLES = ["observations", "targets", "indicators", "sources", "events", "areas", "area_names", "ledgers"]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def unguarded(text: str) -> str:
    return text[1:] if re.match(r"^'+[=+@\t\r-]", text) else text


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def laid_out(folder: Path, content: bytes) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def faults(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [kind for [kind] in report.flatten(["type"])]


def test_the_package_of_a_selection_is_a_valid_data_package(told: Telling, chosen: Chosen, tmp_path: Path) -> None:
    folder = laid_out(tmp_path, exported(told, ZIP, chosen))
    assert faults(folder) == []
    described = frictionless.Package(str(folder / "datapackage.json"))
    rows = {resource.name: len(resource.read_rows()) for resource in described.resources}
    assert rows == {
        "observations": 2,
        "targets": 1,
        "indicators": 2,
        "sources": 2,
        "events": 1,
        "areas": 2,
        "area_names": 4,
        "ledgers": 1,
    }
    [floor, fall] = described.get_resource("observations").read_rows()
    assert (floor["value"], floor["high"], floor["passage"], floor["hedge"]) == (1000000000, None, 5, "кемінде")
    assert float(fall["low"]) == -2.55


def test_the_package_of_everything_is_valid_and_leaves_nothing_out(told: Telling, tmp_path: Path) -> None:
    folder = laid_out(tmp_path, ZIP.write(told, None))
    assert faults(folder) == []
    counts = {name: len(read_csv((folder / f"{name}.csv").read_bytes())) - 1 for name in TABLES}
    assert list(counts.values()) == [3, 1, 3, 3, 2, 3, 5, 2]


def test_a_selection_that_leaves_nothing_out_is_everything(told: Telling) -> None:
    assert exported(told, ZIP, Chosen(told.data.figures())) == ZIP.write(told, None)
    filtered = Chosen(told.data.figures(), {"Kind": "flow, rate"})
    assert "None: everything" not in unpacked(exported(told, ZIP, filtered))["README.md"].decode()


def test_the_shipped_tables_come_back_from_the_package_of_everything_as_they_are(tmp_path: Path) -> None:
    files = unpacked(ZIP.write(Telling(store.read_data(verify=False), Format()), None))
    for name in TABLES:
        packed = [[unguarded(cell) for cell in row] for row in read_csv(files[f"{name}.csv"])]
        assert packed == read_csv((store.FOLDER / f"{name}.csv").read_bytes()), name


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("observations.csv", b"-2.5,", b"low,", "type-error"),
        ("observations.csv", b"at_least", b"at_worst", "constraint-error"),
        ("observations.csv", b"speech", b"gossip", "foreign-key"),
        ("observations.csv", b"KGZ", b"KGB", "foreign-key"),
        ("sources.csv", b"yearbook", b"speech", "primary-key"),
        ("sources.csv", b",office", b",nobody", "foreign-key"),
        ("area_names.csv", b"KAZ,en,adj", b"KAX,en,adj", "foreign-key"),
        ("targets.csv", b"2000000000", b"", "constraint-error"),
        ("events.csv", b"Forum", b"Fora", "byte-count"),
        ("indicators.csv", b"Growth", b"growth", "hash-count"),
    ],
)
def test_the_package_knows_when_it_was_altered(
    told: Telling, chosen: Chosen, tmp_path: Path, name: str, old: bytes, new: bytes, fault: str
) -> None:
    file = laid_out(tmp_path, exported(told, ZIP, chosen)) / name
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new))
    assert fault in faults(tmp_path)


def test_a_package_of_nothing_is_valid(told: Telling, tmp_path: Path) -> None:
    folder = laid_out(tmp_path, exported(told, ZIP, Chosen(())))
    assert faults(folder) == []
    assert (folder / "sources.csv").read_text("utf-8").startswith("id,publisher,")


def test_a_package_of_guarded_text_is_valid_and_brings_the_text_back(
    told: Telling, chosen: Chosen, tmp_path: Path
) -> None:
    row = replace(chosen.rows[0], note="=1+1;\"x\",\r\n'2'", token="-1")
    folder = laid_out(tmp_path, exported(told, ZIP, Chosen((row,))))
    assert faults(folder) == []
    [cells] = frictionless.Package(str(folder / "datapackage.json")).get_resource("observations").read_rows()
    assert cells["note"] == "'=1+1;\"x\",\r\n'2'"
    assert [unguarded(cells[name]) for name in ("note", "token")] == [row.note, row.token]


def test_the_package_holds_what_its_figures_refer_to(told: Telling, chosen: Chosen) -> None:
    files = unpacked(exported(told, ZIP, Chosen(chosen.rows[1:2])))
    assert [row[0] for row in read_csv(files["sources.csv"])] == ["id", "yearbook"]
    assert [row[0] for row in read_csv(files["indicators.csv"])] == ["code", "turnover_growth"]
    assert [row[0] for row in read_csv(files["events.csv"])] == ["id"]
    assert [row[0] for row in read_csv(files["areas.csv"])] == ["code", "KAZ", "KGZ"]
    assert [row[0] for row in read_csv(files["ledgers.csv"])] == ["id", "office"]
    assert len(read_csv(files["targets.csv"])) == 1
    assert b"AstanaTV" not in b"".join(files.values())


def test_a_target_stands_in_its_own_table(told: Telling, chosen: Chosen) -> None:
    files = unpacked(exported(told, ZIP, chosen))
    header, *rows = read_csv(files["observations.csv"])
    assert header == COLUMNS
    assert [row[0] for row in rows] == ["turnover", "turnover_growth"]
    assert read_csv(files["targets.csv"]) == [
        [
            *("indicator", "reporter", "partner", "set_on", "source", "kind", "value", "unit", "deadline", "set_by"),
            *("passage", "token", "note"),
        ],
        [
            *("turnover", "KAZ", "KGZ", "2023-09-23", "speech", "target", "2000000000", "USD", ""),
            *("The Prime Minister", "", "", ""),
        ],
    ]
    assert pq.read_table(io.BytesIO(files["observations.parquet"])).num_rows == 2


def test_a_derived_row_has_no_place_in_the_package(told: Telling, chosen: Chosen) -> None:
    row = replace(chosen.rows[0], indicator="implied_turnover")
    with pytest.raises(UsageError, match=r"targets, not implied_turnover\.KAZ\.KGZ\.2021\.speech\.total"):
        exported(told, ZIP, Chosen((row,)))


def test_the_sums_cover_every_other_file_of_the_package(told: Telling, chosen: Chosen) -> None:
    files = unpacked(exported(told, ZIP, chosen))
    sums = files.pop("SHA256SUMS").decode()
    lines = [re.fullmatch(r"([0-9a-f]{64})  (\S+)", line) for line in sums.splitlines()]
    assert {match[2]: match[1] for match in lines if match} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert len(lines) == len(files) == 14


def test_the_codebook_explains_every_column(told: Telling, chosen: Chosen) -> None:
    files = unpacked(exported(told, ZIP, chosen))
    header, *rows = read_csv(files["codebook.csv"])
    assert header == ["table", "column", "type", "required", "values", "description"]
    for name in TABLES:
        assert [row[1] for row in rows if row[0] == name] == read_csv(files[f"{name}.csv"])[0]
    assert all(row[2] in {"string", "number", "integer"} and row[5] for row in rows)
    [qualifier] = [row for row in rows if row[:2] == ["observations", "qualifier"]]
    assert qualifier[3:5] == ["true", "exact, about, almost, over, at_least"]


def test_the_readme_tells_filters_citations_and_how_to_undo_the_guard(told: Telling, chosen: Chosen) -> None:
    readme = unpacked(exported(told, ZIP, chosen))["README.md"].decode()
    assert "\n- Years: 2021–2023\n" in readme
    assert "Short: kztrade, data version v3f9c1e07.\n" in readme
    assert "Figures as published by: AstanaTV; Akipress.\n" in readme
    assert r"^'+[=+@\t\r-]" in readme
    assert "None: everything" not in readme
    assert "None: everything" in unpacked(ZIP.write(told, None))["README.md"].decode()


def test_no_date_or_right_of_this_machine_enters_the_package(told: Telling) -> None:
    with zipfile.ZipFile(io.BytesIO(ZIP.write(told, None))) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "datapackage.json"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}
