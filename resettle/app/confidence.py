"""How sure a dataset's figures are, by table: worked out once for each dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.insight.provenance import confidence_by_table

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset


def confidence_of(dataset: Dataset) -> pd.DataFrame:
    """Rows by table and confidence."""
    return _by_table(dataset.digest, dataset)


def forget_confidence() -> None:
    """Let go of what was worked out; it is worked out again where it is needed."""
    _by_table.clear()


@st.cache_resource(show_spinner=False, max_entries=8)
def _by_table(digest: str, _dataset: Dataset) -> pd.DataFrame:
    return confidence_by_table(_dataset)
