"""A registry's file as text, read by the dataset's reader: cells that cannot be values are named, none is repeated."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from resettle.errors import Problem, ResettleError
from resettle.households.columns import COLUMNS, MAY_BE_ABSENT, NAMES, SYNTHETIC
from resettle.households.findings import Findings, RegistryError
from resettle.inputs.alike import canonical, normal
from resettle.inputs.csv_rows import csv_table
from resettle.inputs.formula_text import unescaped
from resettle.inputs.headings import take_remarks, take_widths, title_above
from resettle.inputs.parsing import SPREADSHEET_ERRORS
from resettle.inputs.problems import error
from resettle.inputs.raw import FormulaCell, RawTable
from resettle.inputs.reading import shape_problem
from resettle.inputs.table_limits import TableLimits
from resettle.inputs.text_files import too_large
from resettle.inputs.workbooks import read_sheets, sheet_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SUFFIXES = (".csv", ".parquet", ".xlsx")
LIMITS = TableLimits(
    file_bytes=200 * 2**20,
    unpacked_bytes=400 * 2**20,
    rows=600_000,
    columns=200,
    cells=15_000_000,
    workbook_cells=4_000_000,
)
"""Of a registry: twice the households of the first case; a workbook holds some 200,000."""
LONGEST_CELL = 4_000
"""Characters of a cell: some two hundred ids of kin."""
NEEDED = tuple(column.name for column in COLUMNS if column.name not in MAY_BE_ABSENT)


def registry_texts(path: Path, data: bytes) -> pd.DataFrame:
    """Every cell as text in the form NFC, a blank as ""; the index is the row as a spreadsheet counts it.

    Raises
    ------
    RegistryError
        With every row of another width, title, row of totals, formula and error that it has instead of values.
    ResettleError
        The file cannot be read, or is over the limits.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        message = f"{path.name}: found the ending {path.suffix!r}; expected one of {', '.join(SUFFIXES)}."
        raise ResettleError(message)
    if len(data) > LIMITS.file_bytes:
        raise refused(path.name, [too_large(path.name, len(data), LIMITS.file_bytes)])
    if kind == ".parquet":
        return _parquet(path.name, data)
    table = csv_table("registry", path.name, data, LIMITS) if kind == ".csv" else _sheet(path.name, data)
    if isinstance(table, Problem):
        raise refused(path.name, [table])
    return table_texts(path.name, table, NEEDED, (*NAMES, SYNTHETIC))


def table_texts(file: str, table: RawTable, needed: Sequence[str], known: Sequence[str]) -> pd.DataFrame:
    """The cells of a table about single households, once its shape is sound; raises RegistryError where it is not."""
    table.header = [normal(cell).strip() for cell in table.header]
    problem = shape_problem(table, LIMITS) or title_above(table, needed, known) or _no_heading(table, known)
    if problem is not None:
        raise refused(file, [problem])
    texts = [column.name for column in COLUMNS if column.required and column.kind == "text"]
    shape = [*take_widths(table), *take_remarks(table, [name for name in texts if name in needed])]
    if shape:
        raise refused(file, shape)
    columns: list[tuple[str, ...]] = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.header)
    findings = Findings()
    for name, cells in zip(table.header, columns, strict=True):
        if name in known:
            _no_values(findings, name, cells, table.lines)
    if findings.rows:
        raise RegistryError(file, findings.table())
    both = zip(table.header, columns, strict=True)
    read = [pd.Series(_texts(cells) if name in known else [""] * len(cells), dtype="str") for name, cells in both]
    frame = pd.concat(read, axis=1)
    frame.columns = pd.Index(table.header)
    frame.index = pd.Index(table.lines, dtype="int64")
    return frame


def refused(file: str, problems: Sequence[Problem]) -> RegistryError:
    """The refusal of a file for what its reader found."""
    findings = Findings()
    for one in problems:
        rows = pd.Index([pd.NA if one.row is None else one.row])
        findings.of_rows(rows, one.column, [one.found], one.expected, one.hint)
    return RegistryError(file, findings.table())


def _texts(cells: Sequence[str]) -> list[str]:
    return [canonical(unescaped(cell)) if cell else cell for cell in cells]


def _no_heading(table: RawTable, known: Sequence[str]) -> Problem | None:
    """The problem of a file whose first row has none of the headings: its cells are not repeated as columns' names."""
    if any(name in known for name in table.header):
        return None
    hint = f"The headings are {', '.join(known)}."
    return error(table.file, 1, "", "none of the headings in row 1", "the headings in row 1", hint)


def _no_values(findings: Findings, name: str, cells: Sequence[str], lines: Sequence[int]) -> None:
    """Name the cells that hold no value: formulas, a spreadsheet's errors, texts too long, signs that are no text."""
    odd = [(line, cell) for line, cell in zip(lines, cells, strict=True) if cell and not _is_plain(cell)]
    formulas = [line for line, cell in odd if isinstance(cell, FormulaCell)]
    hint = "Copy the cell and paste it back as a value."
    findings.of_rows(pd.Index(formulas), name, ["a formula"] * len(formulas), "a value", hint)
    broken = [(line, cell) for line, cell in odd if cell in SPREADSHEET_ERRORS and not isinstance(cell, FormulaCell)]
    hint = "Mend the formula in the spreadsheet program and save the file there."
    rows, found = pd.Index([line for line, _ in broken]), [repr(str(cell)) for _, cell in broken]
    findings.of_rows(rows, name, found, "a value", hint)
    long = [line for line, cell in odd if len(cell) > LONGEST_CELL]
    findings.of_rows(pd.Index(long), name, ["a longer text"] * len(long), f"at most {LONGEST_CELL:,} characters")
    unseen = [line for line, cell in odd if not canonical(cell).isprintable() and not isinstance(cell, FormulaCell)]
    found = ["signs that nobody sees (a line break, a tab, a control character)"] * len(unseen)
    findings.of_rows(pd.Index(unseen), name, found, "plain text", "Type the cell again.")


def _is_plain(cell: str) -> bool:
    return cell.isascii() and cell.isprintable() and cell[0] != "#" and type(cell) is str and len(cell) <= LONGEST_CELL


def _sheet(name: str, data: bytes) -> RawTable | Problem:
    """The one sheet that has the registry's headings; a hidden one counts too, and is refused."""
    sheets = read_sheets(name, data, lambda _: True, LIMITS)
    if isinstance(sheets, Problem):
        return sheets
    filled = [sheet for sheet in sheets if sheet.rows]
    tables = {number: sheet_table(sheet, "registry", name) for number, sheet in enumerate(filled, start=1)}
    fitting = [number for number, table in tables.items() if _has_headings(table)]
    if len(fitting) > 1:
        hint = "Keep the one that counts, and take the others out of the file."
        return error(name, None, "", f"{len(fitting)} sheets with the registry's headings", "one such sheet", hint)
    if not filled:
        return error(name, None, "", "an empty workbook", "a sheet with a row of headings, then rows")
    seen = [number for number, sheet in enumerate(filled, start=1) if not sheet.hidden]
    chosen = fitting[0] if fitting else (seen or [1])[0]
    if filled[chosen - 1].hidden:
        hint = "Show it in the spreadsheet program, look at it, and save the file again."
        return error(name, None, "", "the registry in a hidden sheet", "a sheet that is seen", hint)
    return tables[chosen]


def _has_headings(table: RawTable) -> bool:
    rows = [table.header, *table.rows[:24]]
    return any(len({normal(cell).strip() for cell in row} & set(NEEDED)) > len(NEEDED) / 2 for row in rows)


def _parquet(name: str, data: bytes) -> pd.DataFrame:
    """The registry's columns of a Parquet file; its footer is looked at before anything is unpacked."""
    try:
        file = pq.ParquetFile(BytesIO(data), thrift_string_size_limit=2**24, thrift_container_size_limit=10**6)
        names = [str(field) for field in file.schema_arrow.names]
        problem = _parquet_too_large(name, file, len(names))
        if problem is None:
            read = [column for column in dict.fromkeys(names) if column in (*NAMES, SYNTHETIC)]
            frame = _batches(file, read)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError, MemoryError, RecursionError):
        message = f"{name}: found a file that cannot be read as parquet; expected one household a row."
        raise ResettleError(message) from None
    if problem is not None:
        raise refused(name, [problem])
    table = RawTable("registry", name, names, [], [])
    missing = _no_heading(table, NAMES)
    if missing is not None:
        raise refused(name, [missing])
    rows = pd.RangeIndex(2, 2 + len(frame))
    unread = pd.Series("", index=frame.index, dtype="str")
    whole = pd.concat([frame.get(name, unread) for name in names], axis=1)
    whole.columns, whole.index = pd.Index(names), rows
    findings = Findings()
    for column in frame:
        _no_values(findings, str(column), frame[column].tolist(), list(rows))
    if findings.rows:
        raise RegistryError(name, findings.table())
    return whole


def _parquet_too_large(name: str, file: pq.ParquetFile, columns: int) -> Problem | None:
    """What the footer says of rows, columns and bytes."""
    about = file.metadata
    unpacked = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
    if about.num_rows > LIMITS.rows:
        return error(name, None, "", f"{about.num_rows:,} rows", f"at most {LIMITS.rows:,} rows")
    if columns > LIMITS.columns:
        return error(name, None, "", f"{columns:,} columns", f"at most {LIMITS.columns} columns")
    if unpacked > LIMITS.unpacked_bytes:
        most = f"at most {LIMITS.unpacked_bytes // 2**20} MB unpacked"
        return error(name, None, "", f"{unpacked / 2**20:,.0f} MB unpacked", most)
    return None


def _batches(file: pq.ParquetFile, columns: list[str]) -> pd.DataFrame:
    """The columns as text, a part at a time, counted while they come, whatever the footer promised."""
    parts, rows = [], 0
    for batch in file.iter_batches(batch_size=50_000, columns=columns):
        rows += batch.num_rows
        if rows > LIMITS.rows:
            message = "more rows than the footer says"
            raise ValueError(message)
        parts.append(pd.DataFrame({field: _as_texts(batch.column(field)) for field in columns}, dtype="str"))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in columns}, dtype="str")


def _as_texts(column: pa.Array) -> list[str]:
    """Values as the text that a CSV file would have; raises ValueError for lists, bytes and the like."""
    values = column.to_pylist()
    kinds = {type(value) for value in values} - {type(None)}
    if kinds - {str, int, float, bool}:
        message = "values that are neither text nor figures"
        raise ValueError(message)
    return [_as_text(value) for value in values]


def _as_text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return canonical(value) if isinstance(value, str) else str(value)
