"""`kztrade data`: the data files checked and recorded."""

import hashlib
from pathlib import Path

from kztrade import store
from tests.cli.program import Run, change


def test_data_check_tells_version_and_counts(run: Run) -> None:
    data = store.read_data()
    ended = run("data", "check")
    assert ended.code == 0
    lines = [line.split() for line in ended.out.splitlines()]
    assert ["observations", str(len(data.observations))] in lines
    assert ["areas", str(len(data.areas))] in lines
    assert ended.out.endswith(f"No fault found, data version {data.version}\n")


def test_data_record_writes_the_checksums_that_data_check_wants(run: Run, folder: Path) -> None:
    assert run("data", "check", "--folder", folder).code == 1
    ended = run("data", "record", "--folder", folder)
    assert ended.code == 0
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        recorded, name = line.split("  ")
        assert recorded == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert run("data", "check", "--folder", folder).code == 0


def test_data_check_reports_all_faults_at_once(run: Run, folder: Path) -> None:
    change(folder / "observations.csv", "2021,", "2021-13,")
    change(folder / "observations.csv", ",12,11.5", ',"12,0",11.5')
    for command in ("check", "record"):
        ended = run("data", command, "--folder", folder)
        assert (ended.code, ended.out) == (1, "")
        assert "data/observations.csv:2: period: found '2021-13'" in ended.err
        assert "data/observations.csv:3: value: found '12,0'" in ended.err
        assert "Hint: " in ended.err
    assert not (folder / "SHA256SUMS").exists()


def test_data_check_notices_a_change_that_is_not_recorded(run: Run, folder: Path) -> None:
    run("data", "record", "--folder", folder)
    change(folder / "sources.csv", "Paper", "Another paper")
    ended = run("data", "check", "--folder", folder)
    assert ended.code == 1
    assert "sources.csv" in ended.err
    assert "kztrade data record" in ended.err


def test_a_folder_without_data_is_reported(run: Run, tmp_path: Path) -> None:
    ended = run("data", "check", "--folder", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "data/observations.csv: found No such file or directory" in ended.err
