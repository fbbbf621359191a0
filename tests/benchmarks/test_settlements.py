"""The generated dataset: valid, repeatable, as large as asked for, its figures spread and not made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.settlement_people import registered_finer
from benchmarks.settlements import settlement_level, with_services, write_settlement_level
from resettle.inputs.check import check
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.inputs.shipped import shipped_dataset
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from tests.docs_in_step import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

SETTLEMENTS = 20
SMALL = REPOSITORY / "tests" / "cases" / "small" / "dataset"


@pytest.fixture(scope="module")
def base() -> Dataset:
    """The dataset that ships."""
    return load_dataset(shipped_dataset())


@pytest.fixture(scope="module")
def made(base: Dataset) -> Dataset:
    """Its 12 districts of return as 20 settlements."""
    return settlement_level(base, settlements=SETTLEMENTS)


def test_what_is_written_loads_clean(base: Dataset, made: Dataset, tmp_path: Path) -> None:
    """The only warnings are those of the dataset it comes from: two front lines are no place to return to."""
    loaded = write_settlement_level(base, tmp_path, settlements=SETTLEMENTS)
    assert len(loaded.warnings) == len(base.warnings)
    assert {problem.column for problem in loaded.warnings} == {problem.column for problem in base.warnings}
    assert loaded.digest == made.digest


def test_the_same_seed_gives_the_same_dataset(base: Dataset, made: Dataset) -> None:
    assert settlement_level(base, settlements=SETTLEMENTS).digest == made.digest
    assert settlement_level(base, settlements=SETTLEMENTS, seed=1).digest != made.digest


def test_it_is_as_large_as_asked_for(base: Dataset, made: Dataset) -> None:
    """12 districts become 20 settlements: 8 places, 8 roads more than the base has; 40 funders, each with money."""
    assert len(made["places"]) == len(base["places"]) + 8
    assert len(made["links"]) == len(base["links"]) + 8
    assert len(made["funders"]) == 40
    assert set(made["funders"]["funder"]) == set(made["funding"]["funder"])
    assert len(settlement_level(base, settlements=SETTLEMENTS, years=5).years) == 5


def test_the_settlements_of_a_district_share_its_figures(base: Dataset, made: Dataset) -> None:
    """Fuzuli's 1,270 hectares that are ready, and its 63,434 households within 1 a cohort of rounding."""
    ours = made["places"]["place"].str.match(r"fuzuli(_\d+)?$")
    names = set(made["places"].loc[ours, "place"])
    assert len(names) > 1
    land = made["land"]
    assert land.loc[land["place"].isin(names), "ready_ha"].sum() == pytest.approx(1270, abs=0.01)
    cohorts = made["cohorts"][made["cohorts"]["origin"].isin(names)]
    assert cohorts["households"].sum() == pytest.approx(63434, abs=len(cohorts))


def test_every_settlement_has_a_handful_of_cohorts(made: Dataset) -> None:
    """Six at most for each programme, in one or two host places."""
    cohorts = made["cohorts"][made["cohorts"]["origin"].isin(made["places"]["place"])]
    groups = cohorts.groupby(["programme", "origin"])
    assert groups.size().max() <= 6
    assert groups["current_place"].nunique().max() <= 2


def test_too_few_settlements_are_refused(base: Dataset) -> None:
    with pytest.raises(ValueError, match="11 settlements for 12 districts"):
        settlement_level(base, settlements=11)


def test_fewer_services_leave_a_valid_dataset(made: Dataset) -> None:
    fewer = with_services(made, ["school", "water"])
    assert set(fewer["services"]["service"]) == {"school", "water"}
    assert not [problem for problem in check(fewer) if problem.severity == "error"]


def test_finer_cohorts_are_the_same_people_and_the_same_model() -> None:
    """Ten times more finely registered: as many households and persons, rows and columns unchanged."""
    coarse = load_dataset(SMALL)
    finer = registered_finer(coarse, 10)
    assert len(finer["cohorts"]) > 5 * len(coarse["cohorts"])
    assert finer["cohorts"]["households"].sum() == coarse["cohorts"]["households"].sum()
    assert finer["cohorts"]["persons"].sum() == pytest.approx(coarse["cohorts"]["persons"].sum())
    assert not [problem for problem in check(finer) if problem.severity == "error"]
    sizes = []
    for dataset in (coarse, finer):
        program = build(make_instance(dataset, Scenario()), whole=False).program
        sizes.append((sum(len(made.keys) for made in program.created), len(program.ledger)))
    assert sizes[0] == sizes[1]
