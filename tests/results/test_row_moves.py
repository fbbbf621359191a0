"""One limit moved and the estimate solved again: by hand on the hamlet, against cold solves, and by concavity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Change, Scale, Target
from resettle.results.row_moves import RowMoves
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.dataset import Dataset

TARGET = (Target(scope="all", year=2029, persons=4000),)


def row_of(moves: RowMoves, constraint: str, year: int, programme: str = "") -> int:
    rows = moves.limits
    asked = (rows["constraint"] == constraint) & (rows["year"] == year) & (rows["programme"] == programme)
    return int(rows.loc[asked, "row"].item())


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return hamlet(tmp_path)


def test_a_million_more_by_the_last_year_by_hand(dataset: Dataset) -> None:
    """A million to spend by 2028 builds 50 homes for 200 people in 2028: 200 person-years, less 1 for the million.

    A million less by 2028 leaves nothing for 2027 either: 200 people, 400 person-years, and a million saved.
    """
    moves = RowMoves(dataset, Scenario())
    row = row_of(moves, "eq14_budget", 2028)
    assert moves.moved(row, 1.0) == pytest.approx((199.0, 200.0, 200.0))
    assert moves.moved(row, -1.0) == pytest.approx((-399.0, -200.0, -400.0))


def test_a_million_more_in_the_first_year_alone_by_hand(dataset: Dataset) -> None:
    """By the end of 2028 there is no more money: nothing. A million less in 2027 makes 200 people wait a year."""
    moves = RowMoves(dataset, Scenario())
    row = row_of(moves, "eq14_budget", 2027)
    assert moves.moved(row, 1.0) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)
    assert moves.moved(row, -1.0) == pytest.approx((-200.0, 0.0, -200.0), abs=1e-9)


def test_what_was_moved_before_does_not_matter(dataset: Dataset) -> None:
    moves = RowMoves(dataset, Scenario())
    row, other = row_of(moves, "eq14_budget", 2028), row_of(moves, "eq05_rooms", 2028)
    first = moves.moved(row, 1.0)
    assert moves.moved(other, -50.0) != first
    assert moves.moved(row, 1.0) == first


def test_a_limit_that_nothing_can_meet_has_no_answer(dataset: Dataset) -> None:
    """A million is there: with two less, the money drawn would be below nought."""
    moves = RowMoves(dataset, Scenario())
    assert moves.moved(row_of(moves, "eq14_budget", 2028), -2.0) is None


@pytest.mark.parametrize(
    ("resource", "year", "step"), [("build", 2028, 1.0), ("build", 2027, -20.0), ("build", 2030, 5.0)]
)
def test_it_is_what_a_cold_plan_of_the_changed_data_gains(
    small: Dataset, resource: str, year: int, step: float
) -> None:
    """``make_plan`` builds and solves the changed dataset from nothing: no row, no basis, no price."""
    where = {"programme": "north", "resource": resource, "year": year}
    change = Change(table="capacities", where=where, column="amount", plus=step)
    before = make_plan(small, estimate=True).summary.objective
    after = make_plan(small, Scenario(change=(change,)), estimate=True).summary.objective
    moves = RowMoves(small, Scenario())
    found = moves.moved(row_of(moves, f"eq06_{resource}_programme", year, "north"), step)
    assert found is not None
    assert found.objective == pytest.approx(after - before, rel=1e-6)
    assert abs(found.objective) > 1


@pytest.mark.parametrize("mode", ["most_people", "least_cost", "fairest"])
def test_a_price_bounds_what_a_step_does(small: Dataset, mode: str) -> None:
    """Concavity: more of a limit gains at most its price, less of it loses at least its price, per unit.

    With the opposite sign this fails wherever a price is felt; that some bounds are met exactly keeps it from being
    true of prices that are merely large.
    """
    moves = RowMoves(small, Scenario(mode=mode, target=TARGET))
    met = 0
    for row in dearest(moves.limits).to_dict("records"):
        step = 0.001 * max(1.0, abs(row["limit"]))
        for change in (step, -step):
            found = moves.moved(int(row["row"]), change)
            if found is None:
                continue
            slack = row["shadow_price"] * change - found.objective
            assert slack >= -1e-8 * max(1.0, abs(moves.objective)), row
            met += abs(slack) <= 1e-3 * abs(row["shadow_price"] * change)
    assert met >= 2


def test_the_limits_are_those_of_the_estimate(small: Dataset) -> None:
    """The same rows, limits and prices as the plan's own table, which is solved in the same way from nothing."""
    rows = make_plan(small, estimate=True)["bottlenecks"]
    moves = RowMoves(small, Scenario())
    assert moves.limits[list(rows.columns)].to_csv(float_format="%.6g") == rows.to_csv(float_format="%.6g")
    best = make_plan(small, estimate=True).summary.bound  # settling ties gave up a part of 1e-7 of it
    assert moves.objective == pytest.approx(best, rel=1e-12)


def test_where_nobody_has_chosen_no_limit_is_felt(dataset: Dataset) -> None:
    assert RowMoves(dataset, Scenario(scale=Scale(willingness=0.0))).limits.empty


def dearest(limits: pd.DataFrame) -> pd.DataFrame:
    """The row of every equation with the largest price."""
    priced = limits[limits["shadow_price"].abs() > 1e-6]
    return priced.loc[priced["shadow_price"].abs().groupby(priced["constraint"]).idxmax()]
