"""Homes with open claims, smallest communities, targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.inputs.careless import errors_of, set_cell

if TYPE_CHECKING:
    from pathlib import Path


def test_claims_above_the_total(folder: Path) -> None:
    set_cell(folder, "housing", 2, "units_total", "10")
    set_cell(folder, "housing", 2, "unresolved_claims", "11")
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.column) == ("housing.csv", 2, "unresolved_claims")
    assert (problem.found, problem.expected) == ("11", "at most units_total, 10")


def test_claims_without_a_total(folder: Path) -> None:
    set_cell(folder, "housing", 2, "unresolved_claims", "1")
    [problem] = errors_of(folder)
    assert problem.expected == "a figure in units_total beside it"


def test_claims_on_more_than_the_vacant_homes(folder: Path) -> None:
    """Row 2 of the case has 58 homes."""
    set_cell(folder, "vacant_homes", 2, "unresolved_claims", "59")
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.expected) == ("vacant_homes.csv", 2, "at most homes, 58")


@pytest.mark.parametrize("claims", ["58", "0", ""])
def test_claims_on_all_or_none_of_the_homes_are_no_error(folder: Path, claims: str) -> None:
    set_cell(folder, "vacant_homes", 2, "unresolved_claims", claims)
    assert errors_of(folder) == []


def test_a_smallest_community_above_the_most(folder: Path) -> None:
    set_cell(folder, "places", 2, "min_households", "200")
    set_cell(folder, "places", 2, "max_households", "100")
    [problem] = errors_of(folder)
    assert (problem.column, problem.found, problem.expected) == ("min_households", "200", "at most max_households, 100")


@pytest.mark.parametrize(
    ("scope", "name", "expected", "hint"),
    [
        ("programme", "suoth", "a programme, as the scope says", "Did you mean 'south'?"),
        ("place", "r00", "a place, as the scope says", "Did you mean 'r0'?"),
        ("place", "", "a place, as the scope says", "Valid are: "),
        ("all", "south", "a blank, since the scope is all", ""),
    ],
)
def test_a_target_names_what_its_scope_says(folder: Path, scope: str, name: str, expected: str, hint: str) -> None:
    set_cell(folder, "targets", 2, "scope", scope)
    set_cell(folder, "targets", 2, "name", name)
    [problem] = errors_of(folder)
    assert (problem.file, problem.column, problem.expected) == ("targets.csv", "name", expected)
    assert problem.hint.startswith(hint)


def test_a_target_for_all_needs_no_name(folder: Path) -> None:
    set_cell(folder, "targets", 2, "scope", "all")
    set_cell(folder, "targets", 2, "name", "")
    assert errors_of(folder) == []
