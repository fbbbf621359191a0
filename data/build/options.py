"""The fourteen housing options: rooms, land, material, and how long they take."""

from __future__ import annotations

from build.constants import ASSUMED, HOME_PLOT_HA
from build.table import ASSUMPTION, Row

COLUMNS = (
    "option",
    "title",
    "kind",
    "rooms",
    "lead_years",
    "land_ha",
    "material_t",
    "source",
    "confidence",
    "note",
)

FLATS = {1: (0.04, 26), 2: (0.05, 34), 3: (0.06, 44), 4: (0.07, 52)}
"""Hectares and tonnes of a new flat, by rooms."""
HOUSES = {2: 38, 3: 49, 4: 60}
"""Tonnes of a new house, by rooms."""
REPAIRS = {3: 11, 4: 15}
"""Tonnes to repair a standing house, by rooms."""
LEAD_YEARS = {"build": 1, "rehabilitate": 1, "purchase": 0, "tenure": 0}

_CARRIED = "Material assumed: only what is carried from afar (cement, steel, roof, fittings)"
_FLAT = f"Land assumed: Aghdam's plan has 1,750 ha for 24,750 homes = 0.07 ha each with streets. {_CARRIED}."
_HOUSE = f"Plot = 14,713 ha / 34,500 families = 0.426 ha. {_CARRIED}."
_REPAIR = f"On its own plot, so no new land. {_CARRIED}."
_CERTIFICATE = "A used certificate is a standing home: no land, no material, no lead (assumed)."
_TENURE = "4 rooms = it fits whoever lives in it; no lead (assumed)."


def rows() -> list[Row]:
    """Return flats, houses, repairs, purchase certificates, and tenure of the present home."""
    return [
        *(_option("flat", n, "build", f"New flat, {_rooms(n)}", _FLAT, ha, t) for n, (ha, t) in FLATS.items()),
        *(_option("house", n, "build", f"New house, {_rooms(n)}", _HOUSE, HOME_PLOT_HA, t) for n, t in HOUSES.items()),
        *(
            _option("repair", n, "rehabilitate", f"Repaired house, {_rooms(n)}", _REPAIR, 0, t)
            for n, t in REPAIRS.items()
        ),
        *(_option("certificate", n, "purchase", f"Purchase certificate, {_rooms(n)}", _CERTIFICATE) for n in FLATS),
        _option("tenure", 4, "tenure", "Secured tenure of the present home", _TENURE) | {"option": "tenure"},
    ]


def _rooms(number: int) -> str:
    return "1 room" if number == 1 else f"{number} rooms"


def _option(stem: str, rooms: int, kind: str, title: str, note: str, land: float = 0, material: float = 0) -> Row:
    return {
        "option": f"{stem}_{rooms}",
        "title": title,
        "kind": kind,
        "rooms": rooms,
        "lead_years": LEAD_YEARS[kind],
        "land_ha": round(land, 3),
        "material_t": material,
        "source": ASSUMED,
        "confidence": ASSUMPTION,
        "note": note,
    }
