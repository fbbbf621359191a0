"""Everything that is wrong with a file of single households: a table, and all of it as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.downloads import download_once
from resettle.app.components.pictures import csv_of
from resettle.app.plain import plain_table
from resettle.app.words import households as words

if TYPE_CHECKING:
    import pandas as pd

MOST_LISTED = 100


def show_findings(findings: pd.DataFrame, of: str) -> None:
    """The first of them and a button for all; ``of`` is for Streamlit."""
    st.error(words.REFUSED.format(count=len(findings)), icon=":material/error:")
    table = findings.rename(columns=words.FINDINGS_HEADINGS).astype("str").replace("<NA>", "")
    st.table(plain_table(table.head(MOST_LISTED)), hide_index=True)
    if len(table) > MOST_LISTED:
        st.caption(words.FINDINGS_LISTED.format(shown=MOST_LISTED, count=len(table)))
    key = f"households.findings.{of}"
    download_once(words.FINDINGS_CSV, lambda: csv_of(table), "findings.csv", "text/csv", key=key)
