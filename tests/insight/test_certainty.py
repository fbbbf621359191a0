"""Differences with their ranges: hand-worked, and what must hold of every pair of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Scale
from resettle.insight.certainty import EACH, NO_DIFFERENCE, Difference, difference, differences
from resettle.insight.certainty_words import difference_words, quality_words
from resettle.results.estimator import Estimator
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, Figure, FigureRange

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def sized(number: float) -> str:
    return f"{number:+,.0f}"


def test_a_difference_is_as_uncertain_as_both_figures() -> None:
    """After: 100 shown of 90 to 120, 2 rounded away; before: 60 of 50 to 70, 5 rounded away.

    Least 90 − 70 − |2 − 5| = 17, most 120 − 50 + 3 = 73: more, whichever plans of the two are meant.
    """
    found = difference(FigureRange(100, 90, 120, 2), FigureRange(60, 50, 70, 5))
    assert found == Difference(40, 17, 73)
    assert found.can_be_told
    assert difference_words(found, sized) == "+40 (+17 to +73)"


def test_a_difference_that_may_be_nothing_is_no_finding() -> None:
    """90 − 95 − 0 = −5 and 120 − 50 = 70: equally good plans differ to either side."""
    found = difference(FigureRange(100, 90, 120), FigureRange(60, 50, 95))
    assert (found.least, found.most) == (-5, 70)
    assert not found.can_be_told
    assert difference_words(found, sized) == "too small to tell (-5 to +70)"


def test_a_difference_without_a_range_is_about_so_much() -> None:
    assert not Difference(40).can_be_told
    assert difference_words(Difference(40), sized) == "about +40, being checked"
    assert difference_words(Difference(40), sized, checking=False) == "about +40, not checked"


def test_the_same_question_has_no_difference(small: Dataset) -> None:
    """Also under another title, and before any range is known."""
    plan = make_plan(small, Scenario(), estimate=True)
    renamed = make_plan(small, Scenario(title="The same again"), estimate=True)
    assert set(differences(renamed, plan).values()) == {NO_DIFFERENCE}
    assert difference_words(NO_DIFFERENCE, sized) == "no change"


def test_an_exact_plan_less_an_estimate_is_refused(small: Dataset) -> None:
    whole, part = make_plan(small, Scenario(), estimate=False, gap=0.05), make_plan(small, Scenario(), estimate=True)
    with pytest.raises(ValueError, match="not compared"):
        differences(whole, part)
    assert quality_words(whole.summary) == f"Plan, within {whole.summary.gap:.1%} of the best possible"
    assert quality_words(part.summary).startswith("Estimate")


def test_ranges_bracket_the_value_and_turn_round(small: Dataset) -> None:
    """With before and after exchanged every difference has the other sign."""
    estimator = Estimator(small, Scenario())
    usual, moved = estimator.estimate(Scenario()), estimator.estimate(Scenario(scale=Scale(build=0.8)))
    ranges = {plan.scenario.digest: estimator.ranges(plan) for plan in (usual, moved)}
    there = differences(moved, usual, ranges[moved.scenario.digest], ranges[usual.scenario.digest])
    back = differences(usual, moved, ranges[usual.scenario.digest], ranges[moved.scenario.digest])
    assert {Figure(PERSON_YEARS), Figure(PERSONS), Figure(COST), EACH} <= set(there)
    for figure, one in there.items():
        assert one.least - 1e-6 * abs(one.value) <= one.value <= one.most + 1e-6 * abs(one.value)
        assert (back[figure].value, back[figure].least, back[figure].most) == pytest.approx(
            (-one.value, -one.most, -one.least)
        )
    assert there[Figure(PERSON_YEARS)].can_be_told
    assert there[Figure(PERSON_YEARS)].most < 0


def test_what_asks_for_the_same_cannot_be_told_apart(small: Dataset) -> None:
    """A lever moved by nothing that matters (1e-9 more builders): another question, and the same answer."""
    estimator = Estimator(small, Scenario())
    usual, moved = estimator.estimate(Scenario()), estimator.estimate(Scenario(scale=Scale(build=1 + 1e-9)))
    found = differences(moved, usual, estimator.ranges(moved), estimator.ranges(usual))
    assert not any(one.can_be_told for one in found.values())
