"""The dataset's own tables for looking at: rows found, columns explained, sources named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.columns import CONFIDENCES
from resettle.inputs.hashtags import TAGS
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame

if TYPE_CHECKING:
    from collections.abc import Collection

    from resettle.inputs.columns import Column
    from resettle.inputs.dataset import Dataset

MOST_DECIMALS = 6


def found_rows(dataset: Dataset, table: str, searched: str = "", confidences: Collection[str] = ()) -> pd.DataFrame:
    """Rows of a table that hold every word searched for, and have one of the confidences (none given: any).

    Upper and lower case do not count. Columns as in the dataset, but for years of opening, which are text (``never``).
    """
    frame, texts = dataset[table], text_frame(INPUT_TABLES[table], dataset[table])
    chosen = pd.Series(data=True, index=frame.index)
    if confidences and "confidence" in frame.columns:
        chosen &= frame["confidence"].isin(confidences)
    words = searched.casefold().split()
    if words:
        rows = ["\n".join(row).casefold() for row in texts.itertuples(index=False)]
        chosen &= pd.Series([all(word in row for word in words) for row in rows], index=frame.index)
    openings = [column.name for column in INPUT_TABLES[table].columns if column.kind == "opening"]
    return frame.assign(**{name: texts[name] for name in openings})[chosen].reset_index(drop=True)


def decimals(table: str, rows: pd.DataFrame) -> dict[str, int]:
    """Digits after the point that each column of figures needs, at most six; years of opening are text and left out."""
    figures = [column.name for column in INPUT_TABLES[table].columns if column.is_figure and column.kind != "opening"]
    return {name: _decimals(rows[name].to_numpy(dtype=float)) for name in figures}


def counts_of(rows: pd.DataFrame) -> dict[str, int]:
    """Rows by confidence, those that state one."""
    if "confidence" not in rows.columns:
        return {}
    counts = rows["confidence"].value_counts()
    return {confidence: int(counts[confidence]) for confidence in CONFIDENCES if confidence in counts.index}


def columns_explained(table: str) -> pd.DataFrame:
    """Every column: column, meaning, unit, blank (what a blank means, where one is allowed), hashtag."""
    rows = [
        (column.name, column.meaning, column.unit, _blank(column), TAGS[table][column.name])
        for column in INPUT_TABLES[table].all_columns
    ]
    return pd.DataFrame(rows, columns=["column", "meaning", "unit", "blank", "hashtag"])


def sources_named(dataset: Dataset, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The sources that these rows name, with how many rows each: source, title, publisher, as_of, url, rows."""
    columns = ["source", "title", "publisher", "as_of", "url"]
    if table == "sources" or "source" not in rows.columns:
        return pd.DataFrame(columns=[*columns, "rows"])
    counts = rows.loc[rows["source"] != "", "source"].value_counts()
    named = dataset["sources"].set_index("source").reindex(counts.index).rename_axis("source").reset_index()
    return named[columns].fillna("").assign(rows=counts.to_numpy())


def _blank(column: Column) -> str:
    return "not allowed" if column.required else (column.blank or "allowed")


def _decimals(values: np.ndarray) -> int:
    known = values[np.isfinite(values)]
    return next(
        (digits for digits in range(MOST_DECIMALS) if np.allclose(known, np.round(known, digits), rtol=0, atol=1e-9)),
        MOST_DECIMALS,
    )
