"""Near-optimal ranges of estimates' figures, worked out in the background: no lever waits for one."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from resettle.app.lanes import BESIDE, pool
from resettle.app.plan_work import ranges_of_plan
from resettle.app.runs import Run
from resettle.app.turns import Turns
from resettle.results.figures import Figure, FigureRange, headline_figures
from resettle.workers.worker import Call, EndedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan

MOST_KEPT = 128
"""Answers kept; each is a dozen numbers."""


class RangeKey(NamedTuple):
    """What makes two questions the same: the estimate, and the figures of it."""

    dataset: str
    scenario: str
    figures: tuple[Figure, ...]


class RangeRun(Run[RangeKey, dict[Figure, FigureRange]]):
    """Ranges being worked out, or there."""


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
        first: Scenario,
        figures: Sequence[Figure] | None = None,
    ) -> RangeRun:
        """The run for an estimate's figures (its headline figures by default): ended, under way, or a new one.

        ``first`` is the scenario that the estimate started from.
        """
        asked = tuple(headline_figures(plan) if figures is None else figures)
        key = RangeKey(plan.dataset.digest, plan.scenario.digest, asked)
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.future.cancelled():
                run = RangeRun(key)
                run.looked_at[session] = time.monotonic()
                self._line.join(run, partial(_work, run, plan, first))
                self._runs[key] = run
                self._forget_old_runs()
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


def _work(run: RangeRun, plan: Plan, first: Scenario) -> None:
    """In a thread that waits for a worker; what goes wrong belongs to who waits, who then sees no range."""
    run.started_at = time.monotonic()
    dataset = plan.dataset
    about, shared = f"{dataset.digest} {first.digest}", {dataset.digest: dataset}
    try:
        call = Call(ranges_of_plan, (first, plan, run.key.figures), shared, run.hear, run.wish, about)
        found = cast("dict[Figure, FigureRange]", pool().call(BESIDE, call))
    except EndedError:
        run.future.cancel()
    except Exception as trouble:
        run.future.set_exception(trouble)
    else:
        run.future.set_result(found)
