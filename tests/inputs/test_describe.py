"""Tables in words: every table and column of dataset and plan, with meaning and unit."""

from __future__ import annotations

import pytest

from resettle.inputs.columns import Column, Table
from resettle.inputs.dataset import Settings
from resettle.inputs.describe import describe_tables
from resettle.inputs.schema import INPUT_TABLES, RESULT_TABLES

TEXT = describe_tables()
TABLES = [*INPUT_TABLES.values(), *RESULT_TABLES.values()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_section_and_columns(table: Table) -> None:
    begin = TEXT.index("## Tables of a plan") if table.name in RESULT_TABLES else 0
    section = TEXT[TEXT.index(f"### {table.name}\n", begin) :].split("\n### ")[0]
    for column in table.columns:
        assert f"| `{column.name}` | {column.meaning} | {column.unit} |" in section


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_figure_has_a_meaning_and_a_unit(table: Table) -> None:
    assert all(column.meaning for column in table.columns)
    unitless = {column.name for column in table.columns if column.is_figure and not column.unit}
    assert unitless <= ({"limit", "used"} if table.name == "bottlenecks" else set())


def test_settings_are_described() -> None:
    for name in Settings.model_fields:
        assert f"| `{name}` | " in TEXT


@pytest.mark.parametrize(
    "line",
    [
        "| `opens_year` | nobody settles earlier | year | year or `never` | always open |",
        "| `latitude` | latitude (WGS 84) | degrees | number from -90 to 90 |  |",
        "| `kind` | build, rehabilitate, purchase (certificate) or tenure (of the present home) |  | `build`, "
        "`rehabilitate`, `purchase`, `tenure` |  |",
        "| `place` | place |  | a name in `places` | any |",
        "| `carries_over` | whether unspent money stays |  | true or false |  |",
        "| `shadow_price` | objective per unit of limit | a unit | number | not known |",
        "Homes that stand empty. The table may be left out. Rows add up. Rows end in `source` and `confidence`; "
        "`note` is optional.",
    ],
)
def test_some_lines_as_they_are_to_be(line: str) -> None:
    assert any(one.startswith(line) for one in TEXT.splitlines())


def test_columns_of_a_dataset_have_their_hashtags() -> None:
    row = "| `ready_ha` | ready for building | ha | number from 0 | land does not limit |"
    assert f"{row} `#indicator+num+land+ready+ha` |" in TEXT.splitlines()


def test_columns_are_found_by_name() -> None:
    assert isinstance(INPUT_TABLES["land"].column("ready_ha"), Column)
    assert INPUT_TABLES["land"].column("readiness") is None
