"""Ties are broken by a second aim, so that the same scenario has the same heads however it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pulp
import pytest

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Scale, Target
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.estimator import Estimator
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from resettle.results.tie_breaking import TIES_WITHIN, break_ties, settled_persons
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

ASKED = [
    Scenario(scale=Scale(funding=0.7)),
    Scenario(scale=Scale(build=1.05, staff=0.9)),
    Scenario(target=(Target(scope="all", year=2030, persons=100_000),)),
    Scenario(mode="least_cost"),
]


def heads_of_both_aims(dataset: Dataset, scenario: Scenario) -> float:
    """Heads of a lexicographic solve: the PuLP problem solved twice from nothing, the first optimum as a constraint."""
    model = build(make_instance(dataset, scenario), whole=False)
    problem, columns = model.program.problem, model.program.columns
    solver = pulp.HiGHS(msg=False, threads=1)
    problem.solve(solver)
    first = problem.objective
    best = pulp.value(first)
    people = model.decisions.settle
    heads = pulp.lpSum(
        size * columns[at] for at, size in zip(people["variable"], people["persons_per_household"], strict=True)
    )
    slack = TIES_WITHIN * abs(best)
    problem += (first >= best - slack) if problem.sense == pulp.LpMaximize else (first <= best + slack)
    problem.setObjective(heads if problem.sense == pulp.LpMaximize else -heads)
    problem.solve(solver)
    return float(pulp.value(heads))


@pytest.mark.parametrize("scenario", ASKED, ids=lambda one: next(iter(one.model_dump(exclude_defaults=True))))
def test_heads_are_those_of_an_independent_solve_for_both_aims(small: Dataset, scenario: Scenario) -> None:
    """To the households that rounding leaves out, of at most the largest size."""
    expected = heads_of_both_aims(small, scenario)
    largest = float((small["cohorts"]["persons"] / small["cohorts"]["households"]).max())
    warm, cold = Estimator(small, Scenario()).estimate(scenario), make_plan(small, scenario, estimate=True)
    for found in (warm.summary, cold.summary):
        lost = largest * found.households_rounded_away + 1.0
        assert expected - lost <= found.persons_settled <= expected + 1.0


@pytest.mark.parametrize("scenario", ASKED, ids=lambda one: next(iter(one.model_dump(exclude_defaults=True))))
def test_the_same_scenario_has_the_same_heads_however_it_is_asked(small: Dataset, scenario: Scenario) -> None:
    """From nothing, from the start, far from it, and after other questions: in fractions, to a part of 1e-6."""
    estimator = Estimator(small, Scenario())
    plans = [make_plan(small, scenario, estimate=True), estimator.estimate(scenario)]
    for other in ASKED:
        estimator.estimate(other)
    plans += [estimator.estimate(scenario), estimator.estimate(scenario, far=True)]
    heads = [plan.summary.persons_settled for plan in plans]
    largest = float((small["cohorts"]["persons"] / small["cohorts"]["households"]).max())
    lost = largest * max(plan.summary.households_rounded_away for plan in plans) + 1.0
    assert max(heads) - min(heads) <= lost
    assert lost < 0.01 * min(heads)


def test_without_the_second_aim_equals_are_told_apart_by_chance(tmp_path: Path) -> None:
    """100 homes for 100 large households or 100 small ones.

    Large households (8 persons, preference 1) and small ones (4 persons, preference 2) have
    the same worth a household and year: 8·2 = 16 person-years by 2028. Whoever fills the homes, the objective is
    100·16 = 1,600; with heads as the second aim all 100 are large households: 800 persons, not 400.
    """
    dataset = tiny(
        tmp_path,
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            east,East,40.0,47.0,p,0
            west,West,40.0,45.0,p,0""",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            large,p,east,camp,m,general,100,800
            small,p,west,camp,m,general,100,400""",
        willingness="""programme,origin,solution,from_year,share,preference
            p,east,relocate,2027,1,1
            p,west,relocate,2027,1,2""",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims\neast,3,,100,0",
        travel="from_place,to_place,usd_per_household\ncamp,east,0",
    )
    model = build(make_instance(dataset, Scenario()), whole=False)
    matrix = matrix_of(model.program)
    highs, persons = Highs(matrix), settled_persons(model, matrix.columns)
    best = highs.solve_linear(cold=True)
    least, most = break_ties(highs, best.objective, -persons), break_ties(highs, best.objective, persons)
    assert (persons @ least.values, persons @ most.values) == pytest.approx((400.0, 800.0), rel=1e-5)
    assert least.objective == pytest.approx(best.objective, rel=2e-7)
    assert most.objective == pytest.approx(best.objective, rel=2e-7)
    assert make_plan(dataset, estimate=True).summary.persons_settled == 800.0


def test_the_programme_is_given_back_as_it_was(small: Dataset) -> None:
    model = build(make_instance(small, Scenario()), whole=False)
    matrix = matrix_of(model.program)
    highs = Highs(matrix)
    first = highs.solve_linear(cold=True)
    prices = highs.prices()
    assert break_ties(highs, first.objective, settled_persons(model, matrix.columns)) is not None
    assert highs.matrix.rows == matrix.rows
    again = highs.solve_linear()
    assert again.objective == pytest.approx(first.objective, rel=1e-12)
    assert np.array_equal(again.values, first.values)
    assert np.allclose(highs.prices(), prices)


def test_what_has_no_time_stays_the_first_optimum(small: Dataset) -> None:
    model = build(make_instance(small, Scenario()), whole=False)
    matrix = matrix_of(model.program)
    highs = Highs(matrix)
    first = highs.solve_linear(cold=True)
    break_ties(highs, first.objective, settled_persons(model, matrix.columns), time_limit=0.0)
    assert highs.solve_linear().objective == pytest.approx(first.objective, rel=1e-12)
