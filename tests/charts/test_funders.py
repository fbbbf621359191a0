"""Funders: paid by year with what is unused, and by purpose, in million US$."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.funders import ALL_OTHERS, MOST_FUNDERS, UNUSED_SAID, funding_chart, purposes_chart

MONEY = pd.DataFrame(
    [
        (f"f{number}", f"Funder {number}", False, year, 2e6 * number, 1e6 * number, 1e6 * number)
        for number in range(1, MOST_FUNDERS + 3)
        for year in (2027, 2028)
    ],
    columns=["funder", "title", "carries_over", "year", "given_usd", "spent_usd", "unused_usd"],
)


def test_the_largest_by_name_the_others_together() -> None:
    """Seven funders pay 1 to 7 million a year: five by name, 1 + 2 together, 28 unused."""
    figure = funding_chart(MONEY)
    bars = {trace.name: list(trace.y) for trace in figure.data}
    assert next(iter(bars)) == "Funder 7"
    assert bars[f"{ALL_OTHERS} (2)"] == [3.0, 3.0]
    assert bars[UNUSED_SAID] == [28.0, 28.0]
    assert "million US$" in figure.layout.yaxis.title.text


def test_purposes_are_millions_shaded_by_the_funders_money() -> None:
    by_head = pd.DataFrame(
        [("gov", "Government", "homes", 30e6), ("gov", "Government", "unused", 10e6), ("un", "UN", "homes", 4e4)],
        columns=["funder", "title", "head", "usd"],
    )
    figure = purposes_chart(by_head)
    (trace,) = figure.data
    assert list(trace.x) == ["Homes", "Unused"]
    assert trace.text.tolist() == [["30", "10"], ["< 0.1", ""]]
    assert trace.z[0].tolist() == pytest.approx([75.0, 25.0])
    assert "million US$" in figure.layout.xaxis.title.text
