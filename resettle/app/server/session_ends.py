"""Sessions end by the clock: a closed window's after some minutes, with all that was held for it."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from starlette.formparsers import MultiPartParser
from streamlit import config, runtime

from resettle.app.one_time_downloads import DOWNLOADS
from resettle.app.server.letting_go import let_go_of_dataset
from resettle.app.server.minutes import closed_seconds
from resettle.app.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_LOG = logging.getLogger("resettle.app")
LONGEST_BETWEEN_LOOKS = 5.0
SECONDS_BETWEEN_TIDYINGS = 60.0
"""Between two looks for files of pages that are not shown any more; what is found at one goes at the next."""
SPOOLED_FROM_BYTES = 2**40
"""Uploads beyond this size would be written to a temporary file: none is."""

SESSIONS = Sessions(let_go_of_dataset)
"""Those of this process."""


def end_session(session: str) -> None:
    """End a session and let go of all that was held for it; on the server's own thread."""
    runtime.get_instance().close_session(session)
    DOWNLOADS.forget_session(session)
    SESSIONS.end(session)


@asynccontextmanager
async def session_ends(_: object) -> AsyncIterator[dict[str, Any]]:
    """While the server runs: uploads stay in memory, and sessions are ended when their time is over."""
    MultiPartParser.spool_max_size = SPOOLED_FROM_BYTES
    looking = asyncio.create_task(_look_for_ever(), name="session ends")
    try:
        yield {}
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _look_for_ever() -> None:
    # Streamlit itself forgets a session after its own time, without letting go of anything: ours must come before.
    seconds = min(closed_seconds(), config.get_option("server.disconnectedSessionTTL") / 2)
    between = min(LONGEST_BETWEEN_LOOKS, seconds / 4)
    since_tidied = 0.0
    while True:
        await asyncio.sleep(between)
        since_tidied += between
        try:
            end_due_sessions(seconds)
            DOWNLOADS.forget_expired()
            if since_tidied >= SECONDS_BETWEEN_TIDYINGS:
                since_tidied = 0.0
                runtime.get_instance().media_file_mgr.remove_orphaned_files()
        except Exception:
            _LOG.exception("a look for sessions that end was cut short")


def end_due_sessions(seconds: float) -> None:
    """End the sessions whose window has been closed for so long."""
    ended = SESSIONS.due(runtime.get_instance().is_active_session, seconds)
    for session in ended:
        end_session(session)
    if ended:
        gc.collect()  # tables of a session refer to one another, and would stay until chance collects them
