"""A visitor without a browser: Streamlit's protocol over plain HTTP and a websocket, as its page speaks it."""

from __future__ import annotations

import re
import time
import uuid
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

if TYPE_CHECKING:
    from streamlit.proto.Element_pb2 import Element
    from websockets.sync.client import ClientConnection

PATIENCE_SECONDS = 120.0
SECONDS_BETWEEN_SIGNS = 1.0
SECONDS_BETWEEN_LOOKS = 0.2


@dataclass
class Visitor:
    """A session: what its page shows by now, and how to press its buttons.

    Attributes
    ----------
    address : of the app
    page : part of the app's address
    back_to : number of the session that the visitor comes back to, as a page whose connection was lost does
    """

    address: str
    page: str = ""
    back_to: str = ""
    http: requests.Session = field(default_factory=requests.Session)
    session: str = ""
    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)
    fragments: dict[tuple[int, ...], str] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    _window: ExitStack = field(default_factory=ExitStack)
    _socket: ClientConnection | None = None
    _asked_fragment: str = ""

    def arrive(self) -> Visitor:
        """Fetch the first page unless it comes back, connect, and have the page drawn."""
        for path in [] if self.back_to else [self.page, "_stcore/health"]:
            self.http.get(f"{self.address}/{path}", timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        names = ["streamlit", self.http.cookies.get("_streamlit_xsrf", "x")]
        connection = connect(
            self.address.replace("http", "ws") + "/_stcore/stream",
            additional_headers={"Cookie": cookies},
            subprotocols=[*names, self.back_to] if self.back_to else names,  # type: ignore[list-item]
            origin=self.address,  # type: ignore[arg-type]
            max_size=None,
        )
        self._socket = self._window.enter_context(connection)
        return self.run()

    def run(self, pressed: str = "", fragment: str = "") -> Visitor:
        """Have the page, or a fragment of it, drawn anew."""
        assert self._socket is not None
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.fragment_id = self._asked_fragment = fragment
        if pressed:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = pressed, True
        self._socket.send(asked.SerializeToString())
        give_up = time.monotonic() + PATIENCE_SECONDS
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._next(give_up))
            self._hear(said)
            # a page that asks to be drawn anew says so, and then goes on by itself
            if said.WhichOneof("type") == "script_finished" and said.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
            ):
                return self

    def say(self, message: BackMsg) -> None:
        """Say something over the connection, and wait until the server has read it."""
        assert self._socket is not None
        self._socket.send(message.SerializeToString())
        assert self._socket.ping().wait(PATIENCE_SECONDS)

    def press(self, label: str) -> Visitor:
        """Press a button, once it is there: a page that waits for a worker is drawn again until it has its answer."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while (found := self._button(label)) is None:
            assert time.monotonic() < give_up, f"no button {label!r}"
            time.sleep(SECONDS_BETWEEN_LOOKS)
            self.run()
        return self.run(*found)

    def _button(self, label: str) -> tuple[str, str] | None:
        """Its id and the fragment that it is in."""
        for where, one in self.elements.items():
            if one.WhichOneof("type") == "button" and one.button.label == label:
                return one.button.id, self.fragments[where]
        return None

    def shown(self, kind: str) -> list[Element]:
        """Elements of a kind that are on the page."""
        return [one for one in self.elements.values() if one.WhichOneof("type") == kind]

    def ticket(self) -> str:
        """The ticket of the download that was made last."""
        bodies = "".join(one.html.body for one in self.shown("html"))
        found = re.findall(r'data-ticket="([^"]+)"', bodies)
        assert found, "no download on the page"
        return unescape(found[-1])

    def fetch(self, ticket: str) -> requests.Response:
        """What the page's script does with a ticket."""
        return self.http.post(f"{self.address}/download-once", data=ticket, timeout=PATIENCE_SECONDS)

    def upload(self, content: bytes) -> int:
        """Status of handing over a file as an uploader does."""
        token = self.http.cookies.get("_streamlit_xsrf", "")
        answer = self.http.put(
            f"{self.address}/_stcore/upload_file/{self.session}/{uuid.uuid4()}",
            files={"file": ("registry.csv", content)},
            headers={"X-Xsrftoken": token},
            timeout=PATIENCE_SECONDS,
        )
        return answer.status_code

    def leave(self) -> None:
        """Close the window."""
        self._window.close()

    def wait_until_closed(self) -> int | None:
        """Wait for the server to end the connection; its code."""
        assert self._socket is not None
        give_up = time.monotonic() + PATIENCE_SECONDS
        with suppress(ConnectionClosed):
            while True:
                self._socket.recv(timeout=give_up - time.monotonic())
        return self._socket.close_code

    def _next(self, give_up: float) -> bytes:
        """What is said next; signs of life are given meanwhile, since a slow machine is no idle visitor."""
        assert self._socket is not None
        while True:
            assert time.monotonic() < give_up, "the page was not drawn"
            try:
                data = self._socket.recv(timeout=SECONDS_BETWEEN_SIGNS)
            except TimeoutError:
                self._socket.send(BackMsg(app_heartbeat=True).SerializeToString())
                continue
            assert isinstance(data, bytes)
            return data

    def _hear(self, said: ForwardMsg) -> None:
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.session = said.new_session.initialize.session_id
            if not self._asked_fragment:
                self.elements.clear()
            self._asked_fragment = ""
        elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
            where = tuple(said.metadata.delta_path)
            self.elements[where] = said.delta.new_element
            self.fragments[where] = said.delta.fragment_id
            if said.delta.new_element.WhichOneof("type") == "toast":
                self.toasts.append(said.delta.new_element.toast.body)
