"""Questions that take several plans: worked out in the background, kept by what was asked, shared by all sessions."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from resettle.app.runs import AbandonedError, Run
from resettle.app.turns import Turns
from resettle.insight.repair import doubling
from resettle.results.make_plan import make_plan
from resettle.results.more_money import MoreMoney
from resettle.results.near_best import NearBest
from resettle.results.raises import Raises
from resettle.results.row_moves import RowMoves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.certainty import Ranges
    from resettle.results.estimator import Estimator
    from resettle.results.figures import Figure
    from resettle.results.plan import Plan
    from resettle.results.progress import Progress

MOST_KEPT = 64
"""Answers kept; each is some tables."""


class StudyKey(NamedTuple):
    """What makes two studies the same: of which dataset and scenario, what is asked, and what more it depends on."""

    dataset: str
    scenario: str
    question: str
    detail: str


@dataclass
class StudyRun(Run[StudyKey, Any]):
    """A question being worked out.

    Attributes
    ----------
    plans : estimates made, or limits moved, so far
    of : how many there will be; 0 where that is not known beforehand
    ended_at : when it ended
    """

    plans: int = 0
    of: int = 0
    ended_at: float | None = None

    @property
    def took_seconds(self) -> float:
        """From its turn to its end; so far, while it goes on."""
        if self.started_at is None:
            return 0.0
        return (self.ended_at or time.monotonic()) - self.started_at

    def go_on(self) -> None:
        """Between two plans: raises AbandonedError where it shall end."""
        if self.is_forgotten():
            self.stop.set()
        if self.stop.is_set():
            raise AbandonedError

    def hear(self, _: Progress) -> bool:
        """Listener of an estimate; False asks it to end."""
        return not self.stop.is_set()


class Study:
    """What a question is worked out with: its dataset and scenario, and estimates that are counted.

    Attributes
    ----------
    dataset, scenario : what is asked about
    """

    def __init__(
        self,
        run: StudyRun,
        dataset: Dataset,
        scenario: Scenario,
        estimator: Callable[[], Estimator],
        last: LastAsked,
        *,
        far: bool = False,
    ) -> None:
        self.dataset, self.scenario, self._far = dataset, scenario, far
        self._run, self._estimator, self._last = run, estimator, last

    def estimate(self, scenario: Scenario) -> Plan:
        """A verified estimate; raises what the estimator raises, and AbandonedError where nobody waits any more."""
        self._run.go_on()
        plan = self._estimator().estimate(scenario, progress=self._run.hear, far=self._far)
        self._run.go_on()
        if not self._run.of:
            self._run.plans += 1
        return plan

    def plan_of(self, dataset: Dataset, scenario: Scenario) -> Plan:
        """A verified estimate of other data than the study's own; raises what ``make_plan`` raises."""
        self._run.go_on()
        plan = make_plan(dataset, scenario, estimate=True, progress=self._run.hear)
        self._run.go_on()
        self._run.plans += 1
        return plan

    def ranges(self, plan: Plan, figures: Iterable[Figure] | None = None) -> Ranges:
        """The near-optimal ranges of an estimate's figures; those of the study's own scenario are kept."""
        chosen = None if figures is None else list(figures)

        def find() -> Ranges:
            self._run.go_on()
            found = self._estimator().ranges(plan, chosen, progress=self._run.hear)
            self._run.go_on()
            return found

        if plan.scenario.digest != self.scenario.digest:
            return find()
        return self._last.ranges((self.dataset.digest, f"{self.scenario.digest} {chosen}"), find)

    def moves(self) -> RowMoves:
        """The scenario's estimate, to be solved again with single limits moved."""
        return RowMoves(self.dataset, self.scenario, self._run.hear)

    def near_best(self) -> NearBest:
        """The scenario's estimate, to be solved again near its best."""
        return NearBest(self.dataset, self.scenario, progress=self._run.hear)

    def more_money(self) -> MoreMoney:
        """The scenario's estimate, to be solved again with more money; the one of the last who asked, if it is that."""
        return self._last.money(self.dataset, self.scenario, self._run.hear)

    def afar(self) -> Study:
        """The same, for questions whose estimates are known to be far from the scenario's own."""
        return Study(self._run, self.dataset, self.scenario, self._estimator, self._last, far=True)

    def raises(self, most: float, reference: Plan | None = None) -> Raises:
        """The scenario's estimate, to be solved again with limits up to so many times as large.

        Nobody has fewer people settled than in the plan that is the reference.
        """
        doubled = doubling(self.dataset, self.scenario)
        return Raises(self.dataset, self.scenario, doubled, most, self._run.hear, reference)

    def told(self, number: int, of: int) -> None:
        """Number and count of what is worked out next; raises AbandonedError where nobody waits any more."""
        self._run.plans, self._run.of = number, of
        self._run.go_on()


class LastAsked:
    """What the last questions were answered with, kept for the next ones about the same: it takes long to make.

    Studies are worked out one at a time, so that nobody else uses it meanwhile.
    """

    def __init__(self) -> None:
        self._money: tuple[tuple[str, str], MoreMoney] | None = None
        self._ranges: tuple[tuple[str, str], Ranges] | None = None

    def money(self, dataset: Dataset, scenario: Scenario, progress: Callable[[Progress], bool]) -> MoreMoney:
        """The programme of a dataset and a scenario, to be given more money."""
        key = (dataset.digest, scenario.digest)
        if self._money is None or self._money[0] != key:
            self._money = None  # one at a time in memory
            money = MoreMoney(dataset, scenario, progress)
            self._money = (key, money)
            return money
        return self._money[1]

    def let_go(self, dataset: str) -> None:
        """Drop what is of a dataset; a study that uses it now has its own hold on it until it ends."""
        if self._money is not None and self._money[0][0] == dataset:
            self._money = None
        if self._ranges is not None and self._ranges[0][0] == dataset:
            self._ranges = None

    def ranges(self, key: tuple[str, str], find: Callable[[], Ranges]) -> Ranges:
        """The ranges of one estimate."""
        if self._ranges is None or self._ranges[0] != key:
            ranges = find()
            self._ranges = (key, ranges)
            return ranges
        return self._ranges[1]


class StudyStore:
    """Studies and their answers, bounded in number; one is worked out at a time, sessions in turn.

    Parameters
    ----------
    estimator : gives the one of a dataset and a scenario to begin with
    """

    def __init__(self, estimator: Callable[[Dataset, Scenario], Estimator]) -> None:
        self._estimator = estimator
        self._lock = threading.Lock()
        self._runs: OrderedDict[StudyKey, StudyRun] = OrderedDict()
        self._line = Turns("study", 1)
        self._last = LastAsked()

    def known(self, dataset: Dataset, scenario: Scenario, question: str, detail: str = "") -> StudyRun | None:
        """The run of this question, under way or answered, if anybody has asked it."""
        with self._lock:
            return self._runs.get(_key(dataset, scenario, question, detail))

    def ask(
        self,
        dataset: Dataset,
        scenario: Scenario,
        question: str,
        work: Callable[[Study], Any],
        session: str,
        detail: str = "",
    ) -> StudyRun:
        """The run for this question: one that is there, or a new one.

        ``detail`` must tell apart whatever else ``work`` depends on.
        """
        nameless = scenario.model_copy(update={"title": "", "description": ""})
        key = _key(dataset, scenario, question, detail)
        with self._lock:
            run = self._runs.get(key)
            if run is None:
                run = StudyRun(key)
                run.looked_at[session] = time.monotonic()
                self._runs[key] = run
                self._forget_old_ones()
                self._line.join(run, partial(self._work, run, dataset, nameless, work))
            run.looked_at[session] = time.monotonic()
        return run

    def stop(self, run: StudyRun, session: str) -> bool:
        """End a run without an answer; refused (False) while other sessions wait for it."""
        with self._lock:
            if set(run.waiting()) - {session}:
                return False
            run.stop.set()
            self._drop(run)
            if self._line.leave(run):
                run.future.cancel()
            return True

    def let_go(self, dataset: str) -> None:
        """Drop everything about a dataset (by its digest), and end what is still worked out for it."""
        with self._lock:
            for key in [key for key in self._runs if key.dataset == dataset]:
                run = self._runs.pop(key)
                run.stop.set()
                if self._line.leave(run):
                    run.future.cancel()
            self._last.let_go(dataset)

    def forget(self, run: StudyRun) -> None:
        """Drop a run that ended without an answer, so that it can be asked for again."""
        with self._lock:
            self._drop(run)

    def _work(self, run: StudyRun, dataset: Dataset, scenario: Scenario, work: Callable[[Study], Any]) -> None:
        """In a worker's thread; whatever goes wrong belongs to who waits."""
        run.started_at = time.monotonic()
        study = Study(run, dataset, scenario, partial(self._estimator, dataset, scenario), self._last)
        try:
            run.go_on()
            found = work(study)
        except AbandonedError:
            self.forget(run)
            run.future.cancel()
        except Exception as trouble:
            run.future.set_exception(trouble)
        else:
            run.ended_at = time.monotonic()
            run.future.set_result(found)

    def _drop(self, run: StudyRun) -> None:
        """Take out this very run: the same question may have been asked anew since it was stopped."""
        if self._runs.get(run.key) is run:
            del self._runs[run.key]

    def _forget_old_ones(self) -> None:
        ended = [key for key, run in self._runs.items() if run.done]
        for key in ended[: max(0, len(self._runs) - MOST_KEPT)]:
            del self._runs[key]


def _key(dataset: Dataset, scenario: Scenario, question: str, detail: str) -> StudyKey:
    return StudyKey(dataset.digest, scenario.digest, question, detail)
