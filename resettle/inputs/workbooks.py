"""Workbooks as text tables; what unpacks to far more than people write is refused before it is opened."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

from resettle.errors import Problem
from resettle.inputs.parsing import UNSAVED_FORMULA
from resettle.inputs.problems import error
from resettle.inputs.reading import MOST_COLUMNS, MOST_ROWS, SETTINGS, RawTable, shaped, unknown_tables
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.text_files import LARGEST_FILE_BYTES, too_large

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from resettle.inputs.reading import RawDataset

LARGEST_UNPACKED_BYTES = 60 * 2**20
_CHUNK = 2**20
_NO_PEOPLES_WORK = "This is no workbook that people made."
Rows = list[tuple[object, ...]]


class _Unpacked(NamedTuple):
    """What was seen in the archive."""

    holds_formulas: bool


def read_workbook(path: Path, raw: RawDataset) -> None:
    """Read every sheet as a table, the sheet ``dataset`` (field, value) as the settings."""
    raw.workbook = path.name
    seen = _looked_through(path)
    sheets = seen if isinstance(seen, Problem) else _sheets(path, holds_formulas=seen.holds_formulas)
    if isinstance(sheets, Problem):
        raw.problems.append(sheets)
        raw.damaged.update(INPUT_TABLES)
        return
    strangers = []
    for title, rows in sheets.items():
        where = raw.file_of(title)
        if title == SETTINGS:
            raw.settings = _settings(rows)
        elif title in INPUT_TABLES:
            _take_sheet(title, where, rows, raw)
        else:
            strangers.append((where, title, title))
    unknown_tables(strangers, "sheet", raw)
    if raw.settings is None:
        hint = "It has a header field, value, and a row for each of title, version, first_year and so on."
        raw.problems.append(error(path.name, None, "", f"no sheet {SETTINGS!r}", f"a sheet {SETTINGS!r}", hint))


def _looked_through(path: Path) -> _Unpacked | Problem:
    """Unpack every part once, a chunk at a time, and stop at the limit, whatever the directory of the archive says."""
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        return too_large(path.name, size)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = promised_bytes(parts)
            if unpacked > LARGEST_UNPACKED_BYTES:
                return _too_much(path, f"{unpacked / 2**20:,.0f} MB")
            return _unpack(archive, parts, path)
    except Exception:
        hint = "Open it in a spreadsheet program and save it as .xlsx, without a password."
        return error(path.name, None, "", "a file that is no workbook, or a damaged one", "a workbook (.xlsx)", hint)


def promised_bytes(parts: list[zipfile.ZipInfo]) -> int:
    """What the directory of the archive says it unpacks to."""
    return sum(part.file_size for part in parts)


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], path: Path) -> _Unpacked | Problem:
    total, formulas = 0, False
    for part in parts:
        last = b""
        with archive.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                total += len(chunk)
                if total > LARGEST_UNPACKED_BYTES:
                    return _too_much(path, "more")
                if b"<!DOCTYPE" in last + chunk or b"<!ENTITY" in last + chunk:
                    return error(path.name, None, "", "XML with entities", "a workbook (.xlsx)", _NO_PEOPLES_WORK)
                formulas = formulas or b"<f>" in last + chunk or b"<f " in last + chunk
                last = chunk[-16:]
    return _Unpacked(formulas)


def _too_much(path: Path, found: str) -> Problem:
    most = f"at most {LARGEST_UNPACKED_BYTES // 2**20} MB unpacked"
    return error(path.name, None, "", f"{found} unpacked", most, _NO_PEOPLES_WORK)


def _sheets(path: Path, *, holds_formulas: bool) -> dict[str, Rows] | Problem:
    """Values by sheet; a formula that was saved without its value is marked, so that it is no silent blank."""
    try:
        values = _values(path, data_only=True)
        return _with_unsaved_formulas(values, _values(path, data_only=False)) if holds_formulas else values
    except Exception as trouble:
        text = str(trouble).splitlines()[0][:200] if str(trouble) else type(trouble).__name__
        hint = "Open it in a spreadsheet program and save it again."
        return error(path.name, None, "", f"a workbook that cannot be read ({text})", "a workbook (.xlsx)", hint)


def _values(path: Path, *, data_only: bool) -> dict[str, Rows]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=data_only)
        try:
            return {sheet.title: _sheet_rows(sheet) for sheet in book.worksheets}
        finally:
            book.close()


def _sheet_rows(sheet: ReadOnlyWorksheet) -> Rows:
    """Rows of a table's sheet up to the limits: the size that a sheet says it has is not believed."""
    if sheet.title not in INPUT_TABLES and sheet.title != SETTINGS:
        return []
    sheet.reset_dimensions()
    return list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True))


def _with_unsaved_formulas(values: dict[str, Rows], formulas: dict[str, Rows]) -> dict[str, Rows]:
    return {
        title: [
            tuple(_shown(value, formula) for value, formula in zip(row, other, strict=True))
            for row, other in zip(rows, formulas[title], strict=True)
        ]
        for title, rows in values.items()
    }


def _shown(value: object, formula: object) -> object:
    return UNSAVED_FORMULA if value is None and formula is not None else value


def _take_sheet(name: str, where: str, rows: Rows, raw: RawDataset) -> None:
    cells = [[_cell_text(value) for value in row] for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    if not cells:
        raw.problems.append(error(where, None, "", "an empty sheet", "a header row, then rows"))
        raw.damaged.add(name)
        return
    header = cells[0]
    while header and not header[-1]:
        header = header[:-1]
    body = [_as_wide(row, len(header)) for row in cells[1:]]
    shaped(RawTable(name, where, header, body, list(range(2, len(body) + 2))), raw)


def _as_wide(row: list[str], width: int) -> list[str]:
    """A row cut or filled to the header's width, unless it holds something beyond it."""
    return row if any(row[width:]) else [*row[:width], *[""] * (width - len(row))]


def _settings(rows: Rows) -> dict[str, object]:
    """Fields and values below the header; empty ones are missing."""
    filled = [row for row in rows[1:] if len(row) > 1 and row[0] is not None and row[1] is not None]
    return {str(row[0]): _whole(row[1]) for row in filled}


def _whole(value: object) -> object:
    """Spreadsheets keep every number as a float: a whole one becomes an integer again."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return str(_whole(value))
