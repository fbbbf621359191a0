"""Names: unknown ones with the nearest valid name, keys that repeat, nothing to plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.dataset import load_dataset
from tests.inputs.careless import (
    add_row,
    errors_of,
    keep_rows,
    problems_of,
    read_rows,
    set_cell,
    set_column,
    write_rows,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("table", "column", "text", "kind", "hint"),
    [
        ("places", "programme", "nroth", "programmes", "'north'"),
        ("cohorts", "current_place", "h00", "places", "'h0'"),
        ("cohorts", "size_class", "xxl", "size_classes", "'xl'"),
        ("cohorts", "profile", "genral", "profiles", "'general'"),
        ("willingness", "origin", "rr1", "origins", "'r1'"),
        ("housing", "option", "haus3", "housing_options", "'house3'"),
        ("housing", "place", "R0", "places", "'r0'"),
        ("vacant_homes", "place", "r00", "places", "'r0'"),
        ("land", "place", "r-0", "places", "'r0'"),
        ("service_needs", "service", "shcool", "services", "'school'"),
        ("service_needs", "profile", "General", "profiles", "'general'"),
        ("service_spare", "service", "helth", "services", "'health'"),
        ("capacities", "resource", "staff:shcool", "resources", "'staff:school'"),
        ("capacities", "resource", "bild", "resources", "'build'"),
        ("build_capacity", "place", "r00", "places", "'r0'"),
        ("links", "corridor", "cz", "corridors", "Valid are: zc."),
        ("funding", "funder", "gvo", "funders", "'gov'"),
        ("earmarks", "sector", "schools", "sectors", "'school'"),
        ("earmarks", "sector", "runing", "sectors", "'running'"),
        ("earmarks", "place", "r00", "places", "'r0'"),
        ("earmarks", "programme", "nort", "programmes", "'north'"),
        ("solutions", "programme", "sout", "programmes", "'south'"),
        ("land", "source", "s2", "sources", "Valid are: s1."),
    ],
)
def test_an_unknown_name_is_named_with_the_nearest(
    folder: Path, table: str, column: str, text: str, kind: str, hint: str
) -> None:
    set_cell(folder, table, 2, column, text)
    problem = next(one for one in errors_of(folder) if one.column == column)
    assert (problem.file, problem.row, problem.found) == (f"{table}.csv", 2, repr(text))
    assert problem.expected == f"a name in {kind}"
    assert hint in problem.hint


@pytest.mark.parametrize("table", ["programmes", "places", "housing_options", "services", "cohorts", "funders"])
def test_a_key_that_repeats_is_named_with_its_first_row(folder: Path, table: str) -> None:
    rows = read_rows(folder, table)
    write_rows(folder, table, [*rows, rows[1]])
    problem = next(one for one in errors_of(folder) if one.file == f"{table}.csv")
    assert problem.row == len(rows) + 1
    assert problem.found == f"{rows[1][0]!r} again"
    assert problem.hint == "It stands in row 2 already."


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("housing", "place, option"),
        ("service_needs", "service, profile"),
        ("capacities", "programme, resource, year"),
        ("build_capacity", "place, year"),
        ("funding", "funder, year"),
        ("earmarks", "funder, programme, sector, place"),
        ("willingness", "programme, origin, solution, from_year"),
        ("solutions", "programme, solution"),
    ],
)
def test_keys_of_several_columns_do_not_repeat_either(folder: Path, table: str, keys: str) -> None:
    rows = read_rows(folder, table)
    write_rows(folder, table, [*rows, rows[1]])
    problem = next(one for one in errors_of(folder) if one.file == f"{table}.csv")
    assert problem.column == keys
    assert problem.found.endswith(" again")


@pytest.mark.parametrize("table", ["vacant_homes", "service_spare"])
def test_rows_of_what_stands_there_add_up_and_may_repeat(folder: Path, table: str) -> None:
    rows = read_rows(folder, table)
    write_rows(folder, table, [*rows, rows[1]])
    assert len(load_dataset(folder)[table]) == len(rows)


@pytest.mark.parametrize(
    "table", ["programmes", "places", "size_classes", "profiles", "cohorts", "willingness", "services", "funders"]
)
def test_a_table_without_rows_that_a_plan_needs_is_named(folder: Path, table: str) -> None:
    write_rows(folder, table, read_rows(folder, table)[:1])
    found = [one for one in errors_of(folder) if one.found == "no rows"]
    assert [one.file for one in found] == [f"{table}.csv"]


def test_nobody_to_plan_for(folder: Path) -> None:
    set_column(folder, "cohorts", "households", "0")
    set_column(folder, "cohorts", "persons", "0")
    [problem] = errors_of(folder)
    assert problem.found == "no household at all"


def test_names_of_a_table_that_is_missing_are_not_all_called_unknown(folder: Path) -> None:
    (folder / "places.csv").unlink()
    assert [one.file for one in errors_of(folder)] == ["places.csv"]


def test_names_are_checked_beside_cells_that_cannot_be_read(folder: Path) -> None:
    set_cell(folder, "places", 2, "latitude", "north")
    set_cell(folder, "land", 2, "place", "r00")
    assert [(one.file, one.column) for one in errors_of(folder)] == [("places.csv", "latitude"), ("land.csv", "place")]


def test_services_that_are_missing_leave_sectors_and_resources_alone(folder: Path) -> None:
    (folder / "services.csv").unlink()
    assert {one.file for one in errors_of(folder)} == {"services.csv"}


def test_a_thousand_unknown_names_are_counted(folder: Path) -> None:
    for number in range(300):
        add_row(folder, "build_capacity", f"x{number}", "2027", "1")
    found = [one for one in problems_of(folder) if one.file == "build_capacity.csv"]
    assert len(found) == 201


def test_rows_may_be_left_out_where_nothing_needs_them(folder: Path) -> None:
    keep_rows(folder, "land", lambda row: row["place"] != "r0")
    assert errors_of(folder) == []
