"""How much of the data is sourced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle.insight.provenance import confidence_by_table, confidence_of_all

if TYPE_CHECKING:
    from resettle.results.plan import Plan


def test_every_table_counts_alike(village: Plan) -> None:
    """Of all tables with rows, one is made half sourced and half derived: the mean moves by half a table each."""
    dataset = village.dataset
    places = dataset["places"].assign(confidence=["sourced", "derived"])
    changed = replace(dataset, tables={**dataset.tables, "places": places})
    by_table = confidence_by_table(changed)
    of_places = by_table[by_table["table"] == "places"].set_index("confidence")
    assert of_places["rows"].to_dict() == {"sourced": 1, "derived": 1, "assumption": 0}
    count = by_table["table"].nunique()
    share = confidence_of_all(by_table).set_index("confidence")["share"]
    assert share.to_dict() == pytest.approx(
        {"sourced": 0.5 / count, "derived": 0.5 / count, "assumption": (count - 1) / count}
    )
