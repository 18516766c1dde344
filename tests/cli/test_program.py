"""The program as a whole: its help, its exit codes, its streams."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import kztrade
from kztrade.cli.app import app, original, records
from tests.cli.program import ARTICLE, COMMANDS, Run, program, run_program, strict


def test_help_names_every_command_and_waits_for_no_large_library() -> None:
    script = (
        "import sys; from kztrade.cli import main\n"
        "try: main()\n"
        "except SystemExit: print({'numpy', 'pandas', 'pyarrow', 'plotly', 'streamlit', 'babel'} & set(sys.modules))"
    )
    command = {**program(), "args": [sys.executable, "-c", script, "--help"]}
    ended = subprocess.run(**command, capture_output=True, text=True, timeout=300)
    assert ended.stdout.splitlines()[-1] == "set()"
    for command_name, *_ in COMMANDS:
        assert f"\n  {command_name} " in ended.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(run: Run, command: Sequence[str]) -> None:
    ended = run(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: kztrade {' '.join(command)} ")
    assert len(ended.out.split("\n\n")[1].strip()) > 20


def test_there_is_no_command_that_these_tests_do_not_know() -> None:
    listed = {("original", info.name) for info in original.registered_commands}
    listed |= {("data", info.name) for info in records.registered_commands}
    listed |= {(info.name,) for info in app.registered_commands}
    assert listed == {tuple(command) for command in COMMANDS}


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"kztrade {kztrade.__version__}\n", "")


@pytest.mark.parametrize(("words", "name"), [([], "serve"), (["data"], "record"), (["original"], "fetch")])
def test_who_asks_for_nothing_is_shown_what_there_is(run: Run, words: Sequence[str], name: str) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert f"\n  {name} " in ended.err


@pytest.mark.parametrize(
    ("words", "name", "meant"),
    [
        (["figure"], "figure", "figures"),
        (["original", "ad"], "ad", "add"),
        (["data", "chek"], "chek", "check"),
        (["zzzz"], "zzzz", "Choose from serve, figures, "),
    ],
)
def test_an_unknown_command_is_told_with_those_there_are(run: Run, words: Sequence[str], name: str, meant: str) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    error, hint = ended.err.splitlines()
    assert error == f"Error: There is no command '{name}'."
    assert meant in hint


def test_a_missing_word_is_named_as_in_help(run: Run) -> None:
    assert run("original", "add", ARTICLE).err.splitlines()[0] == "Error: FILE is missing."


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["figures", "--json", "--source", ARTICLE], 0),
        (["data", "check", "--folder", "/nowhere"], 1),
        (["figures", "--indicator", "turnovr"], 2),
        (["figure"], 2),
        (["metrics", "--growth", "nan"], 2),
        (["verify"], 3),
    ],
)
def test_the_exit_code_tells_who_must_act(arguments: Sequence[str], code: int, tmp_path: Path) -> None:
    ended = run_program(*arguments, KZTRADE_DATA_HOME=str(tmp_path))
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert bool(ended.err) is (code != 0)
    assert bool(ended.out) is (code == 0)


def test_the_table_is_the_same_however_wide_the_terminal_and_holds_no_escape_codes() -> None:
    narrow, wide = (run_program("figures", "--source", ARTICLE, COLUMNS=columns) for columns in ("20", "300"))
    assert narrow == wide
    assert "\x1b" not in wide.out
    assert "\u00a0" not in wide.out


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0"}
nameable = pytest.mark.skipif(not sys.prefix.isascii(), reason="the folder of Python itself has no name in this locale")


@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "ascii"}, pytest.param(ASCII, marks=nameable)])
def test_letters_come_out_as_utf_8_whatever_the_locale(locale: dict[str, str]) -> None:
    ended = run_program("figures", "--json", "--source", ARTICLE, **locale)
    assert {record["token"] for record in strict(ended.out)} >= {"$1 млрд", "алты құжатқа"}


def test_a_reader_that_closes_the_pipe_is_left_in_peace() -> None:
    with subprocess.Popen(**program("figures", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [["figures", "--json"], ["--version"]])
def test_a_full_disk_behind_the_output_is_an_error_in_a_sentence(arguments: Sequence[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(**program(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, timeout=300)
    assert (ended.returncode, ended.stderr) == (1, "Error: No space left on device.\n")


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # a runner in the background hands on an ignored Ctrl-C, which a reader's terminal never does
    with subprocess.Popen(**program("verify", pipe), **streams, preexec_fn=hear_ctrl_c) as process:
        writer = opened_by_its_reader(pipe)
        wait_until_asleep(process.pid)  # the command waits for a text that does not come
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=300)
        finally:
            process.kill()
            os.close(writer)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def opened_by_its_reader(pipe: Path) -> int:
    """The writing end of a pipe, once somebody opened the other."""
    for _ in range(3000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody has
            time.sleep(0.1)
    raise TimeoutError


def wait_until_asleep(pid: int) -> None:
    """Wait for a process to wait; Python forgets a Ctrl-C that comes between the opening of a file and its reading."""
    for _ in range(3000):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "S":
            return
        time.sleep(0.1)
    raise TimeoutError
