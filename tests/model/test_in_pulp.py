"""What a solver is handed and what PuLP holds are one programme, to the last coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import Scenario, load_dataset
from resettle.inputs.scenario import Floors, Pin, Target
from resettle.inputs.shipped import shipped_dataset
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.model.lp import Program, term
from resettle.results.matrix import matrix_of
from tests.in_pulp import assert_same, matrix_in_pulp

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

ASKED = {
    "most people": Scenario(),
    "least cost, targets and pins": Scenario(
        mode="least_cost", target=(Target(scope="all", year=2030, persons=1000),), pin=(Pin(at_most=500),)
    ),
    "fairest, with floors": Scenario(mode="fairest", floors=Floors(size=0.5, programme=0.2)),
}


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "fractions"])
@pytest.mark.parametrize("scenario", ASKED.values(), ids=ASKED)
def test_the_arrays_are_the_problem(small: Dataset, scenario: Scenario, whole: bool) -> None:
    program = build(make_instance(small, scenario), whole=whole).program
    assert_same(matrix_of(program), matrix_in_pulp(program))


def test_the_arrays_are_the_problem_of_the_dataset_that_ships() -> None:
    program = build(make_instance(load_dataset(shipped_dataset()), Scenario()), whole=True).program
    assert_same(matrix_of(program), matrix_in_pulp(program))


def test_the_problem_is_of_the_programme_as_it_stands() -> None:
    program = Program("test", maximise=True)
    x = program.variables("settle", pd.DataFrame({"place": ["a", "b"]}))
    program.require("eq05", [term(x)], "<=", pd.DataFrame({"place": ["a", "b"], "limit": [1.0, 2.0]}))
    program.set_objective([term(x)])
    first = program.problem
    assert program.problem is first
    program.require("eq06", [term(x)], ">=", pd.DataFrame({"limit": [0.5]}))
    program.variables("build", pd.DataFrame({"place": ["a"]}), upper=3.0)
    program.hold_above("settle", 0.25)
    program.set_objective([term(x, 2.0)])
    assert_same(matrix_of(program), matrix_in_pulp(program))
    assert [column.lowBound for column in program.columns] == [0.25, 0.25, 0.0]
