"""Charts of plans side by side: one scale, no colour alone, no borders."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.compared_map import FEWER, MORE, SAME, compared_map_chart
from resettle.charts.compared_years import compared_years_chart


def years(names: list[str]) -> pd.DataFrame:
    rows = [
        (name, programme, programme.title(), year, 1e6 * (number + 1) * (year - 2026))
        for number, name in enumerate(names)
        for programme in ("north", "south")
        for year in (2027, 2028, 2029)
    ]
    return pd.DataFrame(rows, columns=["scenario", "programme", "title", "year", "value"])


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_panel_a_scenario_on_one_scale(count: int) -> None:
    names = [f"scenario {number}" for number in range(count)]
    figure = compared_years_chart(years(names), axis="million US$", first="as assumed", factor=1e-6)
    assert [note.text for note in figure.layout.annotations] == names
    (scale,) = {axis.range for axis in figure.select_yaxes()}
    assert scale == pytest.approx((0.0, 3.45 * count))
    lines = [trace for trace in figure.data if "markers" in trace.mode]
    assert len(lines) == 2 * count
    assert list(lines[-1].y) == [float(count * step) for step in (1, 2, 3)]
    assert len({trace.marker.symbol for trace in lines}) == 2
    assert {trace.marker.symbol for trace in lines if trace.name == "North"} == {lines[0].marker.symbol}


def test_the_first_scenario_is_dotted_in_the_others() -> None:
    figure = compared_years_chart(years(["a", "b"]), axis="persons", first="a")
    dotted = [trace for trace in figure.data if trace.line.dash == "dot"]
    assert [list(trace.y) for trace in dotted] == [[1e6, 2e6, 3e6]] * 2
    assert [trace.showlegend for trace in dotted] == [True, False]


def places(differences: list[float]) -> pd.DataFrame:
    rows = [
        (
            f"p{number}",
            f"Place {number} / Other",
            "",
            40.0 + number / 5,
            46.0 + number / 5,
            "north",
            100.0,
            100.0 + by,
            by,
        )
        for number, by in enumerate(differences)
    ]
    names = ["place", "name", "other_names", "latitude", "longitude", "programme", "before", "after", "difference"]
    return pd.DataFrame(rows, columns=names)


def test_more_and_fewer_are_told_by_symbol_and_colour_and_sized_by_area() -> None:
    figure = compared_map_chart(places([-400.0, 100.0, 0.2]))
    traces = {trace.name: trace for trace in figure.data}
    assert traces[MORE].marker.symbol != traces[FEWER].marker.symbol
    assert traces[MORE].marker.color != traces[FEWER].marker.color
    (large,), (half,) = traces[FEWER].marker.size, traces[MORE].marker.size
    assert large == pytest.approx(2 * half)
    assert len(traces[SAME].x) == 1
    assert traces[FEWER].text == ("Place 0<br>Other",)
    assert {trace.type for trace in figure.data} == {"scatter"}


def test_no_difference_anywhere() -> None:
    figure = compared_map_chart(places([0.0, 0.0]))
    assert {trace.name: len(trace.x) for trace in figure.data if trace.x is not None}[SAME] == 2
