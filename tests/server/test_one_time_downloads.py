"""Files of single households: once, to the browser and session that they were made for, and to nobody else."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import requests

from resettle.app import one_time_downloads
from resettle.app.one_time_downloads import Download, OneTimeDownloads
from tests.server.visitor import Visitor

if TYPE_CHECKING:
    from streamlit.proto.Element_pb2 import Element

REGISTRY = "This registry (Parquet)"


def with_download(app: str) -> Visitor:
    """A visitor with a made-up registry who asks for it as a file."""
    return Visitor(app, "households").arrive().press("Make it up").press(REGISTRY)


def addresses(elements: list[Element]) -> list[str]:
    return [one.download_button.url for one in elements]


def test_a_file_of_households_is_fetched_once_by_its_own_browser_alone(app: str) -> None:
    visitor = with_download(app)
    assert addresses(visitor.shown("download_button")) == []
    ticket = visitor.ticket()
    other = Visitor(app, "households").arrive()
    assert other.fetch(ticket).status_code == 410
    assert requests.post(f"{app}/download-once", data=ticket, timeout=30).status_code == 410
    own = visitor.fetch(ticket)
    assert own.status_code == 200
    assert own.headers["Cache-Control"] == "no-store"
    assert "registry.parquet" in own.headers["Content-Disposition"]
    assert len(pd.read_parquet(io.BytesIO(own.content))) > 1000
    again = visitor.fetch(ticket)
    assert again.status_code == 410
    assert "used before" in again.text
    other.leave()
    visitor.leave()


def test_nobody_has_a_file_whose_window_was_closed(app: str) -> None:
    visitor = with_download(app)
    ticket = visitor.ticket()
    visitor.leave()
    give_up = time.monotonic() + 120
    while (
        requests.get(f"{app}/_stcore/metrics?families=active_sessions", timeout=30).text.count("active_sessions 0") < 1
    ):
        assert time.monotonic() < give_up
    assert visitor.fetch(ticket).status_code == 410


@pytest.mark.parametrize("ticket", ["", "x", "x" * 65, "é"])
def test_what_is_no_ticket_fetches_nothing(app: str, ticket: str) -> None:
    answer = requests.post(f"{app}/download-once", data=ticket.encode(), timeout=30)
    assert answer.status_code in (410, 413)


def test_a_file_that_is_not_fetched_in_time_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    downloads = OneTimeDownloads()
    late = downloads.issue(Download(b"late", "a", "b", "session", "browser"))
    monkeypatch.setattr(one_time_downloads, "SECONDS_HELD", -1.0)
    assert downloads.take(late, "browser") is None
    downloads.issue(Download(b"never", "a", "b", "session", "browser"))
    downloads.forget_expired()
    assert len(downloads) == 0


def test_a_session_that_ends_takes_its_files_along() -> None:
    downloads = OneTimeDownloads()
    gone = downloads.issue(Download(b"gone", "a", "b", "session", "browser"))
    there = downloads.issue(Download(b"there", "a", "b", "other session", "browser"))
    downloads.forget_session("session")
    assert downloads.take(gone, "browser") is None
    found = downloads.take(there, "browser")
    assert found is not None
    assert found.content == b"there"
