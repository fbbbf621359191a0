"""What scenarios assume, side by side."""

from __future__ import annotations

from resettle.inputs.scenario import Add, Change, Floors, Opens, Pin, Safeguard, Scale, Scenario, Target
from resettle.insight.assumed import Assumption, Differing, assumed, side_by_side


def test_the_same_scenarios_differ_in_nothing() -> None:
    asked = Scenario(title="A", scale=Scale(build=2.0))
    assert side_by_side([asked, asked.model_copy(update={"title": "B", "description": "other words"})]) == []
    assert side_by_side([asked]) == []


def test_levers_and_floors() -> None:
    rows = side_by_side([Scenario(), Scenario(scale=Scale(build=2.0)), Scenario(floors=Floors(size=0.6))])
    assert rows == [
        Differing(Assumption("scale", ("build",)), (1.0, 2.0, 1.0)),
        Differing(Assumption("floors", ("size",)), (0.0, 0.0, 0.6)),
    ]


def test_one_standard_beside_standards_by_service() -> None:
    """A service that a table leaves out is at the whole norm."""
    rows = side_by_side(
        [Scenario(standard=0.8), Scenario(standard={"school": 0.5}), Scenario(standard={"health": 0.8})]
    )
    assert rows == [
        Differing(Assumption("standard", ("health",)), (0.8, 1.0, 0.8)),
        Differing(Assumption("standard", ("school",)), (0.8, 0.5, 1.0)),
    ]
    assert side_by_side([Scenario(standard=0.8), Scenario()]) == [Differing(Assumption("standard"), (0.8, 1.0))]


def test_changes_of_one_figure_are_steps_of_one_assumption() -> None:
    where: dict[str, str | int | float] = {"year": 2028, "funder": "gov"}
    changes = (
        Change(table="funding", where=where, column="usd", times=0.5),
        Change(table="land", column="ready_ha", plus=3.0),
        Change(table="funding", where=where, column="usd", plus=10.0),
    )
    rows = side_by_side([Scenario(), Scenario(change=changes)])
    assert rows == [
        Differing(
            Assumption("change", ("funding", "usd", "funder=gov", "year=2028")),
            (None, (("times", 0.5), ("plus", 10.0))),
        ),
        Differing(Assumption("change", ("land", "ready_ha")), (None, (("plus", 3.0),))),
    ]


def test_openings_targets_pins_and_years() -> None:
    asked = Scenario(
        mode="least_cost",
        horizon=(2027, 2033),
        opens=Opens(corridor={"zc": "never"}, place={"r0": 2029}, solution={"south": {"return": 2028}}),
        target=(Target(scope="programme", name="south", year=2030, persons=500.0),),
        pin=(Pin(place="r0", at_least=2.0, at_most=3.0),),
    )
    differing = {row.assumption: row.values[1] for row in side_by_side([Scenario(), asked])}
    assert differing == {
        Assumption("mode"): "least_cost",
        Assumption("horizon"): (2027, 2033),
        Assumption("opens.corridor", ("zc",)): "never",
        Assumption("opens.place", ("r0",)): 2029,
        Assumption("opens.solution", ("south", "return")): 2028,
        Assumption("target", ("programme", "south", "2030")): 500.0,
        Assumption("pin", ("", "", "r0", "")): (("at_least", 2.0), ("at_most", 3.0)),
    }


def test_everything_assumed_is_named() -> None:
    """Every field of a scenario but its words is some assumption's."""
    asked = Scenario(
        add=(Add(table="build_capacity", row={"place": "r0", "year": 2029, "homes": 5}),),
        change=(Change(table="land", column="ready_ha", plus=3.0),),
        opens=Opens(place={"r0": 2029}),
        target=(Target(scope="all", year=2030, persons=1.0),),
        pin=(Pin(at_most=1.0),),
        safeguard=(Safeguard(kind="programme", programme="north", name="north", year=2030, persons=1.0),),
    )
    parts = {key.part.partition(".")[0] for key in assumed(asked)}
    assert parts == set(Scenario.model_fields) - {"title", "description", "dataset"}
