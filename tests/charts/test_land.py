"""Land: hectares in the cells, shade by what the teams can clear, a mark where they clear all they can."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from resettle.charts.land import AT_LIMIT, clearance_chart, place_land_chart

LAND = pd.DataFrame(
    [
        ("a", "p1", "First", 2027, 10.0, 300.0, 100.0, 100.0, 10.0, 5.0, True),
        ("a", "p1", "First", 2028, 10.0, 300.0, 25.0, 100.0, 110.0, 60.0, False),
        ("a", "p2", "Second", 2027, math.nan, 50.0, 0.0, math.nan, math.nan, 5.0, False),
        ("a", "p2", "Second", 2028, math.nan, 50.0, 20.0, math.nan, math.nan, 5.0, False),
        ("a", "p3", "No mines", 2027, 10.0, 0.0, 0.0, math.nan, 10.0, 5.0, False),
    ],
    columns=[
        *("programme", "place", "name", "year", "ready_ha", "contaminated_ha", "cleared_ha", "can_clear_ha"),
        *("usable_ha", "used_ha", "at_limit"),
    ],
)
TOTAL = pd.DataFrame(
    [("a", "Programme A", 2027, 100.0, 200.0), ("a", "Programme A", 2028, 45.0, 200.0)],
    columns=["programme", "title", "year", "cleared_ha", "can_clear_ha"],
)


def test_cells_hold_hectares_and_mark_the_limit() -> None:
    """Places without mines are left out; the sum comes first."""
    (trace,) = clearance_chart(LAND, TOTAL).data
    assert list(trace.y) == [
        "All places<br>145 of 350 ha",
        "First<br>125 of 300 ha",
        "Second<br>20 of 50 ha",
    ]
    assert trace.text.tolist() == [["100", "45"], [f"100 {AT_LIMIT}", "25"], ["", "20"]]


def test_shade_is_the_part_of_what_can_be_cleared() -> None:
    """100 of 200 and 45 of 200; 100 and 25 of 100; no limit given shades nothing."""
    (trace,) = clearance_chart(LAND, TOTAL).data
    assert trace.z[:2].tolist() == [pytest.approx([50.0, 22.5]), pytest.approx([100.0, 25.0])]
    assert math.isnan(trace.z[2][0])
    assert trace.z[2][1] == 0.0


def test_one_places_land_is_its_frame() -> None:
    figure = place_land_chart(LAND[LAND["place"] == "p1"])
    used, cleared, usable = figure.data
    assert (list(used.y), list(cleared.y), list(usable.y)) == ([5.0, 60.0], [100.0, 25.0], [10.0, 110.0])
    assert "ha" in figure.layout.yaxis.title.text


def test_land_that_does_not_limit_has_no_line() -> None:
    assert len(place_land_chart(LAND[LAND["place"] == "p2"]).data) == 2
