"""The dataset: settings, digest, names, the way between processes."""

from __future__ import annotations

import pickle
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from resettle.errors import DataError
from resettle.inputs.dataset import Dataset, Settings, load_dataset
from resettle.inputs.schema import INPUT_TABLES
from tests.inputs.careless import (
    CASE,
    add_row,
    errors_of,
    read_rows,
    set_cell,
    set_setting,
    warnings_of,
    write_rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem


def refused(folder: Path) -> Problem:
    [problem] = errors_of(folder)
    return problem


def test_tables_stand_in_the_order_of_the_document(small: Dataset) -> None:
    assert list(small.tables) == list(INPUT_TABLES)


def test_a_loaded_dataset_keeps_its_warnings(small: Dataset) -> None:
    assert [warning.severity for warning in small.warnings] == ["warning"]


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_a_missing_field_of_the_settings_is_named(folder: Path, field: str) -> None:
    set_setting(folder, field, None)
    problem = refused(folder)
    assert (problem.file, problem.column, problem.found) == ("dataset.toml", field, "nothing")


@pytest.mark.parametrize(
    ("field", "text", "found", "expected"),
    [
        ("title", '""', "a blank", "a text that is not blank"),
        ("title", "3", "3", "a text in quotation marks"),
        ("first_year", '"2027"', "'2027'", "a whole number"),
        ("first_year", "2027.5", "2027.5", "a whole number"),
        ("base_year", "26", "26", "at least 1900"),
        ("last_year", "20300", "20300", "at most 2200"),
        ("usd_per_household_move", "-1", "-1", "at least 0"),
        ("usd_per_household_km", "nan", "nan", "a finite number"),
        ("usd_per_household_km", "inf", "inf", "a finite number"),
        ("usd_per_household_km", '"2,5"', "'2,5'", "a number"),
    ],
)
def test_a_wrong_field_of_the_settings_is_named(folder: Path, field: str, text: str, found: str, expected: str) -> None:
    set_setting(folder, field, text)
    problem = refused(folder)
    assert (problem.column, problem.found, problem.expected) == (field, found, expected)


def test_an_unknown_field_of_the_settings_is_named_with_the_nearest(folder: Path) -> None:
    set_setting(folder, "licence", None)
    set_setting(folder, "license", '"CC0-1.0"')
    missing, unknown = errors_of(folder)
    assert (missing.column, missing.found) == ("licence", "nothing")
    assert (unknown.column, unknown.hint) == ("license", "Did you mean 'licence'?")


def test_an_unknown_field_beside_all_the_others_is_named(folder: Path) -> None:
    set_setting(folder, "titel", '"x"')
    assert refused(folder).hint == "Did you mean 'title'?"


def test_a_version_may_be_a_number(folder: Path) -> None:
    set_setting(folder, "version", "1.0")
    assert load_dataset(folder).settings.version == "1.0"


def test_a_dataset_is_named_after_its_folder(folder: Path) -> None:
    assert load_dataset(folder).name == "dataset"
    assert load_dataset(str(folder)).name == "dataset"


def test_the_digest_does_not_know_the_order_of_rows_nor_the_name(folder: Path) -> None:
    before = load_dataset(folder).digest
    for table in ("cohorts", "places", "vacant_homes"):
        rows = read_rows(folder, table)
        write_rows(folder, table, [rows[0], *rows[:0:-1]])
    assert load_dataset(folder.rename(folder.with_name("other"))).digest == before


@pytest.mark.parametrize(("table", "column", "text"), [("land", "ready_ha", "37.00000001"), ("places", "name", "R00")])
def test_the_digest_knows_every_cell(folder: Path, table: str, column: str, text: str) -> None:
    before = load_dataset(folder).digest
    set_cell(folder, table, 2, column, text)
    assert load_dataset(folder).digest != before


def test_the_digest_knows_rows_that_repeat_and_the_settings(folder: Path) -> None:
    digests = [load_dataset(folder).digest]
    rows = read_rows(folder, "vacant_homes")
    write_rows(folder, "vacant_homes", [*rows, rows[1]])
    digests.append(load_dataset(folder).digest)
    set_setting(folder, "usd_per_household_km", "3.5")
    digests.append(load_dataset(folder).digest)
    assert len(set(digests)) == 3


def test_a_negative_zero_is_zero(folder: Path) -> None:
    set_cell(folder, "service_spare", 2, "units", "0")
    before = load_dataset(folder).digest
    set_cell(folder, "service_spare", 2, "units", "-0.0")
    assert load_dataset(folder).digest == before


def test_a_dataset_travels_between_processes(small: Dataset) -> None:
    back = pickle.loads(pickle.dumps(small))
    assert back.digest == small.digest
    assert back.warnings == small.warnings
    assert isinstance(back.tables, MappingProxyType)


def test_a_refusal_lists_warnings_too(folder: Path) -> None:
    add_row(folder, "funders", "club", "Club", "maybe")
    with pytest.raises(DataError, match="'dataset' has errors") as refusal:
        load_dataset(folder)
    assert any(problem.severity == "error" for problem in refusal.value.problems)


def test_the_cases_load_with_one_warning_each() -> None:
    for case in ("small", "medium", "long"):
        path = CASE.parent / case / "dataset"
        assert errors_of(path) == []
        assert warnings_of(path) == []
