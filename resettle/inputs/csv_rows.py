"""A CSV file as rows of text with the line each starts on; its bytes are decoded as they are read, within limits."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from resettle.errors import Problem
from resettle.inputs.problems import error
from resettle.inputs.raw import RawTable
from resettle.inputs.table_limits import DATASET
from resettle.inputs.text_files import decoded, undecodable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.inputs.table_limits import TableLimits

SEPARATORS = (";", "\t", "|")
"""Signs that spreadsheet programs and survey tools write in place of commas."""
_LOOKED_AT = 5
"""Rows in which another separator is looked for: a title may stand above the headings."""
_LONGEST_SHARED = 40
_MOST_SHARED = 200_000


def csv_table(name: str, file: str, data: bytes, limits: TableLimits = DATASET) -> RawTable | Problem:
    """The header and the rows that are not blank, or the problem for which the file is refused.

    Parameters
    ----------
    name, file : of the table, and of the file it stands in, for the problem
    data : of the file, UTF-8 with or without a byte order mark
    limits : of bytes, lines, rows and cells; what is over one is refused when it is reached, not read to its end
    """
    unfit = undecodable(data, file) or _too_many_lines(file, data, limits)
    if unfit is not None:
        return unfit
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return error(file, None, "", "an empty file", "a header line, then rows")
    try:
        read = _read(name, file, data, limits)
    except UnicodeDecodeError:
        text = decoded(data, file)
        return text if isinstance(text, Problem) else error(file, None, "", "no UTF-8", "text in UTF-8")
    return read if isinstance(read, Problem) else _separated(read)


def _too_many_lines(file: str, data: bytes, limits: TableLimits) -> Problem | None:
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines <= limits.lines:
        return None
    return error(file, None, "", f"{lines:,} lines", f"at most {limits.lines:,} lines", "Remove the blank lines.")


def _read(name: str, file: str, data: bytes, limits: TableLimits) -> RawTable | Problem:
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    table, cells, before = RawTable(name, file, [], [], []), 0, 0
    shared: dict[str, str] = {}
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if line == 1:
                table.header = row
            elif any(map(str.strip, row)):
                cells += len(row)
                table.lines.append(line)
                table.rows.append(list(_kept_once(row, shared)))
                if len(table.rows) > limits.rows or cells > limits.cells:
                    return too_large_table(file, limits)
    except csv.Error as trouble:
        hint = "Check the quotation marks of this row and the one before."
        return error(file, before + 1, "", f"{trouble}", "comma-separated values", hint)
    return table


def too_large_table(file: str, limits: TableLimits) -> Problem:
    """The problem of a table over the limits."""
    expected = f"at most {limits.rows:,} rows and {limits.cells:,} cells"
    return error(file, None, "", "more rows or cells", expected, "The rest was not read. Thin it out.")


def _kept_once(row: list[str], shared: dict[str, str]) -> Iterator[str]:
    """The cells; short texts that come again and again are kept in memory once."""
    for cell in row:
        if len(cell) > _LONGEST_SHARED:
            yield cell
        elif len(shared) < _MOST_SHARED:
            yield shared.setdefault(cell, cell)
        else:
            yield shared.get(cell, cell)


def _separated(table: RawTable) -> RawTable | Problem:
    """The table, unless its columns are separated by another sign than commas."""
    first = [table.header, *table.rows[: _LOOKED_AT - 1]]
    for sign in SEPARATORS:
        parted = [len(row[0].split(sign)) for row in first if len(row) == 1]
        if len(table.header) <= 1 and max(parted, default=1) > 1:
            found, hint = f"columns separated by {sign!r}", "Save it with commas (CSV, comma-separated)."
            return error(table.file, 1, "", found, "column names separated by commas", hint)
    return table
