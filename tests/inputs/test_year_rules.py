"""Years: the horizon, gaps that matter, what comes too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.dataset import load_dataset
from tests.inputs.careless import errors_of, keep_rows, problems_of, set_cell, set_setting, warnings_of

if TYPE_CHECKING:
    from pathlib import Path


def test_the_horizon_does_not_end_before_it_begins(folder: Path) -> None:
    set_setting(folder, "last_year", "2026")
    problem = errors_of(folder)[0]
    assert (problem.file, problem.column, problem.found) == ("dataset.toml", "last_year", "2026")
    assert "2027 (first_year)" in problem.expected


def test_the_horizon_is_not_endless(folder: Path) -> None:
    set_setting(folder, "last_year", "2087")
    [problem] = errors_of(folder)
    assert (problem.found, problem.expected) == ("61 years", "at most 60 years")


def test_sixty_years_are_a_horizon(folder: Path) -> None:
    set_setting(folder, "last_year", "2086")
    assert errors_of(folder) == []


@pytest.mark.parametrize(
    ("table", "column", "name", "found", "meaning"),
    [
        ("capacities", "resource", "clearance", "north, clearance only from 2028 on", "no limit"),
        ("build_capacity", "place", "r0", "r0 only from 2028 on", "no limit"),
        ("funding", "funder", "gov", "gov only from 2029 on", "no money"),
    ],
)
def test_a_yearly_table_without_its_first_year_is_a_warning(
    folder: Path, table: str, column: str, name: str, found: str, meaning: str
) -> None:
    if table == "build_capacity":
        set_cell(folder, table, 2, "year", "2028")
    keep_rows(folder, table, lambda row: row[column] != name or row["year"] != "2027")
    problem = next(one for one in warnings_of(folder) if one.file == f"{table}.csv")
    assert (problem.column, problem.found) == ("year", found)
    assert "2027" in problem.expected
    assert problem.hint.endswith(f"there is {meaning}.")


def test_years_before_the_first_hold_on(folder: Path) -> None:
    set_cell(folder, "build_capacity", 2, "year", "2020")
    assert warnings_of(folder) == []


@pytest.mark.parametrize(
    ("year", "hint"), [("2026", "It cannot be met."), ("2040", "It is judged at the end of 2030.")]
)
def test_a_target_outside_the_horizon_is_a_warning(folder: Path, year: str, hint: str) -> None:
    set_cell(folder, "targets", 2, "year", year)
    [problem] = warnings_of(folder)
    assert (problem.file, problem.row, problem.column, problem.hint) == ("targets.csv", 2, "year", hint)


@pytest.mark.parametrize("table", ["housing_options", "services"])
def test_what_is_never_ready_in_time_is_a_warning(folder: Path, table: str) -> None:
    set_cell(folder, table, 2, "lead_years", "4")
    [problem] = warnings_of(folder)
    assert (problem.file, problem.found, problem.expected) == (f"{table}.csv", "4 years", "at most 3")


def test_rules_about_years_wait_for_settings_that_can_be_read(folder: Path) -> None:
    set_setting(folder, "first_year", '"soon"')
    [problem] = problems_of(folder)
    assert (problem.column, problem.expected) == ("first_year", "a whole number")


def test_the_years_of_the_dataset(folder: Path) -> None:
    assert load_dataset(folder).years == range(2027, 2031)
