"""Files as text tables: CSV folders and workbooks, with limits on size, and every problem with its row."""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.inputs.problems import error, nearest, warning
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from resettle.errors import Problem

LARGEST_FILE_BYTES = 20 * 1024 * 1024
LARGEST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_ROWS = 500_000
SETTINGS = "dataset"


@dataclass
class RawTable:
    """A table as text: header, rows, and the line each row starts on (the header's is 1)."""

    name: str
    file: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int]


@dataclass
class RawDataset:
    """All tables as text, the settings, and what was wrong with the files."""

    name: str
    settings: dict[str, object] = field(default_factory=dict)
    settings_file: str = "dataset.toml"
    tables: dict[str, RawTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_files(path: str | Path) -> RawDataset:
    """Read a folder of CSV files or a workbook as text; nothing is judged but that it can be read."""
    path = Path(path)
    raw = RawDataset(path.stem if path.suffix == ".xlsx" else path.name)
    if path.is_dir():
        _read_folder(path, raw)
    elif path.suffix.lower() == ".xlsx" and path.is_file():
        _read_workbook(path, raw)
    else:
        found = "a file" if path.exists() else "nothing there"
        expected = "a folder of CSV files or a workbook (.xlsx)"
        raw.problems.append(error(str(path), None, "", found, expected, "Check the path."))
    return raw


def _read_folder(path: Path, raw: RawDataset) -> None:
    raw.settings = _read_settings(path / "dataset.toml", raw)
    for file in sorted(path.glob("*.csv")):
        if file.stem not in INPUT_TABLES:
            hint = nearest(file.stem, INPUT_TABLES)
            raw.problems.append(warning(file.name, None, "", f"a file {file.name!r}", "a table of the dataset", hint))
            continue
        text = _text_of(file, raw)
        if text is not None:
            table = _parse_csv(file.stem, file.name, text, raw)
            if table is not None:
                raw.tables[file.stem] = table


def _read_settings(file: Path, raw: RawDataset) -> dict[str, object]:
    if not file.is_file():
        raw.problems.append(error(file.name, None, "", "no file", "dataset.toml with title, years and moving costs"))
        return {}
    text = _text_of(file, raw)
    if text is None:
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raw.problems.append(error(file.name, None, "", f"{trouble}", "TOML, a line like first_year = 2027"))
        return {}


def _text_of(file: Path, raw: RawDataset) -> str | None:
    """The file's text; None, with a problem noted, where it is too large or no UTF-8."""
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE_BYTES:
            most = f"at most {LARGEST_FILE_BYTES // 2**20} MB"
            raw.problems.append(error(file.name, None, "", f"{size / 2**20:,.0f} MB", most, "Split or thin it out."))
            return None
        data = file.read_bytes()
    except OSError as trouble:
        raw.problems.append(error(file.name, None, "", f"{trouble.strerror}", "a file that can be read"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        row = data[: trouble.start].count(b"\n") + 1
        hint = "Save it again as CSV UTF-8."
        raw.problems.append(error(file.name, row, "", "bytes that are no UTF-8", "text in UTF-8", hint))
        return None
    if "\0" in text:
        raw.problems.append(
            error(file.name, None, "", "NUL characters", "text in UTF-8", "Save it again as CSV UTF-8.")
        )
        return None
    return text


def _parse_csv(name: str, file: str, text: str, raw: RawDataset) -> RawTable | None:
    if not text.strip():
        raw.problems.append(error(file, None, "", "an empty file", "a header and rows"))
        return None
    reader = csv.reader(io.StringIO(text), strict=True)
    lines, rows, before = [], [], 0
    try:
        for row in reader:
            lines.append(before + 1)
            rows.append(row)
            before = reader.line_num
    except csv.Error as trouble:
        raw.problems.append(
            error(file, reader.line_num, "", f"{trouble}", "comma-separated values", "Check the quotes.")
        )
        return None
    return _table(RawTable(name, file, rows[0], rows[1:], lines[1:]), raw)


def _table(table: RawTable, raw: RawDataset) -> RawTable | None:
    """The table without blank rows, once its shape is sound."""
    table.header = [column.strip() for column in table.header]
    if len(table.header) == 1 and any(sign in table.header[0] for sign in ";\t|"):
        hint = "Save it with commas between the columns."
        raw.problems.append(error(table.file, 1, "", table.header[0], "columns separated by commas", hint))
        return None
    if len(table.rows) > MOST_ROWS:
        raw.problems.append(error(table.file, None, "", f"{len(table.rows):,} rows", f"at most {MOST_ROWS:,} rows"))
        return None
    kept = [(line, row) for line, row in zip(table.lines, table.rows, strict=True) if any(cell.strip() for cell in row)]
    width = len(table.header)
    for line, row in kept:
        if len(row) != width:
            hint = "A comma inside a text needs quotes around the text."
            raw.problems.append(error(table.file, line, "", f"{len(row)} columns", f"{width} columns", hint))
    good = [(line, row) for line, row in kept if len(row) == width]
    table.lines, table.rows = [line for line, _ in good], [row for _, row in good]
    return table


def _read_workbook(path: Path, raw: RawDataset) -> None:
    raw.settings_file = f"{path.name} sheet {SETTINGS}"
    if not _is_safe_workbook(path, raw):
        return
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as trouble:
        raw.problems.append(
            error(path.name, None, "", f"a file openpyxl cannot read ({trouble})", "a workbook (.xlsx)")
        )
        return
    for sheet in book.worksheets:
        rows = [[_cell_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        where = f"{path.name} sheet {sheet.title}"
        if sheet.title == SETTINGS:
            raw.settings = {row[0]: _setting(row[1]) for row in rows[1:] if len(row) > 1 and row[0]}
        elif sheet.title not in INPUT_TABLES:
            hint = nearest(sheet.title, [*INPUT_TABLES, SETTINGS])
            raw.problems.append(warning(where, None, "", f"a sheet {sheet.title!r}", "a table of the dataset", hint))
        elif not rows:
            raw.problems.append(error(where, None, "", "an empty sheet", "a header and rows"))
        else:
            header, body = _trimmed(rows)
            table = _table(RawTable(sheet.title, where, header, body, list(range(2, len(body) + 2))), raw)
            if table is not None:
                raw.tables[sheet.title] = table
    book.close()


def _is_safe_workbook(path: Path, raw: RawDataset) -> bool:
    """Whether the zip directory promises a sane size; zipfile never unpacks more of a member than it promises."""
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        most = f"at most {LARGEST_FILE_BYTES // 2**20} MB"
        raw.problems.append(error(path.name, None, "", f"{size / 2**20:,.0f} MB", most))
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raw.problems.append(error(path.name, None, "", "a file that is no workbook", "a workbook saved as .xlsx"))
        return False
    if unpacked > LARGEST_UNPACKED_BYTES:
        found, most = f"{unpacked / 2**20:,.0f} MB unpacked", f"at most {LARGEST_UNPACKED_BYTES // 2**20} MB unpacked"
        raw.problems.append(error(path.name, None, "", found, most, "This is no workbook that people made."))
        return False
    return True


def _trimmed(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Header without blank columns at its end; rows as wide, unless they hold something beyond."""
    header = rows[0]
    while header and not header[-1].strip():
        header = header[:-1]
    width = len(header)
    body = [row if any(cell.strip() for cell in row[width:]) else row[:width] for row in rows[1:]]
    return header, [row + [""] * (width - len(row)) for row in body]


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _setting(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
