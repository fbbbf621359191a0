"""Charts of the page Why draw their tables' figures."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.charts.bars import bars_chart
from resettle.charts.bottlenecks import bottlenecks_chart
from resettle.charts.confirmed import confirmed_chart
from resettle.charts.fairness import evenness_chart, fairness_chart
from resettle.charts.frontier import frontier_chart
from resettle.charts.ladder import ladder_chart

POINTS = pd.DataFrame(
    [
        (0.1, 1e9, 10.0, False, False, ""),
        (0.5, 5e9, 40.0, True, False, ""),
        (0.7, 7e9, float("nan"), False, False, "no plan"),
        (1.0, 1e10, 50.0, False, True, ""),
    ],
    columns=["share", "usd_available", "persons", "knee", "own", "why"],
)
BY_PROGRAMME = pd.DataFrame(
    [(0.1, "a", "A", 6.0), (0.1, "b", "B", 4.0), (1.0, "a", "A", 30.0), (1.0, "b", "B", 20.0)],
    columns=["share", "programme", "title", "persons"],
)


def test_the_frontier_leaves_out_what_has_no_plan_and_marks_knee_and_own_money() -> None:
    figure = frontier_chart(POINTS, BY_PROGRAMME)
    whole, first, second = figure.data
    assert list(whole.x) == [1.0, 5.0, 10.0]
    assert list(whole.y) == [10.0, 40.0, 50.0]
    assert (list(first.y), list(second.y)) == ([6.0, 30.0], [4.0, 20.0])
    assert sorted(shape.x0 for shape in figure.layout.shapes) == [5.0, 10.0]
    assert {note.text for note in figure.layout.annotations} == {"knee", "these assumptions"}
    assert "billion US$" in figure.layout.xaxis.title.text


def test_fairness_is_a_line_of_floors_and_a_star() -> None:
    steps = pd.DataFrame({"step": ["floor 0", "floor 1", "fairest"], "floor": [0.0, 1.0, float("nan")]})
    rows = [("floor 0", "A", 100.0, 0.1, "X"), ("floor 1", "A", 60.0, 0.3, "Y"), ("fairest", "A", 90.0, 0.3, "X")]
    by_programme = pd.DataFrame(rows, columns=["step", "title", "persons", "worst", "worst_name"])
    line, star = fairness_chart(steps, by_programme).data
    assert list(line.x) == pytest.approx([10.0, 30.0])
    assert list(line.y) == [100.0, 60.0]
    assert (list(star.x), list(star.y)) == (pytest.approx([30.0]), [90.0])
    assert star.marker.symbol == "star"


def test_evenness_stands_by_floor_and_the_fairest_last() -> None:
    equity = pd.DataFrame(
        [("floor 0", "A", 0.2, 0.5), ("fairest", "A", 0.1, 0.2), ("floor 0", "B", 0.0, 0.0)],
        columns=["step", "title", "gini", "gap"],
    )
    floors = pd.Series({"floor 0": 0.0, "fairest": float("nan")})
    figure = evenness_chart(equity, floors)
    first, second = figure.data
    assert (list(first.x), list(first.y)) == (["0%", "fairest"], [0.2, 0.1])
    assert list(second.y) == [0.0]
    assert list(figure.layout.xaxis.categoryarray) == ["0%", "fairest"]


def test_confirmed_prices_are_in_per_cent_of_what_they_predict() -> None:
    """A step more brings 5 of the 10 predicted, a step less takes 50: 50 %, and 500 % drawn at the edge."""
    table = pd.DataFrame(
        [("one more home " * 20, 10.0, 5.0, 50.0, 1.0, 2.0, 3.0, 4.0)],
        columns=[
            "limit",
            "predicted_objective",
            "more_objective",
            "less_objective",
            "more_person_years",
            "less_person_years",
            "more_persons",
            "less_persons",
        ],
    )
    more, less = confirmed_chart(table).data
    assert list(more.x) == [50.0]
    assert list(less.x) == [300.0]
    assert less.customdata[0][0] == pytest.approx(500.0)
    assert more.y[0].count("<br>") == 2


def test_a_ladder_stacks_programmes_at_each_step_that_has_a_plan() -> None:
    steps = pd.DataFrame(
        [(0, "", 1.0, ""), (1, "money", 2.0, ""), (2, "builders", 2.0, "no plan")],
        columns=["step", "label", "times", "why"],
    )
    by_programme = pd.DataFrame(
        [(0, "A", 5.0), (0, "B", 2.0), (1, "A", 7.0), (1, "B", 2.0)], columns=["step", "title", "persons"]
    )
    first, second = ladder_chart(steps, by_programme, "as it is").data
    assert list(first.y) == ["as it is", "1. money, × 2"]
    assert (list(first.x), list(second.x)) == ([5.0, 7.0], [2.0, 2.0])


def test_bottlenecks_below_nought_are_written_and_as_light_as_nought() -> None:
    table = pd.DataFrame(
        [("p", "v", "Village", 2027, 39.0, 3.0, "homes"), ("p", "v", "Village", 2028, -7.0, 0.0, "")],
        columns=["programme", "place", "name", "year", "person_years", "persons", "full"],
    )
    (cells,) = bottlenecks_chart(table, [2027, 2028, 2029], {"p": "P", "q": "Q"}).data
    assert list(cells.z[0][:2]) == [39.0, 0.0]
    assert list(cells.text[0]) == ["39", "−7", ""]
    assert "used up: homes" in cells.customdata[0][0]
    assert "nothing is used up" in cells.customdata[0][1]


def test_bars_below_nought_are_told_apart_without_colour() -> None:
    (bar,) = bars_chart(["up", "down"], [2.0, -1.0], ["+2", "−1"], ["a", "b"], x_title="persons").data
    assert list(bar.x) == [2.0, -1.0]
    assert list(bar.marker.pattern.shape) == ["", "/"]
    assert bar.marker.color[0] != bar.marker.color[1]
