"""One place: who comes, and its homes against need."""

from __future__ import annotations

import pandas as pd

from resettle.charts.people import SAID
from resettle.charts.place import MOST_NAMED, arrivals_chart, place_homes_chart

ARRIVALS = pd.DataFrame(
    [
        ("home", "Home", f"camp{number}", f"Camp {number}", "return", 10.0 * number)
        for number in range(MOST_NAMED + 2, 0, -1)
    ],
    columns=["origin", "origin_name", "current_place", "from_name", "solution", "persons"],
)


def test_the_largest_by_name_the_others_together() -> None:
    """Ten camps of 10 to 100 persons: eight by name, 10 + 20 together; all 550 from one community of origin."""
    bars = {(trace.name, trace.xaxis): trace for trace in arrivals_chart(ARRIVALS).data}
    origins, camps = bars[SAID["return"], "x"], bars[SAID["return"], "x2"]
    assert (list(origins.x), list(origins.y)) == ([550.0], ["Home"])
    assert (camps.x[0], camps.y[0]) == (100.0, "Camp 10")
    assert (camps.x[-1], camps.y[-1]) == (30.0, "All others (2)")


def test_homes_and_households_by_rooms() -> None:
    homes = pd.DataFrame(
        [(1, 2027, 100.0, 90.0), (1, 2028, 200.0, 150.0), (3, 2027, 40.0, 40.0), (3, 2028, 60.0, 50.0)],
        columns=["rooms", "year", "homes", "households"],
    )
    figure = place_homes_chart(homes)
    drawn = [(trace.type, list(trace.y)) for trace in figure.data]
    assert drawn == [
        ("bar", [100.0, 200.0]),
        ("scatter", [90.0, 150.0]),
        ("bar", [40.0, 60.0]),
        ("scatter", [40.0, 50.0]),
    ]
    assert [note.text for note in figure.layout.annotations] == ["1+ rooms", "3+ rooms"]
