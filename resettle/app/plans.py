"""Plans made in the background and kept by digest, shared by all sessions; a session only ever asks by its scenario.

What is kept are finished plans and their first look, never a solver's model. Two sessions that ask the same of the
same dataset share one run; titles and descriptions are taken off before, so that nobody reads another's words.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from resettle.app.runs import FIRST_GAP, AbandonedError, PlanKey, PlanRun, key_of
from resettle.app.turns import Turns
from resettle.errors import ResettleError
from resettle.insight.overview import overview
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview
    from resettle.results.plan import Plan

ESTIMATE, PLAN = "estimate", "plan"
ASIDE = "aside"
TIME_LIMIT_SECONDS = 600.0
MOST_KEPT = 32
MOST_RUNS = 64
MOST_ESTIMATORS = 4


class PlanStore:
    """Runs and finished plans, bounded in number; safe to use from every session's thread."""

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[PlanKey, Overview] = OrderedDict()
        self._runs: OrderedDict[PlanKey, PlanRun] = OrderedDict()
        self._estimators: OrderedDict[tuple[str, str], Estimator] = OrderedDict()
        self._most_kept = most_kept
        self._lines = {ESTIMATE: Turns(ESTIMATE, 2), ASIDE: Turns(ASIDE, 1), PLAN: Turns(PLAN, 1)}

    def ask(
        self,
        dataset: Dataset,
        scenario: Scenario,
        quality: str,
        session: str,
        gap: float = FIRST_GAP,
        *,
        baseline: Scenario | None = None,
        aside: bool = False,
    ) -> PlanRun:
        """The run for this question: one that has ended, one that is under way, or a new one.

        Estimates start from the baseline's (or from nothing, without one). What is asked ``aside`` waits in a line of
        its own, so that a lever never waits for it. In each line sessions have their turns one after the other.
        """
        key = key_of(dataset, scenario, quality, gap)
        nameless = _without_words(scenario)
        with self._lock:
            run = self._known(key)
            if run is None:
                run = PlanRun(key, aside=aside)
                self._runs[key] = run
                self._forget_old_runs()
                first = nameless if baseline is None else _without_words(baseline)
                run.looked_at[session] = time.monotonic()
                self._line_of(run).join(run, partial(self._work, run, dataset, nameless, first))
            run.looked_at[session] = time.monotonic()
        return run

    def closest(self, dataset: Dataset, scenario: Scenario) -> Overview | None:
        """The plan with whole facilities that is nearest to the best possible, of all that were made of this scenario.

        Whoever asked for it: one scenario has the same figures on every page and for everybody.
        """
        with self._lock:
            asked = (dataset.digest, scenario.digest, PLAN)
            found = [one for key, one in self._kept.items() if (key.dataset, key.scenario, key.quality) == asked]
        return min(found, key=lambda one: one.plan.summary.gap, default=None)

    def leave(self, run: PlanRun, session: str) -> None:
        """A session waits no longer; the last one to leave ends the run, before its turn comes or in it."""
        with self._lock:
            run.looked_at.pop(session, None)
            if run.waiting() or run.done:
                return
            run.abandoned = True
            run.stop.set()
            self._drop(run)
            if self._line_of(run).leave(run):
                run.future.cancel()

    def waiting(self, quality: str) -> int:
        """How many runs wait for their turn."""
        return len(self._lines[quality])

    def stop(self, run: PlanRun, session: str) -> bool:
        """Ask a run to end with the best plan so far; refused (False) while other sessions wait for it."""
        with self._lock:
            if set(run.waiting()) - {session}:
                return False
            run.stop.set()
            self._drop(run)
            return True

    def forget(self, run: PlanRun) -> None:
        """Drop a run that ended without a plan, so that it can be asked for again."""
        with self._lock:
            self._drop(run)

    def let_go(self, dataset: str) -> None:
        """Drop everything about a dataset (by its digest), and end what is still worked out for it."""
        with self._lock:
            for run in [run for key, run in self._runs.items() if key.dataset == dataset]:
                run.abandoned = True
                run.stop.set()
                self._drop(run)
                if self._line_of(run).leave(run):
                    run.future.cancel()
            for key in [key for key in self._kept if key.dataset == dataset]:
                del self._kept[key]
            for pair in [pair for pair in self._estimators if pair[0] == dataset]:
                del self._estimators[pair]

    def estimator(self, dataset: Dataset, first: Scenario) -> Estimator:
        """The one for this dataset and baseline; older ones go, since each holds a matrix."""
        key = (dataset.digest, first.digest)
        with self._lock:
            found = self._estimators.pop(key, None) or Estimator(dataset, first)
            self._estimators[key] = found
            while len(self._estimators) > MOST_ESTIMATORS:
                self._estimators.popitem(last=False)
            return found

    def _known(self, key: PlanKey) -> PlanRun | None:
        if key not in self._kept:
            return self._runs.get(key)
        self._kept.move_to_end(key)
        run = PlanRun(key)
        run.future.set_result(self._kept[key])
        return run

    def _work(self, run: PlanRun, dataset: Dataset, scenario: Scenario, first: Scenario) -> None:
        """In a worker's thread: make the plan and its first look; whatever goes wrong belongs to who waits."""
        if run.stop.is_set():
            run.future.cancel()
            return
        run.started_at = time.monotonic()
        try:
            plan = self._made(run, dataset, scenario, first)
            found = overview(plan)
        except AbandonedError:
            run.future.cancel()
            return
        except Exception as trouble:
            run.future.set_exception(trouble)
            return
        run.future.set_result(found)
        if run.abandoned:
            return
        if plan.summary.status != "stopped":
            self._keep(run.key, found)
        if run.key.quality == ESTIMATE and scenario.digest == first.digest:
            # The next question is a lever: what its estimate starts from is made before anybody asks.
            with suppress(ResettleError):
                self.estimator(dataset, first).get_ready()

    def _line_of(self, run: PlanRun) -> Turns:
        return self._lines[ASIDE if run.aside else run.key.quality]

    def _made(self, run: PlanRun, dataset: Dataset, scenario: Scenario, first: Scenario) -> Plan:
        if run.key.quality == ESTIMATE:
            return self.estimator(dataset, first).estimate(scenario, time_limit=TIME_LIMIT_SECONDS, progress=run.hear)
        return make_plan(
            dataset, scenario, estimate=False, gap=run.key.gap, time_limit=TIME_LIMIT_SECONDS, progress=run.hear
        )

    def _keep(self, key: PlanKey, found: Overview) -> None:
        with self._lock:
            self._kept[key] = found
            self._runs.pop(key, None)
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)

    def _drop(self, run: PlanRun) -> None:
        """Take out this very run: the same question may have been asked anew since it was stopped."""
        if self._runs.get(run.key) is run:
            del self._runs[run.key]

    def _forget_old_runs(self) -> None:
        ended = [key for key, run in self._runs.items() if run.done]
        for key in ended[: max(0, len(self._runs) - MOST_RUNS)]:
            del self._runs[key]


def _without_words(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"title": "", "description": ""})
