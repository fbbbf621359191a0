"""Which sessions are still there: one whose window was closed waits for nothing any more."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

GONE_SECONDS = 1.5
"""A session that has had no connection for so long has gone; a page that is loaded again takes less."""
FORGOTTEN_SECONDS = 900.0
"""So long it is remembered that a session has gone."""
_BETWEEN_LOOKS = 0.25


class Attendance:
    """Whether sessions are connected, looked at now and then; safe to use from every session's thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connected: dict[str, Callable[[], bool]] = {}
        self._gone_since: dict[str, float] = {}
        self._looked = 0.0

    def note(self, session: str, is_connected: Callable[[], bool]) -> None:
        """Keep how to find out whether a session is connected."""
        with self._lock:
            self._connected[session] = is_connected
            self._gone_since.pop(session, None)

    def has_gone(self, session: str) -> bool:
        """Whether it has been without a connection for long; of one that was never noted nothing is known."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked > _BETWEEN_LOOKS:
                self._looked = now
                self._look(now)
            since = self._gone_since.get(session)
            return since is not None and now - since > GONE_SECONDS

    def _look(self, now: float) -> None:
        """At all of them, since what waits for its turn is judged when that comes."""
        for session, is_connected in list(self._connected.items()):
            if is_connected():
                self._gone_since.pop(session, None)
            elif now - self._gone_since.setdefault(session, now) > FORGOTTEN_SECONDS:
                del self._connected[session], self._gone_since[session]


ATTENDANCE = Attendance()
"""Of this process's sessions."""
