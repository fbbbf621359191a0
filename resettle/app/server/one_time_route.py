"""Where a page fetches the file that was made for it: once, by the number it was given, from its own browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config, runtime

from resettle.app.one_time_downloads import ADDRESS, DOWNLOADS
from resettle.app.sessions import BROWSER
from resettle.app.words import sessions as words

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_TICKET = 64


async def hand_over(request: Request) -> Response:
    """The file, or 410 for a ticket that is not good (any more) or whose window was closed.

    The ticket is in the body, never in an address, which logs and histories keep.
    """
    ticket = b""
    async for part in request.stream():
        ticket += part
        if len(ticket) > LONGEST_TICKET:
            return PlainTextResponse(words.NO_DOWNLOAD, status_code=413)
    browser = request.cookies.get(BROWSER, "")
    found = DOWNLOADS.take(ticket.decode("ascii", "replace"), browser)
    if found is None or not runtime.get_instance().is_active_session(found.session):
        return PlainTextResponse(words.NO_DOWNLOAD, status_code=410)
    told = {
        "Content-Disposition": f"attachment; filename*=utf-8''{quote(found.name, safe='')}",
        # not compressed on the way: the server could answer nobody else while a large file is
        "Content-Encoding": "identity",
    }
    return Response(found.content, media_type=found.kind, headers=told)


def route() -> Route:
    """Its address, below the one that the app is served at."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return Route(f"/{base}/{ADDRESS}" if base else f"/{ADDRESS}", hand_over, methods=["POST"])
