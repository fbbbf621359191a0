"""Solves under way when the interpreter ends: they are asked to stop, and waited for, so that it ends in order.

A thread that comes back from a solver into an interpreter that has ended takes the whole process down ("terminate
called without an active exception").
"""

from __future__ import annotations

import atexit
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resettle.errors import SolveError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SECONDS = 4.0
"""So long the end waits for them."""


class Ending:
    """Counts the solves under way, and stops them at the end.

    Parameters
    ----------
    most_seconds : how long the end waits for solves that do not stop
    """

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._changed = threading.Condition()
        self._running, self._has_begun = 0, False

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """While a solver runs; raises SolveError where the interpreter is ending."""
        with self._changed:
            if self._has_begun:
                message = "the program is ending, so nothing more is solved"
                raise SolveError(message)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def has_begun(self) -> bool:
        """Whether a solve shall stop because the interpreter ends."""
        return self._has_begun

    def begin(self) -> None:
        """Ask all solves to stop, and wait for them."""
        with self._changed:
            self._has_begun = True
            self._changed.wait_for(lambda: not self._running, self._most_seconds)


ENDING = Ending()
atexit.register(ENDING.begin)
