"""From text to typed columns: every cell that is not what its column declares is named, none is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.problems import error, nearest

if TYPE_CHECKING:
    from resettle.errors import Problem
    from resettle.inputs.columns import Column, Table
    from resettle.inputs.reading import RawTable

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
NEVER = "never"


def parse_table(table: Table, raw: RawTable) -> tuple[pd.DataFrame, list[Problem]]:
    """Typed frame with exactly the table's columns (index: the line of each row) and what was wrong."""
    problems = _header_problems(table, raw)
    text = pd.DataFrame(raw.rows, columns=raw.header, index=raw.lines, dtype="str")
    text = text.loc[:, ~text.columns.duplicated()]
    columns = {}
    for column in table.all_columns:
        if column.name in text.columns:
            values, found = _parse_column(column, text[column.name], raw.file)
            problems += found
        else:
            values = pd.Series("", index=text.index, dtype="str") if column.kind == "text" else _blank(text.index)
        columns[column.name] = values
    return pd.DataFrame(columns, index=text.index), problems


def empty_table(table: Table) -> pd.DataFrame:
    """A frame of the table's columns and types without rows."""
    columns = {column.name: _typed(column, pd.Series(dtype=float)) for column in table.all_columns}
    return pd.DataFrame(columns)


def _header_problems(table: Table, raw: RawTable) -> list[Problem]:
    known = [column.name for column in table.all_columns]
    found = []
    for name in raw.header:
        if name not in known:
            missing = [other for other in known if other not in raw.header]
            hint = nearest(name, missing or known)
            found.append(error(raw.file, 1, name, f"a column {name!r}", "a column of this table", hint))
    twice = sorted({name for name in raw.header if raw.header.count(name) > 1})
    found += [error(raw.file, 1, name, f"{name!r} twice", "each column once", "Remove one.") for name in twice]
    for column in table.all_columns:
        if column.required and column.name not in raw.header:
            hint = f"It holds: {column.meaning}."
            found.append(error(raw.file, 1, column.name, "no such column", f"a column {column.name!r}", hint))
    return found


def _parse_column(column: Column, text: pd.Series, file: str) -> tuple[pd.Series, list[Problem]]:
    blank = text.str.strip() == ""
    problems = []
    if column.required:
        expected = column.meaning + (f" in {column.unit}" if column.unit else "")
        problems = [error(file, line, column.name, "", expected) for line in text.index[blank]]
    if column.kind == "text":
        return text.where(~blank, ""), problems + _text_problems(column, text[~blank], file)
    if column.kind == "flag":
        return _parse_flags(column, text, blank, file, problems)
    return _parse_figures(column, text, blank, file, problems)


def _text_problems(column: Column, text: pd.Series, file: str) -> list[Problem]:
    padded = text[text != text.str.strip()]
    problems = [
        error(file, int(str(line)), column.name, value, "no spaces around the text", f"Write {value.strip()!r}.")
        for line, value in padded.items()
    ]
    if column.choices:
        wrong = text[~text.isin(column.choices)]
        expected = "one of " + ", ".join(column.choices)
        problems += [
            error(file, int(str(line)), column.name, value, expected, nearest(value, column.choices))
            for line, value in wrong.items()
        ]
    return problems


def _parse_flags(
    column: Column, text: pd.Series, blank: pd.Series, file: str, problems: list[Problem]
) -> tuple[pd.Series, list[Problem]]:
    flags = text.str.strip().str.lower().map(_FLAGS)
    wrong = text[flags.isna() & ~blank]
    problems += [error(file, int(str(line)), column.name, value, "true or false") for line, value in wrong.items()]
    return flags.eq(True), problems


def _parse_figures(
    column: Column, text: pd.Series, blank: pd.Series, file: str, problems: list[Problem]
) -> tuple[pd.Series, list[Problem]]:
    stripped = text.str.strip()
    never = stripped.eq(NEVER) if column.kind == "opening" else blank & ~blank
    is_number = stripped.str.fullmatch(_NUMBER)
    wrong = text[~(is_number | blank | never)]
    problems += [_not_a_number(column, file, line, value) for line, value in wrong.items()]
    values = _blank(text.index)
    values[is_number] = stripped[is_number].astype(float)
    problems += range_problems(column, values, file)
    values = values.mask(never, np.inf)
    return _typed(column, values.fillna(0.0) if column.required else values), problems


def range_problems(column: Column, values: pd.Series, file: str) -> list[Problem]:
    """Figures outside the column's range, infinite, or not whole where they must be; blanks and never are left out."""
    problems = []
    given = values.dropna()
    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    outside = given[(given < low) | (given > high) | (np.isinf(given) & (column.kind != "opening"))]
    expected = f"a figure of at least {low:g}" if np.isinf(high) else f"a figure between {low:g} and {high:g}"
    problems += [error(file, int(line), column.name, f"{value:g}", expected) for line, value in outside.items()]
    if column.kind in ("whole", "year", "opening"):
        finite = given[np.isfinite(given)]
        broken = finite[finite != finite.round()]
        problems += [
            error(file, int(line), column.name, f"{value:g}", "a whole number") for line, value in broken.items()
        ]
    return problems


def _not_a_number(column: Column, file: str, line: object, value: str) -> Problem:
    expected = f"a number ({column.meaning}{', ' + column.unit if column.unit else ''})"
    if column.kind == "opening":
        expected += " or never"
    hint = ""
    if "," in value:
        hint = "Write decimals with a point and no thousands separators: 1234.5."
    elif " " in value.strip() or "\u00a0" in value or "_" in value:
        hint = "Write it without spaces or separators: 1234567."
    elif value.strip().lower() in ("nan", "na", "n/a", "null", "none", "-"):
        hint = "Leave the cell blank where a blank is allowed." if not column.required else "A figure is needed here."
    return error(file, int(str(line)), column.name, value, expected, hint)


def _typed(column: Column, values: pd.Series) -> pd.Series:
    """The column's type in memory: whole numbers and required years are integers, other figures floats."""
    if column.kind == "text":
        return values.astype("str")
    if column.kind == "flag":
        return values.astype(bool)
    whole = column.kind in ("whole", "year") and column.required and column.name != "households"
    finite = values.where(np.isfinite(values), 0.0) if whole else values
    return finite.astype("int64") if whole else values.astype(float)


def _blank(index: pd.Index) -> pd.Series:
    return pd.Series(np.nan, index=index, dtype=float)
