"""A dataset's files as text tables: what is there, cell by cell, with the line each row starts on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import Problem
from resettle.inputs.csv_rows import csv_table
from resettle.inputs.headings import take_remarks, take_widths, title_above
from resettle.inputs.hxl import broken_hashtags, name_columns, take_hashtags
from resettle.inputs.near_tables import unknown_tables
from resettle.inputs.problems import error
from resettle.inputs.raw import SETTINGS_FILE, RawDataset, RawTable
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import DATASET, LARGEST_SETTINGS_BYTES
from resettle.inputs.text_files import parse_toml, read_bytes, read_text
from resettle.storage.folders import finish_writing

if TYPE_CHECKING:
    from resettle.inputs.table_limits import TableLimits

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
    table.header = [cell.strip() if cell.isascii() else cell for cell in table.header]
    take_hashtags(table)
    problem = shape_problem(table, DATASET) or broken_hashtags(table) or _title_above(table)
    if problem is not None:
        raw.damaged.add(table.name)
        raw.problems.append(problem)
        return
    columns = INPUT_TABLES[table.name].all_columns
    texts = [column.name for column in columns if column.required and column.kind == "text"]
    problems = [*take_widths(table), *take_remarks(table, texts), *name_columns(table)]
    if problems:
        raw.damaged.add(table.name)
        raw.problems += problems
    raw.tables[table.name] = table


def _title_above(table: RawTable) -> Problem | None:
    columns = INPUT_TABLES[table.name].all_columns
    needed = [column.name for column in columns if column.required]
    return None if table.tags else title_above(table, needed, [column.name for column in columns])


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


def take_csv(name: str, file: str, data: bytes | Problem, raw: RawDataset) -> None:
    """Take over the rows of a table's CSV file, or note why it cannot be read."""
    if name in raw.tables or name in raw.damaged:
        hint = "Keep one of them."
        raw.problems.append(error(file, None, "", "a second file of the table", "each table once", hint))
        raw.damaged.add(name)
        return
    table = data if isinstance(data, Problem) else csv_table(name, file, data, DATASET)
    if isinstance(table, Problem):
        raw.problems.append(table)
        raw.damaged.add(name)
    else:
        shaped(table, raw)


def table_of(file: str) -> str:
    """The table that a CSV file of this name holds; blank where it is none. The ending may be in any case."""
    stem = Path(file).stem
    return stem if Path(file).suffix.lower() == ".csv" and stem in INPUT_TABLES else ""


def _read_folder(path: Path, raw: RawDataset) -> None:
    take_settings(read_text(path / SETTINGS_FILE, LARGEST_SETTINGS_BYTES), raw)
    strangers = []
    for file in sorted(path.iterdir()):
        if table_of(file.name):
            take_csv(table_of(file.name), file.name, read_bytes(file), raw)
        elif file.name != SETTINGS_FILE and file.is_file() and is_strange(file.name):
            strangers.append((file.name, file.name))
    unknown_tables(strangers, "file", raw)


def shape_problem(table: RawTable, limits: TableLimits) -> Problem | None:
    """The problem of a table without a header, or with more columns or rows than the limits."""
    if not table.tags and not any(map(str.strip, table.header)):
        expected = "column names separated by commas"
        return error(table.file, 1, "", "no header in the first line", expected, "Begin with the headings.")
    if len(table.header) > limits.columns:
        return error(table.file, 1, "", f"{len(table.header)} columns", f"at most {limits.columns} columns")
    if len(table.rows) > limits.rows:
        return error(table.file, None, "", f"{len(table.rows):,} rows", f"at most {limits.rows:,} rows")
    return None
