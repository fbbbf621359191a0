"""Homes in the return districts: flats by the towns' plans, houses, and repairs net of unresolved claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build.constants import ARMENIA_HOUSEHOLDS, ASSUMED, FLAT_MIX, PERSONS_PER_HOUSEHOLD
from build.home_prices import ROOM_FACTOR, home, new_home_usd
from build.margins import ARMENIAN_ORIGINS
from build.rounding import whole

if TYPE_CHECKING:
    from build.table import Row

PLACE_FACTOR = {"kalbajar": 1.15, "lachin": 1.10}
"""Mountain roads and winters: assumed."""
TOWN_PLANS = {
    "aghdam": 100_000,
    "fuzuli": 50_000,
    "jabrayil": 15_000,
    "zangilan": 16_000,
    "kalbajar": 17_000,
    "lachin": 18_000,
    "aghdara": 14_000,
    "shusha": 25_000,
}
"""People whom the town's plan has room for (Shusha: middle of 20,000-30,000)."""
ASSUMED_PLANS = {"gubadli": 16_000, "khojaly": 14_000, "khojavend": 14_000, "khankendi": 25_000}
"""Plans not found: like Zangilan, Aghdara, Aghdara and Shusha."""
IN_FLATS = 0.7
"""Aghdam's plan: 70 % in flats."""
BUILT_BY_2036 = 10 / 14
"""Most plans run to about 2040, so ten of the fourteen years from 2026 (assumed); the rest live in houses."""

LEFT_2023 = {place: ARMENIA_HOUSEHOLDS * share for place, share in ARMENIAN_ORIGINS.items()} | {"khojaly": 5_000}
"""Homes of the families who left in 2023; in Khojaly the houses reported under repair (a single press item)."""
CLAIMED = 0.8
"""Part of them counted as having unresolved property claims (assumed): planned for nobody."""
REPAIRS_A_YEAR = {"khojaly": 2_450 * 11 / 18, "aghdara": 2_450 * 7 / 18}
OTHER_REPAIRS_A_YEAR = 500
REPAIR_USD = {3: 22_000, 4: 27_000}
REPAIR_SHARE = {3: 0.6, 4: 0.4}


def flats_and_houses(place: str) -> list[Row]:
    """New flats as far as the town's plan goes, and houses without limit (none in Khankendi, a town of 29 km2)."""
    factor = PLACE_FACTOR.get(place, 1.0)
    people = TOWN_PLANS.get(place) or ASSUMED_PLANS[place]
    plan = "the town's plan" if place in TOWN_PLANS else "no plan found, assumed"
    source = f"city_plan_{place}" if place in TOWN_PLANS else "flat_fuzuli"
    totals = whole(list(FLAT_MIX.values()), round(people * IN_FLATS * BUILT_BY_2036 / PERSONS_PER_HOUSEHOLD))
    found = []
    for rooms, total in enumerate(totals, start=1):
        note = (
            f"{_cost(rooms, factor)} Total = {people:,} people ({plan}) x 0.7 in flats x 10 / 14 by 2036 / 3.76 "
            f"x {total / sum(totals):.3f} with {rooms} rooms as in Aghdam."
        )
        found.append(home(place, f"flat_{rooms}", new_home_usd(rooms, factor), source, note, units_total=total))
    if place == "khankendi":
        return found
    for rooms in (2, 3, 4):
        note = f"No price of a house was found, so as a flat: {_cost(rooms, factor)}"
        found.append(home(place, f"house_{rooms}", new_home_usd(rooms, factor), "flat_fuzuli", note))
    return found


def repairs(place: str) -> list[Row]:
    """Repairs of standing houses; four in five are taken as claimed until a planner knows better."""
    if place not in LEFT_2023:
        return []
    total, pace = LEFT_2023[place], REPAIRS_A_YEAR.get(place, OTHER_REPAIRS_A_YEAR)
    said = (
        "About 5,000 houses under repair (single press item)"
        if place == "khojaly"
        else f"25,000 families who left in 2023 x {ARMENIAN_ORIGINS[place]:g} from here (assumed)"
    )
    found = []
    for rooms, share in REPAIR_SHARE.items():
        homes = round(total * share)
        note = (
            f"{said} x {share} with {rooms} rooms (assumed); claims = 0.8 of them (assumed), planned for nobody; "
            f"a year {pace:,.0f} x {share}; cost assumed at about a third of a new home."
        )
        source = {"khojaly": "khojaly_repairs", "aghdara": "repairs_2025"}.get(place, ASSUMED)
        found.append(
            home(
                place,
                f"repair_{rooms}",
                REPAIR_USD[rooms],
                source,
                note,
                units_per_year=round(pace * share),
                units_total=homes,
                unresolved_claims=round(homes * CLAIMED),
            )
        )
    return found


def _cost(rooms: int, factor: float) -> str:
    return f"cost = AZN 113,008 / 1.7 x {ROOM_FACTOR[rooms]} (rooms, assumed) x {factor} (place, assumed)."
