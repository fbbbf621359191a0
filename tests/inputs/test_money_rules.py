"""Funders without money, earmarks that pay for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.inputs.careless import add_row, errors_of, warnings_of, write_rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_funder_without_money_is_a_warning(folder: Path) -> None:
    add_row(folder, "funders", "club", "Club", "true")
    [problem] = warnings_of(folder)
    assert (problem.file, problem.row, problem.found) == ("funders.csv", 5, "'club', without money")


def test_an_earmark_for_a_place_of_another_programme_is_a_warning(folder: Path) -> None:
    add_row(folder, "earmarks", "gov", "south", "", "r0")
    [problem] = warnings_of(folder)
    assert (problem.file, problem.column) == ("earmarks.csv", "place")
    assert (problem.found, problem.expected) == ("'r0', a place of north", "a place of south")


def test_an_earmark_for_transport_at_a_place_is_a_warning(folder: Path) -> None:
    add_row(folder, "earmarks", "gov", "", "transport", "r0")
    [problem] = warnings_of(folder)
    assert problem.found == "transport at 'r0'"


def test_earmarks_that_pay_are_left_alone(folder: Path) -> None:
    add_row(folder, "earmarks", "gov", "north", "housing", "r0")
    add_row(folder, "earmarks", "gov", "", "", "r1")
    assert warnings_of(folder) == []


def test_no_earmarks_at_all(folder: Path) -> None:
    write_rows(folder, "earmarks", [["funder", "programme", "sector", "place"]])
    assert errors_of(folder) == warnings_of(folder) == []
