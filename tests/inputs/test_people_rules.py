"""Cohorts and what they have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.inputs.careless import (
    add_row,
    errors_of,
    keep_rows,
    read_rows,
    set_cell,
    set_column,
    warnings_of,
    write_rows,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_fewer_persons_than_households(folder: Path) -> None:
    set_cell(folder, "cohorts", 2, "persons", "200")
    [problem] = errors_of(folder)
    assert (problem.row, problem.column) == (2, "persons")
    assert problem.found == "200 persons in 209 households"


def test_persons_without_households(folder: Path) -> None:
    set_cell(folder, "cohorts", 2, "households", "0")
    [problem] = errors_of(folder)
    assert (problem.row, problem.found) == (2, "355 persons in no household")


def test_an_empty_cohort_is_no_error(folder: Path) -> None:
    set_cell(folder, "cohorts", 2, "households", "0")
    set_cell(folder, "cohorts", 2, "persons", "0")
    assert errors_of(folder) == []


@pytest.mark.parametrize(
    ("persons", "found"), [("419", "2.005 persons a household"), ("900", "4.306 persons a household")]
)
def test_a_mean_size_above_its_class(folder: Path, persons: str, found: str) -> None:
    """209 households of size class s, 1 to 2 persons: at most 418 persons."""
    set_cell(folder, "cohorts", 2, "persons", persons)
    [problem] = errors_of(folder)
    assert (problem.row, problem.found) == (2, found)
    assert problem.expected == "1 to 2, as size class 's' says"


def test_a_mean_size_below_its_class(folder: Path) -> None:
    """417 households of size class m, 3 to 4 persons: at least 1,251 persons."""
    set_cell(folder, "cohorts", 3, "persons", "1250")
    [problem] = errors_of(folder)
    assert problem.expected == "3 to 4, as size class 'm' says"


def test_size_classes_that_overlap(folder: Path) -> None:
    set_cell(folder, "size_classes", 3, "persons_min", "2")
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.found, problem.expected) == ("size_classes.csv", 3, "2", "at least 3")


def test_a_size_class_inside_another(folder: Path) -> None:
    set_cell(folder, "size_classes", 2, "persons_max", "20")
    assert {problem.row for problem in errors_of(folder) if problem.file == "size_classes.csv"} == {3, 4, 5}


def test_a_size_class_that_ends_before_it_begins(folder: Path) -> None:
    set_cell(folder, "size_classes", 5, "persons_max", "6")
    problem = next(one for one in errors_of(folder) if one.file == "size_classes.csv")
    assert (problem.row, problem.column, problem.found) == (5, "persons_max", "6")


def test_an_origin_that_is_no_place_is_counted_in_persons(folder: Path) -> None:
    """Origins of the first and second cohort renamed: 355 + 1,501 persons cannot return."""
    for line in (2, 3):
        set_cell(folder, "cohorts", line, "origin", "elsewhere")
    [problem] = warnings_of(folder)
    assert problem.found == "1,856 persons of north from 'elsewhere', which is no place"
    assert problem.hint == "They cannot return in this plan."


def test_an_origin_misspelt_is_told_the_nearest_place(folder: Path) -> None:
    rows = read_rows(folder, "places")
    write_rows(folder, "places", [*rows, ["aghdam", *rows[1][1:]]])
    set_cell(folder, "cohorts", 2, "origin", "agdam")
    [problem] = [one for one in warnings_of(folder) if one.file == "cohorts.csv"]
    assert problem.hint.endswith("Did you mean 'aghdam'?")


def test_two_preferences_for_one_solution(folder: Path) -> None:
    """Rows 2 and 3 are both return of north without origin."""
    set_cell(folder, "willingness", 3, "preference", "0.9")
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.column) == ("willingness.csv", 3, "preference")
    assert (problem.found, problem.expected) == ("0.9", "1, as in the rows before of this solution")


def test_an_origin_of_its_own_may_have_a_preference_of_its_own(folder: Path) -> None:
    set_cell(folder, "willingness", 4, "preference", "0.9")
    assert errors_of(folder) == []


def test_a_share_that_falls(folder: Path) -> None:
    set_cell(folder, "willingness", 3, "share", "0.3")
    [problem] = errors_of(folder)
    assert (problem.row, problem.column, problem.found) == (3, "share", "0.3")
    assert problem.expected == "at least 0.35, the share of the years before"


def test_a_share_that_falls_is_found_in_whatever_order_the_rows_stand(folder: Path) -> None:
    set_cell(folder, "willingness", 3, "share", "0.3")
    rows = read_rows(folder, "willingness")
    write_rows(folder, "willingness", [rows[0], *rows[:0:-1]])
    assert [problem.found for problem in errors_of(folder)] == ["0.3"]


def test_shares_that_add_to_more_than_one(folder: Path) -> None:
    """North: return 0.5 from 2029, relocate 0.6, and nothing else in the case before 2029 above 0.4."""
    keep_rows(folder, "willingness", lambda row: row["programme"] == "south" or row["origin"] == "")
    set_cell(folder, "willingness", 4, "share", "0.6")
    before = [row for row in read_rows(folder, "willingness") if row[0] == "north"]
    assert [(row[2], row[3], row[4]) for row in before][:3] == [
        ("return", "2027", "0.35"),
        ("return", "2029", "0.5"),
        ("relocate", "2027", "0.6"),
    ]
    problem = errors_of(folder)[0]
    assert (problem.file, problem.column) == ("willingness.csv", "share")
    assert "for north from" in problem.found
    assert problem.expected == "at most 1 over all solutions"


def test_rows_of_an_origin_replace_the_general_ones_in_the_sum(folder: Path) -> None:
    """r1's own return of 1 with the general relocate of 0.1 adds to 1.1; the other origins keep to their sums."""
    set_cell(folder, "willingness", 4, "share", "1")
    problems = errors_of(folder)
    assert len(problems) == 1
    assert "from 'r1'" in problems[0].found
    assert "add to 1." in problems[0].found


def test_shares_of_people_who_are_not_there_are_not_added(folder: Path) -> None:
    add_row(folder, "programmes", "east", "East")
    add_row(folder, "willingness", "east", "", "return", "2027", "0.9", "1")
    add_row(folder, "willingness", "east", "", "relocate", "2027", "0.9", "1")
    assert errors_of(folder) == []


def test_rounding_of_shares_is_forgiven(folder: Path) -> None:
    """Three thirds of six decimals."""
    keep_rows(folder, "willingness", lambda row: False)
    for programme in ("north", "south"):
        for solution, share in (("return", "0.333333"), ("integrate", "0.333333"), ("relocate", "0.333334")):
            add_row(folder, "willingness", programme, "", solution, "2027", share, "1")
    set_column(folder, "willingness", "preference", "1")
    assert errors_of(folder) == []
