"""Collecting findings: errors and warnings, the nearest valid name, and an end to very long lists."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from resettle.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from resettle.errors import Severity
    from resettle.inputs.raw import FormulaCell

MOST_LISTED = 200
"""Rows listed for one rule and column; how many more there are is said in words."""


class Finding(NamedTuple):
    """What a row holds, what it should hold, and what to do."""

    found: str
    expected: str
    hint: str = ""


def error(file: str, row: int | None, column: str, found: str, expected: str, hint: str = "") -> Problem:
    """A finding that refuses the input."""
    return Problem("error", file, row, column, found, expected, hint)


def warning(file: str, row: int | None, column: str, found: str, expected: str, hint: str = "") -> Problem:
    """A finding that people should know of; the input is used as it stands."""
    return Problem("warning", file, row, column, found, expected, hint)


def listed(
    severity: Severity, file: str, column: str, rows: Sequence[int], describe: Callable[[int], Finding]
) -> list[Problem]:
    """A problem for each of the first ``MOST_LISTED`` rows, and one that counts the others."""
    problems = [Problem(severity, file, row, column, *describe(row)) for row in rows[:MOST_LISTED]]
    more = len(rows) - MOST_LISTED
    if more > 0:
        found = f"{more:,} more rows of this kind"
        problems.append(
            Problem(severity, file, None, column, found, "none", f"Only the first {MOST_LISTED} are listed.")
        )
    return problems


def formula_found(cell: FormulaCell) -> Finding:
    """A cell that holds a formula: its value may be old, or another's, and would not be kept as it is shown."""
    hint = f"Cell {cell.cell} holds {quoted(str(cell))}. Copy it and paste it back as a value."
    return Finding("a formula", "a value", hint)


def quoted(value: object) -> str:
    """A value as it stands in the file: a blank is named, a long text cut, texts in quotation marks."""
    if value is None or value == "":
        return "a blank"
    if not isinstance(value, str):
        text = str(value)
        return text if len(text) <= 80 else text[:79] + "…"
    return repr(value if len(value) <= 80 else value[:79] + "…")


def nearest(name: object, valid: Iterable[object]) -> str:
    """A hint that names what was probably meant, or the first valid names where nothing is near."""
    names = sorted({str(one) for one in valid if str(one)})
    near = nearest_name(str(name), names)
    if near:
        return f"Did you mean {near!r}?"
    some = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"Valid are: {some}." if names else "There are none yet."


def nearest_name(name: str, valid: Iterable[str], cutoff: float = 0.6) -> str:
    """The valid name most like ``name``, in whatever case it is written; blank where none is."""
    folded = {one.casefold(): one for one in valid}
    near = get_close_matches(name.strip().casefold()[:100], folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else ""
