"""The empty workbook: every sheet and column, what they mean, drop-downs; filled in, it loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from resettle.inputs.dataset import Settings, load_dataset, write_template
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame
from tests.inputs.careless import errors_of

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


def test_every_table_has_a_sheet_with_its_columns(template: Path) -> None:
    book = load_workbook(template)
    assert book.sheetnames == ["dataset", *INPUT_TABLES]
    for name, table in INPUT_TABLES.items():
        assert [cell.value for cell in book[name][1]] == [column.name for column in table.all_columns]


def test_every_setting_has_a_row(template: Path) -> None:
    rows = list(load_workbook(template)["dataset"].values)
    assert rows == [("field", "value"), *((field, None) for field in Settings.model_fields)]


def test_headers_carry_meaning_unit_and_what_a_blank_means(template: Path) -> None:
    sheet = load_workbook(template)["land"]
    assert sheet["B1"].comment.text == "ready for building\nunit: ha\nblank: land does not limit"
    assert sheet["A1"].font.bold
    assert not sheet["B1"].font.bold


@pytest.mark.parametrize(
    ("sheet", "column", "formula"),
    [
        ("places", "I", "=programmes!$A$2:$A$5000"),
        ("places", "J", '"never"'),
        ("cohorts", "C", "=places!$A$2:$A$5000"),
        ("housing_options", "C", '"build,rehabilitate,purchase,tenure"'),
        ("funders", "C", '"true,false"'),
        ("capacities", "B", '"build,purchase,tenure,clearance"'),
        ("links", "B", "=places!$A$2:$A$5000"),
        ("land", "G", '"sourced,derived,assumption"'),
    ],
)
def test_drop_downs(template: Path, sheet: str, column: str, formula: str) -> None:
    rules = load_workbook(template)[sheet].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if str(rule.sqref) == f"{column}2:{column}5000"] == [formula]


def test_only_closed_lists_refuse_other_words(template: Path) -> None:
    book = load_workbook(template)
    strict = {str(rule.sqref)[0]: rule.showErrorMessage for rule in book["capacities"].data_validations.dataValidation}
    assert strict == {"A": True, "B": False, "E": True, "F": True}


def test_an_empty_template_misses_settings_and_rows_and_nothing_else(template: Path) -> None:
    found = {problem.found for problem in errors_of(template)}
    assert found == {"nothing", "no rows"}


def test_a_template_filled_in_is_the_dataset(template: Path, small: Dataset) -> None:
    book = load_workbook(template)
    for row, value in enumerate(small.settings.model_dump().values(), start=2):
        book["dataset"].cell(row=row, column=2, value=value)
    for name, table in INPUT_TABLES.items():
        for row in text_frame(table, small[name]).itertuples(index=False):
            book[name].append(list(row))
    book.save(template)
    assert load_dataset(template).digest == small.digest
