"""What stands behind a scenario's levers: how much there is before and after, and where the figures come from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.levers import scaled_willingness
from resettle.inputs.schema import STAFF_PREFIX
from resettle.inputs.willingness import Choices, communities, sum_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resettle.inputs.dataset import Dataset

TABLES = {
    "build": ("capacities", "build_capacity"),
    "purchase": ("capacities",),
    "tenure": ("capacities",),
    "clearance": ("capacities", "land"),
    "staff": ("capacities",),
    "funding": ("funding",),
    "vacant": ("vacant_homes",),
    "spare": ("service_spare",),
    "willingness": ("willingness",),
    "unit_cost": ("housing",),
    "supply": ("supplies", "links"),
}
"""Tables whose figures each lever multiplies."""


@dataclass(frozen=True)
class Amount:
    """How much there is.

    Attributes
    ----------
    figure : in ``unit``; infinite where something of it has no limit
    unit : ``homes``, ``certificates``, ``tenures``, ``ha``, ``staff``, ``usd``, ``homes_standing``, ``places``,
        ``share``, ``usd_a_home`` or ``tonnes``
    year : the year it is of; None where it is of all years
    of : service that it is of, by its title; blank for what has no services
    """

    figure: float
    unit: str
    year: int | None = None
    of: str = ""


@dataclass(frozen=True)
class Origin:
    """Where the rows behind a lever come from: tables, titles of sources (most rows first), rows by confidence."""

    tables: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: dict[str, int]


def amounts(dataset: Dataset) -> dict[str, Amount]:
    """How much there is of what each lever multiplies, at 100 %; levers of which the dataset has no figure are absent.

    Yearly capacities are those of the second year planned, sums over places and programmes.
    """
    year = dataset.years[min(1, len(dataset.years) - 1)]
    found = {name: measure(dataset, year) for name, measure in _MEASURES.items()}
    return {name: amount for name, amount in found.items() if amount is not None}


def scaled(dataset: Dataset, lever: str, amount: Amount, factor: float) -> Amount:
    """The amount with the lever at a factor; shares of willingness are cut where they pass 1 as the lever cuts them."""
    figure = amount.figure if math.isinf(amount.figure) else amount.figure * factor
    if lever == "willingness":
        years = range(dataset.years[0], dataset.years[-1] + 1)
        figure = _chosen_share(dataset, scaled_willingness(dict(dataset.tables), factor, years))
    return Amount(figure, amount.unit, amount.year, amount.of)


def origin_of(dataset: Dataset, tables: Sequence[str], resource: str = "") -> Origin:
    """Where the rows of some tables come from; of capacities only those of a resource (or kind of it: ``staff``)."""
    parts = [_rows(dataset, table, resource) for table in tables]
    rows = pd.concat(parts, ignore_index=True)
    titles = dataset["sources"].set_index("source")["title"]
    keys = rows.loc[rows["source"].ne(""), "source"].value_counts().index
    counts = rows.loc[rows["confidence"].ne(""), "confidence"].value_counts()
    named = tuple(table for table, part in zip(tables, parts, strict=True) if len(part))
    return Origin(
        named, tuple(str(titles.get(key, key)) for key in keys), {str(key): int(n) for key, n in counts.items()}
    )


def origins(dataset: Dataset) -> dict[str, Origin]:
    """Where the figures behind each lever come from."""
    return {lever: origin_of(dataset, tables, lever) for lever, tables in TABLES.items()}


def _rows(dataset: Dataset, table: str, resource: str) -> pd.DataFrame:
    frame = dataset[table]
    if table == "capacities" and resource:
        is_staff = frame["resource"].str.startswith(STAFF_PREFIX)
        frame = frame[is_staff if resource == "staff" else frame["resource"] == resource]
    return pd.DataFrame(frame.reindex(columns=["source", "confidence"], fill_value=""))


def _sum(values: pd.Series) -> float:
    """A sum; infinite where a blank says that there is no limit."""
    return math.inf if values.isna().any() else float(values.sum())


def _in_year(frame: pd.DataFrame, keys: list[str], column: str, year: int) -> float | None:
    """The sum of a year; a year left out takes the latest earlier year's figure. None without any row."""
    rows = frame[frame["year"] <= year].sort_values("year").groupby(keys).tail(1)
    return None if rows.empty else _sum(rows[column])


def _capacity(resource: str, unit: str) -> Callable[[Dataset, int], Amount | None]:
    def measure(dataset: Dataset, year: int) -> Amount | None:
        frame = dataset["capacities"]
        is_meant = (
            frame["resource"].str.startswith(STAFF_PREFIX) if resource == "staff" else frame["resource"] == resource
        )
        figure = _in_year(frame[is_meant], ["programme", "resource"], "amount", year)
        if figure is None and resource == "build":
            figure = _in_year(dataset["build_capacity"], ["place"], "homes", year)
        if figure is None and resource == "clearance" and len(dataset["land"]):
            figure = _sum(dataset["land"]["clear_ha_per_year"])
        return None if figure is None else Amount(figure, unit, year)

    return measure


def _money(dataset: Dataset, _: int) -> Amount | None:
    frame = dataset["funding"]
    by_year = [_in_year(frame, ["funder"], "usd", year) or 0.0 for year in dataset.years]
    return None if frame.empty else Amount(sum(by_year), "usd")


def _column(table: str, column: str, unit: str) -> Callable[[Dataset, int], Amount | None]:
    def measure(dataset: Dataset, _: int) -> Amount | None:
        return None if dataset[table].empty else Amount(_sum(dataset[table][column]), unit)

    return measure


def _spare(dataset: Dataset, _: int) -> Amount | None:
    """Unused units of the first service: units of different services do not add up."""
    rows = dataset["service_spare"]
    for service, title in dataset["services"][["service", "title"]].itertuples(index=False):
        mine = rows[rows["service"] == service]
        if len(mine):
            return Amount(_sum(mine["units"]), "places", of=str(title))
    return None


def _mean_price(dataset: Dataset, _: int) -> Amount | None:
    prices = dataset["housing"]["unit_cost_usd"]
    return None if prices.empty else Amount(float(prices.mean()), "usd_a_home")


def _choices(dataset: Dataset, _: int) -> Amount | None:
    rows = dataset["willingness"]
    return None if rows.empty else Amount(_chosen_share(dataset, rows), "share", dataset.years[-1])


def _chosen_share(dataset: Dataset, willingness: pd.DataFrame) -> float:
    """Share of all people who have chosen a solution, open or not, by the last year."""
    choices = Choices(willingness)
    people = dataset["cohorts"].groupby(["programme", "origin"])["persons"].sum()
    chosen = sum(
        people[programme, origin] * sum_in(choices.of(programme, origin), dataset.years[-1])
        for programme, origin in communities(dataset["cohorts"])
    )
    return float(chosen / people.sum()) if people.sum() else 0.0


_MEASURES: dict[str, Callable[[Dataset, int], Amount | None]] = {
    "build": _capacity("build", "homes"),
    "purchase": _capacity("purchase", "certificates"),
    "tenure": _capacity("tenure", "tenures"),
    "clearance": _capacity("clearance", "ha"),
    "staff": _capacity("staff", "staff"),
    "funding": _money,
    "vacant": _column("vacant_homes", "homes", "homes_standing"),
    "spare": _spare,
    "willingness": _choices,
    "unit_cost": _mean_price,
    "supply": _column("supplies", "tonnes_per_year", "tonnes"),
}
