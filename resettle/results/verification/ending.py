"""How the solve ended, as plan.json says: mode, quality, status, objective, bound and gap hang together.

That the bound is proven only the solver knows; what is checked is that it lies beyond the objective, that the gap is
their distance, and that status and quality are what these, and the tables, allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import LEAST, RELATIVE, compare
from resettle.results.verification.people import needs_opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.plan import Summary
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison, Sense
    from resettle.results.verification.verdict import Check

QUALITIES = ("estimate", "plan")
VERDICT = "verification"
SOLVERS = ("highs", "cbc")
PROVEN = 1e-6
"""The gap up to which a plan with whole facilities counts as optimal."""
MILLIONTH = 1e6
LEAST_SIZE = 1e-9
"""The smallest objective that a gap is relative to."""


def check_ending(evidence: Evidence) -> list[Comparison]:
    """Mode, quality, status, bound and gap, each against what the others and the inputs allow."""
    said = evidence.plan.summary
    wrong = {
        f"mode {said.mode!r}, though the scenario's is {evidence.scenario.mode!r}": said.mode != evidence.scenario.mode,
        f"quality {said.quality!r}, which is none": said.quality not in QUALITIES,
        f"solver {said.solver!r}, which is none": said.solver not in SOLVERS,
        "figures that are no numbers": not np.isfinite(_figures(said)).all() or np.isnan([said.bound, said.gap]).any(),
        f"status {said.status!r} with a gap of {said.gap:.3g} where {said.gap_requested:.3g} was good enough": (
            said.status not in _possible(said)
        ),
    }
    return [
        compare("stated:", pd.Series(wrong, dtype=float), "at most", 0.0, unit="statements"),
        _whole_numbers(evidence),
        *_bound_and_gap(said),
    ]


def _figures(said: Summary) -> list[float]:
    """Every figure but bound and gap, which are without end where nothing is proven."""
    persons = [number for by_solution in said.persons.values() for number in by_solution.values()]
    figures = [said.objective, said.gap_requested, said.person_years, said.cost_usd, said.persons_settled, said.short]
    return [*figures, said.households_rounded_away, *persons]


def _possible(said: Summary) -> tuple[str, ...]:
    """Every status that quality, bound and gap allow."""
    if said.quality == "estimate" and np.isinf(said.bound):
        # A linear programme that was not solved to its end has proven nothing.
        return ("time_limit",)
    if said.gap <= PROVEN:
        return ("optimal",)
    if said.gap <= said.gap_requested * (1 + RELATIVE):
        return ("within_gap",)
    return ("time_limit", "stopped") if said.quality == "plan" else ()


def _bound_and_gap(said: Summary) -> list[Comparison]:
    """The bound is no worse than the objective, and the gap is their distance."""
    stated = pd.Series({"bound": said.bound})
    side: Sense = "at most" if said.mode == "least_cost" else "at least"
    distance = abs(said.bound - said.objective) / max(LEAST_SIZE, abs(said.objective))
    if np.isinf(said.bound):
        wrong = pd.Series(
            {
                "bound without an end on the wrong side": float((said.bound < 0) != (said.mode == "least_cost")),
                "gap, which is without end like the bound": float(not np.isinf(said.gap)),
            }
        )
        return [compare("stated", wrong, "at most", 0.0, unit="statements")]
    unit = "US$" if said.mode == "least_cost" else "person-years"
    gap = pd.Series({"gap": said.gap})
    # In millionths, since a tolerance of 1e-6 of a share would be as large as the gap of an optimum.
    exact = compare("stated", gap * MILLIONTH, "equal to", distance * MILLIONTH, unit="parts in a million")
    least = pd.Series({"requested gap": said.gap_requested})
    return [
        compare("stated", stated, side, said.objective, unit=unit),
        exact,
        compare("stated", least, "at least", 0.0, unit="share"),
    ]


def _whole_numbers(evidence: Evidence) -> Comparison:
    """Whole-number decisions are as many as facilities and openings ask for in a plan, and none in an estimate."""
    said = evidence.plan.summary
    expected = whole_number_decisions(evidence) if said.quality == "plan" else 0
    stated = pd.Series(
        {f"whole-number decisions of a programme of quality {said.quality!r}": said.model.get("whole_numbers", -1)}
    )
    return compare("stated", stated.astype(float), "equal to", float(expected), unit="decisions")


def whole_number_decisions(evidence: Evidence) -> int:
    """Of a plan: each service built in facilities and each opening, in every year from which it is ready in time."""
    years, given = len(evidence.years), evidence.given
    settled = set(evidence.choices.pairs["place"])
    services = given["services"]
    sized = services[services["module_size"].fillna(0.0) > 0]
    facilities = len(settled) * int((years - sized["lead_years"]).clip(lower=0).sum())
    places = given["places"].set_index("place")
    opened = places[needs_opening(evidence) & places.index.isin(settled)]
    return facilities + int((years - opened["site_lead_years"]).clip(lower=0).sum())


def check_verdict(evidence: Evidence, findings: Sequence[Check]) -> list[Comparison]:
    """What plan.json says of its check is what this one finds; a plan that was never checked says nothing of it.

    A plan is returned and written only when it has passed. Where another check is broken, this one adds nothing.
    """
    told = evidence.plan.summary.verification
    if not told or not all(check.passed for check in findings):
        return []
    largest = told.get("largest_violation")
    figures = pd.to_numeric(pd.Series(largest if isinstance(largest, dict) else {}, dtype=object), errors="coerce")
    names = [check.equation for check in findings]
    wrong = {
        "its check as failed": told.get("clean") is not True,
        "violations found by its check": told.get("violations") != [],
        "other parts of its check": set(told) != {"clean", "violations", "largest_violation"},
        "other equations in its check": set(figures.index) != {*names, VERDICT},
    }
    found = pd.Series([check.largest_violation for check in findings], index=names)
    tolerance = pd.Series([max(check.tolerance, LEAST) for check in findings], index=names)
    stated = figures.reindex(names).rename_axis("equation").fillna(0.0)
    return [
        compare("stated:", pd.Series(wrong, dtype=float), "at most", 0.0, unit="statements"),
        compare("largest violation stated", stated, "equal to", found, unit="units of the equation", slack=tolerance),
    ]
