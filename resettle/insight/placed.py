"""Who was placed where, with what the cohort says of them: the ground of every frame about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

_OF_COHORT = ("programme", "origin", "current_place")


def people_placed(evidence: Evidence) -> pd.DataFrame:
    """The plan's placements with their cohort's columns.

    Columns: cohort, place, solution, year, households, persons, programme, origin, current_place.
    """
    placements, cohorts = evidence.plan["placements"], evidence.given["cohorts"].set_index("cohort")
    rows = cohorts.index.get_indexer(pd.Index(placements["cohort"]))
    known = placements.loc[rows >= 0, ["cohort", "place", "solution", "year", "households", "persons"]]
    found = cohorts[list(_OF_COHORT)].take(rows[rows >= 0])
    return known.reset_index(drop=True).assign(**{name: found[name].to_numpy() for name in _OF_COHORT})
