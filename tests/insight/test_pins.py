"""Pins and their regret in two villages, worked by hand (see tests/two_villages.py).

At most 30 households near: 0.3 million there, and 0.9 million far are 30 homes. Without it 100 near and 6 2/3 far, of
which 6 are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scenario
from resettle.insight.pins import PinRegret, pin_regret, quotable_regret
from resettle.results.estimator import Estimator
from tests.two_villages import two_villages

if TYPE_CHECKING:
    from pathlib import Path

NEAR = Pin(place="near", at_most=30.0)
WIDE = Pin(programme="p", solution="return", year=2027, at_most=1_000.0)


@pytest.fixture(scope="module")
def regret(tmp_path_factory: pytest.TempPathFactory) -> PinRegret:
    scenario = Scenario(pin=(NEAR, WIDE))
    return pin_regret(Estimator(two_villages(tmp_path_factory.mktemp("villages")), scenario), scenario)


def test_what_each_pin_costs(regret: PinRegret) -> None:
    """424 - 240 people; 4 x 106 2/3 - 240 of the objective, less a person-year a million for the same 1.2 million."""
    rows = regret.pins.set_index("pin")
    assert rows["persons"].to_dict() == pytest.approx({1: 184.0, 2: 0.0, 0: 184.0})
    assert rows["objective"].to_dict() == pytest.approx({1: 560 / 3, 2: 0.0, 0: 560 / 3}, abs=1e-4)
    assert rows["usd"].abs().max() < 1.0
    assert rows.loc[1, "said"] == "at most 30 households in Near over all years"
    assert rows.loc[2, "said"] == "at most 1,000 households of Programme by the solution return in 2027"


def test_whom_it_displaces(regret: PinRegret) -> None:
    """Near 120 persons with the pin and 400 without; far 120 and 24."""
    places = regret.by_place[regret.by_place["pin"] == 1].set_index("place")
    assert places["difference"].to_dict() == pytest.approx({"near": 280.0, "far": -96.0})
    origins = regret.by_origin[regret.by_origin["pin"] == 1]
    assert origins["origin"].tolist() == ["near", "far"]
    assert origins["with_pin"].tolist() == pytest.approx([120.0, 120.0])
    assert origins["without_pin"].tolist() == pytest.approx([400.0, 24.0])
    assert regret.by_place[regret.by_place["pin"] == 2].empty


def test_it_can_be_quoted(regret: PinRegret) -> None:
    said = quotable_regret(regret)
    assert "Without “at most 30 households in Near over all years” 184 people more would settle: " in said
    assert "280 people more from Near and 96 people fewer from Far." in said
    wide = "“at most 1,000 households of Programme by the solution return in 2027”"
    assert f"{wide} makes no difference: without this pin the best plan is no better." in said


def test_a_pin_that_costs_nothing_makes_no_difference(tmp_path: Path) -> None:
    """Two villages that are alike in all but their names, and money for 50 homes: any 50 households are as good.

    At least 20 in the second changes who settles, and nothing of what the plan is worth.
    """
    dataset = two_villages(tmp_path, far_usd=10_000)
    scenario = Scenario(pin=(Pin(place="far", at_least=20.0),))
    found = pin_regret(Estimator(dataset, scenario), scenario)
    assert found.pins.loc[0, ["persons", "person_years", "usd", "objective"]].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert not found.pins.loc[0, "costs"]
    assert found.by_origin.empty
    assert found.by_place.empty
    assert "makes no difference" in quotable_regret(found)


def test_no_pins_and_no_plan(tmp_path: Path) -> None:
    lost = Scenario(pin=(Pin(place="nowhere", at_most=1.0),))
    estimates = Estimator(two_villages(tmp_path), lost)
    none = pin_regret(estimates, Scenario())
    assert none.pins.empty
    assert quotable_regret(none) == "This scenario has no pins."
    found = pin_regret(estimates, lost)
    assert found.pins["why"].str.contains("nowhere").all()
    assert found.by_place.empty
    assert "is not known" in quotable_regret(found)
