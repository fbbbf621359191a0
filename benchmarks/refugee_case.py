"""Some hundreds of families and twenty places with several capacities and needs that not every place meets.

The kind of case that placement engines for refugees solve (Trapp, Teytelboym, Martinello, Andersson and Ahani 2021,
"Placement Optimization in Refugee Resettlement", Operations Research 69): families are indivisible; a place takes so
many homes of each size, school places, child care, jobs; who needs a clinic can live only where there is one. Every
figure is made up by a fixed seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import tomli_w

from resettle.inputs.dataset import Dataset, load_dataset

if TYPE_CHECKING:
    from pathlib import Path

PLACES = 20
SIZES = (("s1", 1, 1, 1), ("s2_3", 2, 3, 2), ("s4_5", 4, 5, 3), ("s6_up", 6, 12, 4))
SIZE_SHARES = (0.15, 0.3, 0.35, 0.2)
PROFILES = (("general", 1.0, 0.6), ("medical", 1.5, 0.15), ("single_caregiver", 1.2, 0.15), ("older", 1.2, 0.1))
"""Key, weight in the plan, share of families."""
NEEDS = {
    "school": {"general": 0.3, "medical": 0.3, "single_caregiver": 0.5},
    "clinic": {"medical": 1.0},
    "child_care": {"single_caregiver": 0.25, "general": 0.05},
    "jobs": {"general": 0.4, "medical": 0.2, "single_caregiver": 0.2},
}
"""Units a person, by service and profile."""
WITH_CLINIC, ROOM = 8, 0.95
"""Places with a clinic; units and homes there are for each unit and home that all families would use."""
_SETTINGS = {
    "title": "families and places",
    "version": "1",
    "licence": "CC0-1.0",
    "base_year": 2026,
    "first_year": 2027,
    "last_year": 2027,
    "usd_per_household_move": 0.0,
    "usd_per_household_km": 0.0,
}


def refugee_case(folder: Path, families: int = 300, seed: int = 1) -> Dataset:
    """Write the case and load it."""
    random = np.random.default_rng(seed)
    places = [f"p{number:02d}" for number in range(1, PLACES + 1)]
    cohorts = _cohorts(families, random)
    tables = _plain(places) | {"cohorts": cohorts} | _capacities(places, cohorts, random)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_text(tomli_w.dumps(_SETTINGS), encoding="utf-8")
    for name, table in tables.items():
        told = table if name == "sources" else table.assign(source="s1", confidence="assumption")
        told.to_csv(folder / f"{name}.csv", index=False)
    return load_dataset(folder)


def _cohorts(families: int, random: np.random.Generator) -> pd.DataFrame:
    size = random.choice(len(SIZES), families, p=SIZE_SHARES)
    profile = random.choice(len(PROFILES), families, p=[share for _, _, share in PROFILES])
    least = np.array([row[1] for row in SIZES])[size]
    persons = least + np.floor(random.random(families) * (np.array([1, 2, 2, 4])[size])).astype(int)
    frame = pd.DataFrame(
        {
            "size_class": [SIZES[at][0] for at in size],
            "profile": [PROFILES[at][0] for at in profile],
            "persons": persons,
        }
    )
    counted = frame.groupby(["size_class", "profile"])["persons"].agg(households="size", persons="sum").reset_index()
    return counted.assign(
        cohort=counted["size_class"] + "-" + counted["profile"],
        programme="settling",
        origin="camp",
        current_place="camp",
    )


def _plain(places: list[str]) -> dict[str, pd.DataFrame]:
    """Tables without chance: one programme, everybody in a camp, everybody has chosen to relocate."""
    every = ["camp", *places]
    rows = {
        "sources": pd.DataFrame({"source": ["s1"], "title": ["made up"]}),
        "programmes": pd.DataFrame({"programme": ["settling"], "title": ["Settling"]}),
        "places": pd.DataFrame(
            {
                "place": every,
                "name": every,
                "latitude": 40.0,
                "longitude": 46.0,
                "programme": "settling",
                "site_lead_years": 0,
            }
        ),
        "size_classes": pd.DataFrame(SIZES, columns=["size_class", "persons_min", "persons_max", "rooms"]),
        "profiles": pd.DataFrame(
            [(key, key.replace("_", " "), weight) for key, weight, _ in PROFILES],
            columns=["profile", "title", "priority_weight"],
        ),
        "services": pd.DataFrame({"service": list(NEEDS), "title": list(NEEDS), "unit": "unit"}).assign(
            module_size=0, lead_years=0, capex_usd_per_module=0, running_usd_per_unit_year=0
        ),
        "willingness": pd.DataFrame(
            {
                "programme": ["settling"],
                "origin": [""],
                "solution": ["relocate"],
                "from_year": [2027],
                "share": [1.0],
                "preference": [1.0],
            }
        ),
        "funders": pd.DataFrame({"funder": ["fund"], "title": ["Fund"], "carries_over": ["true"]}),
        "funding": pd.DataFrame({"funder": ["fund"], "year": [2027], "usd": [1e9]}),
    }
    empty = {
        "housing_options": "option,title,kind,rooms,lead_years,land_ha,material_t",
        "housing": "place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims",
        "land": "place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year",
        "capacities": "programme,resource,year,amount",
        "build_capacity": "place,year,homes",
        "earmarks": "funder,programme,sector,place",
    }
    return rows | {name: pd.DataFrame(columns=columns.split(",")) for name, columns in empty.items()}


def _capacities(places: list[str], cohorts: pd.DataFrame, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Homes that stand empty and services to spare: ``ROOM`` of what all would use, dealt unevenly over the places."""
    rooms = {key: rooms for key, _, _, rooms in SIZES}
    homes = []
    for key, count in cohorts.groupby("size_class")["households"].sum().items():
        dealt = random.multinomial(int(np.ceil(count * ROOM)), random.dirichlet(np.full(len(places), 3.0)))
        homes += [(place, rooms[str(key)], int(number), 0) for place, number in zip(places, dealt, strict=True)]
    spare, needs = [], []
    for service, by_profile in NEEDS.items():
        needs += [(service, profile, units) for profile, units in by_profile.items()]
        used = float((cohorts["persons"] * cohorts["profile"].map(by_profile).fillna(0.0)).sum())
        there = places if service != "clinic" else list(random.choice(places, WITH_CLINIC, replace=False))
        dealt = np.ceil(used * ROOM * random.dirichlet(np.full(len(there), 3.0)))
        spare += [(service, place, units) for place, units in zip(there, dealt, strict=True)]
    return {
        "vacant_homes": pd.DataFrame(homes, columns=["place", "rooms", "homes", "unresolved_claims"]).assign(
            from_year=pd.NA
        ),
        "service_spare": pd.DataFrame(spare, columns=["service", "place", "units"]).assign(from_year=pd.NA),
        "service_needs": pd.DataFrame(needs, columns=["service", "profile", "units_per_person"]),
    }
