"""Services against their norm, place by place and year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.insight.tidy import by_key_and_year, titles
from resettle.results.verification.yearly import add

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.verification.evidence import Evidence


FULL = 0.995
"""Share from which a service counts as used to 100 %: what a cell in whole per cent shows as 100."""


def services_against_norm(evidence: Evidence) -> pd.DataFrame:
    """How much of each service the people settled need by the norm, and how much there is for them.

    Columns: programme, place, name, service, title, unit, year, needed_units (the norm, whole), available_units,
    used_share (needed / available; above 1 only where a scenario lowers the standard). Only places, services and
    years in which somebody needs something.
    """
    given = evidence.given
    needed = evidence.in_use
    available = add(evidence.spare, evidence.units_ready).reindex(needed.index).fillna(0.0)
    tidy = by_key_and_year(needed, "needed_units")
    tidy["available_units"] = by_key_and_year(available, "available_units")["available_units"]
    tidy = tidy[tidy["needed_units"] > 0].reset_index(drop=True)
    places = given["places"].set_index("place")
    services = given["services"].set_index("service")
    tidy["used_share"] = tidy["needed_units"] / tidy["available_units"].where(tidy["available_units"] > 0, np.nan)
    tidy["programme"] = tidy["place"].map(evidence.programme_of)
    tidy["name"] = tidy["place"].map(places["name"])
    tidy["title"] = tidy["service"].map(titles(given, "services"))
    tidy["unit"] = tidy["service"].map(services["unit"])
    columns = ["programme", "place", "name", "service", "title", "unit", "year"]
    order = {place: position for position, place in enumerate(given["places"]["place"])}
    tidy = tidy.sort_values("place", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    return tidy[[*columns, "needed_units", "available_units", "used_share"]].astype({"year": "int64"})
