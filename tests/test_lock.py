"""The lock: whole for every supported computer, and installed as it is by any pip, whatever was released since."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parent.parent
LOCK = (CHECKOUT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))

PINNED = re.findall(r"^([a-z0-9-]+)==([\w.+!]+)(?: ; (.+?))? \\$", LOCK, re.MULTILINE)
DECLARED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["dependency-groups"]["dev"],
    *PROJECT["build-system"]["requires"],
]

PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0")
COMPUTERS = (
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("win32", "Windows", "nt", "AMD64"),
)
OLDEST_PIP = {11: "22.3", 12: "23.2.1", 13: "24.2", 14: "25.2"}
"""The pip that the first release of each Python brought."""


def environment(python: str, computer: tuple[str, str, str, str]) -> dict[str, str]:
    """What markers ask about, as one computer would answer."""
    sys_platform, platform_system, os_name, platform_machine = computer
    return {
        **default_environment(),
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "implementation_version": python,
        "platform_python_implementation": "CPython",
        "sys_platform": sys_platform,
        "platform_system": platform_system,
        "os_name": os_name,
        "platform_machine": platform_machine,
    }


def locked(computer: dict[str, str]) -> dict[str, str]:
    """Name and version of everything that the lock holds for a computer."""
    return {name: version for name, version, marker in PINNED if not marker or Marker(marker).evaluate(computer)}


def requirements(name: str) -> list[Requirement]:
    """What a package says that it needs.

    One that is for other computers is not installed here, so nobody can ask it: of those only the name and the version
    are checked. Where the lock holds two versions of a package, the installed one speaks for both.
    """
    try:
        return [Requirement(text) for text in metadata.requires(name) or []]
    except metadata.PackageNotFoundError:
        return []


def walk(computer: dict[str, str]) -> Iterator[tuple[str, Requirement]]:
    """Every requirement that counts on a computer, from what the project declares to the last, with who has it."""
    asked = deque(("kztrade", "", Requirement(text)) for text in DECLARED)
    seen: set[tuple[str, str]] = set()
    while asked:
        who, extra, requirement = asked.popleft()
        if requirement.marker and not requirement.marker.evaluate({**computer, "extra": extra}):
            continue
        yield who, requirement
        name = canonicalize_name(requirement.name)
        for wanted in {"", *requirement.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, wanted))
            asked.extend((name, wanted, further) for further in requirements(name))


@pytest.mark.parametrize("computer", COMPUTERS, ids=lambda computer: f"{computer[0]}-{computer[3]}")
@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_of_every_locked_package_is_in_the_lock(
    python: str, computer: tuple[str, str, str, str]
) -> None:
    there = environment(python, computer)
    versions = locked(there)
    unmet = [
        f"{who} needs {requirement}"
        for who, requirement in walk(there)
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0.dev0"), True)
        or canonicalize_name(requirement.name) not in versions
    ]
    assert unmet == []


def test_nothing_is_locked_that_nobody_needs() -> None:
    needed = {
        canonicalize_name(requirement.name)
        for python, computer in product(PYTHONS, COMPUTERS)
        for _, requirement in walk(environment(python, computer))
    }
    assert {name for name, *_ in PINNED} - needed == set()


def test_what_is_locked_for_this_computer_is_what_is_installed() -> None:
    installed = {canonicalize_name(found.metadata["Name"]): found.version for found in metadata.distributions()}
    differing = {
        name: (version, installed.get(name))
        for name, version in locked({key: str(value) for key, value in default_environment().items()}).items()
        if installed.get(name) != version
    }
    assert differing == {}


@pytest.mark.parametrize("python", PYTHONS)
def test_no_locked_package_refuses_a_supported_python(python: str) -> None:
    here = {key: str(value) for key, value in default_environment().items()}
    refusing = {
        name
        for name in locked(here)
        if not SpecifierSet(metadata.metadata(name).get("Requires-Python") or "").contains(python)
    }
    # NumPy is locked twice, the newer for the newer Pythons
    assert refusing <= {name for name, _, marker in PINNED if "python_full_version" in marker}


def test_the_lock_holds_versions_and_hashes_and_nothing_else() -> None:
    line = re.compile(r"[a-z0-9-]+==[\w.+!]+(?: ; [\w. <>=!'()]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


def test_the_lock_names_no_index_address_or_path() -> None:
    assert re.findall(r"(?i)https?:|file:|index-url|find-links|trusted-host|//| @ |#.*", LOCK) == []


# A shelf of made-up releases, and a project whose lock is older than one of them


EDITABLE = "_editable_impl_kztrade.pth"
"""Where hatchling writes the folder of the checkout, with all of its path."""


def add_release(shelf: Path, name: str, version: str, *lines: str, **files: str) -> str:
    """Put a wheel on the shelf that holds its metadata and these files; returns its line in a lock."""
    path, folder = shelf / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        told = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines, ""])
        wheel.writestr(f"{folder}/METADATA", told)
        wheel.writestr(
            f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        for file, content in files.items():
            wheel.writestr(file, content)
        wheel.writestr(f"{folder}/RECORD", "".join(f"{file},,\n" for file in [*wheel.namelist(), f"{folder}/RECORD"]))
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass(frozen=True)
class Garden:
    """A checkout with the Makefile and a stale lock, in a folder with a blank and Cyrillic letters in its name."""

    folder: Path
    lock: list[str]

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command where only the shelf is known, and neither git nor sudo works."""
        tools = self.folder / "tools"
        return subprocess.run(
            command,
            cwd=self.folder,
            env={
                "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.folder),
                "PIP_CONFIG_FILE": os.devnull,
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": (self.folder / "shelf").as_uri(),
                **{name: os.environ[name] for name in ("LD_LIBRARY_PATH", "LC_ALL") if name in os.environ},
            },
            capture_output=True,
            text=True,
        )

    @property
    def python(self) -> str:
        """The Python of `.venv`."""
        return str(self.folder / ".venv" / "bin" / "python")

    def make(self, lock: list[str]) -> "subprocess.CompletedProcess[str]":
        """Install a lock as `make run` and `make test` do."""
        (self.folder / "requirements.lock").write_text("".join(lock))
        return self.run("make", ".venv/ready", f"PYTHON={self.python}")

    def installed(self) -> set[str]:
        """What stands in `.venv` beside pip."""
        found = self.folder.glob(".venv/lib/python*/site-packages/*.dist-info")
        return {path.stem for path in found if not path.name.startswith("pip-")}


@pytest.fixture(scope="module", params=["the oldest pip", "today's pip"])
def environment_with_pip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare virtual environment with that pip, which has to be fetched."""
    folder = tmp_path_factory.mktemp("bare") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    wanted = f"pip=={OLDEST_PIP[min(sys.version_info[1], max(OLDEST_PIP))]}" if "old" in request.param else "pip"
    command = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--retries=2", wanted]
    fetched = subprocess.run(command, capture_output=True, text=True)
    if fetched.returncode and os.environ.get("CI", "false") in ("false", "0"):
        pytest.skip(f"{wanted} could not be fetched")
    assert fetched.returncode == 0, fetched.stderr
    return folder


@pytest.fixture
def garden(environment_with_pip: Path, tmp_path: Path) -> Garden:
    folder = tmp_path / "мой сад"
    shelf, tools = folder / "shelf", folder / "tools"
    shelf.mkdir(parents=True)
    tools.mkdir()
    for name in ("git", "sudo"):
        (tools / name).write_text("#!/bin/sh\nexit 127\n")
        (tools / name).chmod(0o755)
    shutil.copytree(environment_with_pip, folder / ".venv", symlinks=True)
    shutil.copy(CHECKOUT / "Makefile", folder)
    extra = ("Provides-Extra: dried", 'Requires-Dist: sugar; extra == "dried"')
    lock = [
        add_release(shelf, "basket", "1.0", "Requires-Dist: fruit[dried]>=1.0"),
        add_release(shelf, "fruit", "1.0", *extra),
        add_release(shelf, "sugar", "1.0"),
    ]
    add_release(shelf, "fruit", "1.1", *extra)  # came out after the lock was made
    add_release(folder, "garden", "1.0", "Requires-Dist: basket", **{EDITABLE: str(folder)})
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "garden"\nversion = "1.0"\n'
    )
    (folder / "backend.py").write_text(
        "import shutil\n"
        "def build_editable(folder, config_settings=None, metadata_directory=None):\n"
        "    shutil.copy('garden-1.0-py3-none-any.whl', folder)\n"
        "    return 'garden-1.0-py3-none-any.whl'\n"
    )
    return Garden(folder, lock)


def test_a_stale_lock_is_installed_as_it_is_and_starts_in_any_locale(garden: Garden) -> None:
    made = garden.make(garden.lock)
    assert made.returncode == 0, made.stderr
    assert garden.installed() == {"basket-1.0", "fruit-1.0", "sugar-1.0", "garden-1.0"}
    assert (garden.folder / ".venv" / "ready").exists()
    for locale in ("C", "C.UTF-8", "ru_RU.CP1251"):  # the folder's name cannot be written in each
        started = garden.run("env", f"LC_ALL={locale}", "sh", "-c", 'cd / && "$0" -c "import backend"', garden.python)
        assert (started.returncode, started.stderr) == (0, ""), locale


def test_a_pip_that_resolves_refuses_the_stale_lock_if_it_is_older_than_23_3(garden: Garden) -> None:
    (garden.folder / "requirements.lock").write_text("".join(garden.lock))
    pip = (".venv/bin/python", "-m", "pip")
    old = tuple(map(int, garden.run(*pip, "--version").stdout.split()[1].split(".")[:2])) < (23, 3)
    resolved = garden.run(*pip, "install", "--require-hashes", "-r", "requirements.lock")
    assert bool(resolved.returncode) == old, resolved.stdout  # when this fails, the lock above is no longer a trap


def test_a_lock_that_lacks_a_package_is_told_and_not_taken_for_ready(garden: Garden) -> None:
    basket, _, sugar = garden.lock
    made = garden.make([basket, sugar])
    assert made.returncode != 0
    assert "basket 1.0 requires fruit, which is not installed." in made.stdout
    assert "Hint: make clean, then make .venv/ready again." in made.stderr
    assert not (garden.folder / ".venv" / "ready").exists()


def test_a_file_whose_hash_is_not_in_the_lock_is_not_installed(garden: Garden) -> None:
    basket, fruit, sugar = garden.lock
    made = garden.make([basket, fruit, re.sub(r"[0-9a-f]{64}", "0" * 64, sugar)])
    assert made.returncode != 0
    assert garden.installed() == set()
