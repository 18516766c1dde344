"""What a reader installs: the wheel with its data, the browser that the tests find."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("мой сад")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run_installed(installed: Path, code: str, cwd: Path) -> str:
    """What a program prints that has the wheel and not the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    run = subprocess.run([sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def carried() -> dict[str, Path]:
    """The files that the wheel must hold, by their name in it."""
    roots = {"kztrade": "kztrade", "data": "kztrade/data", ".streamlit": "kztrade/.streamlit"}
    files = {
        f"{name}/{path.relative_to(CHECKOUT / root).as_posix()}": path
        for root, name in roots.items()
        for path in (CHECKOUT / root).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return {**files, "kztrade/dashboard.py": CHECKOUT / "dashboard.py"}


def test_the_wheel_holds_the_package_the_data_the_dashboard_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == set(carried())


def test_every_file_in_the_wheel_is_the_one_of_the_checkout(installed: Path) -> None:
    differing = [name for name, path in carried().items() if (installed / name).read_bytes() != path.read_bytes()]
    assert differing == []


@pytest.mark.parametrize(
    "name",
    [
        "data/indicators.csv",
        "data/observations.csv",
        "data/sources.csv",
        "data/targets.csv",
        "data/SHA256SUMS",
        "data/README.md",
        "data/digests/astanatv-2023-09-23.en.md",
        "dashboard.py",
        ".streamlit/config.toml",
        "py.typed",
    ],
)
def test_the_wheel_has(installed: Path, name: str) -> None:
    assert (installed / "kztrade" / name).is_file()


def test_the_wheel_has_the_licence(installed: Path) -> None:
    [licence] = installed.glob("*.dist-info/licenses/LICENSE")
    assert licence.read_text("utf-8").startswith("MIT License")


def test_the_wheel_reads_its_own_data_from_another_folder(installed: Path, tmp_path: Path) -> None:
    code = "from kztrade import store; print(store.FOLDER); print(store.shipped_data().version)"
    folder, version = run_installed(installed, code, tmp_path).splitlines()
    assert Path(folder) == installed / "kztrade" / "data"
    code = "from kztrade import store; print(store.shipped_data().version)"
    checkout = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert version == checkout.stdout.strip()


def test_the_wheel_brings_the_command(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.metadata import distributions;"
        f"[wheel] = distributions(name='kztrade', path=[{str(installed)!r}]);"
        "[command] = wheel.entry_points; command.load(); print(command.name)"
    )
    assert run_installed(installed, code, tmp_path) == "kztrade\n"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this is the newest")
def test_types_hold_on_the_newest_python_too() -> None:
    """Each Python brings other types in its library; `make test` asks only the one that runs."""
    command = [sys.executable, "-m", "mypy", "--python-version", "3.14"]
    checked = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def find_browser(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the search where only the programs of one folder exist."""
    variables = {"PATH": str(folder), "HOME": str(folder), **environment}
    command = ["/bin/sh", str(CHECKOUT / "scripts" / "browser")]
    return subprocess.run(command, env=variables, capture_output=True, text=True)


no_applications = pytest.mark.skipif(sys.platform == "darwin", reason="an installed application would be found")


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_is_found_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    program(tmp_path / name, "exit 0")
    assert find_browser(tmp_path).stdout == f"{tmp_path / name}\n"


def test_the_browser_named_in_the_environment_comes_first(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 0")
    program(tmp_path / "mine", "exit 0")
    assert find_browser(tmp_path, KZTRADE_CHROMIUM=str(tmp_path / "mine")).stdout == f"{tmp_path / 'mine'}\n"


def test_a_named_browser_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 0")
    found = find_browser(tmp_path, KZTRADE_CHROMIUM="/nowhere/chromium")
    assert (found.returncode, found.stdout) == (1, "")
    assert "/nowhere/chromium" in found.stderr


@no_applications
def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 1")
    program(tmp_path / "google-chrome", "exit 0")
    assert find_browser(tmp_path).stdout == f"{tmp_path / 'google-chrome'}\n"


@no_applications
def test_without_a_browser_the_reader_is_told_what_to_install(tmp_path: Path) -> None:
    found = find_browser(tmp_path)
    assert (found.returncode, found.stdout) == (0, "")
    assert "Hint: apt-get install chromium" in found.stderr
    assert "skipped" in found.stderr


@no_applications
def test_without_a_browser_ci_fails(tmp_path: Path) -> None:
    found = find_browser(tmp_path, CI="true")
    assert (found.returncode, found.stdout) == (1, "")
    assert "Hint:" in found.stderr


@no_applications
def test_root_on_debian_installs_a_browser_after_one_update(tmp_path: Path) -> None:
    program(tmp_path / "id", "echo 0")
    program(tmp_path / "env", 'shift; exec "$@"')
    browser, log = tmp_path / "chromium", tmp_path / "log"
    install = f'[ "$1" = update ] || {{ echo "#!/bin/sh" >{browser}; /bin/chmod +x {browser}; }}'
    program(tmp_path / "apt-get", f'echo "$@" >>{log}\n{install}')
    assert find_browser(tmp_path, CI="true").stdout == f"{browser}\n"
    update, install = log.read_text().splitlines()
    assert update.startswith("update")
    assert {"install", "chromium", "fonts-noto-core"} <= set(install.split())


@no_applications
def test_nobody_is_asked_for_a_password(tmp_path: Path) -> None:
    program(tmp_path / "id", "echo 1000")
    program(tmp_path / "sudo", f'printf "%s\\n" "$*" >>{tmp_path}/log; exit 1')
    program(tmp_path / "apt-get", f"echo apt-get >>{tmp_path}/log")
    assert find_browser(tmp_path).stdout == ""
    assert (tmp_path / "log").read_text() == "-n true\n"
