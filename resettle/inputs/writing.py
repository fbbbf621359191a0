"""A dataset as files: a folder of CSV, a workbook, an empty template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import tomli_w

from resettle.inputs.parsing import NEVER
from resettle.inputs.reading import SETTINGS
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.inputs.columns import Column, Table
    from resettle.inputs.dataset import Dataset

_ROWS_WITH_LISTS = 5_000
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")


def write_folder(dataset: Dataset, path: str | Path) -> None:
    """Write a dataset as CSV files and dataset.toml; reading them gives the same dataset."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_text(tomli_w.dumps(dataset.settings.model_dump()), encoding="utf-8")
    for name, table in INPUT_TABLES.items():
        if len(dataset[name]) or not table.optional:
            text_frame(table, dataset[name]).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def write_workbook(dataset: Dataset, path: str | Path) -> None:
    """Write a dataset as a workbook with a sheet for each table; reading it gives the same dataset."""
    from openpyxl import Workbook

    book = Workbook()
    _settings_sheet(book.active, dataset.settings.model_dump())
    for name, table in INPUT_TABLES.items():
        sheet = book.create_sheet(name)
        _header(sheet, table)
        for row in text_frame(table, dataset[name]).itertuples(index=False):
            sheet.append([_cell(column, value) for column, value in zip(table.all_columns, row, strict=True)])
    book.save(path)


def write_template(path: str | Path) -> None:
    """Write an empty workbook: a sheet for each table, units and notes in the header, drop-downs for keys."""
    from openpyxl import Workbook

    book = Workbook()
    fields = (
        "title",
        "version",
        "licence",
        "base_year",
        "first_year",
        "last_year",
        "usd_per_household_move",
        "usd_per_household_km",
    )
    _settings_sheet(book.active, dict.fromkeys(fields, ""))
    for name, table in INPUT_TABLES.items():
        sheet = book.create_sheet(name)
        _header(sheet, table)
        _drop_downs(sheet, table)
    book.save(path)


def text_frame(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A table as text that reads back to the same values: blanks empty, ``never`` in words, whole figures without point."""
    columns = {}
    for column in table.all_columns:
        values = frame[column.name]
        if column.kind == "text":
            columns[column.name] = values
        elif column.kind == "flag":
            columns[column.name] = values.map({True: "true", False: "false"})
        else:
            columns[column.name] = values.map(_figure_text)
    return pd.DataFrame(columns, dtype="str")


def _figure_text(value: float) -> str:
    if pd.isna(value):
        return ""
    if np.isinf(value):
        return NEVER
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _cell(column: Column, value: str) -> str | float | None:
    """A figure as a number, a text as text, also where it looks like a formula."""
    if value == "":
        return None
    if column.is_figure and value != NEVER:
        return float(value)
    return value


def _settings_sheet(sheet: Worksheet, settings: dict[str, object]) -> None:
    sheet.title = SETTINGS
    sheet.append(["field", "value"])
    for key, value in settings.items():
        sheet.append([key, value])


def _header(sheet: Worksheet, table: Table) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    sheet.append([column.name for column in table.all_columns])
    for number, column in enumerate(table.all_columns, start=1):
        cell = sheet.cell(row=1, column=number)
        said = [
            column.meaning,
            f"unit: {column.unit}" if column.unit else "",
            f"blank: {column.blank}" if column.blank else "",
        ]
        cell.comment = Comment("\n".join(line for line in said if line), "resettle")
        cell.font = Font(bold=column.required)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(column.name) + 2)
    sheet.freeze_panes = "A2"


def _drop_downs(sheet: Worksheet, table: Table) -> None:
    """Lists for columns of choices, and of keys of other sheets."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(table.all_columns, start=1):
        if column.choices:
            formula = '"' + ",".join(column.choices) + '"'
        elif column.refers_to in INPUT_TABLES:
            formula = f"={column.refers_to}!$A$2:$A${_ROWS_WITH_LISTS}"
        else:
            continue
        listed = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
        letter = get_column_letter(number)
        listed.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")
        sheet.add_data_validation(listed)
