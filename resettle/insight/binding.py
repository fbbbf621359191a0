"""What holds a plan back: its limits in words, by how much a little more of each would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.plan import Plan

MORE = 0.1
"""The "little more" that limits are compared by: a tenth of each."""
_COLUMNS = ["limit", "of", "first_year", "last_year", "places", "person_years"]
_WORDS = {
    "eq02_choice": "households' own choices",
    "eq03_size": "size of places",
    "eq06_build_programme": "builders",
    "eq06_purchase_programme": "purchase certificates",
    "eq06_tenure_programme": "present homes secured",
    "eq06_build_place": "builders in single places",
    "eq06_option_year": "homes a year in single places",
    "eq06_option_total": "homes to be had in single places",
    "eq08_place": "clearance in single places",
    "eq08_programme": "clearance teams",
    "eq08_contaminated": "land that can be cleared",
    "eq10_staff": "staff",
    "eq12_link": "roads and railways",
    "eq12_supply": "building material",
    "eq14_budget": "money",
}
"""Limits that somebody could raise, by the name of their rows; the others (rooms, standards, land) follow from them."""


def what_binds(plan: Plan) -> pd.DataFrame:
    """Limits that hold the plan back, the most telling first.

    Returns
    -------
    DataFrame
        limit (in words), of (programme, service or funder by its title; blank where it is of several), first_year,
        last_year (blank where it has no year), places (how many), person_years: what a tenth more of it in all those
        years brings by its shadow prices. Prices hold for small changes and with all else as it is.
    """
    rows = plan["bottlenecks"]
    rows = rows[rows["constraint"].isin(list(_WORDS))]
    worth = rows["person_years_per_unit"] * rows["limit"] * MORE
    named = rows.assign(limit=rows["constraint"].map(_WORDS), of=_of(plan, rows), person_years=worth)
    found = named.groupby(["limit", "of"], sort=False, as_index=False).agg(
        first_year=("year", "min"),
        last_year=("year", "max"),
        places=("place", lambda place: place[place != ""].nunique()),
        person_years=("person_years", "sum"),
    )
    telling = found[found["person_years"] >= 1.0]
    return telling.sort_values("person_years", ascending=False, kind="stable").reset_index(drop=True)[_COLUMNS]


def _of(plan: Plan, rows: pd.DataFrame) -> pd.Series:
    """Whose limit a row is, by title."""
    data = plan.dataset
    of = rows["programme"].replace(_titles(data["programmes"], "programme"))
    services = rows["service"].replace(_titles(data["services"], "service"))
    funders = rows["item"].str.removeprefix("funder ").replace(_titles(data["funders"], "funder"))
    staff, money = rows["constraint"] == "eq10_staff", rows["constraint"] == "eq14_budget"
    return of.mask(staff, services.str.cat(of, sep=", ")).mask(money, funders).astype("str")


def _titles(table: pd.DataFrame, key: str) -> dict[str, str]:
    return dict(zip(table[key], table["title"], strict=True))
