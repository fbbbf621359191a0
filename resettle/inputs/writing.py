"""A dataset as files: a folder of CSV, or a workbook. Reading them gives the same dataset."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import tomli_w

from resettle.inputs.columns import NEVER
from resettle.inputs.formula_text import escaped
from resettle.inputs.hxl import hashtags
from resettle.inputs.pcodes import with_pcodes
from resettle.inputs.raw import SETTINGS, SETTINGS_FILE
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.workbook_text import cell_text
from resettle.storage.folders import write_files
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.inputs.columns import Column, Table
    from resettle.inputs.dataset import Dataset


def write_folder(dataset: Dataset, path: str | Path, *, hxl: bool = False) -> None:
    """Write a dataset as dataset.toml and a CSV file for every table (a header alone where it is empty).

    All of it or nothing, also after a kill; other files in the folder stay as they are. Raises OSError, BusyError.

    Parameters
    ----------
    dataset
        What is written.
    path
        The folder.
    hxl
        With a row of HXL hashtags under each header, and P-codes beside places where they are known.
    """
    files = {file: text.encode("utf-8") for file, text in files_of(dataset, hxl=hxl).items()}
    write_files(path, files)


def files_of(dataset: Dataset, *, hxl: bool = False) -> dict[str, str]:
    """Text of dataset.toml and of every table's CSV file, by file name."""
    tables = {f"{name}.csv": table_csv(dataset, name, hxl=hxl) for name in INPUT_TABLES}
    return {SETTINGS_FILE: tomli_w.dumps(dataset.settings.model_dump()), **tables}


def table_csv(dataset: Dataset, name: str, *, hxl: bool = False) -> str:
    """One table as the text of a CSV file."""
    places = dataset["places"]
    pcodes = dict(zip(places["place"], places["pcode"], strict=True)) if hxl else None
    return csv_text(INPUT_TABLES[name], dataset[name], pcodes)


def csv_text(table: Table, frame: pd.DataFrame, pcodes: Mapping[str, str] | None = None) -> str:
    """A table as CSV; no text in it is run as a formula.

    With ``pcodes`` (place → P-code) it is HXL: a row of hashtags under the header, and P-codes beside places.
    """
    texts = text_frame(table, frame)
    for column in table.all_columns:
        if not column.is_figure:
            texts[column.name] = [escaped(text) for text in texts[column.name]]
    tags: list[list[str]] = []
    if pcodes is not None:
        codes = {escaped(place): escaped(code) for place, code in pcodes.items()}
        texts = with_pcodes(table.name, texts, codes)
        tags = [hashtags(table.name, texts.columns.tolist())]
    rows = texts.to_numpy().tolist()
    returns = any("\r" in cell for row in rows for cell in row)
    written = io.StringIO(newline="")
    # a lone carriage return needs quotes too, which the csv writer does not see
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL)
    writer.writerows([texts.columns.tolist(), *tags, *rows])
    return written.getvalue()


def write_workbook(dataset: Dataset, path: str | Path | BinaryIO) -> None:
    """Write a dataset as a workbook: a sheet for each table, and one for the settings."""
    from openpyxl import Workbook

    book = Workbook()
    write_settings_sheet(book.active, dataset.settings.model_dump())
    for name, table in INPUT_TABLES.items():
        sheet = book.create_sheet(name)
        write_header(sheet, table)
        for number, row in enumerate(text_frame(table, dataset[name]).itertuples(index=False), start=2):
            for place, (column, text) in enumerate(zip(table.all_columns, row, strict=True), start=1):
                if text:
                    _fill(sheet.cell(row=number, column=place), column, text)
    save_workbook(book, path)


def save_workbook(book: Workbook, path: str | Path | BinaryIO) -> None:
    """Write a workbook whole or not at all; raises OSError."""
    if not isinstance(path, str | Path):
        book.save(path)
        return
    made = io.BytesIO()
    book.save(made)
    write_file(path, made.getvalue())


def text_frame(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A table as text that reads back to the same values: blanks empty, ``never`` in words, whole figures as such."""
    columns = {}
    for column in table.all_columns:
        values = frame[column.name].tolist()
        if column.kind == "flag":
            values = ["true" if value else "false" for value in values]
        elif column.is_figure:
            values = [_figure_text(value) for value in values]
        columns[column.name] = pd.Series(values, dtype="str")
    return pd.DataFrame(columns)


def write_settings_sheet(sheet: Worksheet, settings: Mapping[str, object]) -> None:
    """Fields and values of dataset.toml as a sheet."""
    sheet.title = SETTINGS
    sheet.append(["field", "value"])
    for number, (field, value) in enumerate(settings.items(), start=2):
        sheet.cell(row=number, column=1, value=field)
        cell = sheet.cell(row=number, column=2)
        if isinstance(value, str):
            _fill_text(cell, value)
        elif value is not None:
            _fill_figure(cell, repr(value))
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 60


def write_header(sheet: Worksheet, table: Table) -> None:
    """Names of the columns, required ones bold, each with its meaning, unit and what a blank means as a note."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    for number, column in enumerate(table.all_columns, start=1):
        cell = sheet.cell(row=1, column=number, value=column.name)
        said = [
            column.meaning,
            f"unit: {column.unit}" if column.unit else "",
            f"blank: {column.blank}" if column.blank else "",
        ]
        cell.comment = Comment("\n".join(line for line in said if line), "resettle")
        cell.font = Font(bold=column.required)
        sheet.column_dimensions[cell.column_letter].width = max(12, len(column.name) + 2)
    sheet.freeze_panes = "A2"


def _figure_text(value: float) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return NEVER
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _fill(cell: Cell, column: Column, text: str) -> None:
    """A figure as a number, everything else as text."""
    if column.is_figure and text != NEVER:
        _fill_figure(cell, text)
    else:
        _fill_text(cell, text)


def _fill_figure(cell: Cell, text: str) -> None:
    """A figure to its last digit: openpyxl itself would round it to 16."""
    cell.value = text
    cell.data_type = "n"


def _fill_text(cell: Cell, text: str) -> None:
    """Text stays text, also where a spreadsheet would run it as a formula."""
    cell.value = cell_text(text)
    cell.data_type = "s"
