"""Real servers on the small dataset, one of each kind for all tests here."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import SMALL, served

if TYPE_CHECKING:
    from collections.abc import Iterator


class Outside:
    """A proxy that stands for the world outside: whatever the server asks of it is noticed, and not answered."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)

    @property
    def settings(self) -> dict[str, str]:
        """Environment variables that send a program's requests here."""
        address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        return {"HTTP_PROXY": address, "HTTPS_PROXY": address, "http_proxy": address, "https_proxy": address}

    def was_asked(self) -> bool:
        """Whether anything has come since."""
        try:
            self._socket.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """No more."""
        self._socket.close()


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """The world outside, as the server of ``app`` sees it."""
    world = Outside()
    yield world
    world.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, outside: Outside) -> Iterator[str]:
    """Address of a team's app, where a closed window's session ends after six seconds."""
    settings = {"RESETTLE_CLOSED_MINUTES": "0.1", **outside.settings}
    with served(tmp_path_factory.mktemp("team") / "log.txt", SMALL, settings) as address:
        yield address


@pytest.fixture(scope="session")
def donor_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app that serves the donor's page alone; a window without use ends after six seconds."""
    settings = {"RESETTLE_VIEW": "donor", "RESETTLE_IDLE_MINUTES": "0.1"}
    with served(tmp_path_factory.mktemp("donor") / "log.txt", SMALL, settings) as address:
        yield address
