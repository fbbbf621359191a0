"""Numbers and texts as labels."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.compared_map import compared_map_chart
from resettle.charts.style import COLOURS, DECREASE, INCREASE, short, wrapped


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (412.4, "412"),
        (-412.4, "-412"),
        (9_999, "9,999"),
        (85_300, "85.3 k"),
        (312e6, "312 m"),
        (9.6e9, "9.6 bn"),
        (1_260e9, "1,260 bn"),
    ],
)
def test_short_numbers(number: float, said: str) -> None:
    assert short(number) == said


def test_a_unit_follows() -> None:
    assert short(2e9, "US$") == "2.0 bn US$"


def test_no_word_is_broken() -> None:
    assert wrapped("one two three", 7) == "one two<br>three"
    assert wrapped("indivisible", 3) == "indivisible"


def test_more_and_fewer_never_have_a_programme_s_colour() -> None:
    assert not {INCREASE, DECREASE} & set(COLOURS)
    places = pd.DataFrame(
        [("a", "A", "", 40.0, 46.0, 5.0, 9.0, 4.0), ("b", "B", "", 40.0, 47.0, 9.0, 5.0, -4.0)],
        columns=["place", "name", "other_names", "latitude", "longitude", "before", "after", "difference"],
    )
    drawn = {trace.marker.color for trace in compared_map_chart(places).data if trace.marker.color}
    assert {INCREASE, DECREASE} <= drawn
    assert not drawn & set(COLOURS)
