"""How large a table may be that people hand over: far over a national dataset, far under what ends a machine."""

from __future__ import annotations

from typing import NamedTuple

LARGEST_FILE_BYTES = 20 * 2**20
"""20 MB: about 200,000 rows, far over a national dataset."""
LARGEST_UNPACKED_BYTES = 60 * 2**20
MOST_PARTS = 1_000
MOST_ROWS = 500_000
MOST_COLUMNS = 40
MOST_CELLS = 5_000_000
LARGEST_SETTINGS_BYTES = 2**16
"""dataset.toml has nine fields; long remarks have room too."""
SHEET_ROWS = 1_048_576
"""Rows that a sheet of a spreadsheet program has."""


class TableLimits(NamedTuple):
    """Limits of one file.

    Attributes
    ----------
    file_bytes, unpacked_bytes : of the file, and of an archive once it is unpacked
    parts : files in an archive
    rows, columns, cells : of a table, blank rows not counted
    lines : of a text file, blank ones counted
    workbook_cells : of all sheets of a workbook that are read, blank ones counted where they are written
    """

    file_bytes: int = LARGEST_FILE_BYTES
    unpacked_bytes: int = LARGEST_UNPACKED_BYTES
    parts: int = MOST_PARTS
    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS
    cells: int = MOST_CELLS
    lines: int = 2 * SHEET_ROWS
    workbook_cells: int = 1_000_000


DATASET = TableLimits()
"""Of the tables of a dataset."""
