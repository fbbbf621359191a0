"""Figures that a person types as text, read by the rules of the dataset's own files: nothing is guessed or rounded."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from resettle.errors import ScenarioError
from resettle.inputs.columns import Table
from resettle.inputs.parsing import parse_table
from resettle.inputs.raw import RawTable

if TYPE_CHECKING:
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
