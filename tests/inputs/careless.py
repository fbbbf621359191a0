"""A careless user's hand: files of a small dataset changed one cell, line or byte at a time, and what is said of it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import DataError, Problem
from resettle.inputs.dataset import load_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = Path(__file__).parents[1] / "cases" / "small"


def copy_of_case(path: Path) -> Path:
    """A copy of the small case's dataset to be spoiled."""
    folder = path / "dataset"
    shutil.copytree(CASE / "dataset", folder)
    return folder


def read_rows(folder: Path, table: str) -> list[list[str]]:
    """Header and rows as they stand in the file."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(folder: Path, table: str, rows: list[list[str]]) -> None:
    """Replace a table's file."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def set_cell(folder: Path, table: str, line: int, column: str, text: str) -> None:
    """Write one cell; ``line`` counts as a person does, the header being line 1."""
    rows = read_rows(folder, table)
    rows[line - 1][rows[0].index(column)] = text
    write_rows(folder, table, rows)


def set_column(folder: Path, table: str, column: str, text: str) -> None:
    """Write one text into every row of a column."""
    rows = read_rows(folder, table)
    place = rows[0].index(column)
    write_rows(folder, table, [rows[0], *([*row[:place], text, *row[place + 1 :]] for row in rows[1:])])


def add_row(folder: Path, table: str, *cells: str) -> None:
    """Add a row, filled up with source and confidence where the cells stop short of the header by these."""
    rows = read_rows(folder, table)
    missing = len(rows[0]) - len(cells)
    write_rows(folder, table, [*rows, [*cells, *(["s1", "assumption"][:missing] if missing else [])]])


def keep_rows(folder: Path, table: str, keep: Callable[[dict[str, str]], bool]) -> None:
    """Keep only some rows."""
    rows = read_rows(folder, table)
    write_rows(folder, table, [rows[0], *(row for row in rows[1:] if keep(dict(zip(rows[0], row, strict=True))))])


def drop_column(folder: Path, table: str, column: str) -> None:
    """Leave a column out."""
    rows = read_rows(folder, table)
    place = rows[0].index(column)
    write_rows(folder, table, [row[:place] + row[place + 1 :] for row in rows])


def rename_column(folder: Path, table: str, column: str, new: str) -> None:
    """Misspell a column's name."""
    rows = read_rows(folder, table)
    rows[0][rows[0].index(column)] = new
    write_rows(folder, table, rows)


def set_setting(folder: Path, name: str, text: str | None) -> None:
    """Write a field of dataset.toml, or leave it out."""
    file = folder / "dataset.toml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{name} ")]
    lines += [] if text is None else [f"{name} = {text}"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def problems_of(path: Path) -> list[Problem]:
    """Everything that is said of a dataset: why it is refused, or what is warned of."""
    try:
        return list(load_dataset(path).warnings)
    except DataError as refusal:
        return list(refusal.problems)


def errors_of(path: Path) -> list[Problem]:
    """Why a dataset is refused."""
    return [problem for problem in problems_of(path) if problem.severity == "error"]


def warnings_of(path: Path) -> list[Problem]:
    """What is warned of, without the case's own warning (its third funder begins a year late)."""
    own = "donor only from 2028 on"
    return [problem for problem in problems_of(path) if problem.severity == "warning" and problem.found != own]
