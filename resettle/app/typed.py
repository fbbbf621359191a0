"""Figures that a person types as text, read by the rules of the dataset's own files: nothing is guessed or rounded."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from resettle.app.words import levers as words
from resettle.errors import Problem, ScenarioError
from resettle.inputs.columns import Table
from resettle.inputs.parsing import parse_table
from resettle.inputs.problems import quoted
from resettle.inputs.raw import RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.columns import Column


def figure(text: str, column: Column, label: str) -> float:
    """The figure that was typed for a column; a blank is NaN where the column may be blank, ``never`` is infinite.

    Raises
    ------
    ScenarioError
        With what was typed, what was expected, and what to do; the field is called ``label``.
    """
    table = Table("typed", "what was typed", (column,), provenance="absent")
    frame, problems = parse_table(table, RawTable("typed", label, [column.name, "note"], [[text.strip(), ""]], [0]))
    if problems:
        raise ScenarioError([replace(one, row=None, column="") for one in problems])
    return float(frame[column.name].iloc[0])


def per_cent_typed(text: str, column: Column, label: str) -> float:
    """A share in per cent that was typed, with or without its sign; raises ScenarioError as ``figure`` does."""
    return figure(text.strip().removesuffix("%"), column, label)


def year_typed(text: str, options: Sequence[int | str], label: str) -> int | str:
    """One of the years offered that was typed, or ``never``; raises ScenarioError where it is none of them."""
    found = {str(option): option for option in options}.get(text.strip().lower())
    if found is None:
        years = [option for option in options if isinstance(option, int)]
        never = words.OR_NEVER if len(years) < len(options) else ""
        expected = words.YEAR_EXPECTED.format(first=min(years), last=max(years), never=never)
        raise ScenarioError([Problem("error", label, None, "", quoted(text.strip()), expected)])
    return found


def as_set(value: float) -> float | Literal["never", "blank"]:
    """A figure as a change of a scenario sets it: blanks and ``never`` in words."""
    if math.isnan(value):
        return "blank"
    return "never" if math.isinf(value) else value


def as_typed(value: float) -> str:
    """A figure as a person would type it; blank where there is none."""
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
