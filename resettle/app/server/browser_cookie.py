"""A cookie that tells one browser from others, so that a download goes to the browser it was made for."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from resettle.app.sessions import BROWSER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OURS = re.compile(r"[A-Za-z0-9_-]{43}")


class BrowserCookie:
    """Gives a browser that comes without the cookie one, for as long as the browser is open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app inside does, with a cookie where there is none."""
        if scope["type"] != "http" or _OURS.fullmatch(HTTPConnection(scope).cookies.get(BROWSER, "")):
            await self.app(scope, receive, send)
            return
        secure = "; Secure" if scope["scheme"] == "https" else ""
        cookie = f"{BROWSER}={secrets.token_urlsafe(32)}; Path=/; HttpOnly; SameSite=Strict{secure}"

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                if found.get("content-type", "").startswith("text/html"):
                    found.append("Set-Cookie", cookie)
            await send(message)

        await self.app(scope, receive, with_cookie)
