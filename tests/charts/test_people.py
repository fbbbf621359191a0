"""The chart of people shows the frame's numbers, on one scale, with units."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.people import SAID, people_chart

SETTLED = pd.DataFrame(
    [
        (programme, title, solution, year, persons, total, persons / total)
        for programme, title, total, figures in (
            ("a", "Programme A", 1000.0, {"return": (100.0, 300.0), "integrate": (10.0, 50.0), "relocate": (0.0, 0.0)}),
            ("b", "Programme B", 100.0, {"return": (0.0, 0.0), "integrate": (20.0, 40.0), "relocate": (5.0, 10.0)}),
        )
        for solution, values in figures.items()
        for year, persons in zip((2027, 2028), values, strict=True)
    ],
    columns=["programme", "title", "solution", "year", "persons", "of_persons", "share"],
)


def bars(figure: object, name: str) -> list[list[float]]:
    """The heights of the bars of a name, panel by panel."""
    return [list(trace.y) for trace in figure.data if trace.type == "bar" and trace.name == name]


def test_bars_are_the_frames_numbers() -> None:
    figure = people_chart(SETTLED)
    assert bars(figure, SAID["return"]) == [[100.0, 300.0], [0.0, 0.0]]
    assert bars(figure, SAID["integrate"]) == [[10.0, 50.0], [20.0, 40.0]]
    assert bars(figure, SAID["relocate"]) == [[0.0, 0.0], [5.0, 10.0]]


def test_shares_are_per_cent_of_each_programmes_people() -> None:
    """300 of 1,000 and 40 of 100."""
    figure = people_chart(SETTLED, measure="share")
    assert bars(figure, SAID["return"])[0][-1] == pytest.approx(30.0)
    assert bars(figure, SAID["integrate"])[1][-1] == pytest.approx(40.0)
    assert "%" in figure.layout.yaxis.title.text


def test_both_programmes_share_one_scale() -> None:
    figure = people_chart(SETTLED)
    assert figure.layout.yaxis2.matches == "y"
    assert "persons" in figure.layout.yaxis.title.text
    assert figure.layout.xaxis.title.text == "Year"


def test_the_baseline_is_a_line_of_totals() -> None:
    """100 + 10, 300 + 50; 20 + 5, 40 + 10."""
    lines = [list(trace.y) for trace in people_chart(SETTLED, before=SETTLED).data if trace.type == "scatter"]
    assert lines == [[110.0, 350.0], [25.0, 50.0]]


def test_solutions_differ_by_more_than_colour() -> None:
    patterns = {trace.name: trace.marker.pattern.shape for trace in people_chart(SETTLED).data}
    assert len(set(patterns.values())) == 3


def test_the_ground_is_clear() -> None:
    """So that it reads on light and on dark."""
    layout = people_chart(SETTLED).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
