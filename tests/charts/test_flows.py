"""Flows: the frame's numbers, the others in words, one scale."""

from __future__ import annotations

import pandas as pd

from resettle.charts.flows import flows_chart
from resettle.charts.people import SAID

COLUMNS = [
    *("programme", "title", "current_place", "from_name", "place", "to_name", "solution", "persons", "pairs"),
]
FLOWS = pd.DataFrame(
    [
        ("a", "Programme A", "camp", "Camp", "home", "Home", "return", 700.0, 1),
        ("a", "Programme A", "camp", "Camp", "camp", "Camp", "integrate", 200.0, 1),
        ("a", "Programme A", "", "", "", "", "return", 60.0, 3),
        ("a", "Programme A", "", "", "", "", "relocate", 40.0, 3),
        ("b", "Programme B", "town", "Town", "town", "Town", "relocate", 50.0, 1),
    ],
    columns=COLUMNS,
)


def test_bars_are_the_frames_numbers() -> None:
    bars = {(trace.name, trace.xaxis): trace for trace in flows_chart(FLOWS).data if trace.type == "bar"}
    returning = bars[SAID["return"], "x"]
    assert (list(returning.x), list(returning.y)) == ([700.0], ["Camp<br>→ Home"])
    assert list(bars[SAID["integrate"], "x"].y) == ["Camp<br>(within the place)"]
    assert list(bars[SAID["relocate"], "x2"].x) == [50.0]


def test_all_others_are_named_and_not_drawn() -> None:
    """60 + 40 of 1,000."""
    (text,) = [trace for trace in flows_chart(FLOWS).data if trace.name == "others"]
    assert list(text.text) == ["100 (10%), not drawn"]
    assert list(text.y) == ["All others<br>(3 pairs of places)"]


def test_one_scale_with_its_unit() -> None:
    layout = flows_chart(FLOWS).layout
    assert layout.xaxis.matches == "x2"
    assert "persons" in layout.xaxis2.title.text
