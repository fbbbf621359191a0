"""How many households of each cohort have chosen a solution by each year, as the dataset's shares have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.columns import SOLUTIONS

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def chosen_by_year(dataset: Dataset) -> pd.DataFrame:
    """Whole households that have chosen: cohort, solution, year (in which their share holds), households (so far).

    Shares are those of the cohort's own origin where the dataset has any for the solution, else the programme's. Of
    the households times the share the whole part counts, and one more where what is left over is a half or more;
    never more over all solutions than there are. A row for each cohort, solution and year in which the share is given.
    """
    shares = _shares(dataset)
    cohorts = dataset["cohorts"][["cohort", "programme", "origin", "households"]]
    own = cohorts.merge(shares, on=["programme", "origin"])
    told = own[["cohort", "solution"]].drop_duplicates().assign(own=True)
    all_origins = shares[shares["origin"] == ""].drop(columns="origin")
    rest = cohorts.merge(all_origins, on="programme").merge(told, on=["cohort", "solution"], how="left")
    rows = pd.concat([own, rest[rest["own"].isna()].drop(columns="own")], ignore_index=True)
    rows["solution"] = pd.Categorical(rows["solution"], categories=list(SOLUTIONS), ordered=True)
    rows = rows.sort_values(["cohort", "solution", "year"], ignore_index=True)
    rows["households"] = np.floor(rows["households"] * rows["share"] + 0.5).astype("int64")
    return _no_more_than_there_are(rows, cohorts)[["cohort", "solution", "year", "households"]]


def _shares(dataset: Dataset) -> pd.DataFrame:
    """programme, origin, solution, year, share; what is given for before the first year holds from it on."""
    given = dataset["willingness"][["programme", "origin", "solution", "from_year", "share"]]
    year = given["from_year"].clip(lower=dataset.years[0]).astype("int64")
    shares = given.assign(year=year).sort_values("from_year", kind="stable")
    return shares.drop_duplicates(["programme", "origin", "solution", "year"], keep="last").drop(columns="from_year")


def _no_more_than_there_are(rows: pd.DataFrame, cohorts: pd.DataFrame) -> pd.DataFrame:
    """Later solutions get what earlier ones leave at their last; rounding may have asked for one too many."""
    last = rows.groupby(["cohort", "solution"], observed=True)["households"].transform("max")
    most = rows.drop_duplicates(["cohort", "solution"]).assign(most=last)
    before = most.groupby("cohort")["most"].cumsum() - most["most"]
    there = most["cohort"].map(cohorts.set_index("cohort")["households"])
    room = most.assign(room=(there - before).clip(lower=0.0))[["cohort", "solution", "room"]]
    capped = rows.merge(room, on=["cohort", "solution"], how="left")
    capped["households"] = np.minimum(capped["households"], np.floor(capped["room"])).astype("int64")
    return capped
