"""Whether the first row of a table holds its headings: titles above them, rows of another width, totals below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.alike import squeezed
from resettle.inputs.problems import Finding, error, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from resettle.errors import Problem
    from resettle.inputs.raw import RawTable

MOST_ROWS_ABOVE = 25
"""Rows among which headings are looked for, as HXL does."""
_KNOWN_PART = 0.5
"""Part of the columns that must be there, of which a row of headings has at least so many."""
TOTAL_WORDS = frozenset(
    {
        *("total", "totals", "sum", "grandtotal", "subtotal", "all"),
        *("cəmi", "cemi", "yekun", "ümumi", "umumi"),
        *("ընդամենը", "ընդհանուր"),
        *("итого", "всего", "сумма"),
    }
)
"""What a row of totals begins with, without blanks and signs: English, Azerbaijani, Armenian, Russian."""
_WIDTH_HINT = "A text with a comma inside needs quotes around it; decimals are written with a point."


def title_above(table: RawTable, needed: Collection[str], known: Collection[str]) -> Problem | None:
    """The problem of a table whose headings stand below its first row: one finding, whatever is in the other rows."""
    if _headings_in(table.header, needed, known):
        return None
    for line, row in zip(table.lines[: MOST_ROWS_ABOVE - 1], table.rows, strict=False):
        if _headings_in(row, needed, known):
            found = f"no headings in row 1; they stand in row {line}"
            hint = f"Remove what stands above row {line}, such as a title."
            return error(table.file, 1, "", found, "the headings in row 1", hint)
    return None


def _headings_in(row: Sequence[str], needed: Collection[str], known: Collection[str]) -> bool:
    named = {squeezed(cell) for cell in row if cell}
    there = named & {squeezed(name) for name in needed}
    return len(there) >= max(1.0, _KNOWN_PART * len(needed)) and len(named & {squeezed(name) for name in known}) >= 2


def take_widths(table: RawTable, where: str = "") -> list[Problem]:
    """Take rows that are shorter or longer than the header out of the table, and name them.

    Where every row has as many cells too few or too many, that is one finding.
    """
    width = len(table.header)
    counts = {line: len(row) for line, row in zip(table.lines, table.rows, strict=True) if len(row) != width}
    if not counts:
        return []
    good = [(line, row) for line, row in zip(table.lines, table.rows, strict=True) if len(row) == width]
    every = len(counts) == len(table.rows) > 1 and len(set(counts.values())) == 1
    table.lines, table.rows = [line for line, _ in good], [row for _, row in good]
    if every:
        line, cells = next(iter(counts.items()))
        hint = "All rows are so: a comma ends each row, or a heading is missing." if cells > width else _WIDTH_HINT
        return [error(table.file, line, where, f"{cells} cells, as in every row", f"{width} cells", hint)]
    return listed(
        "error",
        table.file,
        where,
        list(counts),
        lambda line: Finding(f"{counts[line]} cells", f"{width} cells", _WIDTH_HINT),
    )


def take_remarks(table: RawTable, texts: Collection[str]) -> list[Problem]:
    """Take rows of totals and rows of a single cell out of the table, and name them; no text of a cell is repeated.

    Parameters
    ----------
    texts : columns that must hold a text; where all of them are blank in the last row, it is taken for totals
    """
    at = [place for place, name in enumerate(table.header) if name in texts]
    found = {}
    for place, row in enumerate(table.rows):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == 1 and len(at) > 1:
            found[place] = _REMARK
        elif _is_total(row, at, last=place == len(table.rows) - 1):
            found[place] = _TOTAL
    lines = {table.lines[place]: what for place, what in found.items()}
    if found:
        table.lines = [line for place, line in enumerate(table.lines) if place not in found]
        table.rows = [row for place, row in enumerate(table.rows) if place not in found]
    return listed("error", table.file, "", list(lines), lines.__getitem__)


def _is_total(row: Sequence[str], at: Sequence[int], *, last: bool) -> bool:
    blank = [place for place in at if not row[place].strip()]
    if not (blank or (last and len(at) == 1)):
        return False
    first = next((cell for cell in row if cell.strip()), "")
    return squeezed(first[:_LONGEST_TOTAL]) in TOTAL_WORDS or (last and len(blank) == len(at) > 1)


_REMARK = Finding("a row with a single cell", "rows of the table alone", "Remove it, if it is a title or a remark.")
_TOTAL = Finding("what looks like a row of totals", "rows of the table alone", "Remove the row.")
_LONGEST_TOTAL = 40
