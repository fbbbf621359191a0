"""Levers as pure functions of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.app import levers
from resettle.errors import ScenarioError
from resettle.inputs.scenario import Change, Scale, Scenario

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


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
