"""Workbooks as text tables; what unpacks to far more than people write is refused before it is opened."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from resettle.errors import Problem
from resettle.inputs.archives import unpacked
from resettle.inputs.problems import error, formula_found
from resettle.inputs.raw import SETTINGS, FormulaCell, RawTable
from resettle.inputs.reading import MOST_COLUMNS, MOST_ROWS, shaped, unknown_tables
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.workbook_text import setting_of_cell, text_of_cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from resettle.inputs.raw import RawDataset

_WORKBOOK = "workbook (.xlsx)"
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx, without a password."
Rows = list[tuple[object, ...]]


def read_workbook(name: str, data: bytes, raw: RawDataset) -> None:
    """Read every sheet as a table, the sheet ``dataset`` (field, value) as the settings."""
    raw.workbook = name
    parts = unpacked(name, data, _WORKBOOK, _SAVE_AGAIN)
    sheets = parts if isinstance(parts, Problem) else _sheets(name, data, parts)
    if isinstance(sheets, Problem):
        raw.problems.append(sheets)
        raw.damaged.update(INPUT_TABLES)
        return
    strangers = []
    for title, rows in sheets.items():
        where = raw.file_of(title)
        if title == SETTINGS:
            raw.settings = _settings(rows, where, raw)
        elif title in INPUT_TABLES:
            _take_sheet(title, where, rows, raw)
        else:
            strangers.append((where, title, title))
    unknown_tables(strangers, "sheet", raw)


def _sheets(name: str, data: bytes, parts: dict[str, bytes]) -> dict[str, Rows] | Problem:
    """Values by sheet; a formula is marked, whatever value was saved with it."""
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        hint = "This is no workbook that people made."
        return error(name, None, "", "XML with entities", f"a {_WORKBOOK}", hint)
    holds_formulas = any(b"<f>" in part or b"<f " in part or b"<f/>" in part for part in parts.values())
    try:
        return _read(data, holds_formulas=holds_formulas)
    except Exception as trouble:
        text = str(trouble).splitlines()[0][:200] if str(trouble) else type(trouble).__name__
        hint = "Open it in a spreadsheet program and save it again."
        return error(name, None, "", f"a workbook that cannot be read ({text})", f"a {_WORKBOOK}", hint)


def _read(data: bytes, *, holds_formulas: bool) -> dict[str, Rows]:
    """Cells by sheet: quickly as values, or cell by cell where there are formulas to be told from them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=not holds_formulas)
        try:
            return {sheet.title: _sheet_rows(sheet, holds_formulas=holds_formulas) for sheet in book.worksheets}
        finally:
            book.close()


def _sheet_rows(sheet: ReadOnlyWorksheet, *, holds_formulas: bool) -> Rows:
    """Rows of a table's sheet up to the limits: the size that a sheet says it has is not believed."""
    if sheet.title not in INPUT_TABLES and sheet.title != SETTINGS:
        return []
    sheet.reset_dimensions()
    limits = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS + 1}
    if not holds_formulas:
        return list(sheet.iter_rows(**limits, values_only=True))
    return [tuple(_value(cell) for cell in row) for row in sheet.iter_rows(**limits)]


def _value(cell: Cell) -> object:
    """What a cell holds; a formula as such."""
    if cell.data_type != "f":
        return cell.value
    text = getattr(cell.value, "text", cell.value)
    return FormulaCell.at(cell.coordinate, text or "a formula")


def _take_sheet(name: str, where: str, rows: Rows, raw: RawDataset) -> None:
    cells = [[_cell_text(value) for value in row] for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    if not cells:
        raw.problems.append(error(where, None, "", "an empty sheet", "a header row, then rows"))
        raw.damaged.add(name)
        return
    width = _filled(cells[0])
    body = [_as_wide(row, width) for row in cells[1:]]
    shaped(RawTable(name, where, cells[0][:width], body, list(range(2, len(body) + 2))), raw)


def _filled(row: list[str]) -> int:
    """How many cells a row has up to its last filled one."""
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def _as_wide(row: list[str], width: int) -> list[str]:
    """A row cut or filled to the header's width, unless it holds something beyond it."""
    return row if any(row[width:]) else [*row[:width], *[""] * (width - len(row))]


def _settings(rows: Rows, where: str, raw: RawDataset) -> dict[str, object] | None:
    """Fields and values below the header; empty ones are missing, formulas are named."""
    filled = [row for row in rows[1:] if len(row) > 1 and row[0] is not None and row[1] is not None]
    formulas = [value for row in filled for value in row[:2] if isinstance(value, FormulaCell)]
    for value in formulas:
        raw.problems.append(error(where, None, "", *formula_found(value)))
    return None if formulas else {str(row[0]): _setting(row[1]) for row in filled}


def _setting(value: object) -> object:
    return setting_of_cell(value) if isinstance(value, str) else _whole(value)


def _whole(value: object) -> object:
    """Spreadsheets keep every number as a float: a whole one becomes an integer again."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _cell_text(value: object) -> str:
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
