"""Who has chosen a solution that is open: the most that any plan can settle, and where they would settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.tidy import by_key_and_year
from resettle.results.verification.choices import SOLUTIONS, opening
from resettle.results.verification.yearly import latest

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.verification.evidence import Evidence

GROUP = ["programme", "origin", "current_place"]


def people_choosing(evidence: Evidence) -> pd.DataFrame:
    """Persons who have chosen a solution that opens within the horizon, by the end of each year.

    Rows: programme, origin, current_place, solution; a column for each year. Nobody is placed against a choice, so
    no plan can settle more. A solution that never opens to a group, or leads to no place of the plan, is left out.
    """
    given, years = evidence.given, evidence.years
    people = given["cohorts"].groupby(GROUP, sort=False)["persons"].sum().reset_index()
    groups = people.merge(pd.DataFrame({"solution": list(SOLUTIONS)}), how="cross")
    shares = _shares(given, groups, years)
    opens = _opens(given, groups)
    open_by = opens[:, None] <= years.to_numpy(dtype=float)[None, :]
    reachable = np.flatnonzero(((shares > 0) & open_by).any(axis=1))
    persons = shares * groups["persons"].to_numpy(dtype=float)[:, None]
    index = pd.MultiIndex.from_frame(groups[[*GROUP, "solution"]])
    return pd.DataFrame(persons[reachable], index=index[reachable], columns=years)


def chosen_by_year(choosing: pd.DataFrame, programmes: list[str]) -> pd.DataFrame:
    """Persons who have chosen by each year: programme, year, persons; ``choosing`` as ``people_choosing`` gives it."""
    total = choosing.groupby(level="programme").sum().reindex(programmes).fillna(0.0).rename_axis(index="programme")
    return by_key_and_year(total, "persons")


def choosing_a_place(choosing: pd.DataFrame, place: str) -> pd.DataFrame:
    """Persons whose choice leads to one place alone (return to it, or integrate in it): solution, year, persons."""
    rows = choosing.reset_index()
    home = rows["origin"].where(
        rows["solution"] == "return", rows["current_place"].where(rows["solution"] != "relocate")
    )
    named = rows[home == place].set_index("solution")[list(choosing.columns)]
    total = named.groupby(level="solution").sum().reindex(["return", "integrate"]).fillna(0.0)
    return by_key_and_year(total.rename_axis(index="solution"), "persons")


def _shares(given: Dataset, groups: pd.DataFrame, years: pd.Index) -> np.ndarray:
    """Share that has chosen by each year; a row for the group's own origin goes before the programme's."""
    stated = given["willingness"].rename(columns={"from_year": "year"})
    keys = ["programme", "origin", "solution"]
    paths = latest(stated, keys, "share", years)
    own = pd.MultiIndex.from_frame(groups[keys]).isin(paths.index)
    asked = pd.MultiIndex.from_frame(groups[keys].assign(origin=groups["origin"].where(own, "")))
    return paths.reindex(asked).fillna(0.0).to_numpy(dtype=float)


def _opens(given: Dataset, groups: pd.DataFrame) -> np.ndarray:
    """The year from which each group's solution is open somewhere that it can lead to; infinite where nowhere is."""
    places = given["places"]
    home = groups["origin"].where(groups["solution"] == "return", groups["current_place"])
    opens = opening(places, given["solutions"], groups.assign(place=home))
    opens[~home.isin(places["place"]).to_numpy()] = np.inf
    elsewhere = places.assign(solution="relocate")
    elsewhere["opens"] = opening(places, given["solutions"], elsewhere)
    earliest = elsewhere.groupby("programme")["opens"].min()
    relocating = (groups["solution"] == "relocate").to_numpy()
    opens[relocating] = groups.loc[relocating, "programme"].map(earliest).fillna(np.inf).to_numpy(dtype=float)
    return opens
