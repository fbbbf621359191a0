"""One table of the dataset, to look through: search, confidence, what its columns mean, where its rows come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.take_along import table_buttons
from resettle.app.guard import guarded
from resettle.app.plain import plain_table
from resettle.app.words import data as words
from resettle.app.words.overview import CONFIDENCE
from resettle.inputs.columns import CONFIDENCES
from resettle.inputs.formula_text import escaped_frame
from resettle.inputs.schema import INPUT_TABLES
from resettle.insight.data_tables import columns_explained, counts_of, decimals, found_rows, sources_named

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.elements.lib.column_types import ColumnConfig

    from resettle.inputs.dataset import Dataset

HEIGHT = 420
_KEYS = ("data.table", "data.search", "data.confidence")


@st.fragment
@guarded
def show_tables(dataset: Dataset) -> None:
    """Choose a table, look through it, and take it along."""
    names = list(INPUT_TABLES)
    name = st.selectbox(
        words.TABLE,
        names,
        index=names.index("places"),
        key=_KEYS[0],
        format_func=lambda one: words.TABLE_LABEL.format(
            name=one, meaning=INPUT_TABLES[one].meaning, rows=len(dataset[one])
        ),
    )
    if dataset[name].empty:
        optional = words.MAY_BE_LEFT_OUT if INPUT_TABLES[name].optional else ""
        st.info(words.EMPTY.format(name=name, meaning=INPUT_TABLES[name].meaning, optional=optional))
    else:
        _rows(dataset, name)
    _explained(name)
    table_buttons(dataset, name)


def _rows(dataset: Dataset, name: str) -> None:
    search, confidence = st.columns([3, 2], vertical_alignment="bottom")
    searched = search.text_input(words.SEARCH, key=_KEYS[1], help=words.SEARCH_HELP, icon=":material/search:")
    chosen: list[str] = []
    if "confidence" in dataset[name].columns:
        chosen = confidence.pills(
            words.CONFIDENCE,
            list(CONFIDENCES),
            selection_mode="multi",
            key=_KEYS[2],
            format_func=lambda one: CONFIDENCE[one],
            help=words.CONFIDENCE_HELP,
        )
    rows = found_rows(dataset, name, searched or "", chosen)
    counts = ", ".join(f"{count:,} {CONFIDENCE[one]}" for one, count in counts_of(rows).items())
    said = words.SHOWN.format(rows=len(rows), all=len(dataset[name]), name=name, meaning=INPUT_TABLES[name].meaning)
    st.caption(said + (words.SHOWN_COUNTS.format(counts=counts) if counts else ""))
    if rows.empty:
        st.info(words.NONE_FOUND.format(name=name))
        return
    st.dataframe(
        escaped_frame(rows),
        hide_index=True,
        column_config=_columns(name, rows),
        height=min(HEIGHT, 38 + 35 * len(rows)),
        key=f"data.rows.{name}",
        placeholder="",
        alt=said,
    )
    _sources(sources_named(dataset, name, rows))


def _columns(name: str, rows: pd.DataFrame) -> dict[str, ColumnConfig | str | None]:
    """Headings with units, meanings as help, figures with as many digits as they need."""
    digits = decimals(name, rows)
    configured: dict[str, ColumnConfig | str | None] = {}
    for column, meaning, unit, blank, _ in columns_explained(name).itertuples(index=False):
        kind = INPUT_TABLES[name].column(column)
        label = words.UNIT.format(column=column, unit=unit) if unit and unit != "year" else column
        unit_said = words.COLUMN_UNIT.format(unit=unit) if unit else ""
        said = words.COLUMN_HELP.format(meaning=meaning[:1].upper() + meaning[1:], unit=unit_said, blank=blank)
        if column in digits:
            pattern = "%d" if kind is not None and kind.kind == "year" else f"%,.{digits[column]}f"
            configured[column] = st.column_config.NumberColumn(label, help=said, format=pattern)
        else:
            configured[column] = st.column_config.Column(label, help=said)
    return configured


def _sources(named: pd.DataFrame) -> None:
    if named.empty:
        return
    with st.expander(words.SOURCES.format(count=len(named)), icon=":material/menu_book:"):
        st.table(plain_table(named.rename(columns=words.SOURCES_HEADINGS)), hide_index=True)


def _explained(name: str) -> None:
    with st.expander(words.EXPLAINED.format(name=name), icon=":material/help:"):
        st.table(plain_table(columns_explained(name).rename(columns=words.EXPLAINED_HEADINGS)), hide_index=True)
