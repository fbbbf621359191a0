"""Roads and railways that building material travels on, where it comes from, and the corridors."""

from __future__ import annotations

from build.constants import ASSUMED
from build.places import ARMENIA, BY_KEY, great_circle_km
from build.table import ASSUMPTION, Row, kept

LINK_COLUMNS = (
    "link",
    "from_node",
    "to_node",
    "mode",
    "km",
    "tonnes_per_year",
    "usd_per_tonne",
    "corridor",
    "source",
    "confidence",
    "note",
)
SUPPLY_COLUMNS = ("node", "tonnes_per_year", "usd_per_tonne", "source", "confidence", "note")
CORRIDOR_COLUMNS = ("corridor", "title", "opens_year", "source", "confidence", "note")

USD_PER_TONNE_KM = {"road": 0.08, "rail": 0.04}
ROUND_ABOUT = {"AZE": 1.34, "ARM": 1.4}
"""Road over great-circle distance: 1.34 from four districts with a sourced road distance; 1.4 in Armenia assumed."""
RAIL_T = 15_000_000
"""Tonnes a year of the railways, as reported; those of roads (trunk 600,000, district 250,000, mountain 80,000) are
assumed."""

SUPPLIES = {
    "baku_port": (330_000, 60, "Baku and what lands there"),
    "ganja": (100_000, 62, "Ganja's works"),
    "georgia": (100_000, 65, "Georgia and the Black Sea ports, for both programmes"),
    "yerevan": (60_000, 68, "Works of the Ararat valley"),
    "turkiye": (400_000, 55, "Turkiye, only by an open corridor"),
}

CORRIDORS: dict[str, tuple[str, int | str, str, str]] = {
    "horadiz_aghband": (
        "Horadiz-Aghband railway",
        2027,
        "rail_horadiz",
        "70 % built by 2026-02, promised for 2026; open from 2027 is assumed.",
    ),
    "zangezur": (
        "Zangezur corridor (TRIPP) through Syunik",
        "never",
        "tripp_2026",
        "Building was planned from the second half of 2026; whether it began is not known: "
        "never, until a planner says a year.",
    ),
    "iran_bypass": (
        "Railway through Iran",
        "never",
        "aras_route",
        "Bridge built, customs posts pending, railway works of 36 months quoted: never, until a planner says a year.",
    ),
    "crossroads_of_peace": (
        "Crossroads of Peace links of Armenia",
        "never",
        "tripp_2026",
        "Links that would open Armenia to Turkiye and eastwards: never, until a planner says a year.",
    ),
    "lachin_road": (
        "Lachin road, Goris to Lachin",
        "never",
        "unhcr_armenia",
        "No carriage of goods reported since September 2023: never, until a planner says a year (assumed).",
    ),
}


def links() -> list[Row]:
    """Return the links kept by hand in kept/links.csv; cost a tonne = km x rate of the mode."""
    return [_link(row) for row in kept("links")]


def supplies() -> list[Row]:
    """Return where material comes from."""
    total = (
        "Baku, Ganja and Georgia together 530,000 t a year: about a tenth over what homes and services take "
        "at the observed pace (assumed)"
    )
    return [
        {
            "node": node,
            "tonnes_per_year": tonnes,
            "usd_per_tonne": price,
            "source": ASSUMED,
            "confidence": ASSUMPTION,
            "note": f"{what}; amount and price assumed. {total}.",
        }
        for node, (tonnes, price, what) in SUPPLIES.items()
    ]


def corridors() -> list[Row]:
    """Return the corridors and the year from which each carries."""
    return [
        {"corridor": key, "title": title, "opens_year": year, "source": source, "confidence": ASSUMPTION, "note": note}
        for key, (title, year, source, note) in CORRIDORS.items()
    ]


def _link(kept_row: dict[str, str]) -> Row:
    start, end, mode, corridor = (kept_row[key] for key in ("from_node", "to_node", "mode", "corridor"))
    km, how = _length(start, end, kept_row["km"])
    tonnes, rate = int(kept_row["tonnes_per_year"]), USD_PER_TONNE_KM[mode]
    carried = "15m t a year, as reported for the two new railways" if tonnes == RAIL_T else "tonnes a year assumed"
    said = " ".join(part for part in (kept_row["note"], how) if part)
    return {
        "link": "-".join(part for part in (start, end, corridor) if part),
        "from_node": start,
        "to_node": end,
        "mode": mode,
        "km": km,
        "tonnes_per_year": tonnes,
        "usd_per_tonne": round(km * rate, 2),
        "corridor": corridor,
        "source": kept_row["source"],
        "confidence": ASSUMPTION,
        "note": f"{said} {km:g} km x US$ {rate} a tonne-km (assumed); {carried}.".strip(),
    }


def _length(start: str, end: str, known: str) -> tuple[float, str]:
    """Kilometres, and how they were found where no length is known."""
    if known:
        return float(known), ""
    detour = ROUND_ABOUT["ARM" if BY_KEY[start].region == ARMENIA else "AZE"]
    straight = great_circle_km(start, end)
    return float(round(straight * detour)), f"{straight:.0f} km great circle x {detour} = {straight * detour:.0f} km."
