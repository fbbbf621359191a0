"""P-codes beside the places' short names in HXL tables: written where known, and compared when read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.hxl import columns_with_pcodes
from resettle.inputs.problems import Finding, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.errors import Problem
    from resettle.inputs.raw import RawDataset, RawTable


def with_pcodes(table: str, texts: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """The table with a column of P-codes after each column of places of which any has one (place → P-code)."""
    named = columns_with_pcodes(table)
    columns = {}
    for column in texts.columns:
        columns[column] = texts[column]
        codes = [known.get(place, "") for place in texts[column]] if column in named else []
        if any(codes):
            columns[f"{column}_pcode"] = pd.Series(codes, index=texts.index, dtype="str")
    return pd.DataFrame(columns)


def disagreements(raw: RawDataset) -> list[Problem]:
    """Where a P-code beside a place is not the one that ``places`` gives it."""
    places = raw.tables.get("places")
    if places is None or not {"place", "pcode"} <= set(places.header):
        return []
    name, code = places.header.index("place"), places.header.index("pcode")
    known = {row[name]: row[code] for row in places.rows}
    return [problem for table in raw.tables.values() for problem in _in_table(table, known)]


def _in_table(table: RawTable, known: Mapping[str, str]) -> list[Problem]:
    return [
        problem
        for column, codes in table.pcodes.items()
        if column in table.header
        for problem in _in_column(table, column, codes, known)
    ]


def _in_column(table: RawTable, column: str, codes: list[str], known: Mapping[str, str]) -> list[Problem]:
    named = [row[table.header.index(column)] for row in table.rows]
    wrong = {
        line: (code, place)
        for line, code, place in zip(table.lines, codes, named, strict=True)
        if code and place in known and code != known[place]
    }

    def describe(line: int) -> Finding:
        code, place = wrong[line]
        expected = f"{known[place]!r}, the P-code of {place!r} in places" if known[place] else "no P-code, as in places"
        return Finding(quoted(code), expected, "Correct the place or the P-code, or empty the P-code's cell.")

    return listed("error", table.file, f"{column}_pcode", list(wrong), describe)
