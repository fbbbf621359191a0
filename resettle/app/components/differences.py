"""What is different between two datasets: counts by table, and every cell before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.pictures import table_button
from resettle.app.components.tables import number_columns, show_figures_table
from resettle.app.words import data as words
from resettle.inputs.dataset_difference import counted
from resettle.inputs.formula_text import escaped_frame
from resettle.inputs.raw import SETTINGS

if TYPE_CHECKING:
    import pandas as pd

HEIGHT = 420


def show_differences(title: str, difference: pd.DataFrame, key: str) -> None:
    """A heading with the counts, a table of them, and the list of all differences (as ``dataset_difference``)."""
    counts = counted(difference)
    totals = {name: int(counts[name].sum()) for name in ("changed", "added", "removed")}
    st.subheader(title.format(said=words.CHANGES_SAID.format(**totals) if len(difference) else words.NO_CHANGE))
    if difference.empty:
        return
    show_figures_table(_named(counts).rename(columns=words.COUNT_HEADINGS), names=1, key=f"counts.{key}")
    every = _named(difference).rename(columns=words.CHANGE_HEADINGS)
    st.dataframe(
        escaped_frame(every),
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * len(every)),
        column_config=number_columns(every, {}),
        key=f"data.differences.{key}",
        alt=words.CHANGES_LIST,
    )
    table_button(every, f"differences_{key}")


def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(table=table["table"].replace(SETTINGS, words.SETTINGS_TABLE))
