"""What a long solve says of itself while it runs, and how it is told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.results.outcome import relative_gap

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Progress:
    """A moment of a solve: stage, seconds since the start, best objective and bound so far (None: not yet)."""

    stage: str
    seconds: float
    incumbent: float | None = None
    bound: float | None = None
    gap: float | None = None


Listener = Callable[[Progress], bool | None]
"""Called with each Progress; returning False asks the solve to stop with what it has."""


class Clock:
    """Seconds by stage, progress to a listener, and the time that is left."""

    def __init__(self, listener: Listener | None, time_limit: float | None) -> None:
        self._listener = listener
        self._began = time.perf_counter()
        self._time_limit = time_limit
        self._stage = ""
        self.seconds: dict[str, float] = {}
        self.stopped = False

    @property
    def elapsed(self) -> float:
        """Seconds since the clock was made."""
        return time.perf_counter() - self._began

    @property
    def left(self) -> float | None:
        """Seconds left of the time limit; None where there is none."""
        return None if self._time_limit is None else max(0.0, self._time_limit - self.elapsed)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and announce it."""
        self._stage = name
        began = time.perf_counter()
        self.tell()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began

    def tell(self, incumbent: float | None = None, bound: float | None = None) -> bool:
        """Report progress; False once the listener asked to stop."""
        if self._listener is not None:
            both = incumbent is not None and bound is not None
            gap = relative_gap(incumbent, bound) if both else None  # type: ignore[arg-type]
            if self._listener(Progress(self._stage, self.elapsed, incumbent, bound, gap)) is False:
                self.stopped = True
        return not self.stopped
