"""The chart of limits shows the strongest first and tells people's choices from capacities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from resettle.charts.limits import limits_chart
from resettle.insight.limits import MEASURES

LIMITS = pd.DataFrame(
    [
        ("money gov", "money (Government)", "million US$", "2027–2028", 40.0, 0.02, -1.0, 0.0, np.nan),
        ("builders", "builders (A)", "homes", "all years", 9.0, 0.005, 2.0, 0.1, np.nan),
        ("choice", "what people have chosen", "households", "2027", 50.0, 0.025, 5.0, 0.1, np.nan),
    ],
    columns=["key", "label", "unit", "years", *MEASURES],
)


def test_bars_are_person_years_as_they_are_ranked() -> None:
    """Drawn from the bottom up, so the strongest stands on top; choices, which are no lever, at the bottom."""
    (bar,) = limits_chart(LIMITS).data
    assert list(bar.x) == pytest.approx([50.0, 9.0, 40.0])
    assert list(bar.y) == [
        "what people have chosen<br><b>50 (2.5 %)</b>",
        "builders (A)<br><b>9 (0.5 %)</b>",
        "money (Government)<br><b>40 (2.0 %)</b>",
    ]
    assert list(bar.marker.pattern.shape) == ["/", "", ""]


def test_only_the_strongest_are_drawn_and_choices() -> None:
    figure = limits_chart(LIMITS, most=2)
    assert [name.partition("<br>")[0] for name in figure.data[0].y] == ["what people have chosen", "money (Government)"]
    assert "Person-years" in figure.layout.xaxis.title.text


def test_the_least_cost_is_drawn_in_money() -> None:
    figure = limits_chart(LIMITS.assign(usd_less=[3e6, 1e6, 0.0]))
    assert list(figure.data[0].x) == pytest.approx([0.0, 1.0, 3.0])
    assert "US$" in figure.layout.xaxis.title.text


def test_nothing_to_draw_is_no_fault() -> None:
    assert len(limits_chart(LIMITS.iloc[:0]).data[0].x) == 0
