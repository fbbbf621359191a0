"""The building programme: what becomes ready at each place in each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.homes import KIND_TITLES
from resettle.insight.tidy import titles
from resettle.results.verification.yearly import figures_of

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

HOMES, FACILITIES = "homes", "facilities"
_COLUMNS = ["programme", "place", "name", "family", "item", "title", "unit", "begun", "year", "amount"]
_SOME = 1e-6


def works(evidence: Evidence) -> pd.DataFrame:
    """Every lot of homes and facilities that becomes ready within the horizon.

    Columns: programme, place, name, family (``homes`` or ``facilities``), item (kind of home, or service), title,
    unit, begun (year of commission), year (from which it is ready), amount (homes; facilities, or units where
    a service comes in any amount). Homes of one kind are one item, whatever their rooms; certificates and secured
    tenures are homes too.
    """
    tidy = pd.concat([_homes(evidence), _facilities(evidence)], ignore_index=True)
    tidy = tidy[(tidy["amount"] > _SOME) & (tidy["year"] <= int(evidence.years[-1]))]
    keys = [name for name in _COLUMNS if name not in {"amount", "programme", "name"}]
    tidy = tidy.groupby(keys, sort=False)["amount"].sum().reset_index()
    tidy["programme"] = tidy["place"].map(evidence.programme_of)
    tidy["name"] = tidy["place"].map(titles(evidence.given, "places"))
    order = {place: position for position, place in enumerate(evidence.given["places"]["place"])}
    tidy = tidy.sort_values("place", key=lambda places: places.map(order), kind="stable", ignore_index=True)
    return tidy[_COLUMNS].astype({"begun": "int64", "year": "int64"})


def _homes(evidence: Evidence) -> pd.DataFrame:
    options = evidence.given["housing_options"].set_index("option")
    homes = evidence.plan["homes"]
    kind = options["kind"].reindex(homes["option"]).to_numpy()
    lead = figures_of(homes["option"], options["lead_years"]).fillna(0).to_numpy(dtype=np.int64)
    begun = homes["year"].to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            "place": homes["place"].to_numpy(),
            "family": HOMES,
            "item": kind,
            "title": [KIND_TITLES.get(str(one), str(one)) for one in kind],
            "unit": "homes",
            "begun": begun,
            "year": begun + lead,
            "amount": homes["homes"].to_numpy(dtype=float),
        }
    )


def _facilities(evidence: Evidence) -> pd.DataFrame:
    services = evidence.given["services"].set_index("service")
    built = evidence.plan["facilities"]
    size = figures_of(built["service"], services["module_size"]).fillna(0.0).to_numpy(dtype=float)
    lead = figures_of(built["service"], services["lead_years"]).fillna(0).to_numpy(dtype=np.int64)
    begun = built["year"].to_numpy(dtype=np.int64)
    named = zip(size, services["unit"].reindex(built["service"]), strict=True)
    return pd.DataFrame(
        {
            "place": built["place"].to_numpy(),
            "family": FACILITIES,
            "item": built["service"].to_numpy(),
            "title": services["title"].reindex(built["service"]).to_numpy(),
            "unit": [f"facilities of {each:,.0f} ({unit})" if each > 0 else str(unit) for each, unit in named],
            "begun": begun,
            "year": begun + lead,
            "amount": np.where(size > 0, built["modules"].to_numpy(dtype=float), built["units"].to_numpy(dtype=float)),
        }
    )
