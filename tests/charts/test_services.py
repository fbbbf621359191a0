"""The heat map shows the shares of one year, a panel for each programme, on one colour scale."""

from __future__ import annotations

import pandas as pd

from resettle.charts.services import service_chart, services_at_place_chart, services_chart

COLUMNS = ["programme", "place", "name", "service", "title", "unit", "year", "needed_units", "available_units"]
SERVICES = pd.DataFrame(
    [
        ("a", "p1", "First", "school", "School", "place", 2027, 50.0, 100.0),
        ("a", "p1", "First", "health", "Health", "visit", 2027, 90.0, 90.0),
        ("b", "p2", "Second", "school", "School", "place", 2027, 120.0, 100.0),
        ("a", "p1", "First", "school", "School", "place", 2028, 99.0, 100.0),
    ],
    columns=COLUMNS,
).assign(used_share=lambda frame: frame["needed_units"] / frame["available_units"])
TITLES = {"a": "Programme A", "b": "Programme B", "c": "Nobody settles here"}


def test_cells_are_per_cent_of_what_is_available() -> None:
    first, second = services_chart(SERVICES, 2027, TITLES).data
    assert (list(first.x), list(first.y), first.z.tolist()) == (["School", "Health"], ["First"], [[50.0, 100.0]])
    assert second.z.tolist() == [[120.0]]
    assert first.customdata.tolist() == [["50% taken: 50.0 of 100.0 (place)", "100% taken: 90.0 of 90.0 (visit)"]]


def test_one_scale_that_holds_the_largest_share() -> None:
    figure = services_chart(SERVICES, 2027, TITLES)
    assert {trace.coloraxis for trace in figure.data} == {"coloraxis"}
    assert (figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax) == (0, 120.0)
    assert "%" in figure.layout.xaxis2.title.text


def test_one_service_over_the_years() -> None:
    """School at the first place: 50 and 99 of 100; nobody there in no year is blank."""
    first, second = service_chart(SERVICES, "school", TITLES).data
    assert (list(first.x), list(first.y), first.z.tolist()) == (["2027", "2028"], ["First"], [[50.0, 99.0]])
    assert first.text.tolist() == [["50", "99"]]
    assert second.z.tolist() == [[120.0]]


def test_services_of_one_place() -> None:
    (trace,) = services_at_place_chart(SERVICES, "p1").data
    assert list(trace.y) == ["School", "Health"]
    assert trace.text.tolist() == [["50", "99"], ["100", ""]]
