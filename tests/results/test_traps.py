"""Hazards met with solvers: each was seen to mislead, so each has a test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.errors import SolveError
from resettle.inputs.scenario import Opens, Pin, Scenario
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results import search
from resettle.results.best import Best
from resettle.results.cbc import solve_with_cbc
from resettle.results.highs import FEASIBILITY, Highs
from resettle.results.matrix import Matrix, matrix_of
from resettle.results.outcome import Termination
from resettle.results.progress import Clock
from resettle.results.solve import Request, solve
from tests.solving import best, second_opinion
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="module")
def medium_matrix(medium: Dataset) -> Matrix:
    model = build(make_instance(medium, Scenario()), whole=False)
    return matrix_of(model.program)


# Stopped early


@pytest.mark.parametrize("limit", ["simplex_iteration_limit", "ipm_iteration_limit"])
def test_a_linear_solve_that_was_cut_short_is_not_optimal(medium_matrix: Matrix, limit: str) -> None:
    """After 3 iterations HiGHS holds values that break rows; they are not handed on."""
    highs = Highs(medium_matrix)
    highs._set("presolve", "off")
    highs._set("run_crossover", "off")
    highs._set("solver", "simplex")
    highs._set("simplex_iteration_limit", 3)
    highs._set("ipm_iteration_limit", 3)
    outcome = highs.solve_linear()
    assert outcome.termination is not Termination.OPTIMAL
    assert outcome.values is None or medium_matrix.largest_violation(outcome.values) <= FEASIBILITY


def test_an_estimate_without_time_is_refused_or_says_so(medium: Dataset) -> None:
    """No time at all: there is no plan, or one whose status is not optimal."""
    with pytest.raises(SolveError, match="time"):
        best(medium, time_limit=0.0)


def test_cbc_without_time_is_not_believed(medium: Dataset) -> None:
    """CBC calls a time-limited linear solve optimal, with rows broken by thousands; the values are looked at."""
    model = build(make_instance(medium, Scenario()), whole=False)
    matrix = matrix_of(model.program)
    outcome = solve_with_cbc(model.program, matrix, whole=False, gap=0.0, time_limit=0.01)
    if outcome.found:
        assert outcome.objective == pytest.approx(second_opinion(medium).objective, rel=1e-6)
    else:
        assert outcome.termination is not Termination.OPTIMAL


def test_a_stop_that_left_values_proves_no_bound(medium_matrix: Matrix) -> None:
    """Primal simplex starts from nobody settling, which keeps every row; where it is 200 steps later bounds nothing."""
    highs = Highs(medium_matrix)
    highs._set("presolve", "off")
    highs._set("simplex_strategy", 4)
    highs._set("simplex_iteration_limit", 200)
    outcome = highs.solve_linear()
    assert outcome.termination is not Termination.OPTIMAL
    assert outcome.bound is None or outcome.bound == np.inf


# Hand-made programmes


def programme(row_upper: list[float], *, whole: bool = False, maximise: bool = True) -> Matrix:
    """Make x + 2y large: x + y ≤ row_upper[0], y ≤ row_upper[1]; both at least 0."""
    return Matrix(
        cost=np.array([1.0, 2.0]),
        lower=np.zeros(2),
        upper=np.full(2, np.inf),
        whole=np.array([whole, whole]),
        start=np.array([0, 2, 3], dtype=np.int32),
        index=np.array([0, 1, 1], dtype=np.int32),
        value=np.array([1.0, 1.0, 1.0]),
        row_lower=np.full(2, -np.inf),
        row_upper=np.array(row_upper),
        offset=0.0,
        maximise=maximise,
    )


def test_an_infeasible_programme_is_said_to_be_one() -> None:
    """Nothing of x, y ≥ 0 adds to −1 at most."""
    outcome = Highs(programme([-1.0, 3.0])).solve_linear()
    assert outcome.termination is Termination.INFEASIBLE
    assert not outcome.found


def test_an_unbounded_programme_is_said_to_be_one() -> None:
    """With y ≤ 3 alone x grows."""
    outcome = Highs(programme([np.inf, 3.0])).solve_linear()
    assert outcome.termination in (Termination.UNBOUNDED, Termination.INFEASIBLE)
    assert not outcome.found


def test_whole_numbers_are_whole_and_the_linear_bound_is_above() -> None:
    """With x + y ≤ 4.5, y ≤ 2.5: linear x = 2, y = 2.5: 7; whole x = 2, y = 2: 6."""
    highs = Highs(programme([4.5, 2.5], whole=True))
    assert highs.solve_linear().objective == pytest.approx(7.0)
    found = highs.solve_whole(gap=0.0, time_limit=None)
    assert found.objective == pytest.approx(6.0)
    assert found.values == pytest.approx([2.0, 2.0])


def test_no_whole_numbers_add_to_a_half() -> None:
    """Of x + y = 0.5 there are fractions, but no whole numbers: no plan is found, and none is made up."""
    half = replace(programme([0.5, 3.0], whole=True), row_lower=np.array([0.5, -np.inf]))
    highs = Highs(half)
    bound = highs.solve_linear().bound
    assert bound == pytest.approx(1.0)
    best_so_far = Best(bound, 0.0, Clock(None, None), maximise=half.maximise)
    outcome = search._close_gap(highs, best_so_far, 0.0)
    assert outcome.termination is Termination.INFEASIBLE
    assert not outcome.found


def test_an_option_that_highs_refuses_is_an_error() -> None:
    with pytest.raises(SolveError, match="no_such_option"):
        Highs(programme([4.0, 3.0]))._set("no_such_option", 1)


def test_before_a_solve_nothing_is_sensitive() -> None:
    highs = Highs(programme([4.0, 3.0]))
    assert highs.sensitivity(np.array([1.0, 2.0])).tolist() == [0.0, 0.0]


def test_held_columns_are_released_again() -> None:
    """With y held at 1, x = 3: 3 + 2 = 5; released, y = 3 and x = 1: 1 + 6 = 7."""
    highs = Highs(programme([4.0, 3.0]))
    highs.hold(np.array([1]), np.array([1.0]), np.array([1.0]))
    assert highs.solve_linear().objective == pytest.approx(5.0)
    highs.release(np.array([1]))
    assert highs.solve_linear().objective == pytest.approx(7.0)


def test_a_violation_is_relative_to_the_bound_and_at_least_to_one() -> None:
    """A sum of 110 against 100: 10 over, 0.1 of it; y = 0.5 against 0.25: 0.25 over, of a bound below 1."""
    assert programme([100.0, 1e9]).largest_violation(np.array([60.0, 50.0])) == pytest.approx(0.1)
    assert programme([100.0, 0.25]).largest_violation(np.array([0.0, 0.5])) == pytest.approx(0.25)
    assert programme([100.0, 1e9]).largest_violation(np.array([-0.5, 0.0])) == pytest.approx(0.5)
    assert programme([100.0, 1e9]).largest_violation(np.array([50.0, 50.0])) == 0.0


def test_rounding_of_a_text_file_is_allowed_for_by_the_size_of_the_terms() -> None:
    """60 + 50 against 109.9999: 1e-4 over, where rounding at 1e-6 of 110 explains 1.1e-4."""
    matrix = programme([109.9999, 1e9])
    values = np.array([60.0, 50.0])
    assert matrix.largest_violation(values, rounded_at=1e-6) == 0.0
    assert matrix.largest_violation(values, rounded_at=1e-8) > 0.0


# Pins, names, status


def test_pins_that_contradict_each_other_leave_a_plan_and_a_shortfall(tmp_path: Path) -> None:
    """At most 20 is always kept; at least 50 falls 30 short: 4·20·2 − 2·30 = 100 (M is 2 person-years)."""
    scenario = Scenario(pin=(Pin(place="village", at_least=50), Pin(place="village", at_most=20)))
    found = best(tiny(tmp_path), scenario)
    assert found.table("short").set_index("name")["value"].to_dict() == pytest.approx({"pin 1 at_least": 30})
    assert found.objective == pytest.approx(100)


def test_a_pin_beyond_everybody_falls_short_by_the_rest(tmp_path: Path) -> None:
    """Exactly 150 of 100 households: all come, 50 short: 800 − 2·50 = 700."""
    found = best(tiny(tmp_path), Scenario(pin=(Pin(exactly=150),)))
    assert found.total("short") == pytest.approx(50)
    assert found.objective == pytest.approx(700)


def test_a_plan_for_nobody_is_a_plan(tmp_path: Path) -> None:
    """Where nothing ever opens the best is nothing."""
    found = best(tiny(tmp_path), Scenario(opens=Opens(place={"village": "never"})))
    assert found.objective == pytest.approx(0.0)


@pytest.mark.parametrize("solver", ["highs", "cbc"])
@pytest.mark.parametrize("village", ["new village", "a-b_c", "Ağdərə/Mardakert", "Ստեփանակերտ", "x*y <= 3", "1.5"])
def test_any_name_will_do(tmp_path: Path, village: str, solver: str) -> None:
    """A solver's file formats never see a place's name: 60 homes, 4·60·2 = 480."""
    dataset = tiny(
        tmp_path,
        places=f"""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40,46,p,0
            {village},Village,40,47,p,0""",
        cohorts=f"""cohort,programme,origin,current_place,size_class,profile,households,persons
            c 1 / {village},p,{village},camp,m,general,100,400""",
        vacant_homes=f"place,rooms,homes\n{village},3,60",
    )
    assert best(dataset, solver=solver).objective == pytest.approx(480)


@pytest.mark.parametrize(("gap", "statuses"), [(0.05, ("within_gap",)), (0.01, ("within_gap",))])
def test_a_plan_says_how_near_its_bound_it_is(small: Dataset, gap: float, statuses: tuple[str, ...]) -> None:
    """The gap is what the status says; the bound is at most the estimate, which no whole plan can beat."""
    estimate = best(small).objective
    plan = best(small, whole=True, gap=gap).solved
    assert plan.status in statuses
    assert abs(plan.bound - plan.objective) <= gap * abs(plan.objective) * (1 + 1e-6)
    assert plan.objective <= plan.bound <= estimate * (1 + 1e-6)
    whole = best(small, whole=True, gap=gap)
    assert whole.matrix.is_whole(whole.solved.values, tolerance=1e-6)
    assert whole.matrix.largest_violation(whole.solved.values) <= FEASIBILITY


def test_an_unknown_solver_is_refused(tmp_path: Path) -> None:
    model = build(make_instance(tiny(tmp_path), Scenario()), whole=False)
    matrix = matrix_of(model.program)
    with pytest.raises(SolveError, match="highs, cbc"):
        solve(model, matrix, Request(whole=False, gap=0.01, solver="gurobi"), Clock(None, None))
