"""Scenarios applied: openings, targets, horizon, names, and the dataset's own rules after the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.errors import ScenarioError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from tests.inputs.careless import CASE
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem
    from resettle.inputs.dataset import Dataset


def applied(dataset: Dataset, text: str) -> Dataset:
    return apply(dataset, Scenario.parse(text, "mine.toml"))


def refusals(dataset: Dataset, text: str) -> list[Problem]:
    with pytest.raises(ScenarioError, match=r"the scenario mine\.toml does not fit the dataset") as refusal:
        applied(dataset, text)
    return list(refusal.value.problems)


def refused(dataset: Dataset, text: str) -> Problem:
    [problem] = refusals(dataset, text)
    return problem


def test_the_dataset_itself_stays_as_it_is(small: Dataset) -> None:
    before = small.digest
    scenario = Scenario.load(CASE / "scenarios" / "many_levers.toml")
    assert apply(small, scenario).digest != before
    assert type(small)(small.settings, small.tables, small.name).digest == before


@pytest.mark.parametrize("case", ["small", "medium", "long"])
def test_the_cases_scenarios_apply_and_keep_columns_and_types(case: str) -> None:
    data = load_dataset(CASE.parent / case / "dataset")
    for file in sorted((CASE.parent / case / "scenarios").glob("*.toml")):
        after = apply(data, Scenario.load(file))
        for name in INPUT_TABLES:
            assert after[name].dtypes.equals(data[name].dtypes), (file, name)


def test_openings(small: Dataset) -> None:
    text = '[opens]\ncorridor.zc = "never"\nplace.r2 = 2029\nplace.r0 = "never"\nsolution.south.return = 2028'
    after = applied(small, text)
    assert after["corridors"]["opens_year"].tolist() == [np.inf]
    opens = after["places"].set_index("place")["opens_year"]
    assert (opens["r2"], opens["r0"], opens["r1"]) == (2029.0, np.inf, 2027.0)
    assert after["solutions"]["opens_year"].tolist() == [2028.0]


def test_an_opening_of_a_solution_that_has_no_row_yet(small: Dataset) -> None:
    after = applied(small, '[opens]\nsolution.south.relocate = "never"\nsolution.north.return = 2029')["solutions"]
    assert after[["programme", "solution", "opens_year"]].to_numpy().tolist() == [
        ["south", "return", np.inf],
        ["south", "relocate", np.inf],
        ["north", "return", 2029.0],
    ]


def test_an_opening_where_there_is_no_table_of_solutions(tmp_path: Path) -> None:
    after = applied(tiny(tmp_path), '[opens]\nsolution.p.return = "never"')["solutions"]
    assert after["opens_year"].tolist() == [np.inf]
    assert after["source"].tolist() == [""]


def test_targets_add_to_those_of_the_dataset(small: Dataset) -> None:
    text = "[[target]]\nscope='all'\nyear=2029\npersons=10\n[[target]]\nscope='place'\nname='r1'\nyear=2030\npersons=5"
    targets = applied(small, text)["targets"]
    assert targets["target"].tolist() == ["t1", "scenario 1", "scenario 2"]
    assert targets["name"].tolist() == ["south", "", "r1"]
    assert targets["persons"].tolist() == [1459.0, 10.0, 5.0]


def test_the_horizon_goes_into_the_settings(small: Dataset) -> None:
    assert applied(small, "horizon = [2028, 2029]").years == range(2028, 2030)


@pytest.mark.parametrize(
    ("text", "row", "column", "expected", "hint"),
    [
        ("[opens]\ncorridor.cz = 2029", 2, "opens.corridor.cz", "a corridor", "Valid are: zc."),
        ("[opens]\nplace.r00 = 2029", 2, "opens.place.r00", "a place", "Did you mean 'r0'?"),
        ("[opens]\nsolution.suoth.return = 2029", 2, "opens.solution.suoth", "a programme", "Did you mean 'south'?"),
        ("[standard]\nshcool = 0.5", 2, "standard.shcool", "a service", "Did you mean 'school'?"),
        ("[[target]]\nscope='programme'\nname='nort'\nyear=2030\npersons=1", 3, "target 1: name", "a programme", "nor"),
        ("[[target]]\nscope='place'\nyear=2030\npersons=1", 1, "target 1: name", "a place", "Valid are"),
        ("[[target]]\nscope='all'\nname='r0'\nyear=2030\npersons=1", 3, "target 1: name", "since the scope is all", ""),
        ("[[target]]\nscope='all'\nyear=2031\npersons=1", 3, "target 1: year", "the horizon, 2027 to 2030", ""),
        ("horizon=[2028,2029]\n[[pin]]\nyear=2027\nexactly=1", 3, "pin 1: year", "the horizon, 2028 to 2029", ""),
        ("[[pin]]\nexactly=1\nplace='r00'", 3, "pin 1: place", "a place", "Did you mean 'r0'?"),
        ("[[pin]]\nexactly=1\nprogramme='nroth'", 3, "pin 1: programme", "a programme", "Did you mean 'north'?"),
    ],
)
def test_names_and_years_that_do_not_fit(
    small: Dataset, text: str, row: int, column: str, expected: str, hint: str
) -> None:
    problem = refused(small, text)
    assert (problem.file, problem.row, problem.column) == ("mine.toml", row, column)
    assert expected in problem.expected
    assert hint in problem.hint


def test_all_misfits_come_at_once(small: Dataset) -> None:
    text = "[[change]]\ntable='x'\ncolumn='y'\nset=1\n[opens]\nplace.x = 2029\n[[pin]]\nplace='y'\nexactly=1"
    assert [problem.column for problem in refusals(small, text)] == [
        "change 1: x.y, table",
        "opens.place.x",
        "pin 1: place",
    ]


def test_a_change_that_breaks_a_rule_is_named_with_what_it_broke(small: Dataset) -> None:
    """Row 2 has 58 homes with 3 claims; 2 homes are fewer than the claims."""
    text = "[[change]]\ntable='vacant_homes'\nwhere={place='r0',rooms=2}\ncolumn='homes'\nset=2"
    problem = refused(small, text)
    assert (problem.row, problem.column) == (1, "change 1: vacant_homes.unresolved_claims")
    assert (problem.found, problem.expected) == ("3", "at most homes, 2")
    assert "row 2 of vacant_homes" in problem.hint


def test_the_change_of_that_very_column_is_blamed_before_others_of_its_table(small: Dataset) -> None:
    text = """
[[change]]
table = "cohorts"
column = "persons"
times = 1
[[change]]
table = "willingness"
column = "preference"
times = 1
[[change]]
table = "willingness"
where = { programme = "north", origin = "", solution = "return", from_year = 2029 }
column = "share"
set = 0.1
"""
    problem = refused(small, text)
    assert problem.column == "change 3: willingness.share"
    assert "cumulative" in problem.hint


def test_a_change_of_another_table_is_blamed_where_none_touched_the_broken_one(small: Dataset) -> None:
    """Size class s made to hold 2 persons at least: cohorts of 1.7 persons, which nobody touched, no longer fit."""
    text = "[[change]]\ntable='size_classes'\nwhere={size_class='s'}\ncolumn='persons_min'\nset=2"
    problem = refusals(small, text)[0]
    assert problem.column == "change 1: cohorts.persons"
    assert "persons a household" in problem.found


def test_a_key_that_repeats_after_a_change(small: Dataset) -> None:
    text = "[[change]]\ntable='funding'\nwhere={funder='gov'}\ncolumn='year'\nset=2027"
    problem = refused(small, text)
    assert problem.column == "change 1: funding.funder, year"
    assert problem.found == "'gov', 2027 again"


def test_an_endless_horizon(small: Dataset) -> None:
    problem = refused(small, "horizon = [2027, 2190]")
    assert (problem.row, problem.column, problem.expected) == (1, "horizon", "at most 60 years")


def test_a_scenario_made_in_code_is_named_as_such(small: Dataset) -> None:
    with pytest.raises(ScenarioError) as refusal:
        apply(small, Scenario(standard={"x": 1.0}))
    assert (refusal.value.problems[0].file, refusal.value.problems[0].row) == ("scenario", None)
