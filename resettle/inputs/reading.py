"""A dataset's files as text tables: what is there, cell by cell, with the line each row starts on."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import Problem
from resettle.inputs.hxl import name_columns, take_hashtags
from resettle.inputs.problems import error, nearest_name, warning
from resettle.inputs.raw import SETTINGS_FILE, RawDataset, RawTable
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.text_files import parse_toml, read_bytes, read_text
from resettle.storage.folders import finish_writing

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS = 500_000
MOST_COLUMNS = 40
ENDINGS = (".xlsx", ".zip")
_EXPECTED = "a folder or zip file of CSV files, or a workbook (.xlsx)"
_LEFT_ALONE = {"readme", "license", "licence", "notice", "scenario"}


def read_files(path: str | Path) -> RawDataset:
    """Read a folder or zip file of CSV files, or a workbook, as text; nothing is judged but that it can be read."""
    path = Path(path)
    if path.is_dir():
        finish_writing(path)
        raw = RawDataset(path.resolve().name)
        _read_folder(path, raw)
        return raw
    if not path.exists():
        return _refused(path.stem, error(str(path), None, "", "nothing there", _EXPECTED, "Check the path."))
    if path.suffix.lower() not in ENDINGS:
        return _refused(path.stem, _strange_file(str(path), path.suffix))
    data = read_bytes(path)
    return _refused(path.stem, data) if isinstance(data, Problem) else read_packed(path.name, data)


def read_packed(name: str, data: bytes) -> RawDataset:
    """Read a workbook or a zip file from memory; nothing is written anywhere."""
    file = Path(name)
    raw = RawDataset(file.stem)
    if file.suffix.lower() == ".xlsx":
        from resettle.inputs.workbooks import read_workbook

        read_workbook(name, data, raw)
    elif file.suffix.lower() == ".zip":
        from resettle.inputs.zip_files import read_zip

        read_zip(name, data, raw)
    else:
        return _refused(raw.name, _strange_file(name, file.suffix))
    return raw


def _refused(name: str, problem: Problem) -> RawDataset:
    return RawDataset(name, damaged=set(INPUT_TABLES), problems=[problem])


def _strange_file(name: str, ending: str) -> Problem:
    return error(name, None, "", f"a file {ending or 'without an ending'}", _EXPECTED, "Save it as a workbook (.xlsx).")


def shaped(table: RawTable, raw: RawDataset) -> None:
    """Take a table over without its empty rows and its hashtags, once its shape is sound; note what is not."""
    take_hashtags(table)
    problem = _shape_problem(table)
    if problem is not None:
        raw.damaged.add(table.name)
        raw.problems.append(problem)
        return
    width = len(table.header)
    kept = [(line, row) for line, row in zip(table.lines, table.rows, strict=True) if any(map(str.strip, row))]
    hint = "A text with a comma inside needs quotes around it; decimals are written with a point."
    for line, row in kept:
        if len(row) != width:
            raw.damaged.add(table.name)
            raw.problems.append(error(table.file, line, "", f"{len(row)} cells", f"{width} cells", hint))
    good = [(line, row) for line, row in kept if len(row) == width]
    table.lines, table.rows = [line for line, _ in good], [row for _, row in good]
    problems = name_columns(table)
    if problems:
        raw.damaged.add(table.name)
        raw.problems += problems
    raw.tables[table.name] = table


def unknown_tables(names: Iterable[tuple[str, str, str]], kind: str, raw: RawDataset) -> None:
    """Warn of files or sheets (where, full name, table name) that are no table; they are left alone."""
    for where, full, stem in names:
        near = nearest_name(stem, INPUT_TABLES)
        hint = f"Did you mean {near}? It is left out." if near else "It is left out."
        raw.problems.append(warning(where, None, "", f"a {kind} {full!r}", "only tables of the dataset", hint))


def is_strange(file: str) -> bool:
    """Whether people may have meant a file as a table: no hidden file, readme, licence or plan's scenario."""
    return not file.startswith((".", "~")) and Path(file).stem.lower() not in _LEFT_ALONE


def take_settings(text: str | Problem, raw: RawDataset) -> None:
    """Take over the text of dataset.toml, or note why it cannot be read."""
    content = text if isinstance(text, Problem) else parse_toml(text, SETTINGS_FILE)
    if isinstance(content, Problem):
        raw.problems.append(content)
    else:
        raw.settings = content


def take_csv(name: str, file: str, text: str | Problem, raw: RawDataset) -> None:
    """Take over the text of a table's CSV file, or note why it cannot be read."""
    table = text if isinstance(text, Problem) else table_rows(name, file, text)
    if isinstance(table, Problem):
        raw.problems.append(table)
        raw.damaged.add(name)
    else:
        shaped(table, raw)


def _read_folder(path: Path, raw: RawDataset) -> None:
    take_settings(read_text(path / SETTINGS_FILE), raw)
    strangers = []
    for file in sorted(path.iterdir()):
        if file.suffix == ".csv" and file.stem in INPUT_TABLES:
            take_csv(file.stem, file.name, read_text(file), raw)
        elif file.name != SETTINGS_FILE and file.is_file() and is_strange(file.name):
            strangers.append((file.name, file.name, file.stem))
    unknown_tables(strangers, "file", raw)


def table_rows(name: str, file: str, text: str) -> RawTable | Problem:
    """A CSV text as header and rows with their lines, or the problem that it is none."""
    if not text.strip():
        return error(file, None, "", "an empty file", "a header line, then rows")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, rows, before = [], [], 0
    try:
        for row in reader:
            lines.append(before + 1)
            rows.append(row)
            before = reader.line_num
    except csv.Error as trouble:
        hint = "Check the quotation marks of this line and the one before."
        return error(file, reader.line_num, "", f"{trouble}", "comma-separated values", hint)
    return RawTable(name, file, rows[0], rows[1:], lines[1:])


def _shape_problem(table: RawTable) -> Problem | None:
    if len(table.header) <= 1:
        only = table.header[0] if table.header else ""
        sign = next((sign for sign in (";", "\t", "|") if sign in only), "")
        if sign or not only.strip():
            found = f"columns separated by {sign!r}" if sign else "no header in the first line"
            return error(table.file, 1, "", found, "column names separated by commas", "Save it with commas.")
    if len(table.header) > MOST_COLUMNS:
        return error(table.file, 1, "", f"{len(table.header)} columns", f"at most {MOST_COLUMNS} columns")
    if len(table.rows) > MOST_ROWS:
        return error(table.file, None, "", f"{len(table.rows):,} rows", f"at most {MOST_ROWS:,} rows")
    return None
