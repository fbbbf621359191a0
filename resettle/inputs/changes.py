"""A scenario's single figures: one column of some rows set, multiplied or added to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.columns import BLANK, NEVER
from resettle.inputs.parsing import expectation, out_of_range
from resettle.inputs.problems import Finding, nearest, quoted
from resettle.inputs.refusal import Refusal
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.columns import Column
    from resettle.inputs.scenario import Change


def changed(tables: Mapping[str, pd.DataFrame], change: Change) -> pd.DataFrame | Refusal:
    """The change's table with its figures changed, or why it does not fit.

    A blank stays blank under ``times`` and ``plus`` (no limit times two is no limit); ``set`` replaces it.
    """
    table = INPUT_TABLES.get(change.table)
    if table is None:
        found = quoted(change.table)
        return Refusal(("table",), Finding(found, "a table of the dataset", nearest(change.table, INPUT_TABLES)))
    column = table.column(change.column)
    if column is None or not column.is_figure:
        figures = [known.name for known in table.columns if known.is_figure]
        expected = f"a column of figures in {change.table}"
        return Refusal(("column",), Finding(quoted(change.column), expected, nearest(change.column, figures)))
    chosen = _chosen(tables[change.table], change)
    if isinstance(chosen, Refusal):
        return chosen
    return _with_new_figures(tables[change.table], column, change, chosen)


def _chosen(frame: pd.DataFrame, change: Change) -> pd.Series | Refusal:
    """Whether each row is meant, or why none is."""
    table = INPUT_TABLES[change.table]
    chosen = pd.Series(data=True, index=frame.index)
    for key, value in change.where.items():
        column = table.column(key)
        if column is None:
            known = [known.name for known in table.all_columns]
            return Refusal(("where", key), Finding(quoted(key), f"a column of {change.table}", nearest(key, known)))
        texts = _as_text(column, frame[key])
        same = texts == _value_text(value)
        if not same.any():
            expected = f"a value of {change.table}.{key}"
            return Refusal(("where", key), Finding(quoted(value), expected, nearest(value, texts.unique())))
        chosen &= same
    if not chosen.any():
        said = ", ".join(f"{key} = {value!r}" for key, value in change.where.items()) or "no row in the table"
        return Refusal(("where",), Finding(said, f"what at least one row of {change.table} has"))
    return chosen


def _as_text(column: Column, values: pd.Series) -> pd.Series:
    """A column as its values are written in files, so that a key may be given as text or number."""
    if column.kind == "text":
        return values
    return values.map(_value_text).astype("str")


def _value_text(value: object) -> str:
    if isinstance(value, str):
        return value
    number = float(str(value))
    if np.isnan(number):
        return ""
    return NEVER if np.isinf(number) else f"{number:.15g}"


def _with_new_figures(frame: pd.DataFrame, column: Column, change: Change, chosen: pd.Series) -> pd.DataFrame | Refusal:
    old = frame.loc[chosen, change.column].astype(float)
    if change.set == NEVER and column.kind != "opening":
        return Refusal(("set",), Finding(quoted(NEVER), expectation(column)))
    if change.set == BLANK and column.required:
        return Refusal(("set",), Finding(quoted(BLANK), expectation(column), "This column may not be blank."))
    if change.times is not None and column.kind in ("year", "opening"):
        return Refusal(("times",), Finding(f"a year times {change.times:g}", "set or plus, for a year"))
    new = _new(old, change)
    checked = replace(column, kind="number") if column.in_parts else column
    wrong = new[out_of_range(checked, new.to_numpy(dtype=float))]
    if len(wrong):
        rest = f", and {len(wrong) - 1} more such rows" if len(wrong) > 1 else ""
        field = next(name for name in ("set", "times", "plus") if getattr(change, name) is not None)
        found = f"{wrong.iloc[0]:g} (was {_value_text(old[wrong.index[0]]) or 'blank'}){rest}"
        return Refusal((field,), Finding(found, expectation(checked, wrong.iloc[0])))
    values = frame[change.column].astype(float).where(~chosen, new)
    return frame.assign(**{change.column: values.astype("int64") if column.is_integer else values})


def _new(old: pd.Series, change: Change) -> pd.Series:
    if change.times is not None:
        return old * change.times
    if change.plus is not None:
        return old + change.plus
    words = {NEVER: np.inf, BLANK: np.nan}
    value = words[change.set] if isinstance(change.set, str) else change.set
    return pd.Series(value, index=old.index, dtype=float)
