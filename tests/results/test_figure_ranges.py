"""Near-optimal ranges against solves from nothing, and by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pulp
import pytest

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Scale
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.estimator import Estimator
from resettle.results.figure_ranges import figure_weights
from resettle.results.figures import (
    COST,
    PERSON_YEARS,
    PERSONS,
    PLACE,
    PROGRAMME,
    YEAR,
    Figure,
    figure_value,
    headline_figures,
)
from resettle.results.near_optimal import NEAR_OPTIMAL_PART

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

ASKED = [
    Scenario(),
    Scenario(scale=Scale(funding=0.7)),
    Scenario(mode="least_cost"),
    Scenario(mode="fairest"),
]


def ends_from_nothing(dataset: Dataset, scenario: Scenario, figure: Figure) -> tuple[float, float]:
    """Least and most in fractions: two PuLP problems with the objective as a constraint, each solved from nothing."""
    model = build(make_instance(dataset, scenario), whole=False)
    problem, columns = model.program.problem, model.program.columns
    solver = pulp.HiGHS(msg=False, threads=1)
    problem.solve(solver)
    first, best = problem.objective, pulp.value(problem.objective)
    slack = NEAR_OPTIMAL_PART * abs(best)
    problem += (first >= best - slack) if problem.sense == pulp.LpMaximize else (first <= best + slack)
    weights = figure_weights(model, figure, len(columns))
    total = pulp.lpSum(weights[at] * columns[at] for at in np.flatnonzero(weights))
    ends = []
    for sign in (-1, 1):
        problem.setObjective(sign * total * (1 if problem.sense == pulp.LpMaximize else -1))
        problem.solve(solver)
        ends.append(float(pulp.value(total)))
    return ends[0], ends[1]


@pytest.mark.parametrize("scenario", ASKED[:3], ids=lambda one: one.mode + str(one.scale.funding))
def test_ranges_are_those_of_solves_from_nothing(small: Dataset, scenario: Scenario) -> None:
    """Both ends, to the households that rounding leaves out."""
    estimator = Estimator(small, Scenario())
    plan = estimator.estimate(scenario)
    figures = [*headline_figures(plan), Figure(PLACE, str(small["places"]["place"].iloc[0])), Figure(YEAR, "2028")]
    found = estimator.ranges(plan, figures)
    assert list(found) == figures
    for figure in (Figure(PERSONS), figures[2], figures[-1], Figure(COST)):
        least, most = ends_from_nothing(small, scenario, figure)
        size = 1e-5 * max(1.0, abs(most))
        assert (found[figure].least, found[figure].most) == pytest.approx((least, most), abs=size)


@pytest.mark.parametrize("scenario", ASKED, ids=lambda one: one.mode + str(one.scale.funding))
def test_what_is_shown_is_within_its_range(small: Dataset, scenario: Scenario) -> None:
    estimator = Estimator(small, Scenario())
    plan = estimator.estimate(scenario)
    for figure, one in estimator.ranges(plan).items():
        assert one.value == figure_value(plan, figure)
        assert one.lowest <= one.value <= one.highest
        in_fractions = one.value + one.rounding
        assert one.least - 1e-6 * abs(in_fractions) <= in_fractions <= one.most + 1e-6 * abs(in_fractions)


def test_weighted_person_years_are_decided_to_the_part_that_may_be_given_up(small: Dataset) -> None:
    """The objective is person-years less US$ a million of them: both may move by 1e-6 of it, and against each other."""
    estimator = Estimator(small, Scenario())
    plan = estimator.estimate(Scenario())
    years, cost = (estimator.ranges(plan, [Figure(kind)])[Figure(kind)] for kind in (PERSON_YEARS, COST))
    given_up = NEAR_OPTIMAL_PART * plan.summary.bound
    assert years.most - years.least <= given_up + (cost.most - cost.least) / 1e6 + 1e-3
    assert years.least >= plan.summary.bound - given_up + cost.least / 1e6 - 1e-3


def test_programmes_add_to_all_at_the_plan(small: Dataset) -> None:
    plan = make_plan(small, estimate=True)
    programmes = sum(figure_value(plan, one) for one in headline_figures(plan) if one.kind == PROGRAMME)
    assert programmes == pytest.approx(figure_value(plan, Figure(PERSONS)))


def test_a_range_without_time_is_left_out(small: Dataset) -> None:
    estimator = Estimator(small, Scenario())
    plan = estimator.estimate(Scenario())
    found = estimator.ranges(plan, [Figure(PERSONS)], time_limit=0.0)
    assert set(found) <= {Figure(PERSONS)}


def test_ranges_end_where_a_listener_says_so(small: Dataset) -> None:
    """Asked to stop, the search works out no figure more."""
    estimator = Estimator(small, Scenario())
    plan = estimator.estimate(Scenario())
    assert estimator.ranges(plan, [Figure(PERSONS)], progress=lambda _: False) == {}
