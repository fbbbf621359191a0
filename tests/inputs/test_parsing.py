"""Cells: text in a number, decimal commas, blanks, ranges, years, flags; every one named, none mended."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.columns import Column
from resettle.inputs.dataset import load_dataset
from resettle.inputs.parsing import expectation, out_of_range
from tests.inputs.careless import (
    CASE,
    add_row,
    drop_column,
    errors_of,
    read_rows,
    rename_column,
    set_cell,
    set_column,
    write_rows,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12,5", "decimals with a point"),
        ("1,234,567", "decimals with a point"),
        ("1.234.567", "decimals with a point"),
        ("1 234", "without spaces"),
        ("1\u00a0234", "without spaces"),
        ("1'234", "without spaces"),
        (" 12", "without spaces"),
        ("1_000", "without spaces"),
        ("nan", "Leave the cell empty for: land does not limit"),
        ("NaN", "Leave the cell empty"),
        ("inf", "Leave the cell empty"),
        ("-", "Leave the cell empty"),
        ("#REF!", "Mend the formula"),
        ("much", ""),
        ("1e999", ""),
        ("٣٤", ""),
        ("0x10", ""),
        ("true", ""),
    ],
)
def test_what_is_no_number_is_named_with_a_hint(folder: Path, text: str, hint: str) -> None:
    set_cell(folder, "land", 3, "ready_ha", text)
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.column) == ("land.csv", 3, "ready_ha")
    assert problem.found == repr(text)
    assert problem.expected.startswith("a number of at least 0")
    assert "(ha)" in problem.expected
    assert hint in problem.hint


@pytest.mark.parametrize("text", ["12", "12.", "12.5", ".5", "+3", "1e3", "1.5E-2", "0"])
def test_plain_numbers_are_read(folder: Path, text: str) -> None:
    set_cell(folder, "land", 2, "ready_ha", text)
    assert load_dataset(folder)["land"].loc[0, "ready_ha"] == float(text)


def test_no_value_where_a_figure_is_needed(folder: Path) -> None:
    set_cell(folder, "funding", 2, "usd", "n/a")
    assert errors_of(folder)[0].hint == "A figure is needed here."


@pytest.mark.parametrize(
    ("table", "column", "text", "expected"),
    [
        ("vacant_homes", "homes", "-5", "a number of at least 0"),
        ("land", "ready_ha", "2e15", "a number of at least 0, at most 1e+15 (ha)"),
        ("places", "latitude", "91", "a number from -90 to 90 (degrees)"),
        ("places", "longitude", "-180.5", "a number from -180 to 180 (degrees)"),
        ("willingness", "share", "35", "a number from 0 to 1"),
        ("willingness", "from_year", "27", "a year from 1900 to 2200"),
        ("places", "opens_year", "20270", "a year from 1900 to 2200 or never"),
        ("places", "opens_year", "2027.5", "a year from 1900 to 2200 or never"),
        ("size_classes", "rooms", "2.5", "a whole number from 1 to 100 (rooms)"),
        ("housing_options", "lead_years", "0.5", "a whole number from 0 to 100 (years)"),
        ("cohorts", "households", "208.5", "a whole number of at least 0"),
        ("service_spare", "units", "-0.1", "a number of at least 0"),
        ("vacant_homes", "from_year", "1", "a year from 1900 to 2200"),
    ],
)
def test_figures_out_of_range_are_named(folder: Path, table: str, column: str, text: str, expected: str) -> None:
    set_cell(folder, table, 2, column, text)
    problem = next(one for one in errors_of(folder) if one.column == column)
    assert (problem.file, problem.row, problem.found) == (f"{table}.csv", 2, text)
    assert expected in problem.expected


@pytest.mark.parametrize(("text", "hint"), [("Never", "Write never."), ("later", "")])
def test_a_year_of_opening_is_a_year_or_never(folder: Path, text: str, hint: str) -> None:
    set_cell(folder, "corridors", 2, "opens_year", text)
    [problem] = errors_of(folder)
    assert problem.expected == "a year from 1900 to 2200 or never"
    assert problem.hint == hint


@pytest.mark.parametrize(("text", "value"), [("never", np.inf), ("2031", 2031.0)])
def test_openings_in_memory(folder: Path, text: str, value: float) -> None:
    set_cell(folder, "corridors", 2, "opens_year", text)
    assert load_dataset(folder)["corridors"]["opens_year"].tolist() == [value]


def test_never_stands_only_where_something_opens(folder: Path) -> None:
    set_cell(folder, "vacant_homes", 3, "from_year", "never")
    assert errors_of(folder)[0].column == "from_year"


@pytest.mark.parametrize(
    ("text", "flag"),
    [("True", True), ("true", True), ("yes", True), ("1", True), ("False", False), ("no", False), ("0", False)],
)
def test_flags_are_read(folder: Path, text: str, flag: bool) -> None:
    set_column(folder, "funders", "carries_over", text)
    assert load_dataset(folder)["funders"]["carries_over"].tolist() == [flag] * 3


def test_another_word_is_no_flag(folder: Path) -> None:
    set_cell(folder, "funders", 3, "carries_over", "maybe")
    [problem] = errors_of(folder)
    assert (problem.row, problem.found, problem.expected) == (3, "'maybe'", "true or false")


@pytest.mark.parametrize(
    ("table", "column"),
    [("places", "name"), ("places", "latitude"), ("funding", "year"), ("funders", "carries_over"), ("land", "source")],
)
def test_a_blank_in_a_required_column_is_named(folder: Path, table: str, column: str) -> None:
    set_cell(folder, table, 2, column, "")
    problem = errors_of(folder)[0]
    assert (problem.row, problem.column, problem.found) == (2, column, "a blank")


def test_blanks_in_optional_columns_are_no_limit_and_never_zero(folder: Path) -> None:
    set_column(folder, "land", "ready_ha", "")
    assert load_dataset(folder)["land"]["ready_ha"].isna().all()


@pytest.mark.parametrize(("text", "hint"), [("R0 ", "Write 'R0'."), ("  ", "Empty the cell.")])
def test_spaces_around_a_text_are_named(folder: Path, text: str, hint: str) -> None:
    set_cell(folder, "places", 2, "name", text)
    [problem] = errors_of(folder)
    assert (problem.expected, problem.hint) == ("no spaces or unseen signs around the text", hint)


def test_a_failed_formula_in_a_text_is_named(folder: Path) -> None:
    set_cell(folder, "places", 2, "name", "#N/A")
    [problem] = errors_of(folder)
    assert (problem.found, problem.expected) == ("'#N/A'", "a text")


def test_control_characters_in_a_text_are_named(folder: Path) -> None:
    """Workbooks cannot hold them, and people cannot see them."""
    set_cell(folder, "places", 2, "name", "R\x0b0")
    [problem] = errors_of(folder)
    assert (problem.found, problem.expected) == (r"'R\x0b0'", "no control characters")


def test_a_choice_that_there_is_not_is_named_with_the_nearest(folder: Path) -> None:
    set_cell(folder, "land", 2, "confidence", "assumed")
    set_cell(folder, "housing_options", 2, "kind", "biuld")
    kind, confidence = errors_of(folder)
    assert kind.hint == "Did you mean 'build'?"
    assert confidence.expected == "one of sourced, derived, assumption"
    set_cell(folder, "land", 2, "confidence", "???")
    assert errors_of(folder)[1].hint == ""


def test_a_misspelt_column_is_named_with_the_nearest_valid_name(folder: Path) -> None:
    rename_column(folder, "places", "latitude", "lattitude")
    unknown, missing = errors_of(folder)
    assert (unknown.row, unknown.column, unknown.hint) == (1, "lattitude", "Did you mean 'latitude'?")
    assert (missing.row, missing.column, missing.found) == (1, "latitude", "no such column")


def test_an_unknown_column_is_an_error_and_a_note_is_not(folder: Path) -> None:
    rows = read_rows(folder, "land")
    write_rows(folder, "land", [[*rows[0], "note", "colour"], *([*row, "n", "red"] for row in rows[1:])])
    [problem] = errors_of(folder)
    assert problem.column == "colour"


def test_a_column_twice_and_one_without_a_name_are_named(folder: Path) -> None:
    rows = read_rows(folder, "land")
    write_rows(folder, "land", [[*rows[0], "place", ""], *([*row, row[0], ""] for row in rows[1:])])
    twice, nameless = errors_of(folder)
    assert twice.found == "the column 'place' twice"
    assert nameless.found == "a column without a name"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("vacant_homes", "from_year"),
        ("housing", "units_per_year"),
        ("places", "other_names"),
        ("services", "material_t"),
    ],
)
def test_an_optional_column_may_be_left_out_and_counts_as_blank(folder: Path, table: str, column: str) -> None:
    drop_column(folder, table, column)
    assert errors_of(folder) == []
    values = load_dataset(folder)[table][column]
    assert (values == "").all() if column == "other_names" else values.isna().all()


def test_a_required_flag_left_out_is_named_once(folder: Path) -> None:
    drop_column(folder, "funders", "carries_over")
    [problem] = errors_of(folder)
    assert (problem.column, problem.found) == ("carries_over", "no such column")


def test_the_order_of_columns_is_free(folder: Path) -> None:
    before = load_dataset(folder).digest
    for table in ("places", "cohorts", "funding"):
        write_rows(folder, table, [row[::-1] for row in read_rows(folder, table)])
    assert load_dataset(folder).digest == before


def test_columns_types_and_order_in_memory(folder: Path) -> None:
    data = load_dataset(folder)
    assert data["places"].columns.tolist()[-3:] == ["source", "confidence", "note"]
    assert data["sources"].columns.tolist() == ["source", "title", "publisher", "url", "as_of", "note"]
    kinds = {column: data["places"][column].dtype for column in ("place", "opens_year", "site_lead_years", "latitude")}
    assert kinds == {"place": "str", "opens_year": "float64", "site_lead_years": "int64", "latitude": "float64"}
    assert data["cohorts"]["households"].dtype == "float64"
    assert data["willingness"]["from_year"].dtype == "int64"
    assert data["vacant_homes"]["from_year"].dtype == "float64"
    assert data["funders"]["carries_over"].dtype == bool
    assert data["travel"].columns.tolist()[:3] == ["from_place", "to_place", "usd_per_household"]
    assert data["travel"].dtypes.astype(str).tolist() == ["str", "str", "float64", "str", "str", "str"]
    assert data["places"].index.tolist() == list(range(8))


def test_very_many_wrong_cells_are_counted_not_listed(folder: Path) -> None:
    rows = read_rows(folder, "cohorts")
    write_rows(folder, "cohorts", [rows[0], *([f"c{number}", *rows[1][1:]] for number in range(1000))])
    set_column(folder, "cohorts", "households", "many")
    problems = errors_of(folder)
    assert len(problems) == 201
    assert problems[-1].found == "800 more rows of this kind"


def test_all_problems_of_all_tables_come_at_once(folder: Path) -> None:
    """Cells, names, rules and settings: none waits for another to be mended."""
    set_cell(folder, "land", 2, "ready_ha", "much")
    set_cell(folder, "funding", 2, "funder", "bnak")
    set_cell(folder, "cohorts", 2, "persons", "1")
    add_row(folder, "supplies", "hub", "1", "1")
    (folder / "dataset.toml").write_text("title = 3\n")
    found = {(problem.file, problem.column) for problem in errors_of(folder)}
    assert {
        ("land.csv", "ready_ha"),
        ("funding.csv", "funder"),
        ("cohorts.csv", "persons"),
        ("supplies.csv", "node"),
        ("dataset.toml", "title"),
        ("dataset.toml", "first_year"),
    } <= found


def test_expectation_without_bounds_names_the_kind_alone() -> None:
    assert expectation(Column("x", "number", "m")) == "a number"
    assert not out_of_range(Column("x", "number", "m"), np.array([-1e14, np.nan])).any()


def test_reading_needs_no_pyarrow() -> None:
    """Pandas keeps text in pyarrow where there is one; the dataset is the same without it."""
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from resettle.inputs.dataset import load_dataset\n"
        f"print(load_dataset({str(CASE / 'dataset')!r}).digest)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == load_dataset(CASE / "dataset").digest, done.stderr
