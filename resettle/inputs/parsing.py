"""From text to typed columns: every cell that is not what its column declares is named, none is mended.

Cells are read one column at a time as plain Python lists: quicker than text columns of pandas at this size, and free of
whatever pandas keeps its text in.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.alike import canonical, normal, shown_apart
from resettle.inputs.columns import LARGEST_FIGURE, NEVER
from resettle.inputs.formula_text import escaped, unescaped
from resettle.inputs.problems import LONGEST_SHOWN, Finding, error, formula_found, listed, nearest, nearest_name, quoted
from resettle.inputs.raw import FormulaCell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resettle.errors import Problem
    from resettle.inputs.columns import Column, Table
    from resettle.inputs.raw import RawTable

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
LONGEST_TEXT = 30_000
"""Characters of a text: spreadsheet programs cut off what is longer than 32,767."""
SPREADSHEET_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_MEND_FORMULA = "Mend the formula in the spreadsheet program and save the file there."
_NO_FORMULA = "a name that no spreadsheet would run as a formula"
_RENAME = "Let it begin with a letter or a digit, in every table."
_NO_VALUE = {"nan", "na", "n/a", "null", "none", "-", "inf", "-inf", "+inf", "infinity"}

Values = list[str] | list[float] | list[bool]
Parsed = tuple[Values, list["Problem"]]


def parse_table(table: Table, raw: RawTable) -> tuple[pd.DataFrame, list[Problem]]:
    """Typed frame with exactly the table's columns (index: the line of each row) and what was wrong."""
    problems = _header_problems(table, raw)
    given = dict(zip(reversed(raw.header), reversed(list(zip(*raw.rows, strict=True))), strict=False))
    columns = {}
    for column in table.all_columns:
        values, found = _parse(column, given.get(column.name), raw)
        problems += found
        columns[column.name] = typed(column, values)
    frame = pd.DataFrame(columns)
    frame.index = pd.Index(raw.lines, dtype="int64")
    return frame, problems


def empty_table(table: Table) -> pd.DataFrame:
    """A frame of the table's columns and types without rows."""
    return pd.DataFrame({column.name: typed(column, []) for column in table.all_columns})


def typed(column: Column, values: Values) -> pd.Series:
    """The column in its type in memory: text, true or false, whole numbers without blanks, other figures as floats."""
    if column.kind == "text":
        return pd.Series(values, dtype="str")
    if column.kind == "flag":
        return pd.Series(values, dtype=bool)
    return pd.Series(np.nan_to_num(values).astype("int64") if column.is_integer else values, dtype=_dtype(column))


def expectation(column: Column, value: float = 0.0) -> str:
    """What a column's figures may be, in words; the largest figure of all is named where ``value`` is above it."""
    words = {"whole": "a whole number", "year": "a year", "opening": "a year"}.get(column.kind, "a number")
    if column.maximum is not None and column.maximum < LARGEST_FIGURE:
        words += f" from {column.minimum:g} to {column.maximum:g}"
    elif column.minimum is not None:
        words += f" of at least {column.minimum:g}"
        words += f", at most {LARGEST_FIGURE:g}" if value > LARGEST_FIGURE else ""
    words += f" or {NEVER}" if column.kind == "opening" else ""
    return words + (f" ({column.unit})" if column.unit not in ("", "year") else "")


def out_of_range(column: Column, values: np.ndarray) -> np.ndarray:
    """Whether each figure is outside the column's range, or a part of what must be whole; blanks and never are not."""
    low = -np.inf if column.minimum is None else column.minimum
    high = LARGEST_FIGURE if column.maximum is None else column.maximum
    outside = (values < low) | (values > high)
    if column.kind in ("whole", "year", "opening"):
        with np.errstate(invalid="ignore"):
            outside |= np.mod(values, 1.0) > 0
    return outside & ~np.isposinf(values) if column.kind == "opening" else outside


def _dtype(column: Column) -> str:
    return "int64" if column.is_integer else "float64"


def _header_problems(table: Table, raw: RawTable) -> list[Problem]:
    known = [column.name for column in table.all_columns]
    missing = [name for name in known if name not in raw.header]
    found = []
    for name in dict.fromkeys(raw.header):
        if raw.header.count(name) > 1 and name:
            twice = f"the column {quoted(name)} twice"
            found.append(error(raw.file, 1, quoted(name).strip("'"), twice, "each column once", "Remove one."))
        if name == "":
            hint = "Remove the comma at the end of the lines, or name the column."
            found.append(error(raw.file, 1, "", "a column without a name", "a name for every column", hint))
        elif name not in known:
            hint = nearest(name, missing or known)
            shown = f"an unknown column {quoted(name)}"
            found.append(error(raw.file, 1, quoted(name).strip("'"), shown, "a column of this table", hint))
    for column in table.all_columns:
        if column.required and column.name in missing:
            hint = f"It holds: {column.meaning}."
            found.append(error(raw.file, 1, column.name, "no such column", f"a column {column.name!r}", hint))
    return found


def _parse(column: Column, cells: Sequence[str] | None, raw: RawTable) -> Parsed:
    if cells is None:
        return _absent(column, len(raw.rows)), []
    formulas = {place: cell for place, cell in enumerate(cells) if isinstance(cell, FormulaCell)}
    if formulas:
        # nothing else is said of a column whose values are not known
        return _absent(column, len(cells)), _named(
            raw, column, list(formulas), lambda place: formula_found(formulas[place])
        )
    blank = [place for place, cell in enumerate(cells) if not cell] if column.required else []
    problems = _named(
        raw, column, blank, lambda _: Finding("a blank", _expected(column), f"It holds: {column.meaning}.")
    )
    values, wrong = _PARSERS.get(column.kind, _figures)(column, cells, raw)
    return values, problems + wrong


def _absent(column: Column, rows: int) -> Values:
    if column.kind == "text":
        return [""] * rows
    return [False] * rows if column.kind == "flag" else [math.nan] * rows


def _named(raw: RawTable, column: Column, places: list[int], describe: Callable[[int], Finding]) -> list[Problem]:
    """Problems of cells by their place in the column, reported by their line."""
    at = {raw.lines[place]: place for place in places}
    return listed("error", raw.file, column.name, list(at), lambda line: describe(at[line]))


def _texts(column: Column, written: Sequence[str], raw: RawTable) -> Parsed:
    cells = [normal(unescaped(cell)) for cell in written]
    padded = [place for place, cell in enumerate(cells) if cell != canonical(cell)]
    problems = _named(raw, column, padded, lambda place: _padded(cells[place]))
    broken = [place for place, cell in enumerate(cells) if cell in SPREADSHEET_ERRORS]
    problems += _named(raw, column, broken, lambda place: Finding(quoted(cells[place]), "a text", _MEND_FORMULA))
    unseen = [place for place, cell in enumerate(cells) if _CONTROL.search(cell)]
    problems += _named(raw, column, unseen, lambda place: Finding(quoted(cells[place]), "no control characters"))
    long = [place for place, cell in enumerate(cells) if len(cell) > LONGEST_TEXT]
    problems += _named(raw, column, long, lambda place: _too_long(cells[place]))
    if column.key or column.refers_to:
        run = [place for place, cell in enumerate(cells) if escaped(cell) != cell]
        problems += _named(raw, column, run, lambda place: Finding(quoted(cells[place]), _NO_FORMULA, _RENAME))
    if column.choices:
        allowed = {*column.choices, ""}
        wrong = [place for place, cell in enumerate(cells) if cell not in allowed and cell == cell.strip()]
        problems += _named(
            raw,
            column,
            wrong,
            lambda place: Finding(quoted(cells[place]), _expected(column), _meant(cells[place], column)),
        )
    return cells, problems


def _too_long(cell: str) -> Finding:
    return Finding(f"{len(cell):,} characters", f"at most {LONGEST_TEXT:,}", "Shorten the text.")


def _meant(cell: str, column: Column) -> str:
    near = nearest_name(cell, column.choices)
    return f"Did you mean {near!r}?" if near else ""


def _padded(cell: str) -> Finding:
    wanted = canonical(cell)
    hint = f"Write {quoted(wanted)}." if wanted else "Empty the cell."
    found = quoted(cell) if cell.strip() != wanted and len(cell) > LONGEST_SHOWN else shown_apart(cell[:LONGEST_SHOWN])
    return Finding(found, "no spaces or unseen signs around the text", hint)


def _flags(column: Column, cells: Sequence[str], raw: RawTable) -> Parsed:
    flags = [_FLAGS.get(cell.lower()) for cell in cells]
    wrong = [place for place, flag in enumerate(flags) if flag is None and cells[place]]
    problems = _named(raw, column, wrong, lambda place: Finding(quoted(cells[place]), _expected(column)))
    return [bool(flag) for flag in flags], problems


def _figures(column: Column, cells: Sequence[str], raw: RawTable) -> Parsed:
    values, wrong = [math.nan] * len(cells), []
    for place, cell in enumerate(cells):
        if not cell:
            continue
        figure = float(cell) + 0.0 if _NUMBER.fullmatch(cell) else math.nan
        if cell == NEVER and column.kind == "opening":
            figure = math.inf
        elif not math.isfinite(figure):
            wrong.append(place)
            continue
        values[place] = figure
    problems = _named(
        raw, column, wrong, lambda place: Finding(quoted(cells[place]), _expected(column), _hint(cells[place], column))
    )
    outside = [int(place) for place in np.flatnonzero(out_of_range(column, np.array(values, dtype=float)))]
    problems += _named(raw, column, outside, lambda place: Finding(cells[place], expectation(column, values[place])))
    for place in outside:
        values[place] = math.nan
    return values, problems


def _expected(column: Column) -> str:
    if column.choices:
        return "one of " + ", ".join(column.choices)
    if column.kind == "flag":
        return "true or false"
    return expectation(column) if column.is_figure else "a text"


def _hint(cell: str, column: Column) -> str:
    if cell.strip().lower() in _NO_VALUE:
        return "A figure is needed here." if column.required else f"Leave the cell empty for: {column.blank}."
    if cell in SPREADSHEET_ERRORS:
        return _MEND_FORMULA
    if any(sign.isdigit() and not sign.isascii() for sign in cell):
        return "Write it with the digits 0 to 9."
    if "," in cell or cell.count(".") > 1:
        return "Write decimals with a point, and no thousands separators: 1234.5."
    if any(sign in cell for sign in (" ", "\u00a0", "\u202f", "_", "'")):
        return "Write the figure without spaces or separators: 1234567."
    if cell.casefold() == NEVER and column.kind == "opening":
        return f"Write {NEVER}."
    return ""


_PARSERS = {"text": _texts, "flag": _flags}
