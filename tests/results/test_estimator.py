"""Estimates from a start: the same optimum as from nothing, whatever was asked before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle import Scenario, make_plan
from resettle.errors import ScenarioError, SolveError
from resettle.inputs.scenario import Floors, Opens, Pin, Scale, Target
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.estimator import Estimator
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from resettle.results.start import Start

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.matrix import Matrix

MOVED = [
    Scenario(scale=Scale(build=1.05)),
    Scenario(scale=Scale(funding=0.7)),
    Scenario(scale=Scale(willingness=0.8, staff=0.9)),
    Scenario(scale=Scale(unit_cost=1.3)),
    Scenario(standard=0.8),
    Scenario(floors=Floors(origin=0.5)),
    Scenario(opens=Opens(corridor={"zc": "never"})),
    Scenario(target=(Target(scope="all", year=2030, persons=100_000),)),
    Scenario(mode="least_cost"),
    Scenario(mode="fairest"),
]


@pytest.fixture(scope="module")
def estimator(small: Dataset) -> Estimator:
    return Estimator(small, Scenario())


@pytest.mark.parametrize("scenario", MOVED, ids=lambda scenario: next(iter(scenario.model_dump(exclude_defaults=True))))
def test_the_optimum_is_that_of_a_solve_from_nothing(small: Dataset, estimator: Estimator, scenario: Scenario) -> None:
    found, cold = estimator.estimate(scenario).summary, make_plan(small, scenario, estimate=True).summary
    assert found.objective == pytest.approx(cold.objective, rel=1e-9)
    assert found.short == pytest.approx(cold.short, rel=1e-6, abs=1e-6)
    assert found.verification["clean"] is True


def test_the_first_is_the_plan_of_make_plan(small: Dataset, estimator: Estimator) -> None:
    assert estimator.estimate(Scenario()).summary.digests == make_plan(small, estimate=True).summary.digests


def test_what_was_asked_before_does_not_matter(small: Dataset) -> None:
    """To the last household: every scenario starts from the first."""
    asked = MOVED[:3]
    there, back = Estimator(small, Scenario()), Estimator(small, Scenario())
    digests = [there.estimate(scenario).summary.digests for scenario in asked]
    again = [back.estimate(scenario).summary.digests for scenario in reversed(asked)]
    assert digests == again[::-1]


def test_a_first_that_is_refused_does_not_keep_others_from_a_plan(small: Dataset) -> None:
    nowhere = Scenario(pin=(Pin(place="nowhere", at_most=1),))
    estimator = Estimator(small, nowhere)
    with pytest.raises(ScenarioError):
        estimator.estimate(nowhere)
    assert estimator.estimate(MOVED[0]).summary.status == "optimal"


def test_without_time_there_is_no_plan_and_later_there_is(small: Dataset) -> None:
    estimator = Estimator(small, Scenario())
    with pytest.raises(SolveError, match="time"):
        estimator.estimate(MOVED[0], time_limit=0.0)
    assert estimator.estimate(MOVED[0]).summary.status == "optimal"


# Starts


def matrix_under(dataset: Dataset, scenario: Scenario) -> Matrix:
    model = build(make_instance(dataset, scenario), whole=False)
    return matrix_of(model.program.problem, model.program.columns)


def test_a_start_fits_the_same_rows_and_columns_only(small: Dataset) -> None:
    """A capacity changes a limit and fits; a closed corridor takes columns away and does not."""
    highs = Highs(matrix_under(small, Scenario()))
    assert highs.solve_linear().found
    start = Start.after(highs)
    assert start.fits(matrix_under(small, MOVED[0]))
    assert not start.fits(matrix_under(small, Scenario(opens=Opens(corridor={"zc": "never"}))))


def test_from_its_own_end_a_programme_needs_no_step(small: Dataset) -> None:
    matrix = matrix_under(small, Scenario())
    first = Highs(matrix)
    objective = first.solve_linear().objective
    again = Highs(matrix)
    found = Start.after(first).solve(again, None)
    assert found is not None
    assert found.objective == pytest.approx(objective, rel=1e-12)
    assert again._highs.getInfo().simplex_iteration_count == 0


def test_a_basis_of_another_size_is_not_taken(small: Dataset) -> None:
    first = Highs(matrix_under(small, Scenario()))
    first.solve_linear()
    other = Highs(matrix_under(small, Scenario(opens=Opens(corridor={"zc": "never"}))))
    assert Start.after(first).solve(other, None) is None
    forged = replace(Start.after(first), matrix=other.matrix)
    assert forged.solve(other, None) is None
