"""Endings without the answer that was asked for: each is said for what it is, and nothing is proven by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from resettle.errors import SolveError
from resettle.inputs.scenario import Scenario
from resettle.model.instance import make_instance
from resettle.model.kept import KeptModel
from resettle.model.lp import Program, term
from resettle.results.best import Best
from resettle.results.cbc import solve_with_cbc
from resettle.results.highs import Highs
from resettle.results.matrix import Matrix, matrix_of
from resettle.results.neighbourhood import improve
from resettle.results.outcome import Outcome, Termination
from resettle.results.parts import SHARED, Parts
from resettle.results.place_cuts import worth_of_places
from resettle.results.progress import Clock
from resettle.results.reduction import Reduction
from resettle.results.search import round_only, search
from resettle.results.start import Start
from resettle.results.verification.finding import compare_rows
from resettle.results.verification.yearly import total
from tests.results.test_place_by_place import PLACES, two_places
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

TWO_TICKETS = Matrix(
    cost=np.array([1.0, 1.0]),
    lower=np.zeros(2),
    upper=np.full(2, np.inf),
    whole=np.zeros(2, dtype=bool),
    start=np.array([0, 2, 4], dtype=np.int32),
    index=np.array([0, 1, 0, 1], dtype=np.int32),
    value=np.array([1.0, 2.0, 2.0, 1.0]),
    row_lower=np.full(2, -np.inf),
    row_upper=np.array([3.0, 3.0]),
    offset=0.0,
    maximise=True,
)
"""x + 2y ≤ 3, 2x + y ≤ 3: the most of x + y is 2, two pivots from nothing."""


def ahead(number: float = np.inf) -> Best:
    """A search that has no plan yet."""
    return Best(number, 0.0, Clock(None, None), maximise=True)


@pytest.fixture
def village(tmp_path: Path) -> tuple[KeptModel, Matrix]:
    """100 families, 60 homes: no whole numbers anywhere."""
    dataset = tiny(tmp_path, vacant_homes="place,rooms,homes\nvillage,3,60")
    kept = KeptModel.build(make_instance(dataset, Scenario()), whole=False)
    return kept, matrix_of(kept.model.program)


# HiGHS


def test_rows_that_highs_refuses_are_told() -> None:
    """A coefficient of a column that is not there."""
    highs = Highs(TWO_TICKETS)
    with pytest.raises(SolveError, match="refused 2 rows"):
        highs.add_rows(replace(TWO_TICKETS, index=np.array([0, 1, 0, 7], dtype=np.int32)))


# CBC


def test_cbc_finds_no_plan_where_there_is_none() -> None:
    """A number that is at most 1 and at least 2."""
    program = Program("none", maximise=True)
    settled = program.variables("settle", pd.DataFrame({"place": ["village"]}))
    for sense, limit in (("<=", 1.0), (">=", 2.0)):
        program.require("eq05", [term(settled)], sense, pd.DataFrame({"place": ["village"], "limit": [limit]}))
    program.set_objective([term(settled)])
    outcome = solve_with_cbc(program, matrix_of(program), whole=False, gap=0.0, time_limit=None)
    assert outcome.termination is Termination.INFEASIBLE
    assert not outcome.found


# A programme and its parts


def test_a_programme_without_an_aim_costs_nothing() -> None:
    program = Program("aimless", maximise=True)
    program.variables("settle", pd.DataFrame({"place": ["village", "town"]}))
    matrix = matrix_of(program)
    assert matrix.cost.tolist() == [0.0, 0.0]
    assert matrix.rows == 0
    assert Parts.of(matrix, np.array([0, 1])).place_of_row.tolist() == []


def test_a_row_without_columns_is_of_no_place() -> None:
    emptied = replace(TWO_TICKETS, start=np.array([0, 0, 0]), index=np.array([], dtype=np.int32), value=np.array([]))
    assert Parts.of(emptied, np.array([0, 1])).place_of_row.tolist() == [SHARED, SHARED]


def test_a_stock_with_a_limit_of_its_own_is_not_put_in(village: tuple[KeptModel, Matrix]) -> None:
    """The flows that make a stock say nothing of a limit on it, so the programme stays as it is."""
    kept, matrix = village
    reduction = Reduction.of(kept.model, matrix)
    assert reduction is not None
    upper = matrix.upper.copy()
    upper[reduction.stocks[0]] = 5.0
    limited = replace(matrix, upper=upper)
    assert Reduction.of(kept.model, limited) is None
    assert Start.of(kept, limited) is None
    started = Start.of(kept, matrix)
    assert started is not None
    assert started.solve(kept.model, limited, Clock(None, None)) is None


def test_a_start_that_leads_to_no_optimum_leaves_the_answer_to_a_solve_from_nothing(
    village: tuple[KeptModel, Matrix],
) -> None:
    """Settle 1 more than there may be: no plan, by whatever start."""
    kept, matrix = village
    started = Start.of(kept, matrix)
    assert started is not None
    assert started.solve(kept.model, matrix, Clock(None, None)).objective == pytest.approx(480)
    impossible = replace(matrix, row_lower=np.where(matrix.row_lower == -np.inf, matrix.row_upper + 1, 0))
    assert started.solve(kept.model, impossible, Clock(None, None)) is None


def test_an_aim_of_two_stages_has_no_start(tmp_path: Path) -> None:
    instance = make_instance(tiny(tmp_path), Scenario(mode="fairest"))
    kept = KeptModel.build(instance, whole=False)
    assert Start.of(kept, matrix_of(kept.model.program)) is None


# A search


def test_without_whole_numbers_a_search_and_a_rounding_are_the_linear_answer(village: tuple[KeptModel, Matrix]) -> None:
    """60 families of 4 for two years."""
    kept, matrix = village
    for found in (
        search(Highs(matrix), kept.model, Clock(None, None), gap=0.0),
        round_only(Highs(matrix), kept.model.decisions, Clock(None, None)),
    ):
        assert found.termination is Termination.OPTIMAL
        assert found.objective == pytest.approx(480)
        assert found.bound == pytest.approx(480)


def test_what_cannot_be_cannot_be_rounded_either(village: tuple[KeptModel, Matrix]) -> None:
    """7 or more facilities, of which money allows 5."""
    matrix = two_places()
    impossible = replace(matrix, row_lower=np.array([-np.inf, -np.inf, 7.0]))
    found = round_only(Highs(impossible), village[0].model.decisions, Clock(None, None))
    assert found.termination is Termination.INFEASIBLE
    assert not found.found


def test_a_search_that_ended_without_a_plan_has_none() -> None:
    ended = ahead().ended(Termination.TIME_LIMIT)
    assert not ended.found
    assert ended.bound is None


def test_a_plan_that_is_near_enough_is_left_as_it_is() -> None:
    """One place of two is served, 6 of at most 12.6: within a gap of 2 nothing more is tried."""
    matrix = two_places()
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    linear = highs.solve_linear()
    worth = worth_of_places(highs, parts, linear.values, ahead(linear.bound))
    best = Best(linear.bound, 2.0, Clock(None, None), maximise=True)
    best.offer(Outcome(Termination.OPTIMAL, 6.0, None, np.array([7.0, 1.0, 0.0, 0.0]), 0.0))
    assert not improve(highs, parts, worth, best)
    assert best.objective == 6.0


def test_without_time_a_place_may_be_worth_what_it_is_in_the_linear_optimum() -> None:
    """No place is solved alone, so nothing is over its most, and no row is cut."""
    matrix = two_places()
    highs, parts = Highs(matrix), Parts.of(matrix, PLACES)
    linear = highs.solve_linear()
    worth = worth_of_places(highs, parts, linear.values, Best(linear.bound, 0.0, Clock(None, 0.0), maximise=True))
    assert worth.over.tolist() == [0.0, 0.0]
    assert worth.cuts(matrix, 0.0) is None


# A check's words


def test_a_blank_key_is_not_named() -> None:
    """A funder's money for any place: the place is blank."""
    table = pd.DataFrame({"funder": ["gov"], "place": [""], "year": [2027]})
    found = compare_rows("spent", table, ["funder", "place", "year"], np.array([2.0]), "at most", 1.0, unit="US$")
    assert found.where(0) == "spent, funder gov, 2027"


def test_a_sum_over_nothing_else_keeps_each_row_of_its_only_key() -> None:
    frame = pd.DataFrame({2027: [1.0, 2.0, 4.0]}, index=pd.Index(["b", "a", "b"], name="place"))
    assert total(frame, ["place"])[2027].to_dict() == {"a": 2.0, "b": 5.0}
