"""Columns of tidy frames as people read them: their headings, with units, and their number formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.app.components.formats import ONE, SHARE, WHOLE, YEAR
from resettle.app.components.why_columns import HEADINGS as WHY_HEADINGS
from resettle.charts.money import SAID as HEAD_TITLES
from resettle.charts.people import SAID as SOLUTION_TITLES
from resettle.charts.provenance import SAID as CONFIDENCE_TITLES
from resettle.insight.homes import KIND_TITLES
from resettle.insight.table_words import TABLE_TITLES

if TYPE_CHECKING:
    import pandas as pd

_HEADINGS: dict[str, dict[str, tuple[str, str]]] = {
    "settled_by_year": {
        "title": ("Programme", ""),
        "solution": ("Solution", ""),
        "year": ("By the end of", YEAR),
        "persons": ("People settled so far", WHOLE),
        "share": ("Share of the programme's people", SHARE),
    },
    "limits": {
        "label": ("Limit", ""),
        "unit": ("Counted in", ""),
        "years": ("At its limit", ""),
        "person_years": ("Person-years by 10 % more", WHOLE),
        "person_years_share": ("Share of the plan's person-years", SHARE),
        "persons": ("People by 10 % more", WHOLE),
        "persons_share": ("Share of the plan's people", SHARE),
        "usd_less": ("US$ saved by 10 % more (least cost)", WHOLE),
    },
    "spending_by_year": {
        "title": ("Programme", ""),
        "head": ("Purpose", ""),
        "year": ("Year", YEAR),
        "usd": ("US$", WHOLE),
    },
    "money_by_funder": {
        "title": ("Funder", ""),
        "carries_over": ("Unspent money stays", ""),
        "year": ("Year", YEAR),
        "given_usd": ("Money of the year, US$", WHOLE),
        "spent_usd": ("Paid, US$", WHOLE),
        "unused_usd": ("Unused, US$", WHOLE),
    },
    "homes_by_rooms": {
        "title": ("Programme", ""),
        "rooms": ("Rooms", YEAR),
        "kind": ("Kind of home", ""),
        "homes": ("Homes", WHOLE),
    },
    "services_against_norm": {
        "name": ("Place", ""),
        "title": ("Service", ""),
        "unit": ("Unit", ""),
        "year": ("Year", YEAR),
        "needed_units": ("Needed by the norm", ONE),
        "available_units": ("Available", ONE),
        "used_share": ("Needed, share of available", SHARE),
    },
    "flows": {
        "title": ("Programme", ""),
        "from_name": ("Live now in", ""),
        "to_name": ("Settle in", ""),
        "solution": ("Solution", ""),
        "persons": ("People settled", WHOLE),
    },
    "coverage_by_origin": {
        "title": ("Programme", ""),
        "name": ("Community of origin", ""),
        "of_persons": ("People", WHOLE),
        "chosen": ("Have chosen what is open", WHOLE),
        "persons": ("People settled", WHOLE),
        "share": ("Settled, share of all", SHARE),
        "share_of_chosen": ("Settled, share of those who have chosen", SHARE),
        "worst": ("Least served of its programme", ""),
    },
    "land_by_place": {
        "name": ("Place", ""),
        "year": ("Year", YEAR),
        "contaminated_ha": ("To be cleared at the start, ha", WHOLE),
        "cleared_ha": ("Cleared in the year, ha", ONE),
        "can_clear_ha": ("Most that its teams clear in a year, ha", ONE),
        "at_limit": ("Teams at their limit", ""),
        "usable_ha": ("Usable, ha", ONE),
        "used_ha": ("Built on, ha", ONE),
    },
    "works": {
        "name": ("Place", ""),
        "title": ("Home or facility", ""),
        "unit": ("Counted in", ""),
        "begun": ("Begun in", YEAR),
        "year": ("Ready from", YEAR),
        "amount": ("Amount", ONE),
    },
    "funders_by_head": {
        "title": ("Funder", ""),
        "head": ("Purpose", ""),
        "usd": ("US$, all years", WHOLE),
    },
    "still_needed": {
        "title": ("Programme", ""),
        "persons": ("Have chosen and are not settled", WHOLE),
        "usd_per_person": ("Plan's cost a person, US$", WHOLE),
        "usd": ("Not funded, US$", WHOLE),
    },
    "arrivals": {
        "origin_name": ("Community of origin", ""),
        "from_name": ("Live now in", ""),
        "solution": ("Solution", ""),
        "persons": ("People settled", WHOLE),
    },
    "homes_at_place": {
        "rooms": ("Rooms, this number or more", YEAR),
        "year": ("Year", YEAR),
        "homes": ("Homes ready or vacant", WHOLE),
        "households": ("Households settled that need them", WHOLE),
    },
    "services_at_place": {
        "title": ("Service", ""),
        "unit": ("Unit", ""),
        "year": ("Year", YEAR),
        "needed_units": ("Needed by the norm", ONE),
        "available_units": ("Available", ONE),
        "used_share": ("Needed, share of available", SHARE),
    },
    "limits_at_place": {
        "label": ("Used up", ""),
        "years": ("In", ""),
        "person_years": ("Person-years won by 10 % more here", WHOLE),
        "persons": ("People won by 10 % more here", WHOLE),
    },
    "places_on_map": {
        "name": ("Place", ""),
        "other_names": ("Other names in use", ""),
        "latitude": ("Latitude, ° N", "%.3f"),
        "longitude": ("Longitude, ° E", "%.3f"),
        "persons": ("People settled", WHOLE),
    },
    "households_by_year": {
        "title": ("Programme", ""),
        "year": ("Year", YEAR),
        "households": ("Households, with noise; blank: fewer than ten, or none", WHOLE),
    },
    "confidence": {
        "table": ("Table", ""),
        "confidence": ("Confidence", ""),
        "rows": ("Rows", WHOLE),
        "share": ("Share of the table", SHARE),
    },
}


_VALUES: dict[str, dict[str, str]] = {
    "solution": dict(SOLUTION_TITLES),
    "kind": KIND_TITLES,
    "head": HEAD_TITLES,
    "confidence": dict(CONFIDENCE_TITLES),
    "table": TABLE_TITLES,
}
"""What stands in columns of keys, in words."""


def for_people(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The frame with headings for people, and its number formats; columns that only computers need are left out."""
    headings = _HEADINGS[name] if name in _HEADINGS else WHY_HEADINGS[name]
    texts = {name: words for name, words in _VALUES.items() if name in headings}
    shown = frame[list(headings)].replace(texts) if texts else frame[list(headings)]
    table = shown.rename(columns={column: heading for column, (heading, _) in headings.items()})
    return table, {heading: pattern for heading, pattern in headings.values() if pattern}
