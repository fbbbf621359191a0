"""The chart of homes shows the frame's numbers."""

from __future__ import annotations

import pandas as pd

from resettle.charts.homes import homes_chart
from resettle.insight.homes import KIND_TITLES, KINDS

HOMES = pd.DataFrame(
    [("a", "Programme A", rooms, kind, 10.0 * rooms + KINDS.index(kind)) for rooms in (1, 2) for kind in KINDS],
    columns=["programme", "title", "rooms", "kind", "homes"],
)
HOUSEHOLDS = pd.DataFrame(
    [("a", "Programme A", 1, 90.0, 60.0), ("a", "Programme A", 2, 40.0, 30.0)],
    columns=["programme", "title", "rooms", "all_households", "settled"],
)


def test_bars_and_marks_are_the_frames_numbers() -> None:
    traces = {trace.name: list(trace.y) for trace in homes_chart(HOMES, HOUSEHOLDS).data}
    assert traces[KIND_TITLES["vacant"]] == [10.0, 20.0]
    assert traces[KIND_TITLES["tenure"]] == [14.0, 24.0]
    assert traces["Households settled that need them"] == [60.0, 30.0]
    assert traces["All households that need them"] == [90.0, 40.0]


def test_axes_say_what_is_counted() -> None:
    layout = homes_chart(HOMES, HOUSEHOLDS).layout
    assert layout.xaxis.title.text == "Rooms, this number or more"
    assert "number" in layout.yaxis.title.text
