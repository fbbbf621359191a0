"""The price of fairness in two villages, worked by hand (see tests/two_villages.py).

Covers a (near) and b (far), each of 100 households: money allows 1.0 a + 3.0 b <= 1.2 million. A floor f asks
b >= f (a + b) / 2. Without one a = 1 and b = 1/15; f = 0.5 means a = 3 b, so b = 0.2 and a = 0.6; f = 1 means
a = b = 0.3. The fairest plan requires b >= 0.99 x 0.3 = 0.297, so a = 1.2 - 0.891 = 0.309. Whole households: 100 + 6,
60 + 20, 30 + 30, 30 + 29.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from resettle.inputs.scenario import Pin, Scenario
from resettle.insight.equity import equity, gini
from resettle.insight.fairness_price import FAIREST, FairnessPrice, fairness_price, quotable_price
from resettle.insight.overview import Overview
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.two_villages import two_villages

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

HOUSEHOLD = 4.0
"""Persons of one household, which rounding may take from a class."""


@pytest.fixture(scope="module")
def price(tmp_path_factory: pytest.TempPathFactory) -> FairnessPrice:
    dataset = two_villages(tmp_path_factory.mktemp("villages"))
    return fairness_price(Estimator(dataset, Scenario()), Scenario(), floors=(0.0, 0.5, 1.0))


def test_people_against_the_worst_served(price: FairnessPrice) -> None:
    steps = price.steps
    assert steps["step"].tolist() == ["floor 0", "floor 0.5", "floor 1", FAIREST]
    assert steps["persons"].tolist() == pytest.approx([424.0, 320.0, 240.0, 240.0], abs=HOUSEHOLD)
    assert steps["worst"].tolist() == pytest.approx([0.06, 0.2, 0.3, 0.3], abs=0.011)
    assert steps["worst_name"].tolist()[:2] == ["Far", "Far"]
    assert steps["persons_more"].iloc[0] == 0.0
    assert steps["persons_more"].iloc[1] == pytest.approx(-104.0, abs=HOUSEHOLD)


def test_gap_and_gini_fall(price: FairnessPrice) -> None:
    """Two groups of one size: Gini = |a - b| / (4 x mean): 0.94 / 2.12, 0.4 / 1.6, 0."""
    rows = price.equity[(price.equity["kind"] == "origin") & (price.equity["measure"] == "settled")].set_index("step")
    assert rows.loc["floor 0", ["worst", "best", "gap"]].tolist() == pytest.approx([0.06, 1.0, 0.94])
    assert rows.loc["floor 0", "gini"] == pytest.approx(0.94 / 2.12)
    assert rows.loc["floor 0.5", "gini"] == pytest.approx(0.25, abs=0.02)
    assert rows.loc["floor 1", "gini"] == pytest.approx(0.0, abs=0.01)


def test_programmes_stand_side_by_side(price: FairnessPrice) -> None:
    assert price.by_programme["persons"].tolist() == pytest.approx(price.steps["persons"].tolist())
    assert price.by_programme["worst"].tolist() == pytest.approx(price.steps["worst"].tolist())


def test_it_can_be_quoted(price: FairnessPrice) -> None:
    said = quotable_price(price)
    assert said.startswith("Without a floor 424 people settle, and the worst-served community is covered to 6.0 %.")
    assert "Asking that every community of origin reaches 50 % of its programme's cover settles" in said
    assert "people fewer" in said


def test_floors_that_only_hold_others_down_are_told() -> None:
    """From 0.5 on the worst-served stay at 16.8 %, and 600 - 250 = 350 people fewer settle."""
    steps = pd.DataFrame(
        {
            "step": ["floor 0", "floor 0.5", "floor 1", FAIREST],
            "floor": [0.0, 0.5, 1.0, float("nan")],
            "persons": [610.0, 600.0, 250.0, 605.0],
            "worst": [0.1, 0.168, 0.168, 0.1683],
            "persons_more": [0.0, -10.0, -360.0, -5.0],
            "why": "",
        }
    )
    both = pd.DataFrame(
        [
            ("floor 0", "n", "North", 600.0, 0.1, "A"),
            ("floor 0", "s", "South", 10.0, 0.5, "B"),
            (FAIREST, "n", "North", 595.0, 0.168, "A"),
            (FAIREST, "s", "South", 10.0, 0.5, "B"),
        ],
        columns=["step", "programme", "title", "persons", "worst", "worst_name"],
    )
    said = quotable_price(FairnessPrice(steps, both, pd.DataFrame()))
    assert "Beyond a floor of 50 % the worst-served community gains nothing more" in said
    assert "350 people fewer at 100 %." in said
    assert "North: 600 people and a worst-served community covered to 10 % in the first of these plans" in said
    assert "South: 10 people and a worst-served community covered to 50 % in the first of these plans" in said


def test_a_scenario_without_a_plan_says_why(tmp_path: Path) -> None:
    scenario = Scenario(pin=(Pin(place="nowhere", at_most=1.0),))
    found = fairness_price(Estimator(two_villages(tmp_path), scenario), scenario, floors=(0.0,))
    assert found.steps["why"].str.contains("nowhere").all()
    assert found.by_programme.empty
    assert "nowhere" in quotable_price(found)


# The figures themselves


def test_gini_by_hand() -> None:
    """A tenth of 100 people and three tenths of 300: 2 x 100 x 300 x 0.2 / (2 x 400 x 400 x 0.25) = 0.15."""
    assert gini(np.array([0.1, 0.3]), np.array([100.0, 300.0])) == pytest.approx(0.15)
    assert gini(np.array([0.4, 0.4]), np.array([1.0, 9.0])) == 0.0
    assert gini(np.zeros(2), np.ones(2)) == 0.0
    assert gini(np.array([]), np.array([])) == 0.0


def test_gini_does_not_depend_on_how_finely_groups_are_told() -> None:
    """The 300 told as three hundreds: people count, not groups."""
    assert gini(np.array([0.1, 0.3, 0.3, 0.3]), np.full(4, 100.0)) == pytest.approx(0.15)


def test_the_worst_cover_of_the_fairest_plan_is_what_plan_json_says(small: Dataset) -> None:
    """Equity counts the plan's own whole households: what is reached, rounded down from what is required."""
    plan = make_plan(small, Scenario(mode="fairest"), estimate=True)
    table = equity(Overview(plan).evidence)
    worst = table[(table["kind"] == "origin") & (table["measure"] == "cover")]
    assert worst["worst"].min() == pytest.approx(plan.summary.worst_cover_reached, rel=1e-9)
    assert worst["worst"].min() == pytest.approx(plan.summary.worst_cover_required, abs=0.02)
    assert plan.summary.worst_cover_required == pytest.approx(0.99 * plan.summary.z)
    both = {"north", "south"}
    for kind in ("origin", "size", "profile"):
        assert set(table.loc[table["kind"] == kind, "programme"]) == both
    assert set(table.loc[table["kind"] == "programme", "groups"]) == {2}
    assert (table["gap"] >= 0).all()
    assert table["gini"].between(0, 1, inclusive="left").all()
