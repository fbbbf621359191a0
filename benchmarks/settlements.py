"""A dataset at the level of settlements, made from another: districts of return split, their figures spread.

Synthetic: it has the shape and the scarcities of the dataset it comes from, and says nothing of any real village. The
same seed gives the same dataset.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.settlement_money import more_funders
from benchmarks.settlement_people import settlement_cohorts
from resettle.inputs.dataset import Dataset, load_dataset, write_folder
from resettle.model.choice import great_circle_km

if TYPE_CHECKING:
    from pathlib import Path

SPREAD = {
    "places": ("site_cost_usd", "min_households", "max_households"),
    "housing": ("units_per_year", "units_total", "unresolved_claims"),
    "vacant_homes": ("homes", "unresolved_claims"),
    "land": ("ready_ha", "contaminated_ha", "clear_ha_per_year"),
    "service_spare": ("units",),
    "build_capacity": ("homes",),
}
"""Figures of a district that its settlements share, by table."""
ROAD_KM_PER_KM = 1.34
USD_PER_TONNE_KM = 0.08
ROAD_TONNES = 80_000.0
"""As in the dataset that ships: roads of the smallest kind."""


def settlement_level(
    base: Dataset, *, settlements: int, years: int = 10, cohorts_each: int = 6, funders: int = 40, seed: int = 0
) -> Dataset:
    """Split every district of return into settlements.

    Parameters
    ----------
    base
        Its places of origin are split in proportion to who comes from them; every other place stays.
    settlements
        How many there are together; at least one a district, which keeps its name and the largest share.
    years
        Length of the horizon.
    cohorts_each
        Cohorts of a settlement and programme: half live in one host place, half in another.
    funders
        Funders in all; those that the base does not have get earmarks by sector and settlement.
    seed
        Of the generator.
    """
    random = np.random.default_rng(seed)
    pieces = _pieces(base, settlements, random)
    tables = dict(base.tables)
    for table, columns in SPREAD.items():
        tables[table] = _split(base[table], pieces, columns)
    tables["places"] = _named_apart(tables["places"], pieces, random)
    tables["links"] = _with_roads(base["links"], tables["places"], pieces)
    tables["earmarks"] = _split(base["earmarks"], pieces, ())
    tables["cohorts"] = settlement_cohorts(base, pieces, cohorts_each, random)
    settings = base.settings.model_copy(
        update={"title": f"{settlements} settlements, synthetic", "last_year": base.settings.first_year + years - 1}
    )
    made = Dataset(settings, MappingProxyType(tables), f"settlements-{settlements}")
    return more_funders(made, pieces, funders, random)


def write_settlement_level(base: Dataset, folder: Path, **asked: int) -> Dataset:
    """Write it to a folder and read it back: it passes every check that a planner's own dataset would."""
    write_folder(settlement_level(base, **asked), folder)
    return load_dataset(folder)


def with_services(dataset: Dataset, names: list[str]) -> Dataset:
    """The same with some of the services only; a funder that could pay for nothing else goes with them."""
    tables = dict(dataset.tables)
    gone = set(tables["services"]["service"]) - set(names)
    for table in ("services", "service_needs", "service_spare"):
        tables[table] = tables[table][~tables[table]["service"].isin(gone)].reset_index(drop=True)
    staff = {f"staff:{service}" for service in gone}
    tables["capacities"] = tables["capacities"][~tables["capacities"]["resource"].isin(staff)].reset_index(drop=True)
    earmarks = tables["earmarks"]
    tables["earmarks"] = earmarks[~earmarks["sector"].isin(gone)].reset_index(drop=True)
    idle = set(earmarks["funder"]) - set(tables["earmarks"]["funder"])
    for table in ("funders", "funding"):
        tables[table] = tables[table][~tables[table]["funder"].isin(idle)].reset_index(drop=True)
    return Dataset(dataset.settings, MappingProxyType(tables), dataset.name)


def _pieces(base: Dataset, settlements: int, random: np.random.Generator) -> pd.DataFrame:
    """district, settlement, part (of the district's figures, adding to 1)."""
    cohorts, places = base["cohorts"], set(base["places"]["place"])
    people = cohorts[cohorts["origin"].isin(places)].groupby("origin")["households"].sum()
    if settlements < len(people):
        message = f"{settlements} settlements for {len(people)} districts: at least one each"
        raise ValueError(message)
    spare = settlements - len(people)
    exact = people / people.sum() * spare
    counts = np.floor(exact).astype(int)
    counts[(exact - counts).sort_values(ascending=False, kind="stable").index[: spare - counts.sum()]] += 1
    parts = []
    for district, more in counts.items():
        sizes = np.sort(random.lognormal(0.0, 0.8, more + 1))[::-1]
        names = [str(district), *(f"{district}_{number:04d}" for number in range(1, more + 1))]
        parts.append(pd.DataFrame({"district": district, "settlement": names, "part": sizes / sizes.sum()}))
    return pd.concat(parts, ignore_index=True)


def _split(frame: pd.DataFrame, pieces: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows of a district once for each of its settlements, with its part of the columns."""
    split = frame["place"].isin(pieces["district"])
    rows = frame[split].merge(pieces.rename(columns={"district": "place"}), on="place")
    shared = {column: (rows[column] * rows["part"]).round(3) for column in columns}
    rows = rows.assign(**shared, place=rows["settlement"])[list(frame.columns)]
    return pd.concat([frame[~split], rows], ignore_index=True).astype(frame.dtypes)


def _named_apart(places: pd.DataFrame, pieces: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Settlements beside the one that keeps the district's name get a number and a point within some 10 km."""
    added = places["place"].isin(pieces["settlement"]) & ~places["place"].isin(pieces["district"])
    number = places["place"].str.rpartition("_")[2]
    offsets = random.normal(0.0, 0.1, (len(places), 2)) * added.to_numpy()[:, None]
    return places.assign(
        name=places["name"].where(~added, places["name"] + " " + number),
        other_names=places["other_names"].mask(added, ""),
        pcode=places["pcode"].mask(added, ""),
        latitude=(places["latitude"] + offsets[:, 0]).round(5),
        longitude=(places["longitude"] + offsets[:, 1]).round(5),
        min_households=places["min_households"].round(),
    )


def _with_roads(links: pd.DataFrame, places: pd.DataFrame, pieces: pd.DataFrame) -> pd.DataFrame:
    """A road from the settlement that keeps the district's name to each of the others."""
    if links.empty:
        return links
    others = pieces[pieces["district"] != pieces["settlement"]]
    points = places.set_index("place")[["latitude", "longitude"]]
    start, end = points.loc[others["district"]].to_numpy(), points.loc[others["settlement"]].to_numpy()
    km = (great_circle_km(start, end) * ROAD_KM_PER_KM).round(1)
    roads = pd.DataFrame(
        {
            "link": (others["district"] + "-" + others["settlement"]).to_numpy(),
            "from_node": others["district"].to_numpy(),
            "to_node": others["settlement"].to_numpy(),
            "mode": "road",
            "km": km,
            "tonnes_per_year": ROAD_TONNES,
            "usd_per_tonne": (km * USD_PER_TONNE_KM).round(2) + 0.01,
            "corridor": "",
            "source": links["source"].iloc[0],
            "confidence": "assumption",
            "note": "",
        }
    )
    return pd.concat([links, roads[list(links.columns)]], ignore_index=True).astype(links.dtypes)
