"""Collecting findings: errors and warnings, the nearest valid name, and an end to very long lists."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from resettle.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_OF_A_KIND = 200


def error(file: str, row: int | None, column: str, found: object, expected: str, hint: str = "") -> Problem:
    """A finding that refuses the input."""
    return Problem("error", file, row, column, shown(found), expected, hint)


def warning(file: str, row: int | None, column: str, found: object, expected: str, hint: str = "") -> Problem:
    """A finding that people should know of; the input is used as it stands."""
    return Problem("warning", file, row, column, shown(found), expected, hint)


def shown(value: object) -> str:
    """A value as it is quoted in a message: blanks named, long texts cut."""
    if value is None or value == "":
        return "a blank"
    text = str(value)
    return repr(text if len(text) <= 80 else text[:77] + "…") if isinstance(value, str) else text


def nearest(name: str, valid: Iterable[str]) -> str:
    """A hint that names what was probably meant, or the first valid names where nothing is near."""
    names = sorted({str(one) for one in valid if str(one)})
    near = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    listed = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"Valid are: {listed}." if names else "There is none."


def shortened(problems: list[Problem]) -> list[Problem]:
    """At most ``MOST_OF_A_KIND`` findings of a kind (same file, column and expectation), and how many more there are."""
    kept: list[Problem] = []
    seen: dict[tuple[str, str, str], int] = {}
    for problem in problems:
        kind = (problem.file, problem.column, problem.expected)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_OF_A_KIND:
            kept.append(problem)
    for (file, column, expected), number in seen.items():
        if number > MOST_OF_A_KIND:
            more = f"{number - MOST_OF_A_KIND:,} more of the same"
            kept.append(Problem("error", file, None, column, more, expected))
    return kept
