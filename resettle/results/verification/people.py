"""People: (1) supply, (2) choice, (3) opening, (4) viable community."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.choices import opening
from resettle.results.verification.finding import as_solved, compare
from resettle.results.verification.memory import once_per_plan
from resettle.results.verification.yearly import by_year, every_year, later, standing, times, total

if TYPE_CHECKING:
    from resettle.results.verification.choices import Choices
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

SETTLED_AT_END = "households settled at the end"
SLIVER = 1e-5
"""What a sum may lack of a whole household."""


def check_supply(evidence: Evidence) -> list[Comparison]:
    """(1) No cohort settles more households than it has; its solutions' shares add to at most 1, never falling."""
    cohorts = evidence.given["cohorts"]
    settled = evidence.placed.groupby("cohort")["households"].sum()
    has = cohorts.set_index("cohort")["households"]
    return [
        compare("households settled", settled, "at most", has, unit="households"),
        *evidence.of_inputs(_stated_within, cohorts, evidence.choices),
    ]


def _stated_within(cohorts: pd.DataFrame, choices: Choices) -> list[Comparison]:
    """What the inputs say of the households willing, whatever the plan."""
    has, chosen = cohorts.set_index("cohort")["households"], choices.chosen
    by_cohort = chosen.groupby(level="cohort", sort=False).sum()
    changed = chosen.diff(axis=1).iloc[:, 1:]
    limit = every_year(has, chosen.columns)
    return [
        compare("households willing", by_cohort, "at most", limit, unit="households"),
        compare("households newly willing", changed, "at least", 0.0, unit="households"),
    ]


def check_choice(evidence: Evidence) -> list[Comparison]:
    """(2) moved[c,t] ≤ willing[c,t]: nobody is placed against what they have stated by that year.

    Of a cohort, at most its own households that have chosen the solution by then, rounded up to whole ones.
    """
    chosen = evidence.choices.chosen
    settled = standing(by_year(evidence.placed, ["cohort", "solution"], "households", evidence.years))
    upward = np.ceil(chosen.to_numpy(dtype=float) - SLIVER)
    whole = pd.DataFrame(upward, index=chosen.index, columns=chosen.columns).reindex(settled.index)
    return [
        moved_within(evidence),
        *as_solved([moved_within(evidence.unrounded)]),
        compare("households moved", settled, "at most", whole, unit="households"),
    ]


def moved_within(evidence: Evidence) -> Comparison:
    """Moved against willing, by choice class."""
    moved = evidence.moved
    willing = evidence.choices.willing.reindex(moved.index)
    words = pd.Index(evidence.choices.classes["words"].reindex(moved.index), name="")
    return compare("households moved", moved.set_axis(words), "at most", willing.set_axis(words), unit="households")


def check_opening(evidence: Evidence) -> list[Comparison]:
    """(3) Nobody settles before the place and the solution open, nor beyond what the opened place takes."""
    return [*opening_limits(evidence), *as_solved(opening_limits(evidence.unrounded))]


@once_per_plan
def opening_limits(evidence: Evidence) -> list[Comparison]:
    """Settled before opening, against what the opened place takes, against its size; and times opened."""
    places = evidence.given["places"].set_index("place")
    needed = needs_opening(evidence)
    settled = total(evidence.settled, ["place"])
    opened = evidence.opening_sites
    leads = places["site_lead_years"].reindex(opened.index)
    ready = standing(later(opened, leads)).reindex(places.index[needed]).fillna(0.0)
    room = most_households(evidence).reindex(ready.index).mul(ready)
    most = places["max_households"][~needed]
    early = evidence.placed[
        evidence.placed["year"]
        < opening(
            evidence.given["places"],
            evidence.given["solutions"],
            evidence.placed[["place", "programme", "solution"]],
        )
    ]
    before = early.groupby(["place", "solution", "year"])["households"].sum()
    return [
        compare("households settled before opening", before, "at most", 0.0, unit="households"),
        compare("households settled as the place is opened", settled, "at most", room, unit="households"),
        compare("households settled", settled, "at most", every_year(most, evidence.years), unit="households"),
        compare("times opened", opened.sum(axis=1), "at most", 1.0, unit="openings"),
    ]


def check_viable(evidence: Evidence) -> list[Comparison]:
    """(4) settled[d,|T|] ≥ min_households[d]·Σ_t o[d,t] before rounding: no place is opened for too few."""
    least = evidence.given["places"].set_index("place")["min_households"].fillna(0.0)
    asked = times(evidence.opening_sites, least).sum(axis=1)
    asked = asked[asked > 0]
    settled = total(evidence.unrounded.settled, ["place"]).iloc[:, -1].reindex(asked.index).fillna(0.0)
    return as_solved([compare(SETTLED_AT_END, settled, "at least", asked, unit="households")])


def needs_opening(evidence: Evidence) -> pd.Series:
    """Whether a place has to be opened: it has a site cost or a smallest community."""
    places = evidence.given["places"].set_index("place")
    return (places["site_cost_usd"].fillna(0.0) > 0) | (places["min_households"].fillna(0.0) > 0)


def most_households(evidence: Evidence) -> pd.DataFrame:
    """N[d,t]: the smaller of max_households and of the households willing that may settle there by then."""
    return evidence.of_inputs(_most_households, evidence.choices, evidence.given["places"], evidence.years)


def _most_households(choices: Choices, places: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    there = choices.willing.reindex(choices.pairs["class_"])
    open_by_then = choices.pairs["first"].to_numpy()[:, None] <= years.to_numpy()[None, :]
    there = there.where(open_by_then, 0.0)
    there = there.set_axis(pd.Index(choices.pairs["place"], name="place"))
    most = places.set_index("place")["max_households"].fillna(np.inf)
    return there.groupby(level="place").sum().clip(upper=most, axis=0)
