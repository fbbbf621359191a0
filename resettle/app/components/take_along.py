"""The dataset as files to take along: made when they are asked for, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.downloads import download
from resettle.app.words import data as words
from resettle.inputs.downloads import template_bytes, workbook_bytes, zip_bytes
from resettle.inputs.writing import table_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"
"""By it, spreadsheet programs know that a CSV file is UTF-8; reading leaves it out."""


def dataset_buttons(dataset: Dataset) -> None:
    """Workbook, CSV files, HXL, and an empty workbook."""
    name = dataset.name
    with st.container(horizontal=True):
        _button(
            words.TAKE_WORKBOOK, lambda: workbook_bytes(dataset), f"{name}.xlsx", _WORKBOOK, words.TAKE_WORKBOOK_HELP
        )
        _button(words.TAKE_ZIP, lambda: zip_bytes(dataset), f"{name}.zip", "application/zip", words.TAKE_ZIP_HELP)
        _button(
            words.TAKE_HXL,
            lambda: zip_bytes(dataset, hxl=True),
            f"{name}_hxl.zip",
            "application/zip",
            words.TAKE_HXL_HELP,
        )
        _button(words.TAKE_EMPTY, template_bytes, "template.xlsx", _WORKBOOK, words.TAKE_EMPTY_HELP)


def table_buttons(dataset: Dataset, table: str) -> None:
    """One table as CSV, and as CSV with hashtags."""
    with st.container(horizontal=True):
        _button(words.TAKE_TABLE, lambda: _csv(dataset, table, hxl=False), f"{table}.csv", "text/csv")
        _button(words.TAKE_TABLE_HXL, lambda: _csv(dataset, table, hxl=True), f"{table}_hxl.csv", "text/csv")


def _csv(dataset: Dataset, table: str, *, hxl: bool) -> bytes:
    return (_MARK + table_csv(dataset, table, hxl=hxl)).encode("utf-8")


def _button(label: str, made: Callable[[], bytes], file: str, kind: str, note: str | None = None) -> None:
    download(label, made, file, kind, key=f"data.take.{label}", note=note)
