"""Tables as a donor reads them: the same rows on the page, in the workbook and in print."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, YEAR, COUNT, CHANGE, MILLIONS, CHANGE_MILLIONS, USD, SHARE = (
    "text",
    "year",
    "count",
    "change",
    "millions",
    "change_millions",
    "usd",
    "share",
)
"""Kinds of columns."""
_GRID = {
    YEAR: "%d",
    COUNT: "%,.0f",
    CHANGE: "%,.0f",
    MILLIONS: "%,.1f",
    CHANGE_MILLIONS: "%,.1f",
    USD: "%,.0f",
    SHARE: "percent",
}
MILLION = 1e6
NONE = "–"
_PATTERNS = {YEAR: "{:.0f}", COUNT: "{:,.0f}", MILLIONS: "{:,.1f}", USD: "{:,.0f}", SHARE: "{:.0%}"}

Cell = str | float | int
"""Text, or a figure; a masked count is text."""


class Heading(NamedTuple):
    """A column: its heading with its unit, its kind, and the group that it and its neighbours belong to, or blank."""

    name: str
    kind: str
    group: str = ""

    @property
    def whole(self) -> str:
        """The heading where it stands alone: with its group."""
        return f"{self.group}: {self.name}" if self.group else self.name


@dataclass(frozen=True)
class Table:
    """A small table with its title and where it comes from.

    Attributes
    ----------
    key : short name
    title, note : for people
    headings : one for each column
    rows : cells in the columns' order
    """

    key: str
    title: str
    note: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def texts(self) -> list[list[str]]:
        """All cells as people read them."""
        return [
            [cell_text(heading.kind, cell) for heading, cell in zip(self.headings, row, strict=True)]
            for row in self.rows
        ]

    def frame(self) -> pd.DataFrame:
        """The cells as a frame: columns of figures alone as numbers, others as people read them, without plus signs.

        A text that begins with a plus would have to be escaped, since a spreadsheet would run it.
        """
        return pd.DataFrame({heading.whole: _series(heading, cells) for heading, cells in self._columns()})

    def formats(self) -> dict[str, str]:
        """Number formats of the frame's columns of figures, as a grid on the screen takes them."""
        return {
            heading.whole: _GRID[heading.kind]
            for heading, cells in self._columns()
            if heading.kind in _GRID and _numbers(cells)
        }

    def _columns(self) -> list[tuple[Heading, tuple[Cell, ...]]]:
        return [(heading, tuple(row[place] for row in self.rows)) for place, heading in enumerate(self.headings)]


def table(key: str, title: str, note: str, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]]) -> Table:
    """A table of rows of cells; raises ValueError where a row has more or fewer than the headings."""
    if any(len(row) != len(headings) for row in rows):
        message = f"a row of the table {key} does not fit its {len(headings)} headings"
        raise ValueError(message)
    return Table(key, title, note, tuple(headings), tuple(tuple(row) for row in rows))


def cell_text(kind: str, cell: Cell) -> str:
    """A cell as people read it; what cannot be shown is a dash."""
    if isinstance(cell, str):
        return cell
    if math.isnan(cell):
        return NONE
    if kind in (CHANGE, CHANGE_MILLIONS):
        return _signed(cell, 1 if kind == CHANGE_MILLIONS else 0)
    return _PATTERNS.get(kind, "{}").format(cell + 0.0)


def _series(heading: Heading, cells: Sequence[Cell]) -> pd.Series:
    numbers = _numbers(cells)
    if numbers:
        return pd.Series(numbers, dtype="float64")
    return pd.Series([cell_text(heading.kind, cell).lstrip("+") for cell in cells], dtype="str")


def _numbers(cells: Sequence[Cell]) -> list[float]:
    """The cells as numbers where all of them are, else nothing."""
    found = [float(cell) for cell in cells if not isinstance(cell, str)]
    return found if len(found) == len(cells) else []


def _signed(number: float, digits: int) -> str:
    if round(abs(number), digits) == 0:
        return "± 0" if digits == 0 else "± 0.0"
    return f"{'+' if number > 0 else '−'}{abs(number):,.{digits}f}"
