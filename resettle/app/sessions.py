"""Sessions that are there: which connection each has, which dataset of its own it plans with, and which have ended."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CONNECTION = "x-resettle-connection"
"""Header that the server itself adds to a connection, so that a session's script knows its number."""
BROWSER = "resettle_browser"
"""Cookie that tells a browser from others."""
PROTOCOL = "Sec-WebSocket-Protocol"
"""Header in which Streamlit's page names, third, the session that it comes back to."""
MOST_ENDED = 1024


@dataclass
class Present:
    """A session that is there.

    Attributes
    ----------
    connection : number of its connection
    dataset : digest of the dataset of its own that it plans with; blank for the one that all share
    left_at : since when it has no connection, in monotonic seconds
    """

    connection: str
    dataset: str
    left_at: float | None = None


class Sessions:
    """All of this process, by Streamlit's number; safe to use from every thread.

    Parameters
    ----------
    let_go : called with the digest of a dataset that no session plans with any more
    """

    def __init__(self, let_go: Callable[[str], None]) -> None:
        self._lock = threading.Lock()
        self._present: dict[str, Present] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._let_go = let_go

    def note(self, session: str, connection: str, dataset: str) -> None:
        """A session's page is drawn, over this connection, with this dataset of its own (or none)."""
        with self._lock:
            before = self._present.get(session)
            self._present[session] = Present(connection, dataset)
            left = [] if before is None else self._unused([before.dataset])
        self._let_go_of(left)

    def over(self, connection: str) -> list[str]:
        """The sessions whose pages come over a connection."""
        with self._lock:
            return [session for session, one in self._present.items() if one.connection == connection]

    def due(self, is_connected: Callable[[str], bool], seconds: float) -> list[str]:
        """Sessions that have had no connection for so long that they end now."""
        now = time.monotonic()
        with self._lock:
            for session, one in self._present.items():
                if is_connected(session):
                    one.left_at = None
                elif one.left_at is None:
                    one.left_at = now
            return [
                session
                for session, one in self._present.items()
                if one.left_at is not None and now - one.left_at >= seconds
            ]

    def end(self, session: str) -> None:
        """A session has ended; datasets that only it planned with are let go of."""
        with self._lock:
            before = self._present.pop(session, None)
            self._ended[session] = None
            while len(self._ended) > MOST_ENDED:
                self._ended.popitem(last=False)
            left = [] if before is None else self._unused([before.dataset])
        self._let_go_of(left)

    def has_ended(self, protocol: str) -> bool:
        """Whether the session that a page comes back to, as its header says, has ended."""
        named = [part.strip() for part in protocol.split(",")]
        with self._lock:
            return len(named) > 2 and named[2] in self._ended

    def _unused(self, datasets: list[str]) -> list[str]:
        used = {one.dataset for one in self._present.values()}
        return [one for one in datasets if one and one not in used]

    def _let_go_of(self, datasets: list[str]) -> None:
        for digest in datasets:
            self._let_go(digest)
