"""Near-best alternatives on two villages that are equally good, and one alone that leaves no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.alternatives import BEST, alternatives, quotable_alternatives
from resettle.results.make_plan import make_plan
from resettle.results.near_best import NearBest
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.insight.alternatives import Alternatives

TWINS = {
    "places": """place,name,latitude,longitude,programme,site_lead_years
        camp,Camp,40.0,46.0,p,0
        east,East,40.0,47.0,p,0
        west,West,40.0,45.0,p,0""",
    "cohorts": """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,east,camp,m,general,100,400""",
    "willingness": "programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
    "vacant_homes": "place,rooms,from_year,homes,unresolved_claims\neast,3,,100,0\nwest,3,,100,0",
}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """100 households of 4 relocate to East or West, for nothing, in 2027 or 2028; either has homes for all of them."""
    return tiny(tmp_path_factory.mktemp("twins"), **TWINS)


@pytest.fixture(scope="module")
def found(twins: Dataset) -> Alternatives:
    return alternatives(NearBest(twins, Scenario()))


def test_all_may_live_in_the_other_village(found: Alternatives) -> None:
    """The best plan has at least half of them in one village; as good is one with all in the other: 200 at least."""
    others = found.plans[found.plans["plan"] != BEST]
    assert others["moved"].max() >= 200.0 - 1e-6
    assert (others["given_up"] <= 0.02 + 1e-6).all()
    assert (others["nearest"] >= 0.4 - 1e-6).all()
    assert others["nearest"].is_monotonic_decreasing
    rows = found.by_place.set_index("name")
    assert rows.loc["East", "most"] - rows.loc["East", "least"] >= 200.0
    assert not rows.loc["East", "agreed"]


def test_each_plan_is_as_good_as_it_says(twins: Dataset, found: Alternatives) -> None:
    best = make_plan(twins, estimate=True).summary
    assert found.plans["person_years"].iloc[0] == pytest.approx(best.person_years)
    given_up = (best.person_years - found.plans["person_years"]) / best.person_years
    assert given_up.to_numpy() == pytest.approx(found.plans["given_up"].to_numpy(), abs=1e-3)


def test_the_same_plans_come_again(twins: Dataset, found: Alternatives) -> None:
    again = alternatives(NearBest(twins, Scenario()))
    assert again.plans.equals(found.plans)


def test_no_more_than_are_asked_for(twins: Dataset) -> None:
    seen: list[tuple[int, int]] = []
    one = alternatives(NearBest(twins, Scenario()), 1, lambda number, of: seen.append((number, of)))
    assert one.plans["plan"].tolist() == [BEST, "1"]
    assert seen[-1][0] == seen[-1][1]


def test_where_nothing_may_be_given_up_and_there_is_no_choice_the_best_stands_alone(tmp_path: Path) -> None:
    """All return to the one village in 2027."""
    found = alternatives(NearBest(tiny(tmp_path), Scenario(), within=0.0))
    assert found.plans["plan"].tolist() == [BEST]
    assert "stands alone" in quotable_alternatives(found)


def test_it_can_be_quoted(found: Alternatives) -> None:
    said = quotable_alternatives(found)
    assert "settle elsewhere, at another time or not at all" in said
    assert "Most is open to choice in" in said


@pytest.mark.parametrize("mode", ["most_people", "least_cost", "fairest"])
def test_every_mode_stays_near_its_own_best(small: Dataset, mode: str) -> None:
    """The programme's own objective of every plan, recomputed from its values, is within 2 % of the best."""
    near = NearBest(small, Scenario(mode=mode))
    found = alternatives(near, 2)
    assert (found.plans["given_up"] <= 0.02 + 1e-6).all()
    assert found.plans["persons"].iloc[0] == pytest.approx(near.best.summary.persons_settled)
