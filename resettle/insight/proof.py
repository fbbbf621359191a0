"""Causes proved: with plenty of exactly what is named the plan is made again, and more of those who wait settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from resettle.errors import ResettleError
from resettle.inputs.scenario import apply
from resettle.insight.lifting import lifting
from resettle.insight.limits import capacities_of, limits
from resettle.insight.more_of import more_of, plain
from resettle.insight.shortages import Shortage
from resettle.insight.worth import worth_of
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan

MOST_ROUNDS = 4
"""So often is looked for what is short once there is plenty of what was named before."""
_PERSONS, _PART = 0.5, 0.002
"""Fewer people than this, or this part of those who wait, may be rounding to whole households."""
_MOST_WORTH = 1000.0
WHOLE = Shortage("whole", "", "whole facilities: with parts of facilities they settle", 0.0, "")
"""Cause of people who wait in a plan, while the estimate of the same scenario settles them."""


class Cause(NamedTuple):
    """What is told as one cause: in words, and every single thing that is short of it (in several places)."""

    said: Shortage
    parts: tuple[Shortage, ...]


class Helping(NamedTuple):
    """A cause, and how many of the people who wait would settle with plenty of it alone."""

    cause: Shortage
    alone: float


@dataclass(frozen=True)
class Proof:
    """What settles people who wait, found by planning again.

    Attributes
    ----------
    waiting : persons that wait in the estimate that all is compared with
    helping : causes that help alone, or without which the others help fewer; the first that were named first
    together : persons of them who settle with plenty of all these causes
    plans : estimates that were made
    """

    waiting: float
    helping: tuple[Helping, ...]
    together: float
    plans: int


class Solve(Protocol):
    """Whoever makes the estimate of a dataset under a scenario; raises ResettleError where there is none."""

    def __call__(self, dataset: Dataset, scenario: Scenario, /) -> Plan:
        """A verified estimate."""


class Prover:
    """Proofs about one plan; its estimate is made once.

    Parameters
    ----------
    evidence : of the plan
    solve : makes estimates
    """

    def __init__(self, evidence: Evidence, solve: Solve) -> None:
        self._given, self._scenario, self._solve = evidence.given, plain(evidence.scenario), solve
        self._base = evidence.plan if evidence.plan.summary.quality == "estimate" else None
        self.plans = 0
        self._planned: dict[frozenset[Cause], Plan | None] = {}

    def prove(
        self,
        causes: Sequence[Cause],
        chosen: float,
        settled: Callable[[Plan], float],
        further: Callable[[Evidence], Sequence[Cause]],
    ) -> Proof:
        """Which of these causes, and of those that show once there is plenty of them, keep people waiting.

        Parameters
        ----------
        causes
            What seems to stand in their way.
        chosen, settled
            Persons who have chosen, and how many of them a plan settles.
        further
            What seems to stand in their way in another plan.
        """
        before = self.plans
        base = self._estimate()
        if base is None:
            return Proof(0.0, (), 0.0, self.plans - before)
        at_first = settled(base)
        waiting = chosen - at_first
        felt = max(_PERSONS, _PART * waiting)
        if waiting < felt:
            return Proof(0.0, (Helping(WHOLE, chosen),), 0.0, self.plans - before)
        self._planned.clear()  # of the question before
        one = _Question(self, settled, at_first, felt)
        found, together = one.enough(list(causes), waiting, further)
        if together < felt:
            return Proof(waiting, (), 0.0, self.plans - before)
        helping = one.needed(found, together)
        return Proof(waiting, tuple(helping), together, self.plans - before)

    def planned(self, causes: Sequence[Cause]) -> Plan | None:
        """The estimate with plenty of all these; None where there is none."""
        if not causes:
            return self._estimate()
        key = frozenset(causes)
        if key not in self._planned:
            parts = [part for cause in causes for part in cause.parts]
            self._planned[key] = self._made(*more_of(self._given, self._scenario, parts))
        return self._planned[key]

    def worth_found(self, causes: Sequence[Cause]) -> float:
        """US$ that a person-year costs of those who settle only when more is paid for one; NaN where nobody does."""
        others = [cause for cause in causes if cause.said.key != "worth"]
        less, more = self.planned(others), self.planned(causes)
        if less is None or more is None:
            return float("nan")
        years = more.summary.person_years - less.summary.person_years
        return (more.summary.cost_usd - less.summary.cost_usd) / years if years > 0 else float("nan")

    def last_resorts(self, plan: Plan, known: Sequence[Cause]) -> list[Cause]:
        """What may hold people where nothing that they would need themselves is short."""
        limit = self._scenario.usd_per_person_year
        closed = self._given["corridors"]
        closed = closed[closed["opens_year"].fillna(float("-inf")) > self._given.settings.first_year]
        found = [
            Shortage("corridor", "(12)", f"the opening of the corridor {title}", 0.0, "", (str(key),))
            for key, title in closed[["corridor", "title"]].itertuples(index=False)
        ]
        found.append(worth_of(limit * _MOST_WORTH))
        if self._scenario.mode == "least_cost":
            found.append(Shortage("aim", "", "the aim of least cost", 0.0, ""))
        floors = self._scenario.floors
        if self._scenario.mode == "fairest" or max(floors.origin, floors.size, floors.profile, floors.programme) > 0:
            found.append(Shortage("floors", "(15)", "a floor of fairness that asks for others first", 0.0, ""))
        if len(self._given["targets"]) or any(pin.at_least or pin.exactly for pin in self._scenario.pin):
            found.append(Shortage("asked", "(17)", "targets and pins that ask for others first", 0.0, ""))
        lifts = lifting(self._given, 1.0)
        families = capacities_of(limits(plan))
        for key, label, unit in families[["key", "label", "unit"]].itertuples(index=False):
            if key in lifts:
                found.append(Shortage("family", "", str(label), 0.0, str(unit), (str(key),)))
        said = {(cause.said.key, cause.said.what) for cause in known} | {("family", one.said.what) for one in known}
        known_keys = {one.said.key for one in known}
        causes = [Cause(one, (one,)) for one in found if (one.key, one.what) not in said]
        causes += [] if "opening" in known_keys else self._openings()
        return [one for one in causes if one.said.key not in ("worth", "aim") or one.said.key not in known_keys]

    def _openings(self) -> list[Cause]:
        """Places and solutions that open later than the first year, as one cause."""
        first = float(self._given.settings.first_year)
        places, solutions = self._given["places"], self._given["solutions"]
        closed = places.loc[places["opens_year"] > first, "place"]
        later = solutions[solutions["opens_year"] > first]
        both = tuple(later["programme"].astype(str) + " " + later["solution"].astype(str))
        keys = [str(place) for place in closed] or ([""] if both else [])
        parts = tuple(Shortage("opening", "(3)", "", 0.0, "", (place, *both)) for place in keys)
        said = Shortage("opening", "(3)", "an earlier opening of places and solutions", 0.0, "")
        return [Cause(said, parts)] if parts else []

    def evidence_of(self, plan: Plan) -> Evidence:
        """Evidence of an estimate that was made here."""
        return Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)

    def _estimate(self) -> Plan | None:
        if self._base is None:
            self._base = self._made(self._given, self._scenario)
        return self._base

    def _made(self, dataset: Dataset, scenario: Scenario) -> Plan | None:
        self.plans += 1
        try:
            return self._solve(dataset, scenario)
        except ResettleError:
            return None  # plenty of something may break a rule of the data: it is no cure then


class _Question:
    """One group of people who wait."""

    def __init__(self, prover: Prover, settled: Callable[[Plan], float], at_first: float, felt: float) -> None:
        self._prover, self._settled, self._at_first, self._felt = prover, settled, at_first, felt

    def more(self, causes: Sequence[Cause]) -> float:
        """Persons of those who wait that settle with plenty of these causes."""
        plan = self._prover.planned(causes)
        return 0.0 if plan is None else max(0.0, self._settled(plan) - self._at_first)

    def enough(
        self, causes: list[Cause], waiting: float, further: Callable[[Evidence], Sequence[Cause]]
    ) -> tuple[list[Cause], float]:
        """The causes with those that show after them, until all settle or nothing more is found."""
        together = self.more(causes) if causes else 0.0
        for _ in range(MOST_ROUNDS):
            if together >= waiting - self._felt:
                break
            plan = self._prover.planned(causes)
            if plan is None:
                break
            known = {(cause.said.key, cause.said.what) for cause in causes}
            after = [
                one for one in further(self._prover.evidence_of(plan)) if (one.said.key, one.said.what) not in known
            ]
            last = not after
            causes = [*causes, *(after or self._prover.last_resorts(plan, causes))]
            together = self.more(causes)
            if last:
                break
        return causes, together

    def needed(self, causes: list[Cause], together: float) -> list[Helping]:
        """Those that help alone, and those without which fewer settle."""
        alone = {cause: self.more([cause]) if len(causes) > 1 else together for cause in causes}
        left = causes
        for cause in reversed(causes):
            without = [one for one in left if one is not cause]
            if without and alone[cause] < self._felt and self.more(without) >= together - self._felt:
                left = without
        return [Helping(self._with_worth(cause, left), alone[cause]) for cause in left]

    def _with_worth(self, cause: Cause, causes: list[Cause]) -> Shortage:
        """The cause; of one that lies in what is paid for a person-year, with what is found to be needed."""
        if cause.said.key != "worth":
            return cause.said
        found = self._prover.worth_found(causes)
        return cause.said if found != found else cause.said._replace(short=min(found, cause.said.short))
