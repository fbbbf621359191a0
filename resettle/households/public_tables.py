"""Tables that everyone may see: counts of households by what they share, with sticky noise, none below ten."""

from __future__ import annotations

import hashlib
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.columns import SOLUTIONS
from resettle.households.noise import THRESHOLD, cell_keys, with_noise
from resettle.households.reasons import REASONS
from resettle.households.secret import numbers

if TYPE_CHECKING:
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

TABLES: dict[str, tuple[str, ...]] = {
    "programme": (),
    "year": ("year",),
    "place": ("place",),
    "place_year": ("place", "year"),
    "solution_year": ("solution", "year"),
    "place_size": ("place", "size_class"),
    "place_profile": ("place", "profile"),
    "origin": ("origin",),
    "origin_place": ("origin", "place"),
    "waiting": ("reason",),
    "waiting_origin": ("origin", "reason"),
}
"""What each table counts households by, beside their programme. It is fixed: what is not here is not asked for."""
KEYS = ("place", "year", "solution", "size_class", "profile", "origin", "reason")
COLUMNS = ("table", "programme", *KEYS, "households", "shown")
OTHER = "other"
AS_COUNTED, FEW = "with noise", f"fewer than {THRESHOLD}, or none"


def public_tables(plan: Plan, registry: Registry, placed: Placed, secret: str) -> pd.DataFrame:
    """``COLUMNS``: a row for each cell of ``TABLES``, whether anybody is in it or not; columns of no meaning are blank.

    ``households`` are counted with noise, so cells of a table need not add up to another's; where fewer than ten would
    be shown, or none are there, they are <NA>: which of the two cannot be told. Persons are left out, since
    the difference of two sums of them would tell the size of a household.
    """
    people = _people(plan, registry, placed)
    record = numbers(secret, "record", people["household"])
    tables = []
    for name, columns in TABLES.items():
        waits = "reason" in columns
        here = np.flatnonzero((people["reason"] != "").to_numpy(dtype=bool) == waits)
        blank = {column: "" for column in KEYS if column not in columns}
        cells = _cells(plan, columns).assign(table=name, **blank)
        tables.append(_counted(people.iloc[here], record[here], cells, ["programme", *columns]))
    every = pd.concat(tables, ignore_index=True)
    return _shown(every, secret)[list(COLUMNS)]


def digest_of_tables(table: pd.DataFrame) -> str:
    """SHA-256 of the tables, by which a release is known again."""
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()


def _people(plan: Plan, registry: Registry, placed: Placed) -> pd.DataFrame:
    """Every household with what it is counted by, as texts. Origins that the plan does not know are one, ``OTHER``."""
    there = placed.placed[["household", "place", "year"]].assign(year=placed.placed["year"].astype("str"))
    waits = placed.waiting[["household", "reason"]]
    own = registry.households[["household", "programme", "origin", "solution", "size_class", "profile"]]
    both = own.merge(there, on="household", how="left").merge(waits, on="household", how="left")
    known = pd.MultiIndex.from_frame(plan.dataset["cohorts"][["programme", "origin"]].drop_duplicates())
    there_is = pd.MultiIndex.from_frame(both[["programme", "origin"]]).isin(known)
    both["origin"] = both["origin"].where(there_is, OTHER)
    return both.astype(object).where(both.notna(), "")


def _cells(plan: Plan, columns: tuple[str, ...]) -> pd.DataFrame:
    """Every cell that there could be, by the dataset's names, never by who is placed or waits."""
    data = plan.dataset
    rows: list[tuple[object, ...]] = []
    for programme in data["programmes"]["programme"]:
        places = data["places"]["place"][data["places"]["programme"] == programme].tolist()
        origins = data["cohorts"]["origin"][data["cohorts"]["programme"] == programme].unique().tolist()
        values = {
            "place": places,
            "year": [str(year) for year in plan.years],
            "solution": list(SOLUTIONS),
            "size_class": data["size_classes"]["size_class"].tolist(),
            "profile": data["profiles"]["profile"].tolist(),
            "origin": [*sorted(origins), OTHER],
            "reason": list(REASONS),
        }
        rows += [(programme, *cell) for cell in product(*(values[column] for column in columns))]
    return pd.DataFrame(rows, columns=["programme", *columns])


def _counted(people: pd.DataFrame, record: np.ndarray, cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The cells with their true ``count`` and ``members``, the sum of their records' keys: who is in them."""
    number = pd.Series(np.arange(len(cells)), index=pd.MultiIndex.from_frame(cells[keys].astype(object)))
    at = number.reindex(pd.MultiIndex.from_frame(people[keys].astype(object))).to_numpy(dtype=np.int64)
    members = np.zeros(len(cells), dtype=np.uint64)
    np.add.at(members, at, record)
    return cells.assign(count=np.bincount(at, minlength=len(cells)), members=members)


def _shown(cells: pd.DataFrame, secret: str) -> pd.DataFrame:
    """The cells with ``households`` as shown. Those that hold the same households have the noise of the first of them.

    Else a place that people come to in one year would have two noises, and three with its one size of households.
    """
    names = cells[["table", "programme", *KEYS]].agg("\x1f".join, axis="columns")
    alike = names.groupby([cells["count"], cells["members"]]).transform("first")
    counts = cells["count"].to_numpy(dtype=np.int64)
    shown = pd.Series(with_noise(counts, cell_keys(secret, alike, counts))).astype("Int64")
    few = (shown < THRESHOLD).to_numpy(dtype=bool)
    return cells.assign(households=shown.mask(few), shown=np.where(few, FEW, AS_COUNTED))
