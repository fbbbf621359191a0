"""An empty workbook to fill in: a sheet for each table, units and notes in the header, drop-downs for names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.columns import NEVER
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, SECTORS
from resettle.inputs.writing import save_workbook, write_header, write_settings_sheet

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.inputs.columns import Column, Table

_LAST_ROW = 5_000
_SETTINGS = (
    "title",
    "version",
    "licence",
    "base_year",
    "first_year",
    "last_year",
    "usd_per_household_move",
    "usd_per_household_km",
)
_SUGGESTIONS = {"resources": RESOURCES, "sectors": SECTORS}
"""Lists that are longer than a drop-down can show: what is chosen may be something else."""


def write_template(path: str | Path | BinaryIO) -> None:
    """Write an empty workbook with every sheet and column of a dataset."""
    from openpyxl import Workbook

    book = Workbook()
    write_settings_sheet(book.active, dict.fromkeys(_SETTINGS))
    for name, table in INPUT_TABLES.items():
        sheet = book.create_sheet(name)
        write_header(sheet, table)
        _add_drop_downs(sheet, table)
    save_workbook(book, path)


def _add_drop_downs(sheet: Worksheet, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(table.all_columns, start=1):
        rule = _validation(column)
        if rule is not None:
            letter = get_column_letter(number)
            rule.add(f"{letter}2:{letter}{_LAST_ROW}")
            sheet.add_data_validation(rule)


def _validation(column: Column) -> DataValidation | None:
    """The drop-down of a column: its choices, the keys of the table it refers to, or suggestions."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choices: tuple[str, ...] = column.choices
    if column.kind == "flag":
        choices = ("true", "false")
    elif column.kind == "opening":
        choices = (NEVER,)
    choices = choices or _SUGGESTIONS.get(column.refers_to, ())
    referred = "places" if column.refers_to in ("origins", "nodes") else column.refers_to
    if choices:
        formula = '"' + ",".join(choices) + '"'
    elif referred in INPUT_TABLES:
        formula = f"={referred}!$A$2:$A${_LAST_ROW}"
    else:
        return None
    strict = bool(column.choices) or column.refers_to in INPUT_TABLES
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=not column.required,
        showErrorMessage=strict,
        error="Choose one of the list.",
    )
