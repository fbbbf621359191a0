"""Sessions end by the clock, with all that was held for them; no other visitor has to come for it."""

from __future__ import annotations

import asyncio
import re
import time

import pytest
import requests
from starlette.datastructures import UploadFile
from starlette.requests import Request

from resettle.app.server.minutes import CLOSED, IDLE, closed_seconds, idle_seconds
from resettle.app.server.session_ends import session_ends
from resettle.app.sessions import Sessions
from resettle.errors import ResettleError
from tests.server.visitor import Visitor

UPLOADED = 3 * 2**20


def held_bytes(app: str) -> int:
    """Bytes of uploads that the server holds, as its own figures say."""
    said = requests.get(f"{app}/_stcore/metrics?families=cache_memory_bytes", timeout=30).text
    return sum(int(found) for found in re.findall(r'cache_type="UploadedFileManager"\S* (\d+)', said))


def wait_until_held(app: str, least: int, most: int) -> None:
    give_up = time.monotonic() + 120
    while not least <= held_bytes(app) <= most:
        assert time.monotonic() < give_up, held_bytes(app)
        time.sleep(0.2)


def test_a_closed_window_s_uploads_go_without_another_visitor(app: str) -> None:
    visitor = Visitor(app, "method").arrive()
    assert visitor.upload(b"x" * UPLOADED) == 204
    wait_until_held(app, UPLOADED, UPLOADED * 2)
    visitor.leave()
    wait_until_held(app, 0, 0)
    back = Visitor(app, "method", back_to=visitor.session, http=visitor.http).arrive()
    assert back.session != visitor.session
    assert [one for one in back.toasts if "Your session has ended" in one]
    back.leave()


def test_a_connection_that_comes_back_in_time_finds_its_session(app: str) -> None:
    visitor = Visitor(app, "method").arrive()
    visitor.leave()
    back = Visitor(app, "method", back_to=visitor.session, http=visitor.http).arrive()
    assert back.session == visitor.session
    assert back.toasts == []
    back.leave()


def test_an_open_window_without_use_is_told_that_its_session_has_ended(donor_app: str) -> None:
    visitor = Visitor(donor_app, "donor").arrive()
    assert visitor.wait_until_closed() == 1001
    back = Visitor(donor_app, "donor", back_to=visitor.session, http=visitor.http).arrive()
    assert back.session != visitor.session
    assert [one for one in back.toasts if "Your session has ended" in one]
    back.leave()


def test_a_dataset_is_let_go_of_with_the_last_session_that_plans_with_it() -> None:
    gone: list[str] = []
    sessions = Sessions(gone.append)
    sessions.note("one", "c1", "own")
    sessions.note("two", "c2", "own")
    sessions.note("three", "c3", "")
    sessions.end("one")
    assert gone == []
    sessions.note("two", "c2", "another")
    assert gone == ["own"]
    sessions.end("three")
    sessions.end("two")
    assert gone == ["own", "another"]
    assert sessions.has_ended("streamlit, token, two")
    assert not sessions.has_ended("streamlit, token, four")
    assert not sessions.has_ended("")


def test_a_session_is_due_only_once_it_has_been_away_for_so_long() -> None:
    sessions = Sessions(lambda _: None)
    sessions.note("away", "c1", "")
    sessions.note("there", "c2", "")
    assert sessions.over("c2") == ["there"]
    assert sessions.due(lambda session: session == "there", 60.0) == []
    assert sessions.due(lambda session: session == "there", 0.0) == ["away"]
    assert sessions.due(lambda _: True, 0.0) == []


def test_an_upload_is_never_written_to_a_file() -> None:
    content = b"x" * UPLOADED
    head = b'--b\r\nContent-Disposition: form-data; name="f"; filename="r.csv"\r\n\r\n'
    parts = [{"type": "http.request", "body": head + content + b"\r\n--b--\r\n", "more_body": False}]
    kind = [(b"content-type", b"multipart/form-data; boundary=b")]

    async def receive() -> dict[str, object]:
        return parts.pop()

    async def rolled() -> bool:
        async with session_ends(None):
            form = await Request({"type": "http", "method": "PUT", "headers": kind}, receive).form()
            file = form["f"]
            assert isinstance(file, UploadFile)
            assert file.size == UPLOADED
            is_rolled = bool(vars(file.file)["_rolled"])
            await form.close()
            return is_rolled

    assert asyncio.run(rolled()) is False


@pytest.mark.parametrize("found", ["0", "-1", "soon", "nan", "inf", "100000"])
def test_minutes_that_cannot_be_kept_are_refused_in_words(monkeypatch: pytest.MonkeyPatch, found: str) -> None:
    monkeypatch.setenv(IDLE, found)
    with pytest.raises(ResettleError, match=f"{IDLE}: found '{found}'; expected a number of minutes"):
        idle_seconds()


def test_minutes_are_two_and_sixty_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CLOSED, raising=False)
    monkeypatch.setenv(IDLE, "30")
    assert (closed_seconds(), idle_seconds()) == (120.0, 1800.0)
