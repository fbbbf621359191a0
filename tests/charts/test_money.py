"""The charts of money show the frame's numbers in million US$."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.money import SAID, funders_chart, spending_chart
from resettle.insight.money import HEADS

SPENDING = pd.DataFrame(
    [
        (programme, f"Programme {programme}", head, year, usd * (1 if programme == "a" else 2) + year - 2027)
        for programme in "ab"
        for usd, head in enumerate(HEADS)
        for year in (2027, 2028)
    ],
    columns=["programme", "title", "head", "year", "usd"],
)
MONEY = pd.DataFrame(
    [
        ("gov", "Government", False, 2027, 9e6, 6e6, 3e6),
        ("gov", "Government", False, 2028, 9e6, 9e6, 0.0),
        ("none", "Nobody", True, 2027, 0.0, 0.0, 0.0),
    ],
    columns=["funder", "title", "carries_over", "year", "given_usd", "spent_usd", "unused_usd"],
)


def test_every_head_and_programme_is_drawn() -> None:
    figure = spending_chart(SPENDING)
    assert len(figure.data) == 2 * len(HEADS)
    drawn = [list(trace.y) for trace in figure.data if trace.name == SAID["running"]]
    assert drawn == [pytest.approx([4e-6, 5e-6]), pytest.approx([8e-6, 9e-6])]
    assert "million US$" in figure.layout.yaxis.title.text


def test_paid_and_unused_of_each_funder() -> None:
    """15 million paid and 3 million unused of 18; a funder without money is left out."""
    figure = funders_chart(MONEY)
    assert {trace.name: list(trace.x) for trace in figure.data} == {"Paid": [15.0], "Unused": [3.0]}
    assert list(figure.data[0].y) == ["Government"]
    assert "17% unused" in figure.layout.annotations[0].text
    assert "million US$" in figure.layout.xaxis.title.text
