"""Columns of tidy frames as people read them: their headings, with units, and their number formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

WHOLE, ONE, SHARE, YEAR = "%,.0f", "%,.1f", "percent", "%d"
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
        "worth": ("Rise of the plan's result by 10 % more", SHARE),
        "person_years": ("Person-years won by 10 % more", WHOLE),
        "persons": ("People won by 10 % more", WHOLE),
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
        "needed_units": ("Needed by the norm", ONE),
        "available_units": ("Available", ONE),
        "used_share": ("Needed, share of available", SHARE),
    },
    "places_on_map": {
        "name": ("Place", ""),
        "other_names": ("Other names in use", ""),
        "latitude": ("Latitude, ° N", "%.3f"),
        "longitude": ("Longitude, ° E", "%.3f"),
        "persons": ("People settled", WHOLE),
    },
    "confidence": {
        "table": ("Table", ""),
        "confidence": ("Confidence", ""),
        "rows": ("Rows", WHOLE),
        "share": ("Share of the table", SHARE),
    },
}


def for_people(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """The frame with headings for people, and its number formats; columns that only computers need are left out."""
    headings = _HEADINGS[name]
    table = frame[list(headings)].rename(columns={column: heading for column, (heading, _) in headings.items()})
    return table, {heading: pattern for heading, pattern in headings.values() if pattern}
