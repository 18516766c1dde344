from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import trustme

from kztrade.originals import Fetched, fetch_original
from tests.originals.orchard import source
from tests.originals.publisher import HOST, Fetch, Server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for copies that is not there yet."""
    return tmp_path / "home" / "originals"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    server = Server(authority)
    yield server
    with suppress(OSError):  # a test may have closed it
        server.close()


@pytest.fixture
def fetch(server: Server, trusted: None) -> Fetch:
    def fetched(path: str = "/1", **changes: Any) -> Fetched:
        return fetch_original(source(address=f"https://{HOST}:{server.port}{path}"), **changes)

    return fetched
