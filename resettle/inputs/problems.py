"""Collecting findings: errors and warnings, the nearest valid name, and an end to very long lists."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from resettle.errors import Problem
from resettle.inputs.alike import folded, shown_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from resettle.errors import Severity
    from resettle.inputs.raw import FormulaCell

LONGEST_SHOWN = 80
"""Characters of a text that a finding repeats."""
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
        return shortened(_written(value))
    return repr(shortened(value))


def shortened(text: str) -> str:
    """A text cut where it is long, in signs that any file and screen takes."""
    cut = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")


def _written(value: object) -> str:
    try:
        return str(value)
    except ValueError:
        # Python writes no whole number of more than 4,300 digits
        return "a whole number of thousands of digits"


def nearest(name: object, valid: Iterable[object]) -> str:
    """A hint that names what was probably meant, or the first valid names where nothing is near.

    What was found is never proposed: where it is itself among the valid names, the hint is blank.
    """
    text = name if isinstance(name, str) else _written(name)
    names = sorted({str(one) for one in valid if str(one)})
    if text in names:
        return ""
    near = nearest_name(text, names)
    if near:
        apart = folded(near) == folded(text)
        return f"Did you mean {shown_apart(near) if apart else repr(near)}?"
    some = ", ".join(shortened(one) for one in names[:8]) + (", …" if len(names) > 8 else "")
    return f"Valid are: {some}." if names else "There are none yet."


def nearest_name(name: str, valid: Iterable[str], cutoff: float = 0.6) -> str:
    """The valid name most like ``name``, in whatever case or form it is written; blank where none is."""
    known = {folded(one): one for one in valid}
    text = folded(name[:100])
    if text in known:
        return known[text]
    near = get_close_matches(text, known, n=1, cutoff=cutoff)
    return known[near[0]] if near else ""
