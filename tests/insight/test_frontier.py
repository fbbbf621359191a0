"""Cost and coverage, worked by hand: the hamlet with a tenth of its money to more than it can use.

A million builds 50 homes. Up to 60 homes (1.2 million) are built in 2027, for people who are settled for two years of
the horizon: 50 x 4 x 2 = 400 person-years a million. Beyond that homes are built in 2028: 200 a million, up to 100
homes (2 million). Spending is worth a person-year less for each million (``usd_per_person_year``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.scenario import Pin, Scale, Scenario
from resettle.insight.frontier import Frontier, frontier, quotable_frontier
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def curve(dataset: Dataset) -> Frontier:
    return frontier(Estimator(dataset, Scenario()), Scenario(), points=8)


def worth(share: float) -> float:
    """The objective by hand: person-years less a person-year for each million spent."""
    return 399 * min(share, 1.2) + 199 * max(0.0, min(share, 2.0) - 1.2)


def test_every_point_is_what_the_hand_says(curve: Frontier) -> None:
    assert len(curve.points) == 8
    assert curve.points["objective"].tolist() == pytest.approx([worth(share) for share in curve.points["share"]])
    assert (curve.points["why"] == "").all()


def test_more_money_never_brings_less_and_each_million_no_more_than_the_last(curve: Frontier) -> None:
    """Concavity of a linear programme in its right-hand side."""
    shares, objective = curve.points["share"].to_numpy(), curve.points["objective"].to_numpy()
    slopes = np.diff(objective) / np.diff(shares)
    assert (slopes >= -1e-6).all()
    assert (np.diff(slopes) <= 1e-6).all()
    assert slopes[0] > slopes[-1] + 1.0


def test_the_scenarios_own_money(curve: Frontier) -> None:
    """1 million and the clinic fund's 0.1 in each of two years; 200 more people a million of the government's."""
    (row,) = curve.points[curve.points["own"]].to_dict("records")
    assert (row["share"], row["usd_available"], row["persons"]) == (1.0, 1_200_000.0, 200.0)
    assert row["usd_spent"] == pytest.approx(1_000_000.0)
    assert row["persons_per_million"] == pytest.approx(200.0 * 10 / 12)


def test_it_ends_where_money_no_longer_limits(curve: Frontier) -> None:
    first, last = curve.points.iloc[0], curve.points.iloc[-1]
    assert (first["share"], first["enough"]) == (0.1, False)
    assert last["share"] == pytest.approx(2.0, rel=1e-3)
    assert last["enough"]
    assert (last["persons"], last["person_years"]) == (400.0, 640.0)


def test_the_knee_is_the_point_furthest_above_the_straight_line(curve: Frontier) -> None:
    """Of 0.1, 0.325, 0.55, 0.775, 1.0, 1.3, 1.6 and 2.0 times the money, 1.3 is the nearest beyond 1.2.

    From 40 to 640 person-years: at 1.3 (500 - 40) / 600 - 1.2 / 1.9 = 0.135; at 1.0 it is 0.126, at 1.6 0.077.
    """
    assert curve.knee is not None
    assert curve.knee["share"] == pytest.approx(1.3, abs=0.01)


def test_programmes_add_to_all(curve: Frontier) -> None:
    sums = curve.by_programme.groupby("share")["persons"].sum()
    assert sums.tolist() == pytest.approx(curve.points["persons"].tolist())
    assert list(curve.by_programme.columns) == ["share", "programme", "title", "persons"]


def test_a_point_is_the_plan_made_from_nothing(dataset: Dataset, curve: Frontier) -> None:
    row = curve.points.iloc[2]
    plan = make_plan(dataset, Scenario(scale=Scale(funding=float(row["share"]))), estimate=True)
    assert plan.summary.objective == pytest.approx(row["objective"])


def test_it_can_be_quoted(curve: Frontier) -> None:
    said = quotable_frontier(curve)
    assert "With 120,000 US$ (10 % of this scenario's money) 20 people settle" in said
    assert "400 people, and more money than that adds nothing to speak of." in said
    assert "a further million adds 317 person-years (a person settled for one year) on average; beyond it, 171." in said


def test_a_scenario_with_more_money_than_it_can_use(dataset: Dataset) -> None:
    """A tenth of a thousand times the money is more than enough already."""
    scenario = Scenario(scale=Scale(funding=1000.0))
    found = frontier(Estimator(dataset, scenario), scenario, points=3)
    assert found.points["share"].tolist() == pytest.approx([0.1, 0.55, 1.0])
    assert found.points["enough"].all()
    assert found.points["persons"].tolist() == [400.0, 400.0, 400.0]
    assert found.knee is None
    assert quotable_frontier(found) == (
        "With 120.0 million US$ (10 % of this scenario's money) 400 people settle, and more money than that adds "
        "nothing to speak of."
    )


def test_a_scenario_without_a_plan_says_why(dataset: Dataset) -> None:
    scenario = Scenario(pin=(Pin(place="nowhere", at_most=1.0),))
    found = frontier(Estimator(dataset, scenario), scenario, points=3)
    assert found.points["why"].str.contains("nowhere").all()
    assert found.knee is None
    assert found.by_programme.empty
    assert "rules every plan out" in quotable_frontier(found)
