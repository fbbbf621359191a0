"""Files that one session may download once: held in memory under a number drawn by chance, for a minute."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

ADDRESS = "download-once"
"""Where a page fetches its file, beside the pages' own addresses."""
SECONDS_HELD = 60.0
"""A file that is not fetched by then is let go of; its own page fetches it at once."""


@dataclass(frozen=True)
class Download:
    """A file that waits to be fetched.

    Attributes
    ----------
    content, name, kind : the file, its name, its media type
    session : Streamlit's number of the session that it belongs to
    browser : value of the cookie of the browser that it belongs to
    issued_at : when it was made, in monotonic seconds
    """

    content: bytes
    name: str
    kind: str
    session: str
    browser: str
    issued_at: float = field(default_factory=time.monotonic)


class OneTimeDownloads:
    """Files by ticket; safe to use from every session's thread. A ticket is good once, for one browser."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, Download] = {}

    def issue(self, download: Download) -> str:
        """A ticket for a file."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._waiting[ticket] = download
        return ticket

    def take(self, ticket: str, browser: str) -> Download | None:
        """The file, for the one time that its own browser asks; None for anybody else, and afterwards."""
        with self._lock:
            found = self._waiting.get(ticket)
            if found is None or not browser or not secrets.compare_digest(found.browser, browser):
                return None
            del self._waiting[ticket]
        return None if time.monotonic() - found.issued_at > SECONDS_HELD else found

    def forget_session(self, session: str) -> None:
        """Let go of the files of a session that has ended."""
        with self._lock:
            self._waiting = {ticket: one for ticket, one in self._waiting.items() if one.session != session}

    def forget_expired(self) -> None:
        """Let go of what was not fetched in time."""
        oldest = time.monotonic() - SECONDS_HELD
        with self._lock:
            self._waiting = {ticket: one for ticket, one in self._waiting.items() if one.issued_at >= oldest}

    def __len__(self) -> int:
        """Files that wait."""
        with self._lock:
            return len(self._waiting)


DOWNLOADS = OneTimeDownloads()
"""Those of this process: pages issue tickets, the server hands out files."""
