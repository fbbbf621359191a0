"""Questions that take several plans: worked out in the background, kept by what was asked, shared by all sessions."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from resettle.app.lanes import QUESTIONS, lanes, pool
from resettle.app.runs import ASKED_SECONDS, Run
from resettle.app.study import Counted, answer
from resettle.app.turns import Turns
from resettle.workers.worker import Call, EndedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.app.study import Study
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

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

    def patience_seconds(self) -> float:
        """It was asked with a button: whoever asked may look at other pages meanwhile."""
        return ASKED_SECONDS

    def hear(self, told: object) -> None:
        """Hear how far it is."""
        super().hear(told)
        if isinstance(told, Counted):
            self.plans, self.of = told


class StudyStore:
    """Studies and their answers, bounded in number; sessions have their turns one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: OrderedDict[StudyKey, StudyRun] = OrderedDict()
        self._line = Turns("study", lanes()[QUESTIONS].most)

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

        ``work`` is a function of a module (or a ``partial`` of one): it is called in a worker process. ``detail`` must
        tell apart whatever else it depends on. One that ended because nobody waited is worked out anew.
        """
        nameless = scenario.model_copy(update={"title": "", "description": ""})
        key = _key(dataset, scenario, question, detail)
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.future.cancelled():
                run = StudyRun(key)
                run.looked_at[session] = time.monotonic()
                self._line.join(run, partial(self._work, run, dataset, nameless, work))
                self._runs.pop(key, None)
                self._runs[key] = run
                self._forget_old_ones()
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
                run.abandoned = True
                run.stop.set()
                if self._line.leave(run):
                    run.future.cancel()

    def ahead_of(self, run: StudyRun) -> int:
        """How many others wait that were asked before it."""
        return self._line.ahead_of(run)

    def forget(self, run: StudyRun) -> None:
        """Drop a run that ended without an answer, so that it can be asked for again."""
        with self._lock:
            self._drop(run)

    def _work(self, run: StudyRun, dataset: Dataset, scenario: Scenario, work: Callable[[Study], Any]) -> None:
        """In a thread that waits for a worker; whatever goes wrong belongs to who waits.

        One that is not worked out because nobody is there stays known as such, so that who comes back is told.
        """
        if run.stop.is_set() or run.is_forgotten():
            run.future.cancel()
            return
        run.started_at = time.monotonic()
        about, shared = f"{dataset.digest} {scenario.digest}", {dataset.digest: dataset}
        try:
            found = pool().call(QUESTIONS, Call(answer, (dataset, scenario, work), shared, run.hear, run.wish, about))
        except EndedError:
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
