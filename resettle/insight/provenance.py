"""How much of a dataset is sourced, derived and assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

CONFIDENCES = ("sourced", "derived", "assumption")


def confidence_by_table(dataset: Dataset) -> pd.DataFrame:
    """Rows by table and confidence: table, confidence, rows, share (of the table's rows that say theirs)."""
    parts = []
    for name, frame in dataset.tables.items():
        if "confidence" in frame.columns:
            counts = frame["confidence"].value_counts().reindex(list(CONFIDENCES)).fillna(0)
            if counts.sum():
                parts.append(pd.DataFrame({"table": name, "confidence": CONFIDENCES, "rows": counts.to_numpy()}))
    if not parts:
        return pd.DataFrame(columns=["table", "confidence", "rows", "share"])
    tidy = pd.concat(parts, ignore_index=True).astype({"rows": "int64"})
    return tidy.assign(share=tidy["rows"] / tidy.groupby("table")["rows"].transform("sum"))


def confidence_of_all(by_table: pd.DataFrame) -> pd.DataFrame:
    """The same over all tables, each table counting alike: confidence, share.

    Tables count alike because a table of thousands of cohorts derived from one margin is not a thousand findings.
    """
    if by_table.empty:
        return pd.DataFrame(columns=["confidence", "share"])
    mean = by_table.groupby("confidence")["share"].sum() / by_table["table"].nunique()
    return mean.reindex(list(CONFIDENCES)).fillna(0.0).rename("share").reset_index()
