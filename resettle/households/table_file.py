"""A table of single households as CSV or as a workbook, by the ending of the file's name; no text runs as a formula."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from resettle.errors import ResettleError
from resettle.inputs.formula_text import escaped_frame

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CSV, WORKBOOK = ".csv", ".xlsx"
ENDINGS = (CSV, WORKBOOK)
MOST_ROWS = 1_048_575
"""Rows below the headings of a sheet: what spreadsheet programs take."""
MOST_CHARACTERS = 32_767
"""In a cell of a workbook."""
_NARROW, _WIDE, _LONG = 14, 90, 60
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def table_bytes(table: pd.DataFrame, name: str | Path, sheet: str) -> bytes:
    """The table's file, CSV or workbook by the ending of ``name``.

    A workbook has its headings in view while it is scrolled, figures as figures, and long texts wrapped. Raises
    ResettleError for another ending, and where a workbook cannot hold the table; no text of a cell is repeated.
    """
    ending = checked_ending(name)
    text = escaped_frame(table)
    if ending == CSV:
        return text.to_csv(index=False).encode("utf-8")
    return workbook_bytes(text, sheet)


def checked_ending(name: str | Path) -> str:
    """The ending of a file's name; raises ResettleError where it is none of ``ENDINGS``."""
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        message = f"{Path(name).name}: found the ending {ending!r}; expected one of {', '.join(ENDINGS)}."
        raise ResettleError(message)
    return ending


def workbook_bytes(text: pd.DataFrame, sheet: str) -> bytes:
    """A workbook of one sheet; texts are written as they are given, so they must be escaped already."""
    if len(text) > MOST_ROWS:
        message = f"found {len(text):,} rows; expected at most {MOST_ROWS:,} in a workbook. Write CSV instead."
        raise ResettleError(message)
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"
    long = [_is_long(text.iloc[:, at]) for at in range(text.shape[1])]
    for at, wide in enumerate(long, start=1):
        page.column_dimensions[get_column_letter(at)].width = _WIDE if wide else _NARROW
    heads = [WriteOnlyCell(page, value=str(name)) for name in text.columns]
    for head in heads:
        head.font = Font(bold=True)
    page.append(heads)
    try:
        for values in text.astype(object).where(text.notna(), None).itertuples(index=False, name=None):
            page.append([_cell(page, value, wide=wide) for value, wide in zip(values, long, strict=True)])
    except IllegalCharacterError:
        message = "found a control character in a text, which no workbook holds; expected none. Write CSV instead."
        raise ResettleError(message) from None
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _is_long(column: pd.Series) -> bool:
    """Whether a column has texts that need wrapping; raises ResettleError where a cell cannot hold one."""
    if pd.api.types.is_numeric_dtype(column) or column.empty:
        return False
    longest = int(column.astype("str").str.len().max())
    if longest > MOST_CHARACTERS:
        message = f"{column.name}: found a text of {longest:,} characters; a workbook's cell takes {MOST_CHARACTERS:,}."
        raise ResettleError(message)
    return longest > _LONG


def _cell(page: WriteOnlyWorksheet, value: object, *, wide: bool) -> object:
    if not wide:
        return value
    cell = WriteOnlyCell(page, value=value)
    cell.alignment = _WRAPPED
    return cell
