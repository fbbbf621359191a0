"""Who has settled by when: the same measures for every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.placed import people_placed
from resettle.insight.tidy import over_years, titles

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

SOLUTIONS = ("return", "integrate", "relocate")


def settled_by_year(evidence: Evidence, placed: pd.DataFrame | None = None) -> pd.DataFrame:
    """Persons settled by the end of each year, with a row for every programme, solution and year.

    Columns: programme, title, solution, year, persons (so far), of_persons (all of the programme), share.
    ``placed`` as ``people_placed`` gives it, where it is known already.
    """
    given = evidence.given
    placed = people_placed(evidence) if placed is None else placed
    programmes = list(given["programmes"]["programme"])
    every = pd.MultiIndex.from_product([programmes, SOLUTIONS], names=["programme", "solution"])
    tidy = over_years(placed, ["programme", "solution"], "persons", evidence.years, every, so_far=True)
    people = given["cohorts"].groupby("programme")["persons"].sum()
    tidy["of_persons"] = tidy["programme"].map(people).fillna(0.0)
    tidy["share"] = (tidy["persons"] / tidy["of_persons"].where(tidy["of_persons"] > 0)).fillna(0.0)
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    return tidy


def settled_at_end(settled: pd.DataFrame) -> pd.DataFrame:
    """Persons settled by the last year: programme, title, persons, of_persons, share; a row for every programme."""
    last = settled[settled["year"] == settled["year"].max()]
    by_programme = last.groupby(["programme", "title", "of_persons"], as_index=False, sort=False)["persons"].sum()
    share = by_programme["persons"] / by_programme["of_persons"].where(by_programme["of_persons"] > 0)
    return pd.DataFrame(by_programme.assign(share=share.fillna(0.0)))
