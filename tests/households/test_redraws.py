"""Attack: the same registry drawn with one seed after another, and what is published of each draw averaged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from resettle import make_plan
from resettle.households.aggregate import with_registry
from resettle.households.draw import seed_of
from resettle.households.placing import Asked, place_households
from resettle.households.public_tables import COLUMNS, TABLES, public_tables

if TYPE_CHECKING:
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

SECRET = "5e" * 32
SEEDS = 4
CELL = [name for name in COLUMNS if name not in ("households", "shown")]


@pytest.fixture(scope="module")
def plan(small: Dataset, made_up: Registry) -> Plan:
    return make_plan(with_registry(small, made_up), estimate=True)


@pytest.fixture(scope="module")
def draws(plan: Plan, made_up: Registry) -> list[Placed]:
    return [place_households(plan, made_up, Asked(seed_of(f"word {n}"), SECRET)) for n in range(SEEDS)]


@pytest.fixture(scope="module")
def published(plan: Plan, made_up: Registry, draws: list[Placed]) -> list[pd.DataFrame]:
    return [public_tables(plan, made_up, placed, SECRET).set_index(CELL) for placed in draws]


def true_counts(registry: Registry, placed: Placed) -> pd.Series:
    """Households in each cell that somebody is in, counted by pandas alone."""
    own = registry.households[["household", "programme", "origin", "solution", "size_class", "profile"]]
    there = own.merge(placed.placed[["household", "place", "year"]].astype({"year": "str"}), on="household")
    waits = own.merge(placed.waiting[["household", "reason"]], on="household")
    counts = []
    for name, columns in TABLES.items():
        people = waits if "reason" in columns else there
        found = people.groupby(["programme", *columns]).size().rename("count").reset_index()
        blank = {column: "" for column in CELL if column not in found}
        counts.append(found.assign(**blank | {"table": name}))
    return pd.concat(counts).set_index(CELL)["count"]


def test_a_redraw_gives_a_count_no_second_noise(
    made_up: Registry, draws: list[Placed], published: list[pd.DataFrame]
) -> None:
    """Wherever two draws have the same count in a cell, the same is published: there is nothing to average.

    Other households are in nearly all of these cells, since a lottery put them there.
    """
    counts = pd.concat([true_counts(made_up, placed) for placed in draws], axis=1).fillna(0)
    shown = pd.concat([table["households"].astype("Float64") for table in published], axis=1).reindex(counts.index)
    same = (counts.max(axis=1) == counts.min(axis=1)).to_numpy()
    assert same.sum() > 0.7 * len(counts)
    of_same = shown[same].fillna(0)
    assert (of_same.max(axis=1) == of_same.min(axis=1)).all()


def test_averaging_redraws_is_no_better_than_one_table(
    made_up: Registry, draws: list[Placed], published: list[pd.DataFrame]
) -> None:
    """The mean over draws is as far from the mean count as a single table is from its own: √30 = 5.5 households.

    With noise of its own for each of four draws it would be half of that.
    """
    counts = pd.concat([true_counts(made_up, placed) for placed in draws], axis=1).dropna()
    shown = pd.concat([table["households"].astype(float) for table in published], axis=1).reindex(counts.index)
    large = (counts.min(axis=1) > 40).to_numpy()
    off = (shown.mean(axis=1) - counts.mean(axis=1))[large]
    assert large.sum() > 60
    assert np.sqrt((off**2).mean()) > 4.4


def test_cells_with_the_same_households_have_one_noise(plan: Plan, made_up: Registry, draws: list[Placed]) -> None:
    """Everybody placed in one place in one year: the count stands in four tables, and four noises could be averaged."""
    place, year = draws[0].placed.groupby(["place", "year"]).size().idxmax()
    rows = (draws[0].placed["place"] == place) & (draws[0].placed["year"] == year)
    alone = replace(draws[0], placed=draws[0].placed[rows], waiting=draws[0].waiting.head(0))
    households = made_up.households[made_up.households["household"].isin(alone.placed["household"])]
    table = public_tables(plan, replace(made_up, households=households), alone, SECRET)
    for name in ("programme", "year", "place", "place_year"):
        shown = table[(table["table"] == name) & table["households"].notna()]["households"]
        assert shown.tolist() == table[table["table"] == "programme"]["households"].dropna().tolist()
