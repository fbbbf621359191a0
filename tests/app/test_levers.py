"""Levers as pure functions of scenarios."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle.app import levers, wishes
from resettle.app.lever_texts import LeverTexts
from resettle.app.typed import as_set, as_typed, figure
from resettle.errors import ScenarioError
from resettle.inputs.columns import Column
from resettle.inputs.scenario import Change, Scale, Scenario, Target

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

PERSONS = Column("persons", "number", "persons", "persons", minimum=0.0)


def every_lever() -> list[levers.Lever]:
    groups = [lever for group in levers.GROUP_OF_SCALE for lever in levers.scale_levers(group)]
    return [*groups, *levers.floor_levers()]


def test_every_capacity_lever_of_a_scenario_is_on_the_page() -> None:
    assert {lever.name for lever in every_lever() if lever.part == "scale"} == set(Scale.model_fields)


@pytest.mark.parametrize("lever", every_lever(), ids=lambda lever: lever.key)
def test_a_lever_moves_only_itself_and_back(lever: levers.Lever) -> None:
    moved = levers.with_lever(Scenario(), lever, 65.0)
    assert levers.per_cent(moved, lever) == 65.0
    others = [other for other in every_lever() if other != lever]
    assert all(levers.per_cent(moved, other) == levers.per_cent(Scenario(), other) for other in others)
    assert levers.with_lever(moved, lever, levers.per_cent(Scenario(), lever)).digest == Scenario().digest


def test_a_value_out_of_range_is_refused() -> None:
    lever = levers.scale_levers("building")[0]
    with pytest.raises(ScenarioError):
        levers.with_lever(Scenario(), lever, -5.0)


def test_the_datasets_own_opening_is_not_repeated(small: Dataset) -> None:
    """The corridor opens in 2029 in the dataset."""
    assert levers.corridor_opening(small, Scenario(), "zc") == 2029
    moved = levers.with_corridor(small, Scenario(), "zc", "never")
    assert moved.opens.corridor == {"zc": "never"}
    assert levers.with_corridor(small, moved, "zc", 2029).digest == Scenario().digest


def test_a_solution_open_from_the_start_is_the_first_year(small: Dataset) -> None:
    assert levers.solution_opening(small, Scenario(), "north", "return") == 2027
    assert levers.solution_opening(small, Scenario(), "south", "return") == "never"


def test_bands_swap_their_changes_and_leave_others() -> None:
    def change(factor: float) -> Change:
        return Change(table="services", column="capex_usd_per_module", times=factor)

    low, high = Scenario(change=(change(0.5),)), Scenario(change=(change(2.0),))
    own = Scenario(change=(Change(table="land", column="ready_ha", plus=1.0),))
    lowered = levers.with_band(own, low, high, "low")
    assert levers.band_of(lowered, low, high) == "low"
    raised = levers.with_band(lowered, low, high, "high")
    assert raised.change == (*own.change, *high.change)
    assert levers.with_band(raised, low, high, "").digest == own.digest
    assert levers.bands({"job_low": low, "job_high": high, "other": own}) == {"job": (low, high)}


def test_places_open_and_close(small: Dataset) -> None:
    """R2 opens in 2028 in the dataset, r0 from the start."""
    assert levers.place_opening(small, Scenario(), "r2") == 2028
    assert levers.place_opening(small, Scenario(), "r0") == 2027
    closed = levers.with_place(small, Scenario(), "r2", "never")
    assert closed.opens.place == {"r2": "never"}
    assert levers.with_place(small, closed, "r2", 2028).digest == Scenario().digest


def test_the_datasets_own_horizon_is_not_repeated(small: Dataset) -> None:
    moved = levers.with_horizon(small, Scenario(), 2028, 2031)
    assert moved.horizon == (2028, 2031)
    assert levers.horizon(small, moved) == (2028, 2031)
    assert levers.with_horizon(small, moved, 2027, 2030).digest == Scenario().digest


def test_what_stands_under_a_lever(small: Dataset) -> None:
    """2028: 264 ha; two supplies, one of them without a limit; every row of both is assumed."""
    texts = LeverTexts.of(small, Scenario())
    assert texts.beneath("clearance", 2.0) == "264 → 528 ha cleared a year in 2028 · all assumed"
    assert texts.beneath("build") == "851 homes a year in 2028 · all assumed"
    assert texts.beneath("supply", 2.0).startswith("no limit → no limit")
    assert "capacities, land" in texts.source("clearance")


def test_changed_figures_stand_under_levers(small: Dataset) -> None:
    change = Change(table="capacities", where={"resource": "purchase"}, column="amount", set=1000)
    texts = LeverTexts.of(small, Scenario(change=(change,)))
    assert texts.beneath("purchase", 0.5).startswith("1,000 → 500 certificates")


@pytest.mark.parametrize(("text", "value"), [("12.7", 12.7), (" 5 ", 5.0), ("1e6", 1_000_000.0)])
def test_a_typed_figure_is_what_was_typed(text: str, value: float) -> None:
    assert figure(text, PERSONS, "Persons") == value


@pytest.mark.parametrize("text", ["-5", "12,7", "1 000", "abc", "", "nan", "1e99"])
def test_a_typed_figure_that_cannot_be_is_told(text: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        figure(text, PERSONS, "Persons")
    (problem,) = refusal.value.problems
    assert problem.file == "Persons"
    assert "a number of at least 0" in problem.expected


def test_a_blank_is_a_blank_where_it_may_be() -> None:
    assert as_set(figure("", replace(PERSONS, required=False), "Persons")) == "blank"
    assert as_set(0.0) == 0.0
    assert [as_typed(value) for value in (math.nan, 0.0, 1e6, 0.25)] == ["", "0", "1000000", "0.25"]


def test_targets_are_added_changed_and_taken_away(small: Dataset) -> None:
    wish = {"scope": "programme", "name": "north", "year": 2029, "persons": 500.0}
    one = wishes.with_wish(small, Scenario(), "target", wish)
    assert one.target == (Target(scope="programme", name="north", year=2029, persons=500.0),)
    other = wishes.with_wish(small, one, "target", {**wish, "persons": 700.0}, 0)
    assert [target.persons for target in other.target] == [700.0]
    assert wishes.without_wish(other, "target", 0).digest == Scenario().digest


@pytest.mark.parametrize(
    ("kind", "wish"),
    [
        ("target", {"scope": "programme", "name": "nowhere", "year": 2029, "persons": 5.0}),
        ("target", {"scope": "all", "name": "", "year": 2050, "persons": 5.0}),
        ("pin", {"place": "r0"}),
        ("pin", {"place": "r0", "at_least": 5.0, "at_most": 3.0}),
        ("pin", {"place": "r0", "exactly": 5.0, "at_most": 3.0}),
    ],
)
def test_a_wish_that_does_not_fit_is_refused(small: Dataset, kind: wishes.Kind, wish: dict[str, object]) -> None:
    with pytest.raises(ScenarioError):
        wishes.with_wish(small, Scenario(), kind, wish)
