"""Near-optimal ranges of estimates' figures, worked out in the background: no lever waits for one."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from resettle.app.runs import AbandonedError, Run
from resettle.app.turns import Turns
from resettle.results.figures import Figure, FigureRange, headline_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resettle.results.estimator import Estimator
    from resettle.results.plan import Plan
    from resettle.results.progress import Progress

MOST_KEPT = 128
"""Answers kept; each is a dozen numbers."""
SECONDS_AN_END = 30.0
"""A figure whose least or most takes longer stays without a range."""


class RangeKey(NamedTuple):
    """What makes two questions the same: the estimate, and the figures of it."""

    dataset: str
    scenario: str
    figures: tuple[Figure, ...]


@dataclass
class RangeRun(Run[RangeKey, dict[Figure, FigureRange]]):
    """Ranges being worked out, or there."""

    def hear(self, _: Progress) -> bool:
        """Listener between two figures; raises AbandonedError where nobody waits."""
        if self.abandoned or self.is_forgotten():
            raise AbandonedError
        return True


class RangeStore:
    """Runs and answers, bounded in number, in a line with one worker; safe to use from every session's thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: OrderedDict[RangeKey, RangeRun] = OrderedDict()
        self._line = Turns("ranges", 1)

    def ask(
        self,
        plan: Plan,
        session: str,
        estimator: Callable[[], Estimator],
        figures: Sequence[Figure] | None = None,
    ) -> RangeRun:
        """The run for an estimate's figures (its headline figures by default): ended, under way, or a new one."""
        asked = tuple(headline_figures(plan) if figures is None else figures)
        key = RangeKey(plan.dataset.digest, plan.scenario.digest, asked)
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.future.cancelled():
                run = RangeRun(key)
                run.looked_at[session] = time.monotonic()
                self._runs[key] = run
                self._forget_old_runs()
                self._line.join(run, partial(_work, run, plan, estimator))
            else:
                self._runs.move_to_end(key)
            run.looked_at[session] = time.monotonic()
        return run

    def leave(self, run: RangeRun, session: str) -> None:
        """A session waits no longer; the last one to leave ends the run."""
        with self._lock:
            run.looked_at.pop(session, None)
            if run.waiting() or run.done:
                return
            run.abandoned = True
            if self._runs.get(run.key) is run:
                del self._runs[run.key]
            if self._line.leave(run):
                run.future.cancel()

    def let_go(self, dataset: str) -> None:
        """Drop everything about a dataset (by its digest), and end what is still worked out for it."""
        with self._lock:
            for key in [key for key in self._runs if key.dataset == dataset]:
                run = self._runs.pop(key)
                run.abandoned = True
                if self._line.leave(run):
                    run.future.cancel()

    def _forget_old_runs(self) -> None:
        ended = [key for key, run in self._runs.items() if run.done]
        for key in ended[: max(0, len(self._runs) - MOST_KEPT)]:
            del self._runs[key]


def _work(run: RangeRun, plan: Plan, estimator: Callable[[], Estimator]) -> None:
    """In a worker's thread; what goes wrong belongs to who waits, who then sees differences without a range."""
    run.started_at = time.monotonic()
    try:
        found = estimator().ranges(plan, run.key.figures, time_limit=SECONDS_AN_END, progress=run.hear)
    except AbandonedError:
        run.future.cancel()
    except Exception as trouble:
        run.future.set_exception(trouble)
    else:
        run.future.set_result(found)
