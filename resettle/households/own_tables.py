"""Tables of a placement read back: as written, or refused by name where a spreadsheet program changed them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import Problem, ResettleError
from resettle.inputs.alike import normal
from resettle.inputs.csv_rows import csv_table
from resettle.inputs.formula_text import unescaped
from resettle.inputs.headings import take_widths
from resettle.inputs.table_limits import TableLimits
from resettle.inputs.text_files import read_bytes

if TYPE_CHECKING:
    from io import BytesIO

LIMITS = TableLimits(file_bytes=400 * 2**20, unpacked_bytes=800 * 2**20, rows=4_000_000, cells=40_000_000)
"""Of the tables of some four million households."""
_LIMITS_OF_LINES = LIMITS._replace(lines=8_000_000)
_FIGURES = {
    **dict.fromkeys(("persons", "households", "equals", "round", "standing", "earlier_year"), "int64"),
    "year": "Int64",
    "position": "float64",
}
_CODES = ("ticket", "group", "circle", "community", "cluster", "neighbours")
_CODE = re.compile(r"[0-9a-f]{16}")
_FIGURE = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,3})?")
_SLOT = ("slot", "solution", "place", "year")
COLUMNS = {
    "placed": ("household", "cohort", *_SLOT, "persons", "position"),
    "waiting": ("household", "cohort", "solution", "reason", "position"),
    "open_slots": ("cohort", "solution", "place", "year", "households"),
    "draw": ("household", "ticket", "group", "position", "equals", "round"),
    "answers": ("household", "request", "value", "answer"),
    "changes": ("household", "change", "earlier_place", "earlier_year", "place", "year"),
    "earlier_promised": ("household", "cohort", *_SLOT),
    "earlier_draw": ("household", "ticket", "group", "position", "equals", "round"),
}
"""Columns that a table of a placement has at least, by the name of its file."""
_AS_WRITTEN = "A spreadsheet program may have changed it. Give the file as it was written."


def read_table(file: Path | BytesIO, name: str = "") -> pd.DataFrame:
    """A table of a placement, figures as figures; raises ResettleError, which repeats no text of a cell.

    Parameters
    ----------
    file : on disk, or its bytes
    name : of the table, where it is not the file's
    """
    table = name or (file.stem if isinstance(file, Path) else "")
    title = file.name if isinstance(file, Path) else f"{table}.csv"
    if isinstance(file, Path):
        read = read_bytes(file, LIMITS.file_bytes)
        if isinstance(read, Problem):
            raise ResettleError(str(read))
        data = read
    else:
        data = file.getvalue()
    frame = own_texts(title, data, COLUMNS.get(table, ()))
    for column in frame:
        if str(column) in _FIGURES:
            frame[column] = _figures(title, frame[column], _FIGURES[str(column)])
    if table in ("draw", "earlier_draw"):
        refuse_changed_codes(title, frame, ("ticket", "group"))
    return frame


def own_texts(file: str, data: bytes, needed: tuple[str, ...]) -> pd.DataFrame:
    """Every cell of a CSV file of our own as text; raises ResettleError where a column or a part of a row is gone."""
    table = csv_table("", file, data, _LIMITS_OF_LINES)
    if isinstance(table, Problem):
        raise ResettleError(f"{table} {_AS_WRITTEN}")
    table.header = [cell.strip() for cell in table.header]
    missing = [name for name in needed if name not in table.header]
    if missing:
        message = f"{file}: found no column {', '.join(missing)}; expected {', '.join(needed)}. {_AS_WRITTEN}"
        raise ResettleError(message)
    twice = [name for name in needed if table.header.count(name) > 1]
    wrong = take_widths(table)
    if twice or wrong:
        raise ResettleError(f"{wrong[0]} {_AS_WRITTEN}" if wrong else f"{file}: found the column {twice[0]} twice.")
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.header)
    texts = [[normal(unescaped(cell)) if cell else cell for cell in column] for column in columns]
    frame = pd.DataFrame({number: pd.Series(cells, dtype="str") for number, cells in enumerate(texts)})
    frame.columns = pd.Index(table.header)
    frame.index = pd.RangeIndex(len(frame))
    return frame.loc[:, ~frame.columns.duplicated()]


def refuse_changed_codes(file: str, frame: pd.DataFrame, columns: tuple[str, ...] = _CODES) -> None:
    """Refuse a table whose codes are not 16 hexadecimal digits any more: lost zeros, figures with an exponent."""
    for name in (one for one in columns if one in frame):
        wrong = np.flatnonzero(~frame[name].str.fullmatch(_CODE).to_numpy(dtype=bool))
        if len(wrong):
            message = (
                f"{file}, row {int(wrong[0]) + 2}, {name}: found no code of 16 hexadecimal digits ({len(wrong):,} rows "
                f"are so); expected the code as it was written. {_AS_WRITTEN}"
            )
            raise ResettleError(message)


def _figures(file: str, texts: pd.Series, kind: str) -> pd.Series:
    blank = (texts == "").to_numpy(dtype=bool)
    wrong = np.flatnonzero(~(texts.str.fullmatch(_FIGURE).to_numpy(dtype=bool) | blank))
    figures = pd.to_numeric(texts.astype(object).where(texts != "", np.nan), errors="coerce").astype("float64")
    whole = kind != "float64"
    if not len(wrong) and whole:
        wrong = np.flatnonzero((figures % 1 > 0).to_numpy(dtype=bool))
    if not len(wrong) and kind == "int64":
        wrong = np.flatnonzero(blank)
    if len(wrong):
        expected = "a whole number" if whole else "a number"
        message = f"{file}, row {int(wrong[0]) + 2}, {texts.name}: found none; expected {expected}. {_AS_WRITTEN}"
        raise ResettleError(message)
    if not whole:
        return figures
    return figures.astype("int64") if not figures.isna().any() else figures.astype("Int64")
