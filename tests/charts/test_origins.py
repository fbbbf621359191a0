"""Coverage by origin: shares in per cent on one scale, the least served marked in words."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.origins import OF_ALL, OF_CHOSEN, origins_chart

COVERAGE = pd.DataFrame(
    [
        ("a", "Programme A", "p1", "First", 1000.0, 500.0, 200.0, 0.2, 0.4, True),
        ("a", "Programme A", "p2", "Second", 1000.0, 500.0, 400.0, 0.4, 0.8, False),
        ("b", "Programme B", "p1", "First", 100.0, 100.0, 90.0, 0.9, 0.9, True),
    ],
    columns=[
        *("programme", "title", "origin", "name", "of_persons", "chosen", "persons"),
        *("share", "share_of_chosen", "worst"),
    ],
)


def test_bars_and_marks_are_per_cent() -> None:
    drawn = {(trace.name, trace.xaxis): list(trace.x) for trace in origins_chart(COVERAGE).data}
    assert drawn[OF_ALL, "x"] == pytest.approx([20.0, 40.0])
    assert drawn[OF_CHOSEN, "x"] == pytest.approx([40.0, 80.0])
    assert drawn[OF_ALL, "x2"] == pytest.approx([90.0])


def test_the_least_served_is_marked_in_words() -> None:
    first = origins_chart(COVERAGE).data[0]
    assert ["least served" in label for label in first.y] == [True, False]


def test_both_programmes_share_one_scale() -> None:
    layout = origins_chart(COVERAGE).layout
    assert layout.xaxis.range == layout.xaxis2.range == (0, 104)
    assert "%" in layout.xaxis2.title.text
