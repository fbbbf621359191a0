"""Estimates of many scenarios of one dataset, each from where the first one ended."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from resettle.errors import PlanError, ResettleError
from resettle.results.make_plan import planned
from resettle.results.progress import Clock
from resettle.results.solve import Request

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener
    from resettle.results.start import Start

_ESTIMATE = Request(whole=False, gap=0.0, solver="highs")


class Estimator:
    """Estimates from one start: a lever moved is a small step from the first scenario's optimum.

    Every scenario starts there, never from the one asked before, so that an answer does not depend on what was asked
    in between, nor on who asked. The objective is that of ``make_plan``; where several plans are equally good it may
    be another of them. Safe to use from several threads.
    """

    def __init__(self, dataset: Dataset, first: Scenario) -> None:
        self._dataset, self._first = dataset, first
        self._found: tuple[Plan, Start | None] | None = None
        self._starting = threading.Lock()

    def estimate(
        self, scenario: Scenario, *, time_limit: float | None = None, progress: Listener | None = None
    ) -> Plan:
        """A verified estimate; raises what ``make_plan`` raises."""
        clock = Clock(progress, time_limit)
        if scenario.digest == self._first.digest:
            return self._begun(clock)[0]
        start = self._start(clock)
        if start is not None:
            with suppress(PlanError):  # a basis may lead to figures that are too rough for the checker
                return planned(self._dataset, scenario, _ESTIMATE, clock, start)[0]
        return planned(self._dataset, scenario, _ESTIMATE, clock)[0]

    def _start(self, clock: Clock) -> Start | None:
        """Where the first scenario ended; None where it has no plan, which is no matter of the others."""
        try:
            return self._begun(clock)[1]
        except ResettleError:
            return None

    def _begun(self, clock: Clock) -> tuple[Plan, Start | None]:
        """The first scenario's estimate and where it ended, made once; one that was stopped is no start."""
        with self._starting:
            found = self._found or planned(self._dataset, self._first, _ESTIMATE, clock)
            if found[0].summary.status == "optimal":
                self._found = found
            return found if found is self._found else (found[0], None)
