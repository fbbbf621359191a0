"""The row of HXL hashtags under a header: found, matched with the header's names, and written.

Where the header is in another language, a column is known by its hashtag. Where both are known, they must agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.hashtags import PCODE, TAGS, columns_by_tag, is_hashtag, parsed
from resettle.inputs.problems import error, quoted
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from resettle.errors import Problem
    from resettle.inputs.hashtags import Tag
    from resettle.inputs.raw import RawTable

MOST_HEADER_ROWS = 25
"""HXL looks for its hashtags in the first 25 rows; the row above them is the header."""
_FEWEST_TAGS = 3
"""Filled cells of a row that is taken for one of hashtags though not all of them are."""
WITH_PCODES = ("places", "origins", "nodes")
"""What a column must name for P-codes to stand beside it."""


def take_hashtags(table: RawTable) -> None:
    """Take the row of hashtags, and what stands above the header, out of the rows."""
    every = [table.header, *table.rows[: MOST_HEADER_ROWS - 1]]
    at = next((place for place in range(len(every)) if _is_row_of_hashtags(every[: place + 1], table.name)), None)
    if at is None:
        return
    table.tags = [cell.strip() for cell in every[at]]
    table.header = every[at - 1] if at else [""] * len(every[0])
    table.rows, table.lines = table.rows[at:], table.lines[at:]


def broken_hashtags(table: RawTable) -> Problem | None:
    """The problem of a row that is one of hashtags but for a few cells: the row is named, and the cells."""
    if table.tags:
        return None
    for line, row in zip(table.lines[: MOST_HEADER_ROWS - 1], table.rows, strict=False):
        filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
        wrong = [(place, cell) for place, cell in filled if not is_hashtag(cell)]
        if len(filled) >= _FEWEST_TAGS and 0 < len(wrong) <= len(filled) / 2:
            place, cell = wrong[0]
            column = columns_by_tag(table.name).get(parsed(f"#{cell.lstrip('#').strip()}"))
            hint = f"Did you mean {TAGS[table.name][column]!r}?" if column else "Correct it, or empty the cell."
            found = f"{quoted(cell)} in a row of hashtags, in column {place + 1}"
            return error(table.file, line, "", found, "a hashtag in every cell that is filled, as #loc+code", hint)
    return None


def name_columns(table: RawTable) -> list[Problem]:
    """Name columns by their hashtags where the header's own name is none of the table's; say where the two disagree.

    Columns of P-codes are taken out of the rows and kept for a comparison with ``places``.
    """
    if not table.tags:
        return []
    by_tag, known = columns_by_tag(table.name), TAGS[table.name]
    beside = _pcode_columns(table.name)
    table.tags += [""] * (len(table.header) - len(table.tags))
    problems, pcodes = [], {}
    for place, (header, text) in enumerate(zip(table.header, table.tags, strict=False)):
        meant = by_tag.get(parsed(text)) if text else None
        if text and meant is None and parsed(text) in beside:
            pcodes[place] = beside[parsed(text)]
        elif header in known and text and meant != header:
            problems.append(_disagreement(table, header, text, meant))
        elif header not in known and meant is not None:
            table.header[place] = meant
    _take_pcodes(table, pcodes)
    return problems


def hashtags(table: str, header: list[str]) -> list[str]:
    """The row of hashtags for a header, in which a column of P-codes is named ``…_pcode``."""
    return [TAGS[table].get(column) or pcode_tag(table, column.removesuffix("_pcode")) for column in header]


def pcode_tag(table: str, column: str) -> str:
    """The hashtag of the P-codes that stand beside a column of places."""
    return f"{TAGS[table][column]}+{PCODE}"


def columns_with_pcodes(table: str) -> list[str]:
    """Columns of a table that name places, beside which P-codes may stand."""
    return [column.name for column in INPUT_TABLES[table].columns if column.refers_to in WITH_PCODES]


def _pcode_columns(table: str) -> dict[Tag, str]:
    return {parsed(pcode_tag(table, column)): column for column in columns_with_pcodes(table)}


def _is_row_of_hashtags(rows: list[list[str]], table: str) -> bool:
    """Whether the last of these rows holds hashtags and nothing else.

    Below a header that is known, one of them at least must be the table's own: a row of texts may begin with ``#`` too.
    """
    filled = [cell for cell in rows[-1] if cell.strip()]
    if not filled or not all(map(is_hashtag, filled)):
        return False
    below_header = any(cell in TAGS[table] for row in rows[:-1] for cell in row)
    own = {*columns_by_tag(table), *_pcode_columns(table)}
    return not below_header or any(parsed(cell) in own for cell in filled)


def _disagreement(table: RawTable, header: str, text: str, meant: str | None) -> Problem:
    found = f"the hashtag {quoted(text)} under {header!r}" + (f", which is that of {meant!r}" if meant else "")
    hint = "Correct the header or the hashtag, or empty the hashtag's cell."
    return error(table.file, 1, header, found, TAGS[table.name][header], hint)


def _take_pcodes(table: RawTable, places: dict[int, str]) -> None:
    for place, column in places.items():
        table.pcodes[column] = [row[place] for row in table.rows]
    kept = [place for place in range(len(table.header)) if place not in places]
    if places:
        table.header = [table.header[place] for place in kept]
        table.rows = [[row[place] for place in kept] for row in table.rows]
