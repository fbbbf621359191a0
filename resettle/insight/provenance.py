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


def confidence_of_all(by_table: pd.DataFrame) -> dict[str, int]:
    """Rows of all tables by confidence; nothing where no row says its own."""
    if by_table.empty:
        return {}
    rows = by_table.groupby("confidence")["rows"].sum()
    return {confidence: int(rows.get(confidence, 0)) for confidence in CONFIDENCES}
