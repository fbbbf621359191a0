"""A kept model's revisions are the models that would be built from nothing, to the last coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import Scenario
from resettle.inputs.scenario import Floors, Opens, Scale, Target
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.model.kept import KeptModel
from resettle.results.matrix import matrix_of
from tests.in_pulp import assert_same, matrix_in_pulp

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

REVISED = {
    "builders": Scenario(scale=Scale(build=1.3)),
    "money": Scenario(scale=Scale(funding=0.5)),
    "clearance": Scenario(scale=Scale(clearance=2.0)),
    "staff": Scenario(scale=Scale(staff=0.9)),
    "costs": Scenario(scale=Scale(unit_cost=1.2)),
    "willingness": Scenario(scale=Scale(willingness=0.9)),
    "links": Scenario(scale=Scale(supply=3.0)),
    "standard": Scenario(standard=0.8),
    "everything": Scenario(scale=Scale(build=2.0, clearance=2.0, funding=2.0, staff=2.0), standard=0.9),
}
BUILT_ANEW = {
    "a corridor that stays closed": Scenario(opens=Opens(corridor={"zc": "never"})),
    "floors look at groups": Scenario(floors=Floors(origin=0.2)),
    "a target may fall short": Scenario(target=(Target(scope="all", year=2030, persons=100_000),)),
    "another aim, other columns": Scenario(mode="fairest"),
    "another aim, the same columns": Scenario(mode="least_cost"),
}


@pytest.fixture(scope="module")
def kept(small: Dataset) -> KeptModel:
    return KeptModel.build(make_instance(small, Scenario()), whole=False)


def test_what_is_kept_is_the_model(small: Dataset, kept: KeptModel) -> None:
    assert_same(matrix_of(kept.model.program), matrix_of(build(make_instance(small, Scenario()), whole=False).program))


@pytest.mark.parametrize("scenario", REVISED.values(), ids=REVISED)
def test_a_revision_is_what_would_be_built(small: Dataset, kept: KeptModel, scenario: Scenario) -> None:
    revised = kept.revised(make_instance(small, scenario, kept.model.given))
    built = build(make_instance(small, scenario), whole=False)
    assert revised is not None
    assert revised.program.ledger.equals(built.program.ledger)
    assert_same(matrix_of(revised.program), matrix_of(built.program))
    assert_same(matrix_in_pulp(revised.program), matrix_of(built.program))


@pytest.mark.parametrize("scenario", BUILT_ANEW.values(), ids=BUILT_ANEW)
def test_other_variables_or_another_aim_are_not_revised(small: Dataset, kept: KeptModel, scenario: Scenario) -> None:
    assert kept.revised(make_instance(small, scenario)) is None


def test_what_is_the_same_is_the_very_same_table(small: Dataset, kept: KeptModel) -> None:
    """Costs of homes change what is offered; the homes that may be built are the same, and who reads them."""
    before = kept.model.given
    given = make_instance(small, REVISED["costs"], before)
    assert given.offers is not before.offers
    assert given.build is before.build
    assert given.choices is before.choices
    assert given.purses is before.purses
    closed = make_instance(small, BUILT_ANEW["a corridor that stays closed"], before)
    assert len(closed.network.carry) < len(before.network.carry)
    assert closed.settle is before.settle


def test_only_what_reads_otherwise_is_built(small: Dataset, kept: KeptModel) -> None:
    """Money is read by (14) alone: every other row is the very same object."""
    revised = kept.revised(make_instance(small, REVISED["money"]))
    first = kept.model.program.rows
    anew = {rows.equation for rows, known in zip(revised.program.rows, first, strict=True) if rows is not known}
    assert anew == {"eq14_budget"}


def test_a_revision_leaves_the_first_as_it_was(small: Dataset) -> None:
    kept = KeptModel.build(make_instance(small, Scenario()), whole=False)
    before = matrix_of(kept.model.program)
    for scenario in REVISED.values():
        kept.revised(make_instance(small, scenario))
    assert_same(before, matrix_of(kept.model.program))
