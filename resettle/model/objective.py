"""What is best: most_people, least_cost, fairest (docs/formulation.md, What is best)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.lp import minus, term
from resettle.model.money import USD_PER_MILLION

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance

USD_PER_PERSON_SHORT = 10_000_000.0
TARGETS_FIRST = 100.0
"""How many times the price of a person or household short is with ``targets_first``: more than meeting one target can
cost others (a person's weight times preference is some units, and a home for one may be had for several)."""
USD_PER_PERSON_YEAR_OF_LEAST_COST = 100.0


def person_years(x: Decisions) -> pd.DataFrame:
    """PY = Σ weight[c]·preference[c]·h(c)·(|T| − t + 1)·x[c,d,t]."""
    people = x.settle
    worth = people["weight"] * people["preference"] * people["persons_per_household"] * people["years_left"]
    return term(people, worth)


def most_people(x: Decisions, given: Instance) -> list[pd.DataFrame]:
    """PY − cost / usd_per_person_year − M·Σv, to be made large.

    M is |T| person-years, a hundred times that with ``targets_first``.
    """
    cost = term(x.spend, -USD_PER_MILLION / given.scenario.usd_per_person_year)
    price = len(given.years) * (TARGETS_FIRST if given.scenario.targets_first else 1.0)
    return [person_years(x), cost, term(x.short, -price)]


def least_cost(x: Decisions, given: Instance) -> list[pd.DataFrame]:
    """Cost without running − 100 US$·PY + M·Σv, to be made small; M is 10 million US$."""
    years = person_years(x)
    reward = minus(years).assign(coefficient=lambda part: part["coefficient"] * USD_PER_PERSON_YEAR_OF_LEAST_COST)
    return [
        term(x.spend[~x.spend["purse"].isin(_running_purses(x))], USD_PER_MILLION),
        reward,
        term(x.short, USD_PER_PERSON_SHORT),
    ]


def price_of_spending(sectors: pd.Series, given: Instance) -> pd.Series:
    """Coefficient of the main objective of a million US$ spent on each sector, by the index of ``sectors``."""
    if given.scenario.mode == "least_cost":
        return pd.Series(USD_PER_MILLION, sectors.index).where(sectors != "running", 0.0)
    return pd.Series(-USD_PER_MILLION / given.scenario.usd_per_person_year, sectors.index)


def _running_purses(x: Decisions) -> pd.Series:
    heads = x.purses.heads
    return heads.loc[heads["sector"] == "running", "purse"]


def worst_cover(x: Decisions, given: Instance) -> list[pd.DataFrame]:
    """First stage of fairest: z, the cover of the worst-off origin community, to be made large.

    z is counted in persons (times everybody), since prices of a share would be lost in the solver's tolerance.
    """
    everybody = float(given.choices.members.drop_duplicates("cohort")["persons"].sum())
    return [term(x.worst, everybody)]
