"""Estimates of many scenarios of one dataset, each from where the first one ended."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from resettle.errors import PlanError, ResettleError
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.model.kept import KeptModel
from resettle.results.figure_ranges import find_ranges
from resettle.results.figures import headline_figures
from resettle.results.make_plan import finished, make_plan
from resettle.results.matrix import matrix_of
from resettle.results.near_optimal import NEAR_OPTIMAL_PART
from resettle.results.progress import Clock
from resettle.results.row_moves import optimum_of_last_stage
from resettle.results.solve import solve
from resettle.results.start import ESTIMATE, Start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.model.formulation import Model
    from resettle.results.figures import Figure, FigureRange
    from resettle.results.matrix import Matrix
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener
    from resettle.results.start import Optimum


class Estimator:
    """Estimates from one start: a lever moved is a small step from the first scenario's optimum.

    Of the first scenario's model only what changed is built anew, and the solver starts from the first scenario's
    basis, never from that of the one asked before: an answer does not depend on what was asked in between, nor on who
    asked. The objective is that of ``make_plan``; where several plans are equally good it may be another of them.
    Safe to use from several threads.
    """

    def __init__(self, dataset: Dataset, first: Scenario) -> None:
        self._dataset, self._first = dataset, first
        self._plan: Plan | None = None
        self._kept: tuple[KeptModel, Matrix] | None = None
        self._start: Start | None = None
        self._ready = False
        self._beginning = threading.Lock()

    def estimate(
        self,
        scenario: Scenario,
        *,
        time_limit: float | None = None,
        progress: Listener | None = None,
        far: bool = False,
    ) -> Plan:
        """A verified estimate; raises what ``make_plan`` raises.

        ``far``: it is known to be far from the first one (half the money, everything doubled), so that the first's
        basis leads nowhere in time: the model is revised all the same, and solved from nothing.
        """
        clock = Clock(progress, time_limit)
        if scenario.digest == self._first.digest:
            return self._first_plan(clock)
        with suppress(PlanError):  # a basis may lead to figures that are too rough for the checker
            return self._revised(scenario, clock, far=far)
        return make_plan(self._dataset, scenario, estimate=True, time_limit=clock.left, progress=progress)

    def ranges(
        self,
        plan: Plan,
        figures: Iterable[Figure] | None = None,
        *,
        part: float = NEAR_OPTIMAL_PART,
        time_limit: float | None = None,
        progress: Listener | None = None,
    ) -> dict[Figure, FigureRange]:
        """The least and most of an estimate's figures among plans as good as it (its headline figures by default).

        Parameters
        ----------
        plan
            An estimate of this dataset; its scenario's optimum is found again, from the start where it leads there.
        figures
            What to find ranges for; one that is not found within ``time_limit`` seconds an end is left out.

        Raises
        ------
        ScenarioError, SolveError
            Where the scenario has no estimate.
        """
        clock, asked = Clock(progress, None), headline_figures(plan) if figures is None else list(figures)
        model, optimum = self._at_optimum(plan.scenario, clock)
        with clock.stage("ranges"):
            return find_ranges(plan, model, optimum, asked, clock=clock, part=part, time_limit=time_limit)

    def _at_optimum(self, scenario: Scenario, clock: Clock) -> tuple[Model, Optimum]:
        """The scenario's programme at its optimum: from the start where it leads there, else from nothing."""
        start = self._found_start()
        with clock.stage("aggregate"):
            given = make_instance(self._dataset, scenario, start.kept.model.given if start else None)
        with clock.stage("build"):
            revised = start.kept.revised(given) if start else None
            model = revised or build(given, whole=False)
        with clock.stage("solve"):
            optimum = start.optimum(model, matrix_of(model.program), clock) if start and revised else None
        return model, optimum or optimum_of_last_stage(model, clock)

    def get_ready(self) -> None:
        """Solve what every scenario starts from, so that the first to ask need not wait for it."""
        with self._beginning:
            if self._ready:
                return
            if self._kept is None:
                self._kept = self._keep(Clock(None, None))
            self._start = Start.of(*self._kept)
            self._ready = True

    def _first_plan(self, clock: Clock) -> Plan:
        """The first scenario's estimate, made once; one that was stopped is made again."""
        with self._beginning:
            if self._plan is None:
                kept, matrix = self._kept or self._keep(clock)
                self._kept = kept, matrix
                plan = finished(self._dataset, kept.model, matrix, solve(kept.model, matrix, ESTIMATE, clock), clock)
                self._plan = plan if plan.summary.status == "optimal" else None
                return plan
            return self._plan

    def _revised(self, scenario: Scenario, clock: Clock, *, far: bool) -> Plan:
        """An estimate from the start where it leads there, else from nothing."""
        start = None if far else self._found_start()
        kept = start.kept if start else self._found_model(clock) if far else None
        with clock.stage("aggregate"):
            given = make_instance(self._dataset, scenario, kept.model.given if kept else None)
        with clock.stage("build"):
            revised = kept.revised(given) if kept else None
            model = revised or build(given, whole=False)
        with clock.stage("hand_over"):
            matrix = matrix_of(model.program)
        solved = start.solve(model, matrix, clock) if start and revised else None
        return finished(self._dataset, model, matrix, solved or solve(model, matrix, ESTIMATE, clock), clock)

    def _found_start(self) -> Start | None:
        """Where the first scenario ended; None where it has no plan, which is no matter of the others."""
        with suppress(ResettleError):
            self.get_ready()
        return self._start

    def _found_model(self, clock: Clock) -> KeptModel | None:
        """The first scenario's model; None where it has none, which is no matter of the others."""
        with suppress(ResettleError), self._beginning:
            if self._kept is None:
                self._kept = self._keep(clock)
        return self._kept[0] if self._kept else None

    def _keep(self, clock: Clock) -> tuple[KeptModel, Matrix]:
        with clock.stage("aggregate"):
            given = make_instance(self._dataset, self._first)
        with clock.stage("build"):
            kept = KeptModel.build(given, whole=False)
        with clock.stage("hand_over"):
            return kept, matrix_of(kept.model.program)
