"""A plan in sentences: how sure it is, what it is for, what to bear in mind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle.cli.story import story
from resettle.errors import Problem
from resettle.inputs.scenario import Scenario
from resettle.results.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def plan(written: Path) -> Plan:
    """The estimate of the small case, read back."""
    return Plan.read(written)


def saying(plan: Plan, **summary: object) -> str:
    """The story of the plan with parts of its summary exchanged."""
    return story(replace(plan, summary=plan.summary.model_copy(update=summary)))


def test_an_estimate_that_is_the_best(plan: Plan) -> None:
    assert "Estimate, slightly optimistic because part-built facilities are allowed." in story(plan)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("within_gap", "within 1.3% of the best possible."),
        ("time_limit", "within 1.3% of the best possible, where the time limit ended it."),
        ("stopped", "within 1.3% of the best possible, where it was stopped."),
    ],
)
def test_a_plan_that_may_not_be_the_best(plan: Plan, status: str, expected: str) -> None:
    assert f"Plan, {expected}" in saying(plan, status=status, quality="plan", gap=0.0126)


def test_whether_it_was_checked(plan: Plan) -> None:
    assert "Checked: every equation" in story(plan)
    assert "an equation does not hold" in saying(plan, verification={"clean": False})
    assert "Not checked." in saying(plan, verification={})


def test_money_in_millions_and_billions(plan: Plan) -> None:
    """2,345,000,000 US$ for 1,000 persons is 2,345,000 each."""
    assert "for 2.35 bn US$, 2,345,000 US$ a person." in saying(plan, cost_usd=2.345e9, persons_settled=1000.0)
    assert "for 12.0 m US$." in saying(plan, cost_usd=12e6, persons_settled=0.0)


def test_what_the_scenario_and_the_data_say_of_themselves(plan: Plan) -> None:
    programmes = plan.dataset["programmes"].assign(note="A planning figure, wider than the register.")
    noted = replace(plan.dataset, tables={**plan.dataset.tables, "programmes": programmes})
    told = story(replace(plan, dataset=noted, scenario=Scenario(title="Half", description="Half the money.")))
    assert "Scenario: Half (most people)" in told
    assert "About this scenario. Half the money." in told
    assert told.count("A planning figure, wider than the register.") == 2


def test_what_there_is_nothing_to_say_of_is_left_out(plan: Plan) -> None:
    """No limit binds, no row says how sure it is, nothing is wrong: no empty headings."""
    said = story(plan)
    assert "What holds it back" in said
    assert "Rows of the dataset" in said
    unsure = {name: frame.drop(columns="confidence", errors="ignore") for name, frame in plan.dataset.tables.items()}
    bare = replace(
        plan,
        dataset=replace(plan.dataset, tables=unsure, warnings=()),
        tables={**plan.tables, "bottlenecks": plan["bottlenecks"].iloc[:0]},
    )
    told = story(bare)
    assert "What holds it back" not in told
    assert "Rows of the dataset" not in told
    assert "warning" not in told


@pytest.mark.parametrize(("number", "expected"), [(1, "has 1 warning:"), (2, "has 2 warnings:")])
def test_warnings_are_counted(plan: Plan, number: int, expected: str) -> None:
    warning = Problem("warning", "places.csv", 2, "name", "'a'", "something else")
    assert expected in story(replace(plan, dataset=replace(plan.dataset, warnings=(warning,) * number)))
