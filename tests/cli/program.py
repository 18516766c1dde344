"""The program as a process of its own, and what its output is read with."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).parents[2]
ARTICLE = "astanatv-2023-09-23"
ORIGINAL = os.environ.get("KZTRADE_ARTICLE")
BROWSER = os.environ.get("KZTRADE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
KEYS = [
    *("indicator", "reporter", "partner", "period", "source", "scope"),
    *("value", "low", "high", "unit", "qualifier", "hedge", "obs_status", "passage", "token", "note"),
]
COMMANDS = [
    *(["serve"], ["figures"], ["metrics"], ["export"], ["chart"], ["page"], ["verify"]),
    *(["statements"], ["targets"], ["mirror"]),
    *(["original", "add"], ["original", "fetch"], ["original", "list"], ["original", "remove"]),
    *(["data", "check"], ["data", "record"]),
]

PARAGRAPHS = ("In 2021 turnover was $3 m.", "In 2022 it grew by 12%, said the minister.")
SOURCE = "invented-2024"


class Ran(NamedTuple):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def program(*arguments: object, **environment: str) -> dict[str, Any]:
    """What starts the same program in a process of its own; arguments of `subprocess.run`."""
    return {
        "args": [sys.executable, "-c", "from kztrade.cli import main; main()", *map(str, arguments)],
        "env": {**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
    }


def run_program(*arguments: object, **environment: str) -> Ran:
    ended = subprocess.run(**program(*arguments, **environment), capture_output=True, encoding="utf-8", timeout=300)
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def strict(text: str) -> list[dict[str, Any]]:
    """JSON without the NaN and Infinity that Python would take."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    found = json.loads(text, parse_constant=refuse)
    assert isinstance(found, list)
    return found


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
