"""Places alone: what their rows cut off, that they hold for every whole plan, that replanning never makes it worse."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resettle.inputs.scenario import Floors, Scenario, Target
from resettle.model.formulation import Model, build
from resettle.model.instance import make_instance
from resettle.model.places import places_of_columns
from resettle.model.tight_rows import tighten
from resettle.results.best import Best
from resettle.results.highs import FEASIBILITY, Highs
from resettle.results.matrix import Matrix, matrix_of
from resettle.results.neighbourhood import improve
from resettle.results.outcome import Outcome, Termination
from resettle.results.parts import SHARED, Parts
from resettle.results.place_cuts import least_cut, worth_of_places
from resettle.results.progress import Clock
from resettle.results.search import search
from tests.tiny import tiny

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.progress import Progress

PLACES = np.array([0, 0, 1, 1])
"""People and facilities of place 0, people and facilities of place 1."""
MODES = pytest.mark.parametrize("mode", ["most_people", "least_cost", "fairest"])
FEW = settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def two_places(money: float = 5.0, *, maximise: bool = True) -> Matrix:
    """At each of two places a facility (worth −1) serves 10 of the 7 people (worth 1 each); facilities ≤ money."""
    sign = 1.0 if maximise else -1.0
    return Matrix(
        cost=sign * np.array([1.0, -1.0, 1.0, -1.0]),
        lower=np.zeros(4),
        upper=np.array([7.0, np.inf, 7.0, np.inf]),
        whole=np.array([False, True, False, True]),
        start=np.array([0, 2, 4, 6], dtype=np.int32),
        index=np.array([0, 1, 2, 3, 1, 3], dtype=np.int32),
        value=np.array([1.0, -10.0, 1.0, -10.0, 1.0, 1.0]),
        row_lower=np.full(3, -np.inf),
        row_upper=np.array([0.0, 0.0, money]),
        offset=0.0,
        maximise=maximise,
    )


def best_of(matrix: Matrix, bound: float, values: list[float] | None = None) -> Best:
    best = Best(bound, 0.0, Clock(None, None), maximise=matrix.maximise)
    if values is not None:
        at = np.array(values)
        best.offer(Outcome(Termination.OPTIMAL, matrix.objective(at), None, at, 0.0))
    return best


# What a place's row cuts off


@pytest.mark.parametrize("maximise", [True, False])
def test_a_place_is_worth_what_its_whole_facilities_make_of_it(*, maximise: bool) -> None:
    """In fractions 7 − 0.7 = 6.3 each; whole 7 − 1 = 6. Two rows bring the bound from 12.6 to 12, what is possible."""
    sign = 1.0 if maximise else -1.0
    matrix = two_places(maximise=maximise)
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    assert parts.place_of_row.tolist() == [0, 1, SHARED]
    linear = highs.solve_linear()
    assert linear.objective == pytest.approx(sign * 12.6)
    worth = worth_of_places(highs, parts, linear.values, best_of(matrix, linear.bound))
    assert worth.over == pytest.approx([0.3, 0.3])
    assert worth.to_win(np.array([7.0, 1.0, 0.0, 0.0])) == pytest.approx([0.0, 6.0])
    highs.add_rows(worth.cuts(matrix, 0.01))
    assert highs.matrix.rows == 5
    assert highs.matrix.largest_violation(linear.values) > 0.01
    assert highs.solve_linear().objective == pytest.approx(sign * 12.0, abs=1e-4)


def test_a_place_without_fractions_is_not_asked() -> None:
    """Money for nobody: nothing is built, nothing is cut."""
    matrix = two_places(money=0.0)
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    linear = highs.solve_linear()
    worth = worth_of_places(highs, parts, linear.values, best_of(matrix, linear.bound))
    assert worth.over == pytest.approx([0.0, 0.0])
    assert worth.cuts(matrix, 0.0) is None


# Planning a few places anew


@pytest.mark.parametrize("maximise", [True, False])
def test_a_place_left_empty_is_planned_anew(*, maximise: bool) -> None:
    """From one place served (6) to both (12); what is best already stays."""
    sign = 1.0 if maximise else -1.0
    matrix = two_places(maximise=maximise)
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    linear = highs.solve_linear()
    best = best_of(matrix, linear.bound, [7.0, 1.0, 0.0, 0.0])
    worth = worth_of_places(highs, parts, linear.values, best)
    assert improve(highs, parts, worth, best)
    assert best.objective == pytest.approx(sign * 12.0)
    assert not improve(highs, parts, worth, best)


def test_without_a_plan_there_is_no_neighbourhood() -> None:
    matrix = two_places()
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    linear = highs.solve_linear()
    best = best_of(matrix, linear.bound)
    worth = worth_of_places(highs, parts, linear.values, best)
    assert not improve(highs, parts, worth, best)
    assert best.plan is None


def test_a_worse_plan_is_not_kept() -> None:
    matrix = two_places()
    best = best_of(matrix, 12.6, [7.0, 1.0, 7.0, 1.0])
    assert not best.offer(Outcome(Termination.OPTIMAL, 6.0, None, np.array([7.0, 1.0, 0.0, 0.0]), 0.0))
    assert not best.offer(Outcome(Termination.INFEASIBLE, None, None, None, 0.0))
    best.prove(13.0)
    assert (best.objective, best.bound) == (12.0, 12.6)


# Datasets


def tightened(dataset: Dataset, scenario: Scenario) -> tuple[Model, Matrix, Matrix]:
    """A model with whole facilities, its matrix without and with tight rows."""
    model = build(make_instance(dataset, scenario), whole=True)
    plain = matrix_of(model.program)
    tighten(model.program, model.decisions, model.given)
    return model, plain, matrix_of(model.program)


def rows_hold_for(model: Model, matrix: Matrix, plan: np.ndarray, rounds: int = 3) -> int:
    """Ask of some rounds of rows that the plan keeps them; how many there were."""
    highs, parts = Highs(matrix), Parts.of(matrix, places_of_columns(model))
    for _ in range(rounds):
        linear = highs.solve_linear()
        worth = worth_of_places(highs, parts, linear.values, best_of(matrix, linear.bound))
        cuts = worth.cuts(matrix, least_cut(parts, linear.bound))
        if cuts is None:
            break
        highs.add_rows(cuts)
        assert cuts.largest_violation(plan) <= 1e-5
    return highs.matrix.rows - matrix.rows


@MODES
def test_every_row_holds_for_the_best_whole_plan(small: Dataset, mode: str) -> None:
    """The plan that plain branch and bound finds, without any of our rows, keeps all of them."""
    scenario = Scenario(mode=mode, floors=Floors(size=0.5), target=(Target(scope="all", year=2030, persons=3000),))
    model, plain, matrix = tightened(small, scenario)
    found = Highs(plain).solve_whole(gap=5e-3, time_limit=None, nodes=100)
    assert matrix.largest_violation(found.values) <= FEASIBILITY
    rows = rows_hold_for(model, matrix, found.values, rounds=1)
    assert rows > 0 or mode == "least_cost"


@FEW
@given(
    one=st.integers(5, 60),
    two=st.integers(5, 60),
    module=st.integers(20, 120),
    usd=st.integers(5, 60),
    budget=st.integers(10, 200),
)
def test_the_search_finds_what_plain_branch_and_bound_finds(
    tmp_path_factory: pytest.TempPathFactory, one: int, two: int, module: int, usd: int, budget: int
) -> None:
    """Two villages, schools of any size and price, any money: the same optimum, and every row keeps it."""
    dataset = tiny(
        tmp_path_factory.mktemp("villages"),
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40,46,p,0
            a,A,40,47,p,0
            b,B,40,47,p,0""",
        cohorts=f"""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,a,camp,m,general,{one},{4 * one}
            c2,p,b,camp,m,general,{two},{4 * two}""",
        vacant_homes="place,rooms,homes\na,3,100\nb,3,100",
        services=f"""service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
            school,School,place,{module},0,{usd},0""",
        service_needs="service,profile,units_per_person\nschool,general,1",
        funding=f"funder,year,usd\ngov,2027,{budget}\ngov,2028,{budget}",
    )
    model, plain, matrix = tightened(dataset, Scenario())
    expected = Highs(plain).solve_whole(gap=1e-9, time_limit=None)
    rows_hold_for(model, matrix, expected.values)
    found = search(Highs(matrix), model, Clock(None, None), gap=1e-9)
    assert found.objective == pytest.approx(expected.objective, rel=1e-6, abs=1e-6)


def test_plans_and_bounds_only_get_better(small: Dataset) -> None:
    heard: list[Progress] = []
    model, _, matrix = tightened(small, Scenario())
    search(Highs(matrix), model, Clock(heard.append, None), gap=1e-2)
    plans = [moment.incumbent for moment in heard if moment.incumbent is not None]
    bounds = [moment.bound for moment in heard if moment.bound is not None]
    assert plans == sorted(plans)
    assert bounds == sorted(bounds, reverse=True)


def test_the_same_plan_on_a_loaded_machine(small: Dataset) -> None:
    """Nothing but the time limit asks for the time: to the bit the same with another process in the way."""
    model, _, matrix = tightened(small, Scenario())
    alone = search(Highs(matrix), model, Clock(None, None), gap=1e-2)
    busy = multiprocessing.get_context("spawn").Process(target=_work, daemon=True)
    busy.start()
    try:
        loaded = search(Highs(matrix), model, Clock(None, None), gap=1e-2)
    finally:
        busy.terminate()
        busy.join()
    assert np.array_equal(alone.values, loaded.values)
    assert alone.bound == loaded.bound


def _work() -> None:
    while True:
        pass


def test_stopped_between_places(small: Dataset) -> None:
    """Asked to stop as soon as there is a plan, the search returns it, with the bound it had."""
    model, _, matrix = tightened(small, Scenario())
    found = search(Highs(matrix), model, Clock(lambda moment: moment.incumbent is None, None), gap=1e-9)
    assert found.found
    assert found.bound >= found.objective
    assert found.termination is not Termination.OPTIMAL
