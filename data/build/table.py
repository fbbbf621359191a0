"""Rows, and how they are written: UTF-8, LF, a fixed column order, numbers in one form."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = str | int | float | bool | None
Row = dict[str, Value]

SOURCED = "sourced"
DERIVED = "derived"
ASSUMPTION = "assumption"


def text(value: Value) -> str:
    """Write one value: blank for None, whole floats without a point, others to nine significant digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.9g}"
    return str(value)


def write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table; a row with a column that the table does not have is an error."""
    for row in rows:
        if unknown := set(row) - set(columns):
            message = f"{path.name}: unknown columns {sorted(unknown)} in {row}"
            raise ValueError(message)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text(row.get(column)) for column in columns] for row in rows)


def kept(name: str) -> list[dict[str, str]]:
    """Read a list that is kept by hand (build/kept)."""
    with (Path(__file__).parent / "kept" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
