"""Solves under way when the interpreter ends: they are asked to stop, and waited for, so that it ends in order.

A thread that comes back from a solver into an interpreter that has ended takes the whole process down ("terminate
called without an active exception").
"""

from __future__ import annotations

import atexit
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resettle.errors import SolveError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SECONDS = 4.0
"""So long the end waits for them."""
_CHANGED = threading.Condition()
_running = 0
_ending = threading.Event()


@contextmanager
def under_way() -> Iterator[None]:
    """While a solver runs; raises SolveError where the interpreter is ending."""
    global _running
    with _CHANGED:
        if _ending.is_set():
            message = "the program is ending, so nothing more is solved"
            raise SolveError(message)
        _running += 1
    try:
        yield
    finally:
        with _CHANGED:
            _running -= 1
            _CHANGED.notify_all()


def is_ending() -> bool:
    """Whether a solve shall stop because the interpreter ends."""
    return _ending.is_set()


@atexit.register
def _end() -> None:
    give_up = time.monotonic() + MOST_SECONDS
    with _CHANGED:
        _ending.set()
        while _running and time.monotonic() < give_up:
            _CHANGED.wait(0.1)
