"""Each equation is missed: with it the best is worked by hand, without it the best is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.errors import DataError
from resettle.model.formulation import EQUATIONS
from resettle.results.tie_breaking import TIES_WITHIN
from tests.model.equation_cases import CASES, Case
from tests.solving import best
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.number}-{n}") for n, case in enumerate(CASES)])
def test_best_with_and_without_the_equation(tmp_path: Path, case: Case) -> None:
    """Both optima are worked by hand (``why``); they differ, so the equation is doing what it says."""
    dataset = tiny(tmp_path, settings={"last_year": case.last_year}, **case.tables)
    held = best(dataset, case.scenario).objective
    dropped = best(dataset, case.scenario, without={case.number}).objective
    # ties are broken within a part of 1e-7 of the best (results.tie_breaking); the rest is the solver's own tolerance
    within = 1.1 * TIES_WITHIN
    assert held == pytest.approx(case.objective, rel=within, abs=1e-6), case.why
    assert dropped == pytest.approx(case.without, rel=within, abs=1e-6), case.why


@pytest.mark.parametrize("number", [equation.number for equation in EQUATIONS if equation.number != "1"])
def test_every_equation_has_such_a_case(number: str) -> None:
    """(1) holds by the data, see below."""
    assert any(case.number == number and case.objective != case.without for case in CASES)


def test_shares_beyond_all_are_refused(tmp_path: Path) -> None:
    """(1): 0.7 return and 0.4 relocate are 1.1 of a cohort."""
    shares = """programme,origin,solution,from_year,share,preference
        p,,return,2027,0.7,1
        p,,relocate,2027,0.4,1"""
    with pytest.raises(DataError, match=r"willingness.*1\.1"):
        tiny(tmp_path, willingness=shares)


def test_no_cohort_settles_more_than_it_has(tmp_path: Path) -> None:
    """(1): shares of 0.7 and 0.3 of 100 households settle 100, though 1,000 homes are empty."""
    shares = """programme,origin,solution,from_year,share,preference
        p,,return,2027,0.7,1
        p,,relocate,2027,0.3,1"""
    assert best(tiny(tmp_path, willingness=shares)).total("settle") == pytest.approx(100)


def test_numbers_and_keys_are_unique_and_in_order() -> None:
    keys = [equation.key for equation in EQUATIONS]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)
