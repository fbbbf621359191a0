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
from typing import TYPE_CHECKING, cast

from resettle.app import plan_work
from resettle.app.lanes import BESIDE, ESTIMATES, PLANS, lanes, pool
from resettle.app.runs import FIRST_GAP, PlanKey, PlanRun, key_of
from resettle.app.turns import Turns
from resettle.app.words import general as words
from resettle.errors import ResettleError, SolveError
from resettle.workers.worker import Call, EndedError

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview

ESTIMATE, PLAN = PlanRun.ESTIMATE, "plan"
ASIDE = "aside"
MOST_KEPT = 32
MOST_RUNS = 64


class PlanStore:
    """Runs and finished plans, bounded in number; safe to use from every session's thread."""

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[PlanKey, Overview] = OrderedDict()
        self._runs: OrderedDict[PlanKey, PlanRun] = OrderedDict()
        self._most_kept = most_kept
        self._lines = {ESTIMATE: Turns(ESTIMATE, most_estimates()), ASIDE: Turns(ASIDE, 1), PLAN: Turns(PLAN, 1)}

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
            if run is None or run.future.cancelled():
                run = PlanRun(key, aside=aside)
                first = nameless if baseline is None else _without_words(baseline)
                run.looked_at[session] = time.monotonic()
                self._line_of(run).join(run, partial(self._work, run, dataset, nameless, first))
                self._runs[key] = run
                self._forget_old_runs()
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

    def ahead_of(self, run: PlanRun) -> int:
        """How many others wait that were asked before it."""
        return self._line_of(run).ahead_of(run)

    def stop(self, run: PlanRun, session: str) -> bool:
        """Ask a run to end with the best plan so far; refused (False) while other sessions wait for it."""
        with self._lock:
            if set(run.waiting()) - {session}:
                return False
            run.stop.set()
            self._drop(run)
            if self._line_of(run).leave(run):
                run.future.set_exception(SolveError(words.STOPPED_WAITING))
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
        pool().let_go(dataset)

    def _known(self, key: PlanKey) -> PlanRun | None:
        if key not in self._kept:
            return self._runs.get(key)
        self._kept.move_to_end(key)
        run = PlanRun(key)
        run.future.set_result(self._kept[key])
        return run

    def _work(self, run: PlanRun, dataset: Dataset, scenario: Scenario, first: Scenario) -> None:
        """In a thread that waits for a worker: what comes of it, or goes wrong, belongs to who waits."""
        if run.stop.is_set() or run.is_forgotten():
            self._end(run)
            return
        run.started_at = time.monotonic()
        lane = _lane_of(run)
        try:
            found = cast("Overview", pool().call(lane, _call(run, dataset, scenario, first)))
        except EndedError:
            self._end(run)
            return
        except Exception as trouble:
            run.future.set_exception(trouble)
            return
        run.future.set_result(found)
        if run.abandoned:
            return
        if found.plan.summary.status != "stopped":
            self._keep(run.key, found)
        if run.key.quality == ESTIMATE and scenario.digest == first.digest:
            # The next question is a lever: what its estimate starts from is made before anybody asks.
            given, shared = (dataset, first), {dataset.digest: dataset}
            call = Call(plan_work.get_ready, given, shared, run.hear, run.wish, _about(dataset, first))
            with suppress(ResettleError, EndedError):
                pool().call(lane, call)

    def _end(self, run: PlanRun) -> None:
        """It ends without an answer: said where somebody has stopped it, asked anew where all have left."""
        with self._lock:
            self._drop(run)
        if run.abandoned or not run.waiting():
            run.future.cancel()
        else:
            run.future.set_exception(SolveError(words.STOPPED_WAITING))

    def _line_of(self, run: PlanRun) -> Turns:
        return self._lines[ASIDE if run.aside else run.key.quality]

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


def most_estimates() -> int:
    """Estimates that are made at the same time."""
    return lanes()[ESTIMATES].most


def _lane_of(run: PlanRun) -> str:
    if run.key.quality == PLAN:
        return PLANS
    return BESIDE if run.aside else ESTIMATES


def _about(dataset: Dataset, first: Scenario) -> str:
    return f"{dataset.digest} {first.digest}"


def _call(run: PlanRun, dataset: Dataset, scenario: Scenario, first: Scenario) -> Call:
    shared = {dataset.digest: dataset}
    if run.key.quality == ESTIMATE:
        given = (dataset, scenario, first)
        return Call(plan_work.estimate_overview, given, shared, run.hear, run.wish, _about(dataset, first))
    return Call(plan_work.whole_overview, (dataset, scenario, run.key.gap), shared, run.hear, run.wish)
