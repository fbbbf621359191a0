"""A dataset small enough to plan by hand: one family of tables in the text, every other table at its plainest."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import tomli_w

from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.schema import INPUT_TABLES

SETTINGS: dict[str, object] = {
    "title": "tiny",
    "version": "1",
    "licence": "CC0-1.0",
    "base_year": 2026,
    "first_year": 2027,
    "last_year": 2028,
    "usd_per_household_move": 0.0,
    "usd_per_household_km": 0.0,
}

TABLES: dict[str, str] = {
    "sources": "source,title\ns1,worked by hand",
    "programmes": "programme,title\np,Programme",
    "places": """place,name,latitude,longitude,programme,site_lead_years
        camp,Camp,40.0,46.0,p,0
        village,Village,40.0,47.0,p,0""",
    "size_classes": "size_class,persons_min,persons_max,rooms\nm,1,12,3",
    "profiles": "profile,title,priority_weight\ngeneral,General,1",
    "cohorts": """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,village,camp,m,general,100,400""",
    "willingness": "programme,origin,solution,from_year,share,preference\np,,return,2027,1,1",
    "housing_options": "option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,0,0,0",
    "housing": "place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims",
    "vacant_homes": "place,rooms,from_year,homes,unresolved_claims\nvillage,3,,1000,0",
    "land": "place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year",
    "services": """service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
        health,Health,visit,0,0,0,0""",
    "service_needs": "service,profile,units_per_person",
    "service_spare": "service,place,from_year,units",
    "capacities": "programme,resource,year,amount",
    "build_capacity": "place,year,homes",
    "funders": "funder,title,carries_over\ngov,Government,true",
    "funding": "funder,year,usd\ngov,2027,1000000000",
    "earmarks": "funder,programme,sector,place",
}
"""100 households (400 persons) in a camp, all of whom return to a village with room for them, at no cost, in 2027."""


def tiny(path: Path, *, settings: dict[str, object] | None = None, **csv_tables: str) -> Dataset:
    """Write the plain dataset with some tables given as CSV text, and load it.

    Every row gets the source ``s1`` and the confidence ``assumption``. ``settings`` overrides dataset.toml.
    """
    folder = write_tiny(path, settings=settings, **csv_tables)
    return load_dataset(folder)


def write_tiny(path: Path, *, settings: dict[str, object] | None = None, **csv_tables: str) -> Path:
    """Write the dataset's folder without loading it."""
    folder = Path(path) / "tiny"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_text(tomli_w.dumps({**SETTINGS, **(settings or {})}), encoding="utf-8")
    for name, text in {**TABLES, **csv_tables}.items():
        rows = [[cell.strip() for cell in row] for row in csv.reader(text.strip().splitlines()) if row]
        if INPUT_TABLES[name].provenance != "absent" and "source" not in rows[0]:
            rows = [[*rows[0], "source", "confidence"], *([*row, "s1", "assumption"] for row in rows[1:])]
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        (folder / f"{name}.csv").write_text(written.getvalue(), encoding="utf-8")
    return folder
