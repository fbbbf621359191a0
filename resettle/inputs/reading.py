"""A dataset's files as text tables: what is there, cell by cell, with the line each row starts on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import Problem
from resettle.inputs.problems import error, nearest_name, warning
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.text_files import parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS = 500_000
MOST_COLUMNS = 40
SETTINGS = "dataset"
SETTINGS_FILE = "dataset.toml"
_LEFT_ALONE = {"readme", "license", "licence", "notice", "scenario"}


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
    """All tables as text, the settings (None: they could not be read), and what was wrong with the files."""

    name: str
    workbook: str = ""
    settings: dict[str, object] | None = None
    tables: dict[str, RawTable] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def settings_file(self) -> str:
        """Where the settings stand."""
        return f"{self.workbook} sheet {SETTINGS}" if self.workbook else SETTINGS_FILE

    def file_of(self, table: str) -> str:
        """Where a table stands."""
        return f"{self.workbook} sheet {table}" if self.workbook else f"{table}.csv"


def read_files(path: str | Path) -> RawDataset:
    """Read a folder of CSV files or a workbook as text; nothing is judged but that it can be read."""
    path = Path(path)
    is_workbook = path.suffix.lower() == ".xlsx"
    raw = RawDataset(path.stem if is_workbook else path.resolve().name)
    if path.is_dir():
        _read_folder(path, raw)
    elif is_workbook and path.is_file():
        from resettle.inputs.workbooks import read_workbook

        read_workbook(path, raw)
    else:
        found = f"a file {path.suffix or 'without an ending'}" if path.exists() else "nothing there"
        hint = "Save it as a workbook (.xlsx)." if path.exists() else "Check the path."
        raw.problems.append(error(str(path), None, "", found, "a folder of CSV files or a workbook (.xlsx)", hint))
        raw.damaged.update(INPUT_TABLES)
    return raw


def shaped(table: RawTable, raw: RawDataset) -> None:
    """Take a table over without its empty rows, once its shape is sound; note what is not."""
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
    raw.tables[table.name] = table


def unknown_tables(names: Iterable[tuple[str, str, str]], kind: str, raw: RawDataset) -> None:
    """Warn of files or sheets (where, full name, table name) that are no table; they are left alone."""
    for where, full, stem in names:
        near = nearest_name(stem, INPUT_TABLES)
        hint = f"Did you mean {near}? It is left out." if near else "It is left out."
        raw.problems.append(warning(where, None, "", f"a {kind} {full!r}", "only tables of the dataset", hint))


def _read_folder(path: Path, raw: RawDataset) -> None:
    raw.settings = _read_settings(path / SETTINGS_FILE, raw)
    strangers = []
    for file in sorted(path.iterdir()):
        if file.suffix == ".csv" and file.stem in INPUT_TABLES:
            _read_csv(file, raw)
        elif file.name != SETTINGS_FILE and _is_strange(file):
            strangers.append((file.name, file.name, file.stem))
    unknown_tables(strangers, "file", raw)


def _is_strange(file: Path) -> bool:
    """Whether people may have meant it as a table: no hidden file, readme, licence or plan's scenario."""
    return file.is_file() and not file.name.startswith((".", "~")) and file.stem.lower() not in _LEFT_ALONE


def _read_settings(file: Path, raw: RawDataset) -> dict[str, object] | None:
    text = read_text(file)
    content = text if isinstance(text, Problem) else parse_toml(text, file.name)
    if isinstance(content, Problem):
        raw.problems.append(content)
        return None
    return content


def _read_csv(file: Path, raw: RawDataset) -> None:
    text = read_text(file)
    table = text if isinstance(text, Problem) else _rows(file.stem, file.name, text)
    if isinstance(table, Problem):
        raw.problems.append(table)
        raw.damaged.add(file.stem)
    else:
        shaped(table, raw)


def _rows(name: str, file: str, text: str) -> RawTable | Problem:
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
