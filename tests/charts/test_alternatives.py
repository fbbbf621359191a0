"""The chart of near-best plans: from the least to the most of each place, and where the best is."""

from __future__ import annotations

import pandas as pd

from resettle.charts.alternatives import alternatives_chart

BY_PLACE = pd.DataFrame(
    [("p", "e", "East", 300.0, 0.0, 400.0, False), ("q", "w", "West", 50.0, 50.0, 50.0, True)],
    columns=["programme", "place", "name", "best", "least", "most", "agreed"],
)


def test_a_line_from_the_least_to_the_most_and_a_mark_at_the_best() -> None:
    first, mark, second, other = alternatives_chart(BY_PLACE, {"p": "P", "q": "Q", "r": "R"}).data
    assert list(first.x) == [0.0, 400.0, None]
    assert list(mark.x) == [300.0]
    assert list(second.x) == [50.0, 50.0, None]
    assert list(other.x) == [50.0]
    assert [trace.showlegend for trace in (first, second)] == [True, False]
