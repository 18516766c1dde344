"""The command line inside this process, and data that are made up."""

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from kztrade import cli, originals, store
from tests.cli.program import PARAGRAPHS, SOURCE, Ran, Run


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the originals of whoever runs it."""
    monkeypatch.setenv(originals.HOME, str(tmp_path / "home"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line inside this process."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kztrade", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data files with two figures of an invented source."""
    place = tmp_path / "data"
    place.mkdir()
    sums = [hashlib.sha256(paragraph.encode()).hexdigest() for paragraph in PARAGRAPHS]
    rows = {
        "indicators.csv": [
            "turnover,USD,flow,both,Turnover,turnover,,All.",
            "turnover_growth,percent,rate,both,Growth,growth,,All.",
        ],
        "sources.csv": [
            f"{SOURCE},Paper,News,https://example.org/1,2024-01-01,stated,en,A minister,article,,,Free,,KAZ,"
        ],
        "passages.csv": [f"{SOURCE},1,{sums[0]},2021 3", f"{SOURCE},2,{sums[1]},2022 12"],
        "observations.csv": [
            f"turnover,KAZ,KGZ,2021,{SOURCE},total,3000000,2925000,3075000,USD,exact,,A,1,$3 m,",
            f"turnover_growth,KAZ,KGZ,2022,{SOURCE},total,12,11.5,12.5,percent,exact,,A,2,12%,",
        ],
    }
    for name, (schema, _) in store.FILES.items():
        if name in ("areas.csv", "area_names.csv", "ledgers.csv"):
            shutil.copy(store.FOLDER / name, place / name)
        else:
            (place / name).write_text("\n".join([",".join(schema.names), *rows.get(name, []), ""]), "utf-8")
    return place


@pytest.fixture
def invented(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented original, whose figures are those we ship."""
    data = store.read_data(folder, verify=False)
    monkeypatch.setattr(store, "shipped_data", lambda: data)
    original = folder.parent / "original.txt"
    original.write_text("\n\n".join(["News of the day", *PARAGRAPHS]), "utf-8")
    return original
