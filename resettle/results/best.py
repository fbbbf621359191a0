"""The best whole plan and the best bound of a search, told as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.results.outcome import Outcome, relative_gap

if TYPE_CHECKING:
    from resettle.results.outcome import Termination
    from resettle.results.progress import Clock


class Best:
    """What a search has so far: it is near enough, out of time, or goes on."""

    def __init__(self, bound: float, gap: float, clock: Clock, *, maximise: bool) -> None:
        self.plan: Outcome | None = None
        self.bound = bound
        self._told: float | None = None
        self._gap, self._clock, self._maximise = gap, clock, maximise

    def offer(self, plan: Outcome) -> bool:
        """Keep a plan where it is better; whether it was."""
        better = plan.found and self._ahead(plan.objective, self.objective)
        if better:
            self.plan = plan
            self.tell()
        return better

    def prove(self, bound: float) -> None:
        """Keep a bound where it is tighter."""
        if self._ahead(self.bound, bound):
            self.bound = bound
            self.tell()

    @property
    def objective(self) -> float | None:
        """Of the best plan."""
        return None if self.plan is None else self.plan.objective

    @property
    def near_enough(self) -> bool:
        """Whether the plan is within the gap that was asked for."""
        return self.objective is not None and relative_gap(self.objective, self.bound) <= self._gap

    @property
    def left(self) -> float | None:
        """Seconds left, None where time is not limited."""
        return self._clock.left

    def tell(self, incumbent: float | None = None) -> bool:
        """Report bound and plan, or a better one that is still on its way; False when the search is to stop."""
        for objective in (self.objective, incumbent):
            if self._ahead(objective, self._told):
                self._told = objective
        goes_on = self._clock.tell(self._told, self.bound)
        return goes_on and (self.left is None or self.left > 0)

    @property
    def goes_on(self) -> bool:
        """Whether more is asked for, and may be tried."""
        return not self.near_enough and self.tell()

    def ended(self, reason: Termination) -> Outcome:
        """The plan with what is proven of it."""
        if self.plan is None:
            return Outcome(reason.without_solution(), None, None, None, 0.0)
        return Outcome(reason, self.plan.objective, self.bound, self.plan.values, self.plan.seconds)

    def _ahead(self, one: float | None, other: float | None) -> bool:
        if one is None or other is None:
            return one is not None
        return one > other if self._maximise else one < other
