"""Homes: the options, what they cost at each place, and how many there can be."""

from __future__ import annotations

from build.capacities import CERTIFICATES_A_YEAR
from build.cohorts import households_at
from build.constants import (
    AMD_PER_USD,
    ARMENIA_HOUSEHOLDS,
    ASSUMED,
    AZN_PER_USD,
    FLAT_MIX,
    HOME_PLOT_HA,
    PERSONS_MEAN,
    PERSONS_PER_HOUSEHOLD,
    SIZE_CLASSES,
)
from build.margins import ARMENIAN_ORIGINS
from build.places import HOSTS, PROVINCES, RETURN_DISTRICTS
from build.rounding import whole
from build.table import ASSUMPTION, DERIVED, SOURCED, Row

OPTION_COLUMNS = ("option", "title", "kind", "rooms", "lead_years", "land_ha", "material_t", "source", "confidence", "note")
COLUMNS = (
    "place", "option", "unit_cost_usd", "units_per_year", "units_total", "unresolved_claims", "source", "confidence", "note",
)  # fmt: skip

FLAT_AZN = 113_008
FLAT_USD = FLAT_AZN / AZN_PER_USD
ROOM_FACTOR = {1: 0.60, 2: 0.87, 3: 1.09, 4: 1.36}
"""Cost by rooms over the mean flat, by floor area (assumed); over Aghdam's mix they average 1.0."""
HOST_FACTOR = 0.6
PLACE_FACTOR = {"kalbajar": 1.15, "lachin": 1.10}
"""Mountain roads and winters: assumed."""

CITY_PLANS = {
    "aghdam": (100_000, SOURCED, "city_plan_aghdam"), "fuzuli": (50_000, SOURCED, "city_plan_fuzuli"),
    "jabrayil": (15_000, SOURCED, "city_plan_jabrayil"), "zangilan": (16_000, SOURCED, "city_plan_zangilan"),
    "kalbajar": (17_000, SOURCED, "city_plan_kalbajar"), "lachin": (18_000, SOURCED, "city_plan_lachin"),
    "aghdara": (14_000, SOURCED, "city_plan_aghdara"), "shusha": (25_000, DERIVED, "city_plan_shusha"),
    "gubadli": (16_000, ASSUMPTION, ASSUMED), "khojaly": (14_000, ASSUMPTION, ASSUMED),
    "khojavend": (14_000, ASSUMPTION, ASSUMED), "khankendi": (25_000, ASSUMPTION, ASSUMED),
}  # fmt: skip
"""People whom the town's plan has room for; four were not found (like Zangilan, Aghdara, Aghdara, Shusha)."""
PLAN_FLATS = 0.7

LEFT_2023 = {**{key: round(ARMENIA_HOUSEHOLDS * share) for key, share in ARMENIAN_ORIGINS.items()}, "khojaly": 5_000}
"""Homes of the families who left in 2023: 25,000 by origin; Khojaly's 5,000 under repair are a single press item."""
CLAIMED = 0.8
REPAIRS_A_YEAR = {"khojaly": 2_450 * 11 / 18, "aghdara": 2_450 * 7 / 18}
REPAIR_USD = {3: 22_000, 4: 27_000}
REPAIR_SHARE = {3: 0.6, 4: 0.4}

OWNERS_IN_ARMENIA = 8_277
OWNERS_TAKEN = 0.85
REHOUSED = 300_000 / 644_000
TENURE_USD = 2_000

MILLION_AMD = {
    "yerevan": 3, "kotayk": 4, "ararat": 4, "armavir": 4, "aragatsotn": 4, "lori": 4, "shirak": 4,
    "gegharkunik": 5, "syunik": 5, "tavush": 5, "vayots_dzor": 5,
}  # fmt: skip
"""Certificate a person: Yerevan 3m is sourced; the lists of 443 (4m) and 242 settlements (5m) are by settlement, so one
level a province is an assumption (border and remote provinces 5m)."""
REGIONAL_HOME_AMD = 16_500_000
MARKET_SLACK = 1.5


def options() -> list[Row]:
    """Return the fourteen housing options."""
    flats = [_option(f"flat_{n}", f"New flat, {n} room{'s' * (n > 1)}", "build", n, land, material, _FLAT_NOTE)
             for n, land, material in ((1, 0.04, 26), (2, 0.05, 34), (3, 0.06, 44), (4, 0.07, 52))]  # fmt: skip
    plot = round(HOME_PLOT_HA, 3)
    houses = [_option(f"house_{n}", f"New house with a plot, {n} rooms", "build", n, plot, material, _HOUSE_NOTE)
              for n, material in ((2, 38), (3, 49), (4, 60))]  # fmt: skip
    repairs = [_option(f"repair_{n}", f"Repair of a standing house, {n} rooms", "rehabilitate", n, 0, material, _REPAIR_NOTE)
               for n, material in ((3, 11), (4, 15))]  # fmt: skip
    certificates = [_option(f"certificate_{n}", f"Purchase certificate, {n} room{'s' * (n > 1)}", "purchase", n, 0, 0,
                            "No land or material; lead assumed 0: a used certificate is a standing home.") for n in (1, 2, 3, 4)]  # fmt: skip
    tenure = _option("tenure", "Secured tenure of the present home", "tenure", 4, 0, 0,
                     "4 rooms = fits whoever lives in it; lead assumed 0.")  # fmt: skip
    return [*flats, *houses, *repairs, *certificates, tenure]


_FLAT_NOTE = "Land assumed: Aghdam's plan has 1,750 ha for 24,750 homes = 0.07 ha each with streets. Material assumed: only what is carried from afar (cement, steel, roof, fittings)."
_HOUSE_NOTE = "Plot = 14,713 ha / 34,500 families = 0.426 ha. Material assumed: only what is carried from afar."
_REPAIR_NOTE = "On its own plot, so no new land; material assumed."
_LEAD = {"build": 1, "rehabilitate": 1, "purchase": 0, "tenure": 0}


def _option(key: str, title: str, kind: str, rooms: int, land: float, material: float, note: str) -> Row:
    return {"option": key, "title": title, "kind": kind, "rooms": rooms, "lead_years": _LEAD[kind], "land_ha": land,
            "material_t": material, "source": ASSUMED, "confidence": ASSUMPTION, "note": note}  # fmt: skip


def housing() -> list[Row]:
    """Return cost and limits of every option at every place that offers it."""
    rows: list[Row] = []
    for place in RETURN_DISTRICTS:
        rows += _return_district(place)
    for place in HOSTS:
        rows += _host(place)
    for place in PROVINCES:
        rows += _province(place)
    return rows


def _row(place: str, option: str, cost: float, source: str, confidence: str, note: str, **limits: float) -> Row:
    row: Row = {"place": place, "option": option, "unit_cost_usd": round(cost, -2), "source": source,
                "confidence": confidence, "note": note}  # fmt: skip
    return row | limits


def _return_district(place: str) -> list[Row]:
    factor = PLACE_FACTOR.get(place, 1.0)
    people, level, source = CITY_PLANS[place]
    flats = whole(list(FLAT_MIX.values()), round(people * PLAN_FLATS / PERSONS_PER_HOUSEHOLD))
    plan = "no plan figure found, assumed" if level == ASSUMPTION else "town plan"
    rows = [
        _row(place, f"flat_{n}", FLAT_USD * ROOM_FACTOR[n] * factor, source, ASSUMPTION,
             f"Cost = AZN 113,008 / 1.7 x {ROOM_FACTOR[n]} (rooms, assumed) x {factor} (place, assumed). Total = {people:,} people "
             f"({plan}) x 0.7 in flats / 3.76 x share of {n}-room flats in Aghdam.", units_total=total)
        for n, total in enumerate(flats, start=1)
    ]  # fmt: skip
    if place != "khankendi":
        rows += [
            _row(place, f"house_{n}", FLAT_USD * ROOM_FACTOR[n] * factor, "flat_fuzuli", ASSUMPTION,
                 f"No price of a house found: as a flat of {n} rooms, AZN 113,008 / 1.7 x {ROOM_FACTOR[n]} x {factor} (assumed).")
            for n in (2, 3, 4)
        ]  # fmt: skip
    return rows + _repairs(place)


def _repairs(place: str) -> list[Row]:
    if place not in LEFT_2023:
        return []
    total = LEFT_2023[place]
    pace = REPAIRS_A_YEAR.get(place, 500)
    said = ("about 5,000 houses under repair (single press item)" if place == "khojaly"
            else f"25,000 families who left in 2023 x {ARMENIAN_ORIGINS[place]:g} of them from here (assumed)")  # fmt: skip
    source = {"khojaly": "khojaly_repairs", "aghdara": "repairs_2025"}.get(place, ASSUMED)
    return [
        _row(place, f"repair_{n}", REPAIR_USD[n], source, ASSUMPTION,
             f"{said} x {share} with {n} rooms (assumed). Claims: 80 % counted as unresolved (assumed) and planned for nobody.",
             units_per_year=round(pace * share), units_total=round(total * share),
             unresolved_claims=round(total * share * CLAIMED))
        for n, share in REPAIR_SHARE.items()
    ]  # fmt: skip


def _host(place: str) -> list[Row]:
    rows = [
        _row(place, f"flat_{n}", FLAT_USD * ROOM_FACTOR[n] * HOST_FACTOR, "flat_absheron", ASSUMPTION,
             f"AZN 113,008 / 1.7 x {ROOM_FACTOR[n]} (rooms) x 0.6: AZN 52,910 in Absheron in 2020, with price rises assumed.")
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    homes = households_at("great_return")[place]
    rows.append(_row(place, "tenure", TENURE_USD, "idmc_2018", ASSUMPTION,
                     f"{homes:,} households here x 300,000 / 644,000 rehoused by 2018 = homes that could be titled; "
                     "cost of titling and small works assumed.", units_total=round(homes * REHOUSED)))  # fmt: skip
    return rows


def _province(place: str) -> list[Row]:
    share = households_at("armenia_integration")[place] / ARMENIA_HOUSEHOLDS
    level = MILLION_AMD[place]
    rows = []
    for n, size in enumerate(SIZE_CLASSES, start=1):
        yearly = CERTIFICATES_A_YEAR * share * FLAT_MIX[size] * MARKET_SLACK
        rows.append(_row(place, f"certificate_{n}", level * 1e6 * PERSONS_MEAN[size] / AMD_PER_USD, "certificates_2026", ASSUMPTION,
                         f"AMD {level}m a person x {PERSONS_MEAN[size]} persons / 380; level by province assumed. A year: 3,300 x "
                         f"{share:.3f} of families x {FLAT_MIX[size]:.3f} x 1.5 (market slack, assumed).",
                         units_per_year=max(1, round(yearly))))  # fmt: skip
    if place != "yerevan":
        rows += [_row(place, f"house_{n}", REGIONAL_HOME_AMD / AMD_PER_USD * factor, "regional_prices_2024", ASSUMPTION,
                      f"AMD 16.5m (middle of 15-18m for a regional flat) / 380 x {factor} for {n} rooms (assumed); own-house building.")
                 for n, factor in ((2, 0.8), (3, 1.0), (4, 1.25))]  # fmt: skip
    rows.append(_row(place, "tenure", TENURE_USD, "owners_2024", ASSUMPTION,
                     f"8,277 families owned a home (2024-03) x 0.85 who take part (assumed) x {share:.3f} of families; cost assumed.",
                     units_total=round(OWNERS_IN_ARMENIA * OWNERS_TAKEN * share)))  # fmt: skip
    return rows
