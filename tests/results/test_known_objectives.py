"""Objectives that an independent implementation of docs/formulation.md found (tests/cases/README.md)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.highs import Highs
from resettle.results.matrix import matrix_of
from tests.conftest import CASES
from tests.solving import best

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
SIZES = ("small", "medium", "long")
CLOSE = 1e-6


@cache
def case(size: str) -> Dataset:
    return load_dataset(CASES / size / "dataset")


def scenario_of(size: str, name: str) -> Scenario:
    return Scenario.load(CASES / size / "scenarios" / f"{name}.toml")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["as_shipped", "least_cost", "many_levers"])
def test_estimate_has_the_known_objective(size: str, name: str) -> None:
    """The optimum of a linear programme is one number, whoever computes it; nothing falls short in these cases."""
    found = best(case(size), scenario_of(size, name))
    known = EXPECTED[size][name]
    assert found.objective == pytest.approx(known["estimate_objective"], rel=CLOSE)
    assert found.total("short") == pytest.approx(known["short"], abs=1e-6)
    assert found.solved.status == "optimal"


@pytest.mark.parametrize("size", SIZES)
def test_fairest_reaches_the_known_worst_cover(size: str) -> None:
    """The known z is a lower bound of the best z: that implementation solved z as a share, to a solver's 1e-6."""
    found = best(case(size), scenario_of(size, "fairest"))
    known = EXPECTED[size]["fairest"]["z"]
    assert found.solved.z is not None
    assert found.solved.z >= known - 1e-9
    assert found.solved.z == pytest.approx(known, abs=1e-4)


@pytest.mark.parametrize("size", SIZES)
def test_second_stage_of_fairest_has_the_known_objective(size: str) -> None:
    """With the known z held (less 1e-6) what is left is `most_people`, with one optimum."""
    known = EXPECTED[size]["fairest"]
    model = build(make_instance(case(size), scenario_of(size, "fairest")), whole=False)
    highs = Highs(matrix_of(model.program))
    worst = model.decisions.worst["variable"].to_numpy()
    highs.hold(worst, np.array([known["z"] - 1e-6]), np.array([np.inf]))
    assert highs.solve_linear().objective == pytest.approx(known["estimate_objective"], rel=CLOSE)


def test_plan_lies_between_the_known_plan_and_the_known_bound() -> None:
    """Solved to a gap of 1e-4, a plan is at most that far below the best known one and never above the bound."""
    known = EXPECTED["small"]["as_shipped"]
    found = best(case("small"), scenario_of("small", "as_shipped"), whole=True, gap=1e-4)
    assert found.objective >= known["plan_objective_at_least"] * (1 - 1e-4)
    assert found.objective <= known["plan_bound"] * (1 + 1e-9)
    assert found.solved.bound >= known["plan_objective_at_least"]
