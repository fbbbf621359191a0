"""Whether people who wait are worth it to the plan's own aim: what settling them costs for each person-year won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.shortages import Shortage
from resettle.results.verification.summary import USD_PER_PERSON_YEAR_IN_LEAST_COST

if TYPE_CHECKING:
    from resettle.insight.shortages import Shortages
    from resettle.insight.waiting import Waiting
    from resettle.results.verification.evidence import Evidence

AIMS = ("worth", "aim", "weight")
"""Keys of causes that lie in the aim itself: nothing is short."""
_ABOVE = 1.0 + 1e-6


def aim_against(evidence: Evidence, waiting: Waiting, found: dict[int, Shortages]) -> Shortage | None:
    """What in the aim keeps these people waiting, whatever there is of everything; None where nothing does.

    ``found`` says for each year in which they might settle at a place what that takes. The cheapest of these years
    counts, by US$ for a person-year weighted by need and preference, to the end of the horizon. Transport of material
    is left out, so that it costs at least so much.
    """
    years, mode = [int(year) for year in evidence.years], evidence.scenario.mode
    weighted = _weighted(evidence, waiting)
    possible = {
        year: one
        for year, one in found.items()
        if not any(short.key in ("homes", "services", "site", "community") for short in one.held_by)
    }
    costs = [
        (one.usd + (0.0 if mode == "least_cost" else one.running_usd * (years[-1] - year + 1)))
        / (weighted * (years[-1] - year + 1) or 1.0)
        for year, one in possible.items()
    ]
    if not costs:
        return None
    if weighted <= 0:
        return _weightless(evidence, waiting)
    if mode == "least_cost":
        return _not_asked(min(costs), evidence)
    limit = evidence.scenario.usd_per_person_year
    return worth_of(min(costs)) if min(costs) > limit * _ABOVE else None


def worth_of(usd: float) -> Shortage:
    """That a person-year of these people costs so much, above the most that the plan pays."""
    what = "the most that the plan pays for a person-year (usd_per_person_year)"
    return Shortage("worth", "(0i)", what, usd, "US$ a person-year", (f"{usd * 1.001:.12g}",))


def _not_asked(usd: float, evidence: Evidence) -> Shortage | None:
    """The aim of least cost settles nobody for his own sake, but where a target that is missed asks for people."""
    missed = float(evidence.plan["shortfalls"]["persons"].sum()) > 0
    if missed or usd <= USD_PER_PERSON_YEAR_IN_LEAST_COST * _ABOVE:
        return None
    what = "the aim of least cost, which settles people only where a target asks for them"
    return Shortage("aim", "", what, usd, "US$ a person-year")


def _weightless(evidence: Evidence, waiting: Waiting) -> Shortage:
    weights = evidence.choices.classes["weight"]
    rows = waiting.rows[waiting.rows["class_"].map(weights) <= 0]
    profiles = tuple(dict.fromkeys(rows["profile"].astype(str)))
    what = "a weight or a preference of 0, by which settling them counts for nothing"
    return Shortage("weight", "", what, waiting.persons, "people", profiles)


def _weighted(evidence: Evidence, waiting: Waiting) -> float:
    """Persons who wait, by weight and preference of their classes."""
    classes, rows = evidence.choices.classes, waiting.rows
    worth = rows["class_"].map(classes["weight"] * classes["preference"]).astype(float)
    return float((rows["households"] * rows["mean_size"] * worth).sum())
