"""Errors: their text is for the person, and it survives the way between processes."""

from __future__ import annotations

import pickle

import pytest

from resettle.errors import DataError, PlanError, Problem, ResettleError, ScenarioError, SolveError

PROBLEM = Problem("error", "places.csv", 4, "latitude", "'north'", "a number", "Write 40.1.")


def test_problem_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    assert str(PROBLEM) == "error: places.csv, row 4, latitude: found 'north'; expected a number. Write 40.1."


def test_problem_without_row_column_and_hint_leaves_them_out() -> None:
    problem = Problem("warning", "land.csv", None, "", "no rows", "rows")
    assert str(problem) == "warning: land.csv: found no rows; expected rows."


@pytest.mark.parametrize("kind", [DataError, ScenarioError])
def test_refusal_lists_every_problem_below_its_title(kind: type[DataError] | type[ScenarioError]) -> None:
    other = Problem("warning", "land.csv", None, "", "no rows", "rows")
    refusal = kind([PROBLEM, other], "it has errors:")
    assert refusal.problems == (PROBLEM, other)
    assert str(refusal) == f"it has errors:\n{PROBLEM}\n{other}"
    assert isinstance(refusal, ResettleError)


def test_refusals_have_titles_of_their_own() -> None:
    assert str(DataError([])) == "the dataset has errors:"
    assert str(ScenarioError([])) == "the scenario has errors:"


def test_refusal_keeps_its_problems_between_processes() -> None:
    back = pickle.loads(pickle.dumps(DataError([PROBLEM], "t:")))
    assert (back.problems, str(back)) == ((PROBLEM,), f"t:\n{PROBLEM}")


@pytest.mark.parametrize("kind", [SolveError, PlanError])
def test_other_errors_carry_one_message(kind: type[ResettleError]) -> None:
    assert str(kind("no plan")) == "no plan"
    assert issubclass(kind, ResettleError)
