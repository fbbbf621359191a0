"""Bottlenecks by place and year: what is used up where and when, and what ten per cent more of it would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.limits import MORE
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resettle.results.plan import Plan

_TIGHT = 1e-6
_NAMES = {
    "eq03_opening": "households that the site takes, as far as it is opened",
    "eq03_size": "the most households that the place takes",
    "eq05_rooms": "homes with rooms enough",
    "eq05b_tenure": "homes for people who arrive",
    "eq06_build_place": "builders of the place",
    "eq06_option_year": "homes of one kind to be had in a year",
    "eq06_option_total": "homes of one kind to be had in all",
    "eq07_land": "land ready or cleared",
    "eq08_contaminated": "land that can be cleared at all",
    "eq08_place": "clearance teams of the place",
}
_OF_SERVICE = {"eq09_standard": "units of {service}", "eq10_staff": "staff of {service}"}


def bottleneck_map(plan: Plan) -> pd.DataFrame:
    """Every limit of a place that is used up or has a price.

    Columns
    -------
    programme, place, name : whose; ``name`` as the dataset has it
    year : missing for a limit over all years
    key, label : which limit (``eq05_rooms``, ``eq09_standard school``), and its name in words
    there, used : how much there is of it, and how much of that is used, in the unit of the limit
    full : whether nothing of it is left
    person_years, persons : what 10 % more of it in that year alone would bring in the whole plan, at the margin; below
        nought where more of it would settle people elsewhere, or save money

    What the plan makes itself (homes, services, cleared land) is told too: the question is what people find there.
    """
    rows = plan["bottlenecks"]
    rows = rows[rows["place"] != ""]
    services = titles(plan.dataset, "services")
    keys = list(zip(rows["constraint"].tolist(), rows["service"].tolist(), strict=True))
    names = {key: _label(*key, services) for key in dict.fromkeys(keys)}
    places = plan.dataset["places"].set_index("place")
    table = pd.DataFrame(
        {
            "programme": rows["place"].map(places["programme"]),
            "place": rows["place"],
            "name": rows["place"].map(titles(plan.dataset, "places")),
            "year": rows["year"],
            "key": [f"{constraint} {service}".strip() for constraint, service in keys],
            "label": [names[key] for key in keys],
            "there": rows["limit"],
            "used": rows["used"],
            "full": rows["limit"] - rows["used"] <= _TIGHT * rows["limit"].abs().clip(lower=1.0),
            "person_years": MORE * rows["limit"] * rows["person_years_per_unit"],
            "persons": MORE * rows["limit"] * rows["persons_per_unit"],
        }
    )
    table = table[table["label"] != ""]
    order = {place: position for position, place in enumerate(places.index)}
    return table.sort_values(["place", "year"], key=_by(order), kind="stable", ignore_index=True)


def by_place_and_year(table: pd.DataFrame, key: str = "") -> pd.DataFrame:
    """Sums of one limit, or of all of them, by place and year; limits over all years stand in no year and are left out.

    Columns: programme, place, name, year, person_years, persons, full (labels of what is full, the one worth most
    first).
    """
    rows = table[table["year"].notna()]
    rows = rows[rows["key"] == key] if key else rows
    rows = rows.sort_values("person_years", ascending=False, kind="stable")
    keys = ["programme", "place", "name", "year"]
    grouped = rows.groupby(keys, sort=False)
    sums = grouped[["person_years", "persons"]].sum()
    full = rows[rows["full"]].groupby(keys, sort=False)["label"].agg(lambda found: ", ".join(dict.fromkeys(found)))
    sums["full"] = full.reindex(sums.index).fillna("")
    found = sums.reset_index().astype({"year": int})
    order = {place: position for position, place in enumerate(table["place"].unique())}
    return found.sort_values(["place", "year"], key=_by(order), kind="stable", ignore_index=True)


def kinds(table: pd.DataFrame) -> dict[str, str]:
    """Keys and labels of the limits that are there, the one that is worth most in all first."""
    worth = table.groupby(["key", "label"], sort=False)["person_years"].sum().sort_values(ascending=False)
    return {str(key): str(label) for key, label in worth.index}


def _label(constraint: str, service: str, services: pd.Series) -> str:
    if constraint in _OF_SERVICE:
        return _OF_SERVICE[constraint].format(service=str(services.get(service, service)).lower())
    return _NAMES.get(constraint, "")


def _by(order: Mapping[str, int]) -> Callable[[pd.Series], pd.Series]:
    """Sort key: places in the dataset's order, everything else as it is."""
    return lambda column: column.map(order) if column.name == "place" else column
