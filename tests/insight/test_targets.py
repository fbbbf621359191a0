"""The state of targets and pins, worked by hand on the hamlet: 200 people (50 households) settle, all in 2027."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.cli.story import story
from resettle.inputs.scenario import Pin, Scenario, Target
from resettle.insight.overview import overview
from resettle.insight.targets import HOUSEHOLDS, PERSONS, short_text, target_states, target_text
from resettle.insight.why_not import WhyNots
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from pathlib import Path

ASKED = Scenario(
    target=(
        Target(scope="all", year=2027, persons=150),
        Target(scope="place", name="village", year=2028, persons=260),
    ),
    pin=(Pin(place="village", at_least=70), Pin(place="village", year=2027, at_least=40), Pin(at_most=100)),
)


def test_each_is_met_or_missed_by_name_unit_and_number(tmp_path: Path) -> None:
    """60 people are short of the village's 260, 20 households of its 70; a pin of at most so many is always kept."""
    plan = make_plan(hamlet(tmp_path), ASKED, estimate=True)
    states = target_states(overview(plan).evidence)
    assert [(one.key, one.unit, one.asked, one.reached, one.short) for one in states] == [
        ("scenario 1", PERSONS, 150.0, pytest.approx(200.0), 0.0),
        ("scenario 2", PERSONS, 260.0, pytest.approx(200.0), pytest.approx(60.0)),
        ("pin 1", HOUSEHOLDS, 70.0, pytest.approx(50.0), pytest.approx(20.0)),
        ("pin 2", HOUSEHOLDS, 40.0, pytest.approx(50.0), 0.0),
    ]
    assert [one.place for one in states] == ["", "village", "village", "village"]
    assert target_text(states[0]) == "Met: 150 people by the end of 2027 (200 of 150 people)."
    assert target_text(states[1]) == (
        "Missed: 260 people by the end of 2028 (Village): 200 of 260 people, 60 people short."
    )
    assert "20 households short" in target_text(states[2])
    assert short_text(states) == "60 people and 20 households"


def test_every_surface_has_the_same_numbers(tmp_path: Path) -> None:
    plan = make_plan(hamlet(tmp_path), ASKED, estimate=True)
    seen = overview(plan)
    states = {one.key: one for one in target_states(seen.evidence)}
    why = WhyNots(seen.evidence).target("scenario 2")
    assert (why.asked, why.reached, why.short) == (
        states["scenario 2"].asked,
        states["scenario 2"].reached,
        states["scenario 2"].short,
    )
    told = story(plan)
    assert "Targets and pins: 2 of 4 met" in told
    for state in states.values():
        assert target_text(state) in told


def test_without_targets_nothing_is_told(tmp_path: Path) -> None:
    plan = make_plan(hamlet(tmp_path), estimate=True)
    assert target_states(overview(plan).evidence) == []
    assert "Targets and pins" not in story(plan)
