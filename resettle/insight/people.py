"""Who has settled by when: the same measures for every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.tidy import by_key_and_year, over_years, titles

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

SOLUTIONS = ("return", "integrate", "relocate")


def settled_by_year(evidence: Evidence) -> pd.DataFrame:
    """Persons settled by the end of each year, with a row for every programme, solution and year.

    Columns: programme, title, solution, year, persons (so far), of_persons (all of the programme), share.
    """
    given, plan = evidence.given, evidence.plan
    programmes = list(given["programmes"]["programme"])
    of_cohort = given["cohorts"].set_index("cohort")["programme"]
    placed = plan["placements"].assign(programme=plan["placements"]["cohort"].map(of_cohort))
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


def chosen_by_year(evidence: Evidence) -> pd.DataFrame:
    """Persons who have chosen a solution that is open by each year: programme, year, persons.

    Nobody is placed against a choice, so no plan can settle more.
    """
    choices = evidence.choices
    reachable = choices.pairs.groupby("class_")["first"].min()
    classes = choices.classes.loc[choices.classes.index.isin(reachable.index)]
    persons = choices.willing.loc[classes.index].mul(classes["mean_size"].to_numpy(), axis=0)
    total = persons.groupby(classes["programme"].to_numpy()).sum().rename_axis(index="programme")
    return by_key_and_year(total, "persons")
