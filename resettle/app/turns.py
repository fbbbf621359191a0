"""Whose turn it is: of the runs that wait, that of the session which was served longest ago comes first."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, NamedTuple

from resettle.app.words import general as words
from resettle.errors import ResettleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.app.runs import Run

_LOG = logging.getLogger("resettle.app")
MOST_REMEMBERED = 256
"""Sessions whose last turn is remembered."""


MOST_WAITING = 24
"""Runs that one session may have in a line."""


class FullError(ResettleError):
    """A session that waits for so much already that it must wait before it asks for more."""


class Waiting(NamedTuple):
    """A run that waits, and what is done when its turn comes."""

    run: Run[Any, Any]
    work: Callable[[], None]


class Turns:
    """A line with a few workers that serves sessions in turn; safe to use from every session's thread.

    A session with ten questions waits after each of them for those of the others: nobody is starved by somebody who
    moves levers quickly. A run that several sessions wait for comes when the first of them has its turn. Workers come
    when there is work and go when there is none; a server that is told to end does not wait for them.
    """

    def __init__(self, name: str, workers: int) -> None:
        self._lock = threading.Lock()
        self._line: list[Waiting] = []
        self._served: OrderedDict[str, int] = OrderedDict()
        self._turn = 0
        self._name, self._most, self._working = name, workers, 0

    def join(self, run: Run[Any, Any], work: Callable[[], None]) -> None:
        """Put a run at the end of the line.

        Raises
        ------
        FullError
            All sessions that wait for it have as many in the line as they may.
        """
        with self._lock:
            if run.looked_at and all(self._count(session) >= MOST_WAITING for session in run.looked_at):
                raise FullError(words.TOO_MANY.format(most=MOST_WAITING))
            self._line.append(Waiting(run, work))
            if self._working >= self._most:
                return
            self._working += 1
        threading.Thread(target=self._serve, name=self._name, daemon=True).start()

    def leave(self, run: Run[Any, Any]) -> bool:
        """Take a run out of the line; False where its turn has come already."""
        with self._lock:
            before = len(self._line)
            self._line = [waiting for waiting in self._line if waiting.run is not run]
            return len(self._line) < before

    def ahead_of(self, run: Run[Any, Any]) -> int:
        """How many other runs wait that came before this one; an order of magnitude, since sessions take turns."""
        with self._lock:
            waiting = [one.run for one in self._line]
        return next((place for place, one in enumerate(waiting) if one is run), 0)

    def __len__(self) -> int:
        """Runs that wait."""
        with self._lock:
            return len(self._line)

    def _count(self, session: str) -> int:
        return sum(session in waiting.run.looked_at for waiting in self._line)

    def _serve(self) -> None:
        """In a worker's thread: one turn after the other, until nobody waits."""
        while True:
            with self._lock:
                if not self._line:
                    self._working -= 1
                    return
                chosen = self._next()
            try:
                chosen.work()
            except Exception:
                _LOG.exception("a turn ended unforeseen")

    def _next(self) -> Waiting:
        chosen = min(self._line, key=self._since)
        self._line.remove(chosen)
        self._turn += 1
        for session in list(chosen.run.looked_at):
            self._served.pop(session, None)
            self._served[session] = self._turn
        while len(self._served) > MOST_REMEMBERED:
            self._served.popitem(last=False)
        return chosen

    def _since(self, waiting: Waiting) -> int:
        """The turn in which the run's longest waiting session was served last; runs of nobody come last."""
        return min((self._served.get(session, 0) for session in list(waiting.run.looked_at)), default=self._turn + 1)
