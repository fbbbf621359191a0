"""Headers on every answer: what a page may load, that nobody frames it, that nothing of it is passed on or kept."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
from starlette.datastructures import MutableHeaders

from resettle.app.components.address import SCRIPT as ADDRESS
from resettle.app.components.downloads import SCRIPT as DOWNLOADS
from resettle.app.components.linked import SCRIPT as LINKED
from resettle.app.components.names_apart import SCRIPT as NAMES_APART
from resettle.app.components.reachable import SCRIPT as REACHABLE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_SCRIPTS = (ADDRESS, DOWNLOADS, LINKED, NAMES_APART, REACHABLE)
"""All that the app's pages run besides Streamlit's own files."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ANSWERS = ("http.response.start", "websocket.http.response.start")
"""An answer, and the refusal of a connection."""
_KEPT_BY_BROWSERS = ("/static/", "/favicon")
"""Streamlit's own files, the same for everybody: their addresses change with their content."""


def policy() -> str:
    """The Content-Security-Policy: this server's own files, and of scripts in pages only those that are known."""
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in (*OWN_SCRIPTS, *_of_first_page()))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
        )
    )


@cache
def headers() -> dict[str, str]:
    """All of them; what is not Streamlit's own is to be kept by nobody on the way."""
    return {
        "Content-Security-Policy": policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


class SecurityHeaders:
    """Puts them on every answer that passes through it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app inside does, with the headers."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        kept = any(part in scope["path"] for part in _KEPT_BY_BROWSERS)

        async def with_headers(message: Message) -> None:
            if message["type"] in _ANSWERS:
                found = MutableHeaders(scope=message)
                found.update(headers())
                if not kept:
                    found["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


def _of_first_page() -> list[str]:
    """Scripts in the page that Streamlit begins with."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    return _INLINE.findall(page.read_text(encoding="utf-8")) if page.is_file() else []


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
