"""Estimates from a start: the same optimum as from nothing, whatever was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle import Scenario, load_dataset, make_plan
from resettle.errors import ScenarioError, SolveError
from resettle.inputs.scenario import Floors, Opens, Pin, Scale, Target
from resettle.inputs.shipped import shipped_dataset, shipped_scenario
from resettle.model.instance import make_instance
from resettle.model.kept import KeptModel
from resettle.results.estimator import Estimator
from resettle.results.highs import FEASIBILITY, Highs
from resettle.results.matrix import matrix_of
from resettle.results.progress import Clock
from resettle.results.reduction import Reduction
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


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("scenario", MOVED, ids=lambda scenario: next(iter(scenario.model_dump(exclude_defaults=True))))
def test_the_optimum_is_that_of_a_solve_from_nothing(
    small: Dataset, estimator: Estimator, scenario: Scenario, far: bool
) -> None:
    found, cold = estimator.estimate(scenario, far=far).summary, make_plan(small, scenario, estimate=True).summary
    assert found.bound == pytest.approx(cold.bound, rel=1e-9)
    assert found.objective == pytest.approx(found.bound, rel=2e-7)  # what breaking ties may give up
    assert found.short == pytest.approx(cold.short, rel=1e-6, abs=1e-6)
    assert found.verification["clean"] is True


def test_to_get_ready_twice_is_to_be_ready(small: Dataset) -> None:
    twice = Estimator(small, Scenario())
    twice.get_ready()
    twice.get_ready()
    moved = Scenario(scale=Scale(build=1.05))
    cold = make_plan(small, moved, estimate=True).summary
    assert twice.estimate(moved).summary.bound == pytest.approx(cold.bound, rel=1e-9)


def test_far_from_a_first_that_is_refused_there_is_a_plan_too(small: Dataset) -> None:
    nowhere = Estimator(small, Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert nowhere.estimate(Scenario(), far=True).summary.verification["clean"] is True


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
        estimator.estimate(Scenario(), time_limit=0.0)
    assert estimator.estimate(Scenario()).summary.status == "optimal"


def test_what_is_ready_is_not_made_again(small: Dataset) -> None:
    estimator = Estimator(small, Scenario())
    estimator.get_ready()
    start = estimator._start
    assert start is not None
    estimator.get_ready()
    assert estimator._start is start


# Starts


def kept_under(dataset: Dataset, scenario: Scenario) -> tuple[KeptModel, Matrix]:
    kept = KeptModel.build(make_instance(dataset, scenario), whole=False)
    return kept, matrix_of(kept.model.program)


def test_from_its_own_end_a_programme_needs_no_step(small: Dataset) -> None:
    kept, matrix = kept_under(small, Scenario())
    start = Start.of(kept, matrix)
    assert start is not None
    highs = Highs(Reduction.of(kept.model, matrix).inner)
    assert highs.start_from(start.basis)
    outcome = highs.solve_linear()
    assert matrix.offset + outcome.objective == pytest.approx(Highs(matrix).solve_linear().objective, rel=1e-12)
    assert highs._highs.getInfo().simplex_iteration_count == 0


def test_an_aim_of_two_stages_is_no_start(small: Dataset) -> None:
    assert Start.of(*kept_under(small, Scenario(mode="fairest"))) is None


def test_a_basis_of_another_size_is_not_taken(small: Dataset) -> None:
    """A closed corridor takes columns away."""
    start = Start.of(*kept_under(small, Scenario()))
    other, matrix = kept_under(small, Scenario(opens=Opens(corridor={"zc": "never"})))
    assert start is not None
    assert start.kept.revised(other.model.given) is None
    assert start.solve(other.model, matrix, Clock(None, None)) is None


def test_prices_are_those_of_the_whole_programme(small: Dataset) -> None:
    """As the duality of linear programmes wants it.

    Prices times limits and reduced costs times values add to the objective, and what is between its bounds has no
    reduced cost.
    """
    start = Start.of(*kept_under(small, Scenario()))
    model = start.kept.revised(make_instance(small, MOVED[0], start.kept.model.given))
    matrix = matrix_of(model.program)
    solved = start.solve(model, matrix, Clock(None, None))
    prices = solved.prices.objective
    limit = np.where(np.isfinite(matrix.row_upper), matrix.row_upper, matrix.row_lower)
    row = np.repeat(np.arange(matrix.rows), np.diff(matrix.start))
    reduced = matrix.cost - np.bincount(matrix.index, matrix.value * prices[row], matrix.columns)
    optimum = start.optimum(model, matrix, Clock(None, None))  # prices are those of the first aim, before ties
    values = optimum.whole(optimum.inner)
    between = (values > matrix.lower + 1e-6) & (values < matrix.upper - 1e-6)
    assert between.sum() > 100
    assert np.abs(reduced[between]).max() < 1e-9
    assert prices @ limit + reduced @ values == pytest.approx(solved.bound, rel=1e-9)
    stock = model.decisions.moved["variable"].to_numpy()
    assert reduced[stock] == pytest.approx(0.0, abs=1e-7)


@pytest.fixture(scope="module")
def shipped() -> Estimator:
    estimator = Estimator(load_dataset(shipped_dataset()), Scenario.load(shipped_scenario()))
    estimator.get_ready()
    return estimator


@pytest.mark.parametrize("builders", [0.99, 0.95])
def test_fewer_builders_on_the_shipped_dataset_are_found_from_the_start(shipped: Estimator, builders: float) -> None:
    """Where values have drifted off their rows after many pivots they are computed afresh, not solved from nothing."""
    start = shipped._start
    asked = shipped._first.model_copy(update={"scale": Scale(build=builders)})
    given = make_instance(shipped._dataset, asked, start.kept.model.given)
    model = start.kept.revised(given)
    matrix = matrix_of(model.program)
    solved = start.solve(model, matrix, Clock(None, None))
    assert solved is not None
    assert matrix.largest_violation(solved.values) <= FEASIBILITY


def test_the_first_asked_for_twice_is_made_once(small: Dataset) -> None:
    """The same plan object again: nothing is solved anew."""
    twice = Estimator(small, Scenario())
    assert twice.estimate(Scenario()) is twice.estimate(Scenario())
