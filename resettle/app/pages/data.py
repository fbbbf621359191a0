"""Data: every table with source and confidence; take it along, correct it, plan with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences, state
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.data_table import show_tables
from resettle.app.components.differences import show_differences
from resettle.app.components.figures import figure_card, in_rows
from resettle.app.components.own_data import NOT_FITTING
from resettle.app.components.take_along import dataset_buttons
from resettle.app.components.upload import USED, show_upload
from resettle.app.guard import guarded, show_kept_trouble, show_problems
from resettle.app.plain import plain
from resettle.app.words import data as words
from resettle.app.words import general as shared
from resettle.app.words.overview import CONFIDENCE_CAPTION
from resettle.charts.provenance import confidence_chart
from resettle.inputs.dataset_difference import dataset_difference
from resettle.insight.provenance import confidence_by_table, confidence_of_all

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

OVERVIEW = "resettle/app/pages/overview.py"


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.DATA)
    show_kept_trouble()
    dataset = state.opened().dataset
    _show_what_happened()
    st.markdown(words.INTRO)
    _about(dataset)
    st.header(words.TABLES)
    show_tables(dataset)
    _provenance(dataset)
    st.header(words.TAKE)
    st.markdown(words.TAKE_INTRO)
    dataset_buttons(dataset)
    st.header(words.OWN)
    show_upload()
    if state.is_own_dataset():
        shipped = state.shipped().dataset
        show_differences(words.CHANGES_SHIPPED, dataset_difference(shipped, dataset), "shipped")


def _show_what_happened() -> None:
    """Once: that the data were taken, and what of the session's assumptions does not fit them."""
    used = st.session_state.pop(USED, None)
    if used is not None and state.is_own_dataset():
        st.success(words.USED.format(name=plain(used)), icon=":material/check_circle:")
        st.page_link(OVERVIEW, label=words.TO_OVERVIEW, icon=":material/arrow_forward:")
    unfit = st.session_state.pop(NOT_FITTING, ())
    if unfit:
        st.warning(words.NOT_FITTING, icon=":material/warning:")
        show_problems(unfit)


def _about(dataset: Dataset) -> None:
    """Title, version, licence, years and rows in a line; rows by confidence as figures."""
    said = dataset.settings
    rows = sum(len(frame) for frame in dataset.tables.values())
    filled = sum(not frame.empty for frame in dataset.tables.values())
    st.caption(
        words.ABOUT.format(
            title=plain(said.title),
            version=plain(said.version),
            licence=plain(said.licence),
            base_year=said.base_year,
            first=said.first_year,
            last=said.last_year,
            rows=rows,
            tables=filled,
        )
    )
    counts = confidence_of_all(confidence_by_table(dataset))
    cards = iter(in_rows(3))
    total = sum(counts.values())
    labels = {"sourced": words.SOURCED, "derived": words.DERIVED, "assumption": words.ASSUMED}
    for confidence, label in labels.items() if total else ():
        count = counts[confidence]
        with next(cards):
            figure_card(label, f"{count:,}", words.SHARE_NOTE.format(share=count / total))


def _provenance(dataset: Dataset) -> None:
    by_table = confidence_by_table(dataset)
    if by_table.empty:
        return
    st.header(words.KNOWN)
    charted(
        sentences.confidence_finding(confidence_of_all(by_table)),
        lambda: confidence_chart(by_table),
        *for_people("confidence", by_table),
        caption=CONFIDENCE_CAPTION,
        key="confidence",
    )


if __name__ == "__main__":
    draw()
