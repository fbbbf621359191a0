"""Services and what a person needs of them, the same in both programmes; the list is kept in kept/services.csv."""

from __future__ import annotations

from itertools import product

from build.constants import ASSUMED, PROFILES
from build.table import ASSUMPTION, DERIVED, Row, kept

COLUMNS = (
    "service",
    "title",
    "unit",
    "module_size",
    "lead_years",
    "capex_usd_per_module",
    "running_usd_per_unit_year",
    "land_ha",
    "material_t",
    "staff_per_unit",
    "integrate_share",
    "source",
    "confidence",
    "note",
)
NEED_COLUMNS = ("service", "profile", "units_per_person", "source", "confidence", "note")

NEEDS_MORE = {
    ("primary_health", "older_or_disabled"): 1.3,
    ("hospital", "older_or_disabled"): 1.5,
    ("jobs", "older_or_disabled"): 0.7,
    ("kindergarten", "single_caregiver"): 1.5,
}
"""Needs of a profile over the norm: assumed."""
NORMS = {row["service"]: float(row["norm"]) for row in kept("services")}
"""Units a person of the general profile."""


def rows() -> list[Row]:
    """Return the services; each row holds a cost that is assumed."""
    return [{column: row.get(column, ASSUMPTION) for column in COLUMNS} for row in kept("services")]


def needs() -> list[Row]:
    """Return the norms by profile."""
    return [_need(row, profile) for row, profile in product(kept("services"), PROFILES)]


def _need(row: dict[str, str], profile: str) -> Row:
    service = row["service"]
    factor = NEEDS_MORE.get((service, profile), 1.0)
    plain = factor == 1.0
    return {
        "service": service,
        "profile": profile,
        "units_per_person": round(NORMS[service] * factor, 6),
        "source": row["norm_source"],
        "confidence": DERIVED if plain and row["norm_source"] != ASSUMED else ASSUMPTION,
        "note": row["norm_note"] if plain else f"{row['norm_note']} x {factor} for this profile (assumed).",
    }
