"""What the server answers, to whom, and with which headers."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.web.server.app_discovery import discover_asgi_app
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from resettle.app.server import headers, served, surface
from resettle.app.server.connections import Connections
from resettle.app.server.page_messages import is_answered
from tests.server.visitor import Visitor

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from tests.server.conftest import Outside

REPOSITORY = Path(__file__).parents[2]
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("places", 200),
        ("_stcore/health", 200),
        ("media/0123456789abcdef.zip", 404),
        ("_stcore/agent/openapi.json", 404),
        ("../etc", 200),
        ("static/nothing.js", 200),
    ],
)
def test_every_answer_has_its_headers(app: str, path: str, status: int) -> None:
    answer = requests.get(f"{app}/{path}", timeout=30)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    if not path.startswith("static"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_answer_that_failed_has_them_too() -> None:
    answer = asyncio.run(served.failed(None, ValueError("secret")))  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == headers.policy()
    assert b"secret" not in bytes(answer.body)


def test_every_script_of_our_own_is_one_that_the_policy_knows() -> None:
    """A page's script that is not in the list would be refused by the browser."""
    written = [
        file
        for file in sorted((REPOSITORY / "resettle" / "app").rglob("*.py"))
        if "<script>" in file.read_text("utf-8")
    ]
    known = {"address", "downloads", "linked", "names_apart", "reachable", "headers"}
    assert {file.stem for file in written} == known
    for file in written:
        assert re.findall(r"<script>(?!\{SCRIPT\}|\(\.)", file.read_text("utf-8")) == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""])
def test_other_names_of_the_server_are_refused(app: str, host: str) -> None:
    assert requests.get(f"{app}/", headers={"Host": host}, timeout=30).status_code == 400
    with pytest.raises(InvalidStatus) as refusal:
        connect(app.replace("http", "ws") + "/_stcore/stream", additional_headers={"Host": host})
    assert refusal.value.response.status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1:1", "[::1]:8501"])
def test_its_own_names_are_answered(app: str, host: str) -> None:
    assert requests.get(f"{app}/", headers={"Host": host}, timeout=30).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_pages_of_other_sites_connect_to_nothing_and_nobody_outside_is_asked(
    app: str, outside: Outside, origin: str
) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        connect(app.replace("http", "ws") + "/_stcore/stream", origin=origin)  # type: ignore[arg-type]
    assert {name: refusal.value.response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert refusal.value.response.status_code == 403
    assert not outside.was_asked()


def test_a_registry_of_29_mb_is_taken_as_the_page_says(app: str) -> None:
    visitor = Visitor(app, "method").arrive()
    assert visitor.upload(b"x" * (29 * 2**20)) == 204
    visitor.leave()


def test_the_page_s_limits_are_the_server_s(app: str) -> None:
    visitor = Visitor(app, "data").arrive()
    assert [one.file_uploader.max_upload_size_mb for one in visitor.shown("file_uploader")] == [20]
    visitor.leave()


def test_the_donor_s_server_takes_no_files_and_shows_no_figures_of_its_own(donor_app: str) -> None:
    visitor = Visitor(donor_app, "donor").arrive()
    assert visitor.upload(b"x") == 404
    assert requests.get(f"{donor_app}/_stcore/metrics", timeout=30).status_code == 404
    assert requests.post(f"{donor_app}/download-once", data="x", timeout=30).status_code == 404
    assert requests.get(f"{donor_app}/_stcore/health", timeout=30).status_code == 200
    visitor.leave()


def test_a_session_holds_so_many_uploads_and_no_more(app: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit itself is tried with a small one: the length that a request says counts, before it is read."""
    monkeypatch.setattr(surface, "MOST_UPLOADED_BYTES", 5)
    monkeypatch.setattr(surface.runtime, "exists", lambda: True)
    store = surface.MemoryUploadedFileManager("")
    monkeypatch.setattr(surface.runtime, "get_instance", lambda: type("R", (), {"uploaded_file_mgr": store})())

    def status(length: bytes | None) -> int:
        sent: list[int] = []
        told = [] if length is None else [(b"content-length", length)]
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/s/f", "headers": told}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                sent.append(int(str(message["status"])))

        async def inside(_: object, __: object, send: object) -> None:
            await send({"type": "http.response.start", "status": 204})  # type: ignore[operator]

        asyncio.run(surface.Surface(inside, is_donor_only=False)(scope, None, send))  # type: ignore[arg-type]
        return sent[0]

    assert status(b"5") == 204
    assert status(b"6") == 413
    assert status(None) == 413


def test_streamlit_s_server_is_the_one_that_is_asked_for() -> None:
    """What stands around the pages is in force only while ``streamlit run`` finds the app in the file."""
    found = discover_asgi_app(REPOSITORY / "streamlit_app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "streamlit_app:app")


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(set_run_on_save=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(backend_operation_request=BackendOperationRequest(request_id="1", install_skills={})),
        BackMsg(),
    ],
    ids=lambda message: str(message.WhichOneof("type")),
)
def test_what_no_page_asks_is_not_answered(app: str, message: BackMsg) -> None:
    """Clearing what all sessions share, installing files beside the app: any client might say it."""
    assert not is_answered(message.SerializeToString())
    visitor = Visitor(app).arrive()
    visitor.say(message)
    # what is said afterwards on the same connection is answered as if nothing had been said before
    assert visitor.run().shown("heading")
    visitor.leave()


def test_what_is_no_message_is_not_answered() -> None:
    assert not is_answered(b"\xff\xff")


def test_only_what_is_answered_is_passed_on() -> None:
    said = [BackMsg(clear_cache=True), BackMsg(app_heartbeat=True), BackMsg(set_run_on_save=True)]
    coming = iter(
        [
            {"type": "websocket.connect"},
            *({"type": "websocket.receive", "bytes": one.SerializeToString()} for one in said),
            {"type": "websocket.receive", "text": "clear_cache"},
            {"type": "websocket.disconnect", "code": 1000},
        ]
    )
    passed_on: list[Message] = []

    async def app(_: Scope, receive: Receive, __: Send) -> None:
        while not passed_on or passed_on[-1]["type"] != "websocket.disconnect":
            passed_on.append(await receive())

    async def receive() -> Message:
        return next(coming)

    async def send(_: Message) -> None:
        raise AssertionError

    asyncio.run(Connections(app, idle_seconds=60)({"type": "websocket", "headers": []}, receive, send))
    assert [one["type"] for one in passed_on] == ["websocket.connect", "websocket.receive", "websocket.disconnect"]
    assert passed_on[1]["bytes"] == said[1].SerializeToString()
