"""The chart of limits shows the strongest first and tells people's choices from capacities."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.limits import limits_chart

LIMITS = pd.DataFrame(
    [
        ("choice", "what people have chosen", "households", "2027", 0.03, 50.0, 5.0),
        ("money gov", "money (Government)", "million US$", "2027–2028", 0.02, 40.0, -1.0),
        ("builders", "builders (A)", "homes", "all years", 0.01, 9.0, 2.0),
    ],
    columns=["key", "label", "unit", "years", "worth", "person_years", "persons"],
)


def test_bars_are_the_rise_in_per_cent() -> None:
    """Drawn from the bottom up, so the strongest stands on top."""
    (bar,) = limits_chart(LIMITS).data
    assert list(bar.x) == pytest.approx([1.0, 2.0, 3.0])
    assert list(bar.text) == ["+1.0 %", "+2.0 %", "+3.0 %"]
    assert list(bar.marker.pattern.shape) == ["", "", "/"]


def test_only_the_strongest_are_drawn() -> None:
    figure = limits_chart(LIMITS, most=2)
    assert len(figure.data[0].x) == 2
    assert "%" in figure.layout.xaxis.title.text
