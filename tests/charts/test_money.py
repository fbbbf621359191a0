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
    assert list(figure.data[0].y) == ["Government<br><b>18.0 m US$, 17% unused</b>"]
    assert "million US$" in figure.layout.xaxis.title.text


def test_what_the_people_left_out_would_cost_is_a_bar_of_no_funder() -> None:
    """20 million for programme A; nothing for B, where nobody is left out."""
    needed = pd.DataFrame(
        [("a", "Programme A", 2000.0, 1e4, 2e7), ("b", "Programme B", 0.0, 1e4, 0.0)],
        columns=["programme", "title", "persons", "usd_per_person", "usd"],
    )
    bar = {trace.name: trace for trace in funders_chart(MONEY, needed).data}["Would be needed besides"]
    assert list(bar.x) == [20.0]
    assert list(bar.y) == ["Programme A<br><b>not funded: 20.0 m US$</b>"]
