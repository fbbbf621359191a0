"""How much of the data is sourced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.provenance import confidence_by_table, confidence_of_all

if TYPE_CHECKING:
    from resettle.results.plan import Plan


def test_rows_are_counted(village: Plan) -> None:
    """Of all rows, which are assumptions, the two places are made one sourced and one derived."""
    dataset = village.dataset
    places = dataset["places"].assign(confidence=["sourced", "derived"])
    changed = replace(dataset, tables={**dataset.tables, "places": places})
    by_table = confidence_by_table(changed)
    of_places = by_table[by_table["table"] == "places"].set_index("confidence")
    assert of_places["rows"].to_dict() == {"sourced": 1, "derived": 1, "assumption": 0}
    assumed = sum(len(table) for table in changed.tables.values() if "confidence" in table.columns) - 2
    assert confidence_of_all(by_table) == {"sourced": 1, "derived": 1, "assumption": assumed}


def test_rows_that_say_nothing_are_not_counted() -> None:
    assert confidence_of_all(pd.DataFrame(columns=["table", "confidence", "rows", "share"])) == {}
