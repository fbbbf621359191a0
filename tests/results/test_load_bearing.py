"""Every equation bears load: a plan made without it fails the checker, which names that equation and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.model.formulation import EQUATIONS, build
from resettle.model.instance import make_instance
from resettle.results.matrix import matrix_of
from resettle.results.plan import Plan, read_only
from resettle.results.progress import Clock
from resettle.results.solve import Request, solve
from resettle.results.summary import summarise
from resettle.results.verify import verify
from tests.model.equation_cases import CASES, Case
from tests.tiny import tiny

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

NUMBERED = [
    pytest.param(case, id=f"{case.number}-{n}") for n, case in enumerate(CASES) if not case.number.startswith("0")
]


def failing(path: Path, case: Case, without: Collection[str]) -> set[str]:
    """The equations that the checker finds violated in the estimate made without some of them."""
    dataset = tiny(path, settings={"last_year": case.last_year}, **case.tables)
    model = build(make_instance(dataset, case.scenario), whole=False, without=without)
    matrix = matrix_of(model.program)
    clock = Clock(None, None)
    solved = solve(model, matrix, Request(whole=False, gap=0.0, solver="highs"), clock)
    tables, summary = summarise(model, matrix, solved, clock, dataset)
    verdict = verify(dataset, case.scenario, Plan(dataset, case.scenario, summary, read_only(tables)))
    return {check.equation for check in verdict.violations}


@pytest.mark.parametrize("case", NUMBERED)
def test_the_checker_names_the_equation_that_was_dropped(tmp_path: Path, case: Case) -> None:
    assert failing(tmp_path / "whole", case, ()) == set()
    key = next(equation.key for equation in EQUATIONS if equation.number == case.number)
    # Without the row of a target nothing is short and nothing costs the objective: what is stated of both is wrong.
    hidden = {"summary"} if case.scenario.target else set()
    assert failing(tmp_path / "without", case, {case.number}) == {key, *hidden}


def test_every_numbered_equation_is_dropped() -> None:
    """But (1), which holds by the data: tests/results/test_verify.py gives a cohort more than it has."""
    dropped = {case.number for case in CASES}
    assert {equation.number for equation in EQUATIONS} - dropped == {"1"}
