"""Land: what is ready, what is cleared by when, what is built on; against what is contaminated and can be cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.tidy import titles
from resettle.results.verification.homes import capacity
from resettle.results.verification.yearly import every_year

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

_TIGHT = 1e-6


def land_by_place(evidence: Evidence) -> pd.DataFrame:
    """Land of every place that has a row of land, by year, in hectares.

    Columns: programme, place, name, year, ready_ha (missing: land does not limit), contaminated_ha (at the start),
    cleared_ha (in the year), can_clear_ha (most that the place's teams clear in a year; missing: no limit of its
    own), usable_ha (ready, and cleared by the year before), used_ha (under what is commissioned by then),
    at_limit (whether the place's teams clear all that they can in the year).
    """
    given, years = evidence.given, evidence.years
    land = given["land"].set_index("place")
    every = pd.Index(land.index, name="place")
    columns = {
        "cleared_ha": evidence.clearing.reindex(every).fillna(0.0),
        "can_clear_ha": every_year(land["clear_ha_per_year"], years),
        "usable_ha": every_year(land["ready_ha"], years).add(evidence.cleared.reindex(every).fillna(0.0)),
        "used_ha": evidence.land_used.reindex(every).fillna(0.0),
    }
    tidy = pd.DataFrame({"place": np.repeat(every.to_numpy(), len(years)), "year": np.tile(years, len(every))})
    for name, frame in columns.items():
        tidy[name] = frame.to_numpy(dtype=float).ravel()
    for name in ("ready_ha", "contaminated_ha"):
        tidy[name] = tidy["place"].map(land[name])
    tidy["contaminated_ha"] = tidy["contaminated_ha"].fillna(0.0)
    tidy["at_limit"] = (tidy["cleared_ha"] > 0) & (tidy["cleared_ha"] >= tidy["can_clear_ha"] * (1 - _TIGHT))
    tidy["programme"] = tidy["place"].map(evidence.programme_of)
    tidy["name"] = tidy["place"].map(titles(given, "places"))
    order = ["programme", "place", "name", "year", "ready_ha", "contaminated_ha", *columns, "at_limit"]
    return tidy[order].astype({"year": "int64"})


def clearance_by_year(evidence: Evidence) -> pd.DataFrame:
    """Hectares cleared by each programme in each year and the most that it can clear (missing: no limit).

    Columns: programme, title, year, cleared_ha, can_clear_ha. Only programmes with contaminated land.
    """
    given, years = evidence.given, evidence.years
    with_mines = given["land"].loc[given["land"]["contaminated_ha"].fillna(0.0) > 0, "place"]
    programmes = [
        name for name in given["programmes"]["programme"] if name in set(with_mines.map(evidence.programme_of))
    ]
    every = pd.Index(programmes, name="programme", dtype=object)
    cleared = evidence.of_programme(evidence.clearing).reindex(every).fillna(0.0)
    limit = capacity(evidence, "clearance").reindex(every)
    tidy = pd.DataFrame({"programme": np.repeat(every.to_numpy(), len(years)), "year": np.tile(years, len(every))})
    tidy["cleared_ha"] = cleared.to_numpy(dtype=float).ravel()
    tidy["can_clear_ha"] = limit.to_numpy(dtype=float).ravel()
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    return tidy.astype({"year": "int64"})
