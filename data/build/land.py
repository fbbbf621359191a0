"""Residential land: what is ready, what is to be cleared, and how fast. Not the whole contaminated area."""

from __future__ import annotations

from build.constants import (
    CLEARED_HA,
    HOME_PLOT_HA,
    HOUSING_PLOTS_HA,
    PERSONS_PER_HOUSEHOLD,
    PROGRAMME_CLEARANCE_HA,
    RESIDENTIAL_PACE_HA,
)
from build.margins import return_origins
from build.places import RETURN_DISTRICTS
from build.table import ASSUMPTION, Row

COLUMNS = (
    "place",
    "ready_ha",
    "contaminated_ha",
    "clear_usd_per_ha",
    "clear_ha_per_year",
    "source",
    "confidence",
    "note",
)

CLEARANCE_SHARE = {
    "aghdam": 0.20,
    "fuzuli": 0.20,
    "jabrayil": 0.154,
    "zangilan": 0.10,
    "gubadli": 0.07,
    "lachin": 0.08,
    "kalbajar": 0.021,
    "shusha": 0.03,
    "khojaly": 0.085,
    "khojavend": 0.02,
    "khankendi": 0.02,
    "aghdara": 0.02,
}
"""Assumed; leans on cleared shares in 2023 (Aghdam 30 %, Fuzuli 27, Khojaly 15.8, Khojavend 5.3) and Kalbajar's
1,105 of 53,082 ha = 2.1 %."""
USED_HOMES = 12_000
USD_PER_HA = 10_000
FACILITIES = 1.1


def rows() -> list[Row]:
    """Return land by return district; elsewhere land does not limit."""
    ready = HOUSING_PLOTS_HA * CLEARED_HA / PROGRAMME_CLEARANCE_HA - USED_HOMES * HOME_PLOT_HA
    return [_row(place, ready) for place in RETURN_DISTRICTS]


def _row(place: str, ready: float) -> Row:
    share = CLEARANCE_SHARE[place]
    homes = return_origins()[place] / PERSONS_PER_HOUSEHOLD
    ready_here = round(ready * share)
    needed = max(0, round(homes * HOME_PLOT_HA * FACILITIES) - ready_here)
    return {
        "place": place,
        "ready_ha": ready_here,
        "contaminated_ha": needed,
        "clear_usd_per_ha": USD_PER_HA,
        "clear_ha_per_year": round(RESIDENTIAL_PACE_HA * share),
        "source": "clearance_2025",
        "confidence": ASSUMPTION,
        "note": (
            f"Ready = (14,713 ha of plots x 218,262 / 280,000 done - 12,000 homes x 0.426) x {share} (split assumed). "
            f"To clear = {homes:,.0f} homes if all came home x 0.426 x 1.1 for facilities - ready. "
            f"A year = 65,500 x 14,713 / 280,000 = 3,442 ha x {share}. "
            "US$ 10,000 lies between 2,706 (outlay so far) and 21,428."
        ),
    }
