"""Scenarios that ship: they load, apply, say what they do, and change what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario, apply
from tests.data.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

FILES = sorted((DATA / "scenarios").glob("*.toml"))
PAIRS = (
    "willingness",
    "budget_share",
    "job_cost",
    "teachers",
    "who_integrates",
    "integrate_share",
    "tonnes_a_home",
)
NAMED = {
    "baseline",
    "registered_idps",
    "registered_in_armenia",
    "funding_down_30",
    "clearance_doubled",
    "builders_doubled",
    "everything_doubled",
    "zangezur_2029",
    "iran_bypass",
    "crossroads_open",
    "no_corridor",
    "doubled_no_corridor",
    "doubled_zangezur_2029",
    "armenian_return_open",
    "everyone_in_five_years",
    "fairest",
    *(f"{pair}_{end}" for pair in PAIRS for end in ("low", "high")),
}


def applied(default: Dataset, name: str) -> Dataset:
    return apply(default, Scenario.load(DATA / "scenarios" / f"{name}.toml"))


def test_all_are_there() -> None:
    assert {path.stem for path in FILES} == NAMED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_applies_and_explains_itself(default: Dataset, path: Path) -> None:
    scenario = Scenario.load(path)
    apply(default, scenario)
    assert len(scenario.title) > 5
    assert len(scenario.description) > 60
    assert scenario.dataset == "default"
    assert scenario.floors.size == 0.6


def test_each_asks_something_else() -> None:
    digests = [Scenario.load(path).digest for path in FILES]
    assert len(set(digests)) == len(digests)


def test_baseline_changes_no_table(default: Dataset) -> None:
    after = applied(default, "baseline")
    for name, table in default.tables.items():
        assert table.equals(after[name]), name


def test_registered_totals(default: Dataset) -> None:
    idps = applied(default, "registered_idps")["cohorts"].groupby("programme")["persons"].sum()
    assert idps["great_return"] == pytest.approx(658_793)
    assert idps["armenia_integration"] == pytest.approx(100_000)
    displaced = applied(default, "registered_in_armenia")["cohorts"].groupby("programme")["persons"].sum()
    assert displaced["armenia_integration"] == pytest.approx(115_366)
    assert displaced["great_return"] == pytest.approx(1_000_000)


@pytest.mark.parametrize(("name", "share"), [("willingness_low", 0.30), ("baseline", 0.60), ("willingness_high", 0.80)])
def test_band_of_willingness(default: Dataset, name: str, share: float) -> None:
    table = applied(default, name)["willingness"]
    wish = table[(table["programme"] == "great_return") & (table["solution"] == "return")]
    assert wish["share"].max() == pytest.approx(share, abs=1e-5)
    assert table.groupby(["programme", "solution"])["share"].max().groupby("programme").sum().max() <= 1 + 1e-9


def test_opening_the_armenian_return_brings_money_and_releases_homes(default: Dataset) -> None:
    after = applied(default, "armenian_return_open")
    assert after["solutions"]["opens_year"].tolist() == [2028]
    fund = after["funding"][after["funding"]["funder"] == "armenian_return_fund"]
    assert fund["usd"].min() > 0
    before = default["housing"]["unresolved_claims"].sum() + default["vacant_homes"]["unresolved_claims"].sum()
    released = before - after["housing"]["unresolved_claims"].sum() - after["vacant_homes"]["unresolved_claims"].sum()
    willing = 25_000 * 0.20
    assert released == pytest.approx(willing, rel=0.1)
    others = default["funding"]["funder"] != "armenian_return_fund"
    assert default["funding"][others].equals(after["funding"][others])


def test_a_target_that_cannot_be_met() -> None:
    (target,) = Scenario.load(DATA / "scenarios" / "everyone_in_five_years.toml").target
    assert (target.scope, target.year, target.persons) == ("all", 2031, 1_100_000)


def test_no_corridor_closes_all(default: Dataset) -> None:
    assert applied(default, "no_corridor")["corridors"]["opens_year"].eq(float("inf")).all()


@pytest.mark.parametrize("pair", PAIRS)
def test_low_and_high_move_the_same_figures(pair: str) -> None:
    low, high = (Scenario.load(DATA / "scenarios" / f"{pair}_{end}.toml") for end in ("low", "high"))
    assert {(change.table, change.column) for change in low.change} == {
        (change.table, change.column) for change in high.change
    }
