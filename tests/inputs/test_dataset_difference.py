"""What is different between two datasets, worked by hand on the small case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.dataset_difference import BLANK, COLUMNS, counted, dataset_difference
from resettle.inputs.schema import INPUT_TABLES
from tests.inputs.careless import CASE

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = load_dataset(CASE / "dataset")


def changed(table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Dataset:
    frame = change(SMALL[table].copy()).reset_index(drop=True)
    return Dataset(SMALL.settings, {**SMALL.tables, table: frame}, "other")


def rows(before: Dataset, after: Dataset) -> list[list[str]]:
    return dataset_difference(before, after).to_numpy().tolist()


def test_nothing_is_different() -> None:
    difference = dataset_difference(SMALL, SMALL)
    assert difference.columns.tolist() == COLUMNS
    assert difference.empty
    assert counted(difference).empty


def test_the_order_of_rows_is_no_difference() -> None:
    for name in INPUT_TABLES:
        assert rows(SMALL, changed(name, lambda frame: frame.iloc[::-1])) == []


def test_a_changed_figure_is_told_with_its_key() -> None:
    def raise_first(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[0, "homes"] = 200.5
        return frame

    place, year, homes = SMALL["build_capacity"].loc[0, ["place", "year", "homes"]].tolist()
    assert rows(SMALL, changed("build_capacity", raise_first)) == [
        ["build_capacity", "changed", f"{place} · {year}", "homes", f"{homes:g}", "200.5"]
    ]


def test_a_limit_that_goes_is_a_blank() -> None:
    def no_limit(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[0, "ready_ha"] = float("nan")
        return frame

    [[*_, before, after]] = rows(SMALL, changed("land", no_limit))
    assert (before, after) == ("37", "")


def test_rows_that_go_and_come() -> None:
    """The first place's land goes: its filled cells are told. The other way round it comes."""
    without = changed("land", lambda frame: frame.iloc[1:])
    [[table, change, key, column, before, after]] = rows(SMALL, without)
    assert (table, change, key, column, after) == ("land", "removed", "r0", "", "")
    assert before.startswith("place r0, ready_ha 37, ")
    assert rows(without, SMALL) == [["land", "added", "r0", "", "", before]]


def test_rows_that_add_up_are_paired_as_often_as_they_stand_there() -> None:
    """Homes of one place and size, twice: 5 and 7. One of them becomes 9; the other is no difference."""

    def of(*homes: float) -> Dataset:
        row = SMALL["vacant_homes"].iloc[[0]].assign(from_year=float("nan"))
        return changed("vacant_homes", lambda _: pd.concat([row.assign(homes=one) for one in homes]))

    first = SMALL["vacant_homes"].iloc[0]
    key = f"{first['place']} · {first['rooms']} · {BLANK}"
    assert rows(of(5.0, 7.0), of(7.0, 5.0)) == []
    assert rows(of(5.0, 7.0), of(9.0, 7.0)) == [["vacant_homes", "changed", key, "homes", "5", "9"]]
    assert [row[1] for row in rows(of(5.0, 5.0), of(5.0))] == ["removed"]
    assert [row[1] for row in rows(of(5.0), of(5.0, 5.0))] == ["added"]


def test_settings_are_told_first() -> None:
    settings = SMALL.settings.model_copy(update={"last_year": SMALL.settings.last_year + 1})
    other = Dataset(settings, SMALL.tables, "other")
    last = str(SMALL.settings.last_year)
    assert rows(SMALL, other) == [["dataset", "changed", "last_year", "value", last, str(int(last) + 1)]]


def test_rows_are_counted_by_table_and_not_by_cell() -> None:
    """Two cells of one row and one of another changed in land; one place more."""

    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[0, ["ready_ha", "contaminated_ha"]] = [1.0, 2.0]
        frame.loc[1, "ready_ha"] = 3.0
        return frame

    counts = counted(dataset_difference(SMALL, changed("land", edit)))
    assert counts.to_dict("records") == [{"table": "land", "added": 0, "removed": 0, "changed": 2}]
