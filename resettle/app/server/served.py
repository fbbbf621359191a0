"""What stands around Streamlit in the server: addresses of our own, and what each request and answer passes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, Response
from streamlit import config

from resettle.app.donor_view import is_served_donor_only
from resettle.app.server.browser_cookie import BrowserCookie
from resettle.app.server.connections import Connections
from resettle.app.server.headers import SecurityHeaders, headers
from resettle.app.server.minutes import closed_seconds, idle_seconds
from resettle.app.server.one_time_route import route
from resettle.app.server.surface import Surface
from resettle.app.words import sessions as words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import Route


def routes() -> list[Route]:
    """Addresses of our own."""
    return [] if is_served_donor_only() else [route()]


def middleware() -> list[Middleware]:
    """From the outside in; raises ResettleError for settings that cannot be used."""
    closed_seconds()
    return [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(), www_redirect=False),
        Middleware(Surface, is_donor_only=is_served_donor_only()),
        Middleware(Connections, idle_seconds=idle_seconds()),
        Middleware(BrowserCookie),
    ]


def allowed_hosts() -> list[str]:
    """Names that the server answers to, as Streamlit's setting says; an address of version 6 with its brackets."""
    said = [one.strip().lower() for one in config.get_option("server.allowedHosts")]
    return [f"[{one}]" if ":" in one and not one.startswith("[") else one for one in said] or ["*"]


async def failed(_: Request, __: Exception) -> Response:
    """The answer where answering failed, with the headers that every answer has; the log has the rest."""
    return PlainTextResponse(words.FAILED, status_code=500, headers=headers())
