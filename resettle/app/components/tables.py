"""Tables as every page shows them: figures with separators, to the right, and headings for people."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

import streamlit as st
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from resettle.app.components.formats import ONE, WHOLE
from resettle.app.plain import plain_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from streamlit.elements.lib.column_types import ColumnConfig

_RIGHT = "figures-right"
_STYLE = "<style>{rules}</style>"
_RULE = (
    '[class*="st-key-{right}-{after}-"] :is(td, th):nth-child(n+{first}) '
    "{{ text-align: right; font-variant-numeric: tabular-nums; }}"
)
_MOST_NAMES = 4


def number_columns(table: pd.DataFrame, formats: Mapping[str, str]) -> dict[str, ColumnConfig]:
    """How ``st.dataframe`` shows every column of figures: in its format, else whole or with one digit."""
    columns: dict[str, ColumnConfig] = {}
    for name, values in table.items():
        if not is_numeric_dtype(values) or is_bool_dtype(values):
            continue
        usual = WHOLE if is_integer_dtype(values) or (values.dropna() % 1 == 0).all() else ONE
        pattern = formats.get(str(name), usual)
        columns[str(name)] = st.column_config.NumberColumn(str(name), format=pattern, alignment="right")
    return columns


def show_figures_table(table: pd.DataFrame, *, names: int, key: str, alt: str | None = None) -> None:
    """A small table of texts, of which all but the first ``names`` columns are figures and stand to the right."""
    rules = "\n".join(_RULE.format(right=_RIGHT, after=after, first=after + 1) for after in range(1, _MOST_NAMES + 1))
    st.html(_STYLE.format(rules=rules))
    with st.container(key=f"{_RIGHT}.{names}.{key}"):
        st.table(plain_table(table.map(_written)), hide_index=True, alt=alt)


def _written(cell: object) -> object:
    """A count with its separators; everything else as it stands."""
    return f"{cell:,}" if isinstance(cell, Integral) and not isinstance(cell, bool) else cell
