"""Levers: each multiplies its columns and nothing else; willingness is scaled as docs/data.md says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle.inputs.check import check
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.scenario import Scale, Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.willingness import Choices, communities, sum_in
from tests.inputs.careless import CASE
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

SMALL = load_dataset(CASE / "dataset")


def scaled(dataset: Dataset, **levers: float) -> Dataset:
    return apply(dataset, Scenario(scale=Scale(**levers)))


def differing(before: Dataset, after: Dataset) -> set[str]:
    """Columns that are not the same, as table.column."""
    return {
        f"{name}.{column}"
        for name in INPUT_TABLES
        for column in before[name]
        if not before[name][column].equals(after[name][column])
    }


@pytest.mark.parametrize(
    ("lever", "columns"),
    [
        ("build", {"build_capacity.homes", "capacities.amount"}),
        ("purchase", {"capacities.amount"}),
        ("tenure", {"capacities.amount"}),
        ("clearance", {"capacities.amount", "land.clear_ha_per_year"}),
        ("staff", {"capacities.amount"}),
        ("funding", {"funding.usd"}),
        ("vacant", {"vacant_homes.homes"}),
        ("spare", {"service_spare.units"}),
        ("unit_cost", {"housing.unit_cost_usd"}),
        ("supply", {"links.tonnes_per_year", "supplies.tonnes_per_year"}),
    ],
)
def test_a_lever_multiplies_its_columns_and_no_other(lever: str, columns: set[str]) -> None:
    after = scaled(SMALL, **{lever: 1.5})
    assert differing(SMALL, after) == columns
    for name, column in (one.split(".") for one in columns):
        ratio = (after[name][column] / SMALL[name][column]).dropna()
        assert set(ratio[SMALL[name][column] > 0].round(12)) <= {1.0, 1.5}


@pytest.mark.parametrize(
    ("lever", "resources"),
    [
        ("build", {"build"}),
        ("purchase", {"purchase"}),
        ("tenure", {"tenure"}),
        ("clearance", {"clearance"}),
        ("staff", {"staff:school"}),
    ],
)
def test_a_lever_reaches_its_resources_only(lever: str, resources: set[str]) -> None:
    before, after = SMALL["capacities"], scaled(SMALL, **{lever: 0.5})["capacities"]
    assert set(before.loc[before["amount"] != after["amount"], "resource"]) == resources
    changed = before["resource"].isin(resources)
    assert after.loc[changed, "amount"].tolist() == (before.loc[changed, "amount"] * 0.5).tolist()


def test_no_limit_times_two_is_no_limit() -> None:
    after = scaled(SMALL, supply=2.0, clearance=2.0)
    assert after["supplies"]["tonnes_per_year"].isna().tolist() == SMALL["supplies"]["tonnes_per_year"].isna().tolist()
    assert after["land"]["clear_ha_per_year"].isna().equals(SMALL["land"]["clear_ha_per_year"].isna())


def test_of_fewer_vacant_homes_no_more_than_all_have_open_claims() -> None:
    """The case's second row: 80 homes with 8 claims; a twentieth leaves 4, all of them claimed."""
    vacant = scaled(SMALL, vacant=0.05)["vacant_homes"]
    assert vacant.loc[1, ["homes", "unresolved_claims"]].tolist() == [4.0, 4.0]
    assert (vacant["unresolved_claims"] <= vacant["homes"]).all()
    assert scaled(SMALL, vacant=0.5)["vacant_homes"].loc[1, "unresolved_claims"] == 8.0


def test_blank_claims_stay_blank(tmp_path: Path) -> None:
    data = tiny(tmp_path, vacant_homes="place,rooms,from_year,homes,unresolved_claims\nvillage,3,,10,")
    assert scaled(data, vacant=0.5)["vacant_homes"]["unresolved_claims"].isna().all()


def willing(path: Path, rows: str) -> Dataset:
    """The tiny dataset (2027 and 2028) with people from the village and from the camp, and these rows."""
    cohorts = """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,village,camp,m,general,100,400
        c2,p,camp,camp,m,general,100,400"""
    return tiny(path, cohorts=cohorts, willingness="programme,origin,solution,from_year,share,preference\n" + rows)


def shares(dataset: Dataset) -> dict[tuple[str, str, int], float]:
    table = dataset["willingness"]
    keys = zip(table["origin"], table["solution"], table["from_year"], strict=True)
    return dict(zip(keys, table["share"].round(12), strict=True))


def test_willingness_is_multiplied_and_spelt_out_by_origin(tmp_path: Path) -> None:
    """0.4 x 1.5 = 0.6 for both origins; nothing is above 1, so nothing is divided."""
    data = scaled(willing(tmp_path, "p,,return,2027,0.4,1"), willingness=1.5)
    assert shares(data) == {("village", "return", 2027): 0.6, ("camp", "return", 2027): 0.6}


def test_willingness_above_one_is_divided_by_the_largest_yearly_sum(tmp_path: Path) -> None:
    """The sums times 2 are 0.8 + 0.4 = 1.2 in 2027 and 1.2 + 0.4 = 1.6 in 2028; every share is divided by 1.6."""
    rows = "p,,return,2027,0.4,1\np,,return,2028,0.6,1\np,,relocate,2027,0.2,1"
    data = scaled(willing(tmp_path, rows), willingness=2.0)
    village = {key[1:]: share for key, share in shares(data).items() if key[0] == "village"}
    assert village == {("return", 2027): 0.5, ("return", 2028): 0.75, ("relocate", 2027): 0.25}


def test_willingness_is_divided_for_each_origin_by_its_own_sum(tmp_path: Path) -> None:
    """Village: its own return 0.9 x 1.5 = 1.35, divided by 1.35. Camp: the general 0.4 x 1.5 = 0.6 stays."""
    rows = "p,,return,2027,0.4,1\np,village,return,2027,0.9,0.5"
    data = scaled(willing(tmp_path, rows), willingness=1.5)
    assert shares(data) == {("village", "return", 2027): 1.0, ("camp", "return", 2027): 0.6}
    table = data["willingness"].set_index("origin")
    assert table["preference"].to_dict() == {"village": 0.5, "camp": 1.0}


def test_closed_solutions_count_in_the_sum(tmp_path: Path) -> None:
    """Return never opens for p, and its 0.5 still counts: 2 x (0.5 + 0.25) = 1.5, so relocate is 0.5 / 1.5 = 1/3."""
    data = willing(tmp_path, "p,,return,2027,0.5,1\np,,relocate,2027,0.25,1")
    scenario = Scenario.from_content({"scale": {"willingness": 2.0}, "opens": {"solution": {"p": {"return": "never"}}}})
    assert shares(apply(data, scenario))["village", "relocate", 2027] == pytest.approx(1 / 3)


def test_years_outside_the_horizon_do_not_count(tmp_path: Path) -> None:
    """In 2030 the sum would be 1.8; the horizon ends in 2028 with 0.8, so nothing is divided and 2030 is left out."""
    data = scaled(willing(tmp_path, "p,,return,2025,0.4,1\np,,return,2030,0.9,1"), willingness=2.0)
    assert shares(data) == {("village", "return", 2025): 0.8, ("camp", "return", 2025): 0.8}


def test_rows_of_people_who_are_not_there_are_left_out(tmp_path: Path) -> None:
    data = tiny(
        tmp_path,
        willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,0.4,1\np,camp,return,2027,1,1",
    )
    assert shares(scaled(data, willingness=0.5)) == {("village", "return", 2027): 0.2}


@settings(max_examples=30, deadline=None)
@given(factor=st.floats(0, 20))
def test_scaled_willingness_is_a_willingness_table(factor: float) -> None:
    """Keys are single, shares never fall and add to at most 1, and the rules find nothing."""
    after = scaled(SMALL, willingness=factor)
    table = after["willingness"]
    assert not table.duplicated(INPUT_TABLES["willingness"].keys).any()
    assert table.dtypes.equals(SMALL["willingness"].dtypes)
    assert [problem for problem in check(after) if problem.severity == "error"] == []
    choices = Choices(table)
    for programme, origin in communities(after["cohorts"]):
        assert max(sum_in(choices.of(programme, origin), year) for year in after.years) <= 1 + 1e-12


def test_without_levers_nothing_changes() -> None:
    after = apply(SMALL, Scenario())
    assert after.digest == SMALL.digest
    pd.testing.assert_frame_equal(after["capacities"], SMALL["capacities"])
