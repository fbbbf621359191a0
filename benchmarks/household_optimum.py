"""Single households placed exactly, by whole-number programmes that share no code with the placing.

A column for each household and place and year that it may have. Rows: each household once; as many of a cohort,
solution, place and year as the plan says (or, without the plan's counts, as many as there are homes with rooms enough);
services (9) with real persons. Solved by HiGHS through SciPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import optimize, sparse

from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

WISHES = (4.0, 3.0, 2.0)
"""What the first, second and third wish are worth."""


@dataclass(frozen=True)
class Optimum:
    """Rows taken (household, place, year, persons_years, wish), and the gap that HiGHS states."""

    taken: pd.DataFrame
    gap: float


class Exact:
    """The programme of one registry and plan.

    Parameters
    ----------
    plan, registry : as placed
    counted : by the plan's counts; without, by homes alone: what a placement engine would do that knows no plan
    """

    def __init__(self, plan: Plan, registry: Registry, *, counted: bool = True) -> None:
        self._evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
        self._plan, self._counted = plan, counted
        households = registry.households[registry.households["solution"] != ""]
        slots = plan["placements"][["cohort", "solution", "place", "year", "households"]]
        self._slots = slots if counted else self._every_slot(households)
        self.columns = self._columns(households)

    def _every_slot(self, households: pd.DataFrame) -> pd.DataFrame:
        """Every place and year for every cohort that relocates."""
        cohorts = households[["cohort", "solution"]].drop_duplicates()
        places = self._evidence.given["vacant_homes"][["place"]].drop_duplicates()
        years = pd.DataFrame({"year": list(self._plan.years)})
        return cohorts.merge(places, how="cross").merge(years, how="cross").assign(households=len(households))

    def _columns(self, households: pd.DataFrame) -> pd.DataFrame:
        own = households[["household", "cohort", "solution", "from_year", "persons", "profile", "size_class"]]
        refused, wishes = households["refuses"].str.split(";"), households["wishes"].str.split(";")
        both = own.assign(refused=refused, wished=wishes).merge(self._slots, on=["cohort", "solution"])
        able = both["from_year"].fillna(0).to_numpy(dtype=int) <= both["year"].to_numpy(dtype=int)
        able &= ~np.array([place in names for place, names in zip(both["place"], both["refused"], strict=True)])
        both = both[able].reset_index(drop=True)
        weight = self._plan.dataset["profiles"].set_index("profile")["priority_weight"]
        left = self._plan.years[-1] - both["year"] + 1
        both["person_years"] = both["persons"] * left * both["profile"].map(weight)
        both["wish"] = [
            WISHES[names.index(place)] if place in names else 0.0
            for place, names in zip(both["place"], both["wished"], strict=True)
        ]
        return both.drop(columns=["refused", "wished"])

    def best(self, worth: np.ndarray, *, fixed: pd.DataFrame | None = None, seconds: float = 300.0) -> Optimum:
        """The most of ``worth`` (a figure a column); ``fixed``: household and year of exactly those who are placed."""
        columns, upper = self.columns, np.ones(len(self.columns))
        once = np.ones(columns["household"].nunique())
        least = np.zeros(len(once))
        if fixed is not None:
            year = columns["household"].map(fixed.set_index("household")["year"])
            upper = (year == columns["year"]).to_numpy(dtype=float)
            _, names = pd.factorize(columns["household"])
            least = pd.Index(names).isin(fixed["household"]).astype(float)
        rows = [
            optimize.LinearConstraint(_sums(columns["household"]), least, once),
            self._homes(),
            *self._services(),
        ]
        found = optimize.milp(
            -worth,
            integrality=np.ones(len(columns)),
            bounds=optimize.Bounds(0, upper),
            constraints=rows,
            options={"time_limit": seconds, "mip_rel_gap": 1e-7},
        )
        if found.x is None:
            raise RuntimeError(found.message)
        return Optimum(columns[found.x > 0.5], float(found.mip_gap or 0.0))

    def _homes(self) -> optimize.LinearConstraint:
        """By the plan's counts; or homes of so many rooms or more, for as many as need so many or more."""
        columns = self.columns
        if self._counted:
            key = columns[["cohort", "solution", "place", "year"]].astype(str).agg("|".join, axis=1)
            most = columns.assign(key=key).drop_duplicates("key")["households"].to_numpy(dtype=float)
            return optimize.LinearConstraint(_sums(key), -np.inf, most)
        homes = self._evidence.given["vacant_homes"]
        rooms = columns["size_class"].map(self._plan.dataset["size_classes"].set_index("size_class")["rooms"])
        parts, most = [], []
        for least in sorted(homes["rooms"].unique()):
            there = homes[homes["rooms"] >= least].groupby("place")["homes"].sum()
            for place in sorted(columns["place"].unique()):
                use = ((columns["place"] == place) & (rooms >= least)).to_numpy(dtype=float)
                parts.append(sparse.csr_array(use[None, :]))
                most.append(float(there.get(place, 0.0)))
        return optimize.LinearConstraint(sparse.vstack(parts).tocsr(), -np.inf, np.array(most))

    def _services(self) -> list[optimize.LinearConstraint]:
        given, scenario = self._evidence.given, self._plan.scenario
        there = self._evidence.spare.add(self._evidence.units_ready, fill_value=0.0)
        needs = given["service_needs"].set_index(["service", "profile"])["units_per_person"]
        share = given["services"].set_index("service")["integrate_share"].fillna(1.0)
        rows = []
        for service in given["services"]["service"]:
            norm = self.columns["profile"].map(lambda profile, s=service: needs.get((s, profile), 0.0))
            part = np.where(self.columns["solution"] == "integrate", share[service], 1.0)
            use = (norm * self.columns["persons"]).to_numpy() * part * scenario.standard_of(service)
            for year in self._plan.years:
                by = (use > 0) & (self.columns["year"] <= year).to_numpy()
                if not by.any():
                    continue
                key = self.columns["place"][by]
                number, places = pd.factorize(key)
                matrix = sparse.csr_array(
                    (use[by], (number, np.flatnonzero(by))), shape=(len(places), len(self.columns))
                )
                most = [
                    float(there.loc[(place, service)][year]) if (place, service) in there.index else 0.0
                    for place in places
                ]
                rows.append(optimize.LinearConstraint(matrix, -np.inf, np.array(most) + 1e-7))
        return rows


def _sums(key: pd.Series) -> sparse.csr_array:
    number, names = pd.factorize(key)
    return sparse.csr_array((np.ones(len(key)), (number, np.arange(len(key)))), shape=(len(names), len(key)))
