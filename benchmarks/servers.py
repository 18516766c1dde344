"""Start the dashboard and the bare page in the same way: a fresh interpreter, the same flags, a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that a server may take until it listens."""

FLAGS = {"browser.gatherUsageStats": False, "client.toolbarMode": "minimal"}
"""Given to both servers, beside address, port and no browser."""

OURS = "from kztrade.server import serve; serve({host!r}, {port}, {flags!r})"
BARE = (
    "import sys, streamlit as st; sys.argv = [{script!r}]; st.App({script!r}).run(config="
    "{{'server.address': {host!r}, 'server.port': {port}, 'server.headless': True, **{flags!r}}})"
)
PROGRAMS = {"ours": OURS, "bare": BARE}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and when its process was started (seconds since the epoch)."""

    origin: str
    started: float


@contextmanager
def serving(name: str) -> Iterator[Server]:
    """Run the server of that name, `ours` or `bare`, from its first instruction until the block ends.

    Raises:
        RuntimeError: It ended, or did not listen within a minute; the message has what it wrote.
    """
    port = _free_port()
    script = str(Path(__file__).with_name("bare.py"))
    program = PROGRAMS[name].format(host=HOST, port=port, flags=FLAGS, script=script)
    # Neither finds settings of the other, or of the folder it was started from.
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log.txt").open("w+") as log:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KZTRADE_DATA_HOME": folder,
            "KZTRADE_BENCH_DATA": str(ROOT / "data"),
        }
        started = time.time()
        process = subprocess.Popen(
            [sys.executable, "-c", program], cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _listens(process, port):
                log.seek(0)
                raise RuntimeError(f"The server {name!r} did not start:\n{log.read()}")
            yield Server(f"http://{HOST}:{port}", started)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _listens(process: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return True
    return False
