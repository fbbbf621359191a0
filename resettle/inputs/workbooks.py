"""Workbooks as text tables; what unpacks to far more than people write is refused before it is opened."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from resettle.errors import Problem
from resettle.inputs.archives import unpacked
from resettle.inputs.near_tables import unknown_tables
from resettle.inputs.problems import Finding, error, formula_found, quoted, warning
from resettle.inputs.raw import SETTINGS, FormulaCell, RawTable
from resettle.inputs.reading import shaped
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import DATASET, SHEET_ROWS
from resettle.inputs.workbook_parts import unfit_parts
from resettle.inputs.workbook_text import setting_of_cell, text_of_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.cell import Cell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from resettle.inputs.raw import RawDataset
    from resettle.inputs.table_limits import TableLimits

_FORMULA = re.compile(rb"<(?:[A-Za-z0-9_.-]+:)?f[\s/>]")
"""A formula in a sheet, whatever prefix its program gives the names."""
_MOST_SETTINGS = 200
_WORKBOOK = "workbook (.xlsx)"
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx, without a password."


class Sheet(NamedTuple):
    """Rows of a sheet that are not blank, up to each one's last filled cell, and the row each is in the sheet."""

    title: str
    hidden: bool
    rows: list[list[object]]
    lines: list[int]


def read_workbook(name: str, data: bytes, raw: RawDataset) -> None:
    """Read every sheet as a table, the sheet ``dataset`` (field, value) as the settings."""
    raw.workbook = name
    sheets = read_sheets(name, data, lambda title: title in INPUT_TABLES or title == SETTINGS, DATASET)
    if isinstance(sheets, Problem):
        raw.problems.append(sheets)
        raw.damaged.update(INPUT_TABLES)
        return
    strangers = []
    for sheet in sheets:
        where = raw.file_of(sheet.title)
        if sheet.hidden and (sheet.title in INPUT_TABLES or sheet.title == SETTINGS):
            raw.problems.append(warning(where, None, "", "a hidden sheet", "sheets that are seen", "It is read."))
        if sheet.title == SETTINGS:
            raw.settings = _settings(sheet, where, raw)
        elif sheet.title in INPUT_TABLES:
            _take_sheet(sheet, where, raw)
        else:
            strangers.append((where, sheet.title))
    unknown_tables(strangers, "sheet", raw)


def read_sheets(name: str, data: bytes, is_wanted: Callable[[str], bool], limits: TableLimits) -> list[Sheet] | Problem:
    """Every sheet of a workbook, without rows where its title is not wanted; a formula is marked as a ``FormulaCell``.

    The problem, where it is no sound workbook or over the limits, repeats no text of a cell.
    """
    parts = unpacked(name, data, _WORKBOOK, _SAVE_AGAIN, limits)
    if isinstance(parts, Problem):
        return parts
    unfit = unfit_parts(name, parts, limits)
    if unfit is not None:
        return unfit
    holds_formulas = any(_FORMULA.search(part) for part in parts.values())
    try:
        return _read(data, is_wanted, limits, holds_formulas=holds_formulas)
    except _TooLargeError as trouble:
        return error(f"{name} sheet {trouble.args[0]}", None, "", *trouble.args[1])
    except Exception:
        hint = "Open it in a spreadsheet program and save it again."
        return error(name, None, "", "a workbook that cannot be read", f"a {_WORKBOOK}", hint)


class _TooLargeError(Exception):
    """A sheet over the limits: its title, and the finding."""


def _read(data: bytes, is_wanted: Callable[[str], bool], limits: TableLimits, *, holds_formulas: bool) -> list[Sheet]:
    """Cells by sheet: quickly as values, or cell by cell where there are formulas to be told from them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=not holds_formulas, keep_links=False)
        try:
            sheets, cells = [], 0
            for sheet in book.worksheets:
                wanted = is_wanted(sheet.title)
                read = _sheet_rows(sheet, limits, cells, holds_formulas=holds_formulas) if wanted else ([], [])
                cells += sum(map(len, read[0]))
                sheets.append(Sheet(sheet.title, sheet.sheet_state != "visible", *read))
            return sheets
        finally:
            book.close()


def _sheet_rows(
    sheet: ReadOnlyWorksheet, limits: TableLimits, cells: int, *, holds_formulas: bool
) -> tuple[list[list[object]], list[int]]:
    """Filled rows and where they are, up to the limits: the size that a sheet says it has is not believed."""
    sheet.reset_dimensions()
    rows: list[list[object]] = []
    lines: list[int] = []
    passed = cells
    for line, row in enumerate(sheet.iter_rows(values_only=not holds_formulas), start=1):
        passed += len(row)
        values = list(row) if not holds_formulas else [_value(cell) for cell in row]
        while values and (values[-1] is None or values[-1] == ""):
            values.pop()
        if line > SHEET_ROWS:
            raise _TooLargeError(sheet.title, Finding(f"a row {line:,}", f"at most {SHEET_ROWS:,} rows"))
        if values:
            rows.append(values)
            lines.append(line)
        if len(values) > 2 * limits.columns:
            cell = f"{get_column_letter(len(values))}{line}"
            expected = f"at most {limits.columns} columns"
            raise _TooLargeError(sheet.title, Finding(f"something in cell {cell}", expected, "Empty the cell."))
        if len(rows) > limits.rows + 1 or passed > 10 * limits.workbook_cells:
            most = f"at most {limits.rows:,} rows, and cells in use where the table is"
            raise _TooLargeError(sheet.title, Finding("more rows or cells", most, "Copy the table to a new sheet."))
    return rows, lines


def _value(cell: Cell) -> object:
    """What a cell holds; a formula as such."""
    if cell.data_type != "f":
        return cell.value
    text = getattr(cell.value, "text", cell.value)
    return FormulaCell.at(cell.coordinate, text or "a formula")


def _take_sheet(sheet: Sheet, where: str, raw: RawDataset) -> None:
    if not sheet.rows:
        raw.problems.append(error(where, None, "", "an empty sheet", "a header row, then rows"))
        raw.damaged.add(sheet.title)
        return
    shaped(sheet_table(sheet, sheet.title, where), raw)


def sheet_table(sheet: Sheet, name: str, where: str) -> RawTable:
    """A sheet as a table of text; rows are as wide as the header unless they hold something beyond it."""
    begins = sheet.lines[0] == 1
    header = [text_of(value) for value in sheet.rows[0]] if begins else []
    rows = [[text_of(value) for value in row] for row in sheet.rows[begins:]]
    width = max((place + 1 for place, cell in enumerate(header) if cell.strip()), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawTable(name, where, header[:width], filled, sheet.lines[begins:])


def _settings(sheet: Sheet, where: str, raw: RawDataset) -> dict[str, object] | None:
    """Fields and values below the header; empty ones are missing, formulas are named, and fields that are twice."""
    filled = [row[:2] for row in sheet.rows[1:] if len(row) > 1 and None not in row[:2]]
    formulas = [value for row in filled for value in row if isinstance(value, FormulaCell)]
    found = [error(where, None, "", *formula_found(value)) for value in formulas]
    names = Counter(str(row[0]) for row in filled)
    twice = [name for name, count in names.items() if count > 1]
    found += [error(where, None, name, f"the field {quoted(name)} twice", "each field once") for name in twice[:10]]
    raw.problems += found
    return None if found else {str(row[0]): _setting(row[1]) for row in filled[:_MOST_SETTINGS]}


def _setting(value: object) -> object:
    return setting_of_cell(value) if isinstance(value, str) else _whole(value)


def _whole(value: object) -> object:
    """Spreadsheets keep every number as a float: a whole one becomes an integer again."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def text_of(value: object) -> str:
    """A cell's value as the text that a CSV file would have."""
    if value is None:
        return ""
    if isinstance(value, FormulaCell):
        return value
    if isinstance(value, str):
        return text_of_cell(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return str(_whole(value))
