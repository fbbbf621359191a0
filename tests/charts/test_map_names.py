"""Names on the map stand beside their points and not on each other."""

from __future__ import annotations

from resettle.charts.map_names import Point, positions


def test_a_lone_name_stands_above_its_point() -> None:
    assert positions([Point(46.0, 40.0, 10.0, "Alone")], 8.0) == ["top center"]


def test_nothing_to_name() -> None:
    assert positions([], 8.0) == []


def test_neighbours_take_different_sides() -> None:
    """0.1 degrees are 11 pixels here: two names of 60 pixels cannot both stand above."""
    found = positions([Point(46.0, 40.0, 8.0, "First name"), Point(46.1, 40.0, 8.0, "Other name")], 8.0)
    assert found == ["top center", "bottom center"]


def test_a_name_without_room_is_left_out() -> None:
    """Ten points on one spot have eight sides, of which names of this width can share few."""
    crowd = [Point(46.0, 40.0, 8.0, f"A long name, number {number}") for number in range(10)]
    found = positions(crowd, 8.0)
    assert found[0]
    assert "" in found


def test_the_first_are_served_first() -> None:
    crowd = [Point(46.0, 40.0, 8.0, "A very long name that takes the whole place")] * 12
    found = positions(crowd, 8.0)
    assert found.index("") == len([name for name in found if name])


def test_a_narrow_plot_names_fewer() -> None:
    """Ten places in a row: on a wide plot each has its name, on a narrow one the first ones are served."""
    points = [Point(46.0 + number / 10, 40.0, 8.0, "A long name") for number in range(10)]
    wide, narrow = positions(points, 1.0, 1200.0), positions(points, 1.0, 150.0)
    assert all(wide)
    assert narrow[0]
    assert sum(bool(at) for at in narrow) < sum(bool(at) for at in wide)
