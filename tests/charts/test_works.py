"""The building programme: amounts in the cells, the year of commission in the hover text."""

from __future__ import annotations

import math

import pandas as pd

from resettle.charts.works import place_works_chart, works_chart

WORKS = pd.DataFrame(
    [
        ("a", "p1", "First", "homes", "build", "New homes", "homes", 2027, 2028, 1500.0),
        ("a", "p1", "First", "homes", "rehabilitate", "Rehabilitated homes", "homes", 2028, 2028, 500.0),
        ("a", "p1", "First", "facilities", "school", "School", "facilities of 400 (place)", 2027, 2029, 1.5),
        ("b", "p2", "Second", "homes", "build", "New homes", "homes", 2028, 2029, 40.0),
    ],
    columns=["programme", "place", "name", "family", "item", "title", "unit", "begun", "year", "amount"],
)
TITLES = {"a": "Programme A", "b": "Programme B"}
YEARS = (2027, 2028, 2029)


def test_homes_of_all_kinds_by_place_and_year() -> None:
    figure = works_chart(WORKS, "homes", YEARS, TITLES)
    first, second = figure.data
    assert first.text.tolist() == [["", "2,000", ""]]
    assert second.text.tolist() == [["", "", "40"]]
    assert first.customdata[0][1] == "2,000 homes, begun in 2027, 2028"
    assert figure.layout.coloraxis.cmax == 2000.0
    assert "homes" in figure.layout.xaxis2.title.text


def test_one_service() -> None:
    (trace,) = works_chart(WORKS, "school", YEARS, TITLES).data
    assert trace.text.tolist() == [["", "", "1.5"]]


def test_one_places_programme_is_shaded_row_by_row() -> None:
    (trace,) = place_works_chart(WORKS[WORKS["place"] == "p1"], YEARS).data
    assert list(trace.y) == ["New homes", "Rehabilitated<br>homes", "School, facilities of<br>400 (place)"]
    assert trace.z[0][1] == trace.z[2][2] == 100.0
    assert math.isnan(trace.z[0][0])
