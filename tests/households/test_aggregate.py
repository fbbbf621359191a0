"""From a registry back to what a plan is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import make_plan
from resettle.errors import DataError
from resettle.households.aggregate import with_registry
from resettle.households.registry import Registry
from resettle.households.synthetic import synthesise
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


def test_the_cohorts_come_back(small: Dataset, made_up: Registry) -> None:
    cohorts = small["cohorts"]
    columns = ["cohort", "programme", "origin", "current_place", "size_class", "profile", "households", "persons"]
    expected = cohorts.loc[cohorts["households"] > 0, columns].sort_values("cohort", ignore_index=True)
    found = with_registry(small, made_up)["cohorts"][columns].sort_values("cohort", ignore_index=True)
    pd.testing.assert_frame_equal(found, expected)


def test_shares_by_hand(tmp_path: Path) -> None:
    """100 households of which a quarter has chosen by 2027 and half by 2028."""
    dataset = tiny(
        tmp_path,
        willingness="""programme,origin,solution,from_year,share,preference
            p,,return,2027,0.25,1.5
            p,,return,2028,0.5,1.5""",
    )
    rows = with_registry(dataset, synthesise(dataset, 1))["willingness"]
    assert rows[["programme", "origin", "solution", "from_year", "share", "preference"]].to_numpy().tolist() == [
        ["p", "village", "return", 2027, 0.25, 1.5],
        ["p", "village", "return", 2028, 0.5, 1.5],
    ]
    assert rows["source"].tolist() == ["registry", "registry"]
    assert rows["confidence"].tolist() == ["assumption", "assumption"]


def test_a_choice_without_a_year_holds_from_the_first_and_none_stated_counts_in_no_share(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    households = synthesise(dataset, 1).households
    solution = households["solution"].where(households.index < 30, "")
    year = pd.array([pd.NA] * len(households), dtype="Int64")
    registry = Registry(households.assign(solution=solution, from_year=year), synthetic=False)
    rows = with_registry(dataset, registry)["willingness"]
    assert rows[["from_year", "share"]].to_numpy().tolist() == [[2027, 0.3]]
    assert rows["confidence"].tolist() == ["derived"]


def test_a_plan_for_the_registry_settles_nobody_who_has_not_chosen(tmp_path: Path) -> None:
    """30 of 100 households have chosen; there are 1,000 homes."""
    dataset = tiny(tmp_path)
    households = synthesise(dataset, 1).households
    registry = Registry(
        households.assign(solution=households["solution"].where(households.index < 30, "")), synthetic=False
    )
    plan = make_plan(with_registry(dataset, registry), estimate=True)
    assert plan["placements"]["households"].sum() == 30


def test_the_objective_is_the_dataset_s_where_shares_leave_no_rounding(tmp_path: Path) -> None:
    dataset = tiny(tmp_path, willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,0.5,1")
    again = with_registry(dataset, synthesise(dataset, 3))
    expected = make_plan(dataset, estimate=True).summary.objective
    assert make_plan(again, estimate=True).summary.objective == pytest.approx(expected)


def test_a_registry_that_breaks_a_rule_of_the_data_is_refused(small: Dataset, made_up: Registry) -> None:
    """A place that is not there cannot be where a cohort lives."""
    wrong = Registry(made_up.households.assign(current_place="mars"), synthetic=True)
    with pytest.raises(DataError, match="the registry does not fit the dataset"):
        with_registry(small, wrong)
