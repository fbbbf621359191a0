"""Connections of pages: only from this server's own pages, each with a number, ended when nobody uses the page."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit import config

from resettle.app.server.page_messages import is_answered
from resettle.app.server.session_ends import SESSIONS, end_session
from resettle.app.sessions import CONNECTION
from resettle.app.words import sessions as words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

GOING_AWAY = 1001


class Connections:
    """Passes connections on, and ends one over which nothing was said for so long, together with its session.

    Parameters
    ----------
    app : what answers
    idle_seconds : how long nothing may be said; a page that waits for an answer asks every second or two
    """

    def __init__(self, app: ASGIApp, *, idle_seconds: float) -> None:
        self.app, self._idle_seconds = app, idle_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, refuse it, or end it."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif not is_own_page(Headers(scope=scope)):
            await PlainTextResponse(words.OTHER_SITE, status_code=403)(scope, receive, send)
        else:
            await self._pass_on(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = secrets.token_urlsafe(16)
        name = CONNECTION.encode()
        headers = [(key, value) for key, value in scope["headers"] if key.lower() != name]
        is_idle = False

        async def heard() -> Message:
            nonlocal is_idle
            try:
                while True:
                    message = await asyncio.wait_for(receive(), self._idle_seconds)
                    if message["type"] != "websocket.receive" or is_answered(message.get("bytes") or b""):
                        return message
            except TimeoutError:
                is_idle = True
                return {"type": "websocket.disconnect", "code": GOING_AWAY}

        await self.app({**scope, "headers": [*headers, (name, connection.encode())]}, heard, send)
        if is_idle:
            # Its session ends before the browser hears of it: a page that comes back finds a new one.
            for session in SESSIONS.over(connection):
                end_session(session)
            await send({"type": "websocket.close", "code": GOING_AWAY})


def is_own_page(headers: Headers) -> bool:
    """Whether a connection is asked for by a page of this server, or by a program, which says no origin.

    Streamlit would compare any other with this machine's address on the internet, which it asks a server outside for.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    known = [one.rstrip("/") for one in config.get_option("server.corsAllowedOrigins")]
    return urlsplit(origin).netloc == headers.get("host") or origin in known
