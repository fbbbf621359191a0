"""The dataset put together: every table's columns and rows, in the order of docs/data.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build import (
    capacities,
    cohorts,
    groups,
    homes,
    land,
    money,
    network,
    options,
    places,
    services,
    sources,
    spare,
    vacant,
)
from build.constants import FIRST_YEAR, LAST_YEAR
from build.table import Row, write

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS: dict[str, str | int | float] = {
    "title": "1,000,000 IDPs in Azerbaijan and 100,000 people displaced from Karabakh in Armenia",
    "version": "1.0",
    "licence": "CC-BY-4.0",
    "base_year": 2026,
    "first_year": FIRST_YEAR,
    "last_year": LAST_YEAR,
    "usd_per_household_move": 3_500,
    "usd_per_household_km": 2.5,
}
SETTINGS_NOTE = (
    "# Planning figures: the register of IDPs has 658,793 persons (2023),",
    "# and 115,366 people are registered in Armenia (2024).",
    "# Money is in US$ of 2026; AZN 1.7, AMD 380 and EUR 0.86 (AMD 441.32) a US$ throughout.",
    "# Moving: AZN 41.9m of 2026 / 1.7 / 6,500 families = US$ 3,792, taken as 3,500 and 2.5 a km (split assumed).",
)


def tables() -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """Columns and rows of every table."""
    return {
        "sources": (sources.COLUMNS, sources.rows()),
        "programmes": (groups.PROGRAMME_COLUMNS, groups.programmes()),
        "places": (places.COLUMNS, places.rows()),
        "size_classes": (groups.SIZE_COLUMNS, groups.size_classes()),
        "profiles": (groups.PROFILE_COLUMNS, groups.profiles()),
        "cohorts": (cohorts.COLUMNS, cohorts.rows()),
        "willingness": (groups.WILLINGNESS_COLUMNS, groups.willingness()),
        "housing_options": (options.COLUMNS, options.rows()),
        "solutions": (groups.SOLUTION_COLUMNS, groups.solutions()),
        "housing": (homes.COLUMNS, homes.rows()),
        "vacant_homes": (vacant.COLUMNS, vacant.rows()),
        "land": (land.COLUMNS, land.rows()),
        "services": (services.COLUMNS, services.rows()),
        "service_needs": (services.NEED_COLUMNS, services.needs()),
        "service_spare": (spare.COLUMNS, spare.rows()),
        "capacities": (capacities.COLUMNS, capacities.rows()),
        "build_capacity": (capacities.PLACE_COLUMNS, capacities.build_capacity()),
        "links": (network.LINK_COLUMNS, network.links()),
        "supplies": (network.SUPPLY_COLUMNS, network.supplies()),
        "corridors": (network.CORRIDOR_COLUMNS, network.corridors()),
        "funders": (money.FUNDER_COLUMNS, money.funders()),
        "funding": (money.FUNDING_COLUMNS, money.funding()),
        "earmarks": (money.EARMARK_COLUMNS, money.earmarks()),
    }


def build(folder: Path) -> None:
    """Write dataset.toml and every table into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [*SETTINGS_NOTE, *(f"{key} = {_toml(value)}" for key, value in SETTINGS.items())]
    (folder / "dataset.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    for name, (columns, rows) in tables().items():
        write(folder / f"{name}.csv", columns, rows)


def _toml(value: str | float) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
