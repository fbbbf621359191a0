"""What a person hands over: a whole dataset, or one table that takes the place of the present one's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import DataError, Problem
from resettle.inputs.csv_rows import csv_table
from resettle.inputs.dataset import checked
from resettle.inputs.hashtags import columns_by_tag, is_hashtag, parsed
from resettle.inputs.problems import error
from resettle.inputs.raw import RawDataset, RawTable
from resettle.inputs.reading import read_packed, take_csv
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import LARGEST_FILE_BYTES
from resettle.inputs.text_files import too_large
from resettle.inputs.writing import text_frame

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

ENDINGS = ("xlsx", "zip", "csv")
_PRESENT = "{table}.csv of the present data"
_COPY = re.compile(r"[ _-]*(?:\(\d+\)|copy|hxl)$", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """A file that was handed over and is sound: the dataset to plan with, and the table that it replaces, if one."""

    dataset: Dataset
    table: str = ""


def read_upload(name: str, data: bytes, present: Dataset) -> Upload:
    """Read a workbook, a zip file or a single table from memory; nothing is kept or written.

    Parameters
    ----------
    name : of the file; a single table is known by it, or else by its columns
    data : of the file
    present : whose other tables go with a single one

    Raises
    ------
    DataError
        With every problem found, each with its sheet or file, row and column.
    """
    if len(data) > LARGEST_FILE_BYTES:
        raise DataError([too_large(name, len(data))])
    if Path(name).suffix.lower() == ".csv":
        return _single(_csv_table(name, data), present, name)
    raw = read_packed(name, data)
    alone = set(raw.tables) | raw.damaged
    if raw.workbook and raw.settings is None and len(alone) == 1:
        return _single(raw, present, name)
    return Upload(checked(raw))


def _csv_table(name: str, data: bytes) -> RawDataset:
    """The one table of a CSV file."""
    raw = RawDataset(Path(name).stem)
    table = _table_of(name, data)
    if not table:
        hint = f"Name the file as its table: {', '.join(f'{one}.csv' for one in INPUT_TABLES)}."
        raise DataError([error(name, None, "", "a table that is not known", "a table of the dataset", hint)])
    take_csv(table, name, data, raw)
    return raw


def _table_of(name: str, data: bytes) -> str:
    """The table that a file is, by its name (``land (1).csv`` is land), or else by its columns or hashtags."""
    stem = Path(name).stem.strip().casefold()
    while stem not in INPUT_TABLES and _COPY.search(stem):
        stem = _COPY.sub("", stem)
    if stem in INPUT_TABLES:
        return stem
    rows = csv_table("", name, data)
    if isinstance(rows, Problem):
        raise DataError([rows])
    heads = [rows.header, *rows.rows[:1]]
    fitting = [table for table in INPUT_TABLES if any(_fits(table, head) for head in heads)]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(table: str, head: list[str]) -> bool:
    """Whether a header, or a row of hashtags, has every column that the table needs and no other."""
    names = {cell for cell in head if cell}
    if names and all(map(is_hashtag, names)):
        by_tag = columns_by_tag(table)
        names = {by_tag.get(parsed(cell), cell) for cell in names if "v_pcode" not in cell or parsed(cell) in by_tag}
    columns = INPUT_TABLES[table].all_columns
    return {column.name for column in columns if column.required} <= names <= {column.name for column in columns}


def _single(raw: RawDataset, present: Dataset, name: str) -> Upload:
    """The present dataset with this one table in place of its own."""
    [table] = set(raw.tables) | raw.damaged
    whole = RawDataset(present.name, settings=present.settings.model_dump(), problems=raw.problems, damaged=raw.damaged)
    whole.tables = {one: _present_table(one, present) for one in INPUT_TABLES if one != table} | raw.tables
    try:
        return Upload(checked(whole), table)
    except DataError as refusal:
        raise DataError(refusal.problems, f"{name} cannot take the place of the table {table!r}:") from None


def _present_table(table: str, present: Dataset) -> RawTable:
    texts = text_frame(INPUT_TABLES[table], present[table])
    rows = [list(row) for row in texts.itertuples(index=False)]
    file = _PRESENT.format(table=table)
    return RawTable(table, file, texts.columns.tolist(), rows, list(range(2, len(rows) + 2)))
