"""What is seen of a solve while it runs, on standard error: a line a stage and a second, or a bar on a terminal."""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resettle.cli.signals import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from resettle.results.progress import Progress

_BAR = 20
_EVERY_SECONDS = 1.0


class Reporter:
    """Listens to a solve; ``seconds`` are those of the stages around it. ``stopping`` makes it ask for an end."""

    def __init__(self, gap: float, time_limit: float | None) -> None:
        self._terminal = sys.stderr.isatty()
        self._began = time.perf_counter()
        self._gap = max(gap, 1e-6)
        self._first_gap: float | None = None
        self._time_limit = time_limit
        self._stage, self._told, self._drawn = "", -math.inf, 0
        self._best: float | None = None
        self._bound: float | None = None
        self.seconds: dict[str, float] = {}
        self.stopping = False

    def __call__(self, now: Progress) -> bool:
        """Tell what is new, at most once a second within a stage; False asks the solve to stop."""
        new_stage = now.stage != self._stage
        if new_stage or time.perf_counter() - self._told >= _EVERY_SECONDS:
            if new_stage:
                self._stage, self._first_gap = now.stage, None
            self._tell(self._text(now), self._share_done(now))
        return not self.stopping

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Tell and time a stage outside the solve."""
        self._stage = name
        self._tell(name, 0.0)
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 4)

    def clear(self) -> None:
        """Take the bar off the terminal, so that what is said next starts on a clean line."""
        if self._drawn:
            sys.stderr.write("\r" + " " * self._drawn + "\r")
            sys.stderr.flush()
            self._drawn = 0

    def done(self) -> None:
        """Say how long it all took."""
        self.clear()
        self._line(f"{self._elapsed:7.1f} s  done")

    @property
    def _elapsed(self) -> float:
        return time.perf_counter() - self._began

    def _tell(self, text: str, share: float) -> None:
        self._told = time.perf_counter()
        if not self._terminal:
            self._line(f"{self._elapsed:7.1f} s  {text}")
            return
        filled = round(_BAR * share)
        line = f"[{'#' * filled}{'.' * (_BAR - filled)}] {self._elapsed:6.1f} s  {text}"
        sys.stderr.write("\r" + line.ljust(self._drawn))
        sys.stderr.flush()
        self._drawn = max(self._drawn, len(line))

    def _line(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def _text(self, now: Progress) -> str:
        self._best = self._best if now.incumbent is None else now.incumbent
        self._bound = self._bound if now.bound is None else now.bound
        parts = [now.stage.replace("_", " ")]
        if now.stage == "solve" and self._best is not None:
            parts.append(f"best {self._best:,.0f}")
        if now.stage == "solve" and self._bound is not None:
            parts.append(f"bound {self._bound:,.0f}")
        if now.gap is not None:
            parts.append(f"gap {now.gap:.2%}")
        return "  ".join(parts)

    def _share_done(self, now: Progress) -> float:
        """How much of the way is behind: time where it is limited, or how far the gap has closed (by its logarithm)."""
        shares = [0.0]
        if self._time_limit:
            shares.append(now.seconds / self._time_limit)
        if now.gap is not None and now.gap > 0:
            if self._first_gap is None:
                self._first_gap = max(now.gap, 2.0 * self._gap)
            shares.append(math.log(self._first_gap / now.gap) / math.log(self._first_gap / self._gap))
        return min(1.0, max(shares))


@contextmanager
def stopping_with_the_best(reporter: Reporter) -> Iterator[None]:
    """Let the first Ctrl-C ask for the best plan found so far; the second ends the command."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: FrameType | None) -> None:
        if reporter.stopping and callable(before):
            before(number, frame)
        reporter.stopping = True

    signal.signal(signal.SIGINT, ask)
    try:
        with patiently():
            yield
    finally:
        signal.signal(signal.SIGINT, before)
