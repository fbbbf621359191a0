"""How far, and what would it take, worked by hand on the hamlet.

1 million US$ builds 50 of the 100 homes, all in 2027. Three times the money: 60 in 2027, where builders stop it, and 40
in 2028. Three times the builders: all 100 in 2027, and only what people have chosen limits the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scale, Scenario, apply
from resettle.insight.climb import CHOICES, NO_PLAN, NOTHING_THERE, REACHED, STEPS
from resettle.insight.ladder import Ladder, ladder, quotable_ladder
from resettle.insight.lifting import lifted, lifting, programme_of
from resettle.insight.limits import all_families
from resettle.results.estimator import Estimator
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="module")
def estimates(tmp_path_factory: pytest.TempPathFactory) -> Estimator:
    return Estimator(hamlet(tmp_path_factory.mktemp("hamlet")), Scenario())


@pytest.fixture(scope="module")
def climbed(estimates: Estimator) -> Ladder:
    return ladder(estimates, Scenario(), times=3.0)


def test_each_step_lifts_what_holds_the_plan_most(climbed: Ladder) -> None:
    steps = climbed.steps
    assert steps["label"].tolist() == ["", "money (Government)", "builders (Programme)"]
    assert steps["next_label"].tolist() == ["money (Government)", "builders (Programme)", ""]
    assert steps["times"].tolist() == [1.0, 3.0, 3.0]
    assert steps["persons"].tolist() == [200.0, 400.0, 400.0]
    assert steps["person_years"].tolist() == [400.0, 640.0, 800.0]
    assert steps["usd"].tolist() == pytest.approx([1e6, 2e6, 2e6])
    assert steps["persons_more"].tolist()[1:] == [200.0, 0.0]
    assert steps["usd_more"].tolist()[1:] == pytest.approx([1e6, 0.0], abs=1.0)
    assert climbed.ended == CHOICES


def test_what_does_nothing_today_and_what_hides_it(climbed: Ladder) -> None:
    """Builders wait for money; the clinic fund may pay for health alone, which costs nothing."""
    idle = climbed.idle.set_index("label")
    assert set(idle.index) == {"builders (Programme)", "money (Clinic fund)"}
    assert idle.loc["builders (Programme)", "matters_at"] == 1
    assert idle.loc["builders (Programme)", "hidden_by"] == "money (Government)"
    assert idle["matters_at"].isna().sum() == 1
    assert idle.loc["money (Clinic fund)", "hidden_by"] == ""


def test_it_stops_at_the_number_of_people_or_of_steps(estimates: Estimator) -> None:
    assert ladder(estimates, Scenario(), persons=150).ended == REACHED
    few = ladder(estimates, Scenario(), times=3.0, most_steps=1)
    assert (few.ended, len(few.steps)) == (STEPS, 2)


def test_it_can_be_quoted(climbed: Ladder) -> None:
    said = quotable_ladder(climbed)
    assert said.startswith("As things are, 200 people settle, held most by money (Government).")
    assert "With more of money (Government) (times 3) and builders (Programme) (times 3), 400 people settle" in said
    assert "for 2.0 million US$ instead of 1.0 million US$. Then only what people have chosen limits the plan." in said
    assert "of builders (Programme) more begins to matter only with more of money (Government)." in said


def test_a_scenario_without_a_plan_says_why(estimates: Estimator) -> None:
    found = ladder(estimates, Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert found.ended == NO_PLAN
    assert found.idle.empty
    assert "nowhere" in quotable_ladder(found)


def test_what_there_is_nothing_of_is_told_as_missing(estimates: Estimator) -> None:
    """Without money nobody settles, and no multiple of it helps; it is not said to do nothing."""
    found = ladder(estimates, Scenario(scale=Scale(funding=0.0)))
    assert found.ended == NOTHING_THERE
    assert found.missing == ("money (Government)",)
    assert found.idle["label"].tolist() == ["builders (Programme)", "money (Clinic fund)"]
    said = quotable_ladder(found)
    assert said.startswith("As things are, 0 people settle. Then the plan lacks money (Government): where")


def test_a_lift_that_brings_nothing_is_not_told(estimates: Estimator) -> None:
    """Twice the money is just enough for 100 homes: whatever its price there, more of it makes nothing better."""
    found = ladder(estimates, Scenario())
    assert found.steps["better"].sum() == 2
    assert "(times 4)" not in quotable_ladder(found)
    assert found.ended == CHOICES


def test_people_by_programme(climbed: Ladder) -> None:
    assert climbed.by_programme["persons"].tolist() == [200.0, 400.0, 400.0]
    assert set(climbed.by_programme["programme"]) == {"p"}


def test_a_ladder_of_one_programme_leaves_the_limits_of_others_alone(small: Dataset) -> None:
    """In the whole the north's builders come first (see test_limits' case): the south's ladder never lifts them."""
    estimates = Estimator(small, Scenario())
    found = ladder(estimates, Scenario(), programme="south", most_steps=2)
    assert len(found.steps) > 1
    assert not found.steps["label"].str.contains("North").any()
    assert "money (Government)" not in found.steps["label"].tolist()
    assert not found.idle["label"].str.contains("North").any()
    south = found.by_programme[(found.by_programme["step"] == 0) & (found.by_programme["programme"] == "south")]
    assert f"As things are, {south['persons'].iloc[0]:,.0f} people settle (South)" in quotable_ladder(found)
    assert ladder(estimates, Scenario(), most_steps=0).steps["next_label"].tolist() == ["builders (North)"]


# Families and what lifts them


def test_every_family_but_choices_and_land_itself_can_be_lifted(small: Dataset) -> None:
    families = {family.key for family in all_families(small)}
    assert families - set(lifting(small, 2.0)) == {"choice", "contaminated"}
    assert set(lifting(small, 2.0)) <= families


def test_whose_a_limit_is(small: Dataset) -> None:
    """The government's earmarks name the north alone; the bank's and the donor's leave programmes open."""
    changes = lifting(small, 2.0)
    whose = {family: programme_of(small, changes[family][0]) for family in changes}
    assert whose["eq06_build_programme South"] == "south"
    assert (whose["money gov"], whose["money bank"], whose["supplies"]) == ("north", "", "")
    of_south = lifting(small, 2.0, "south")
    assert "money gov" not in of_south
    assert "eq06_build_programme North" not in of_south
    assert {"money bank", "supplies", "eq06_build_programme South"} <= set(of_south)


def test_places_of_other_programmes_stay_as_they_are(small: Dataset) -> None:
    given = apply(small, lifted(Scenario(), small, {"place builders": 2.0}, "south"))
    before, after = (tables["build_capacity"].set_index(["place", "year"])["homes"] for tables in (small, given))
    times = (after / before).groupby("place").mean()
    southern = set(small["places"].loc[small["places"]["programme"] == "south", "place"])
    assert times.to_dict() == {place: 2.0 if place in southern else 1.0 for place in times.index}


def test_lifting_one_programmes_builders_leaves_the_others_alone(small: Dataset) -> None:
    """2027: 614 in the north, 132 in the south."""
    scenario = lifted(Scenario(), small, {"eq06_build_programme North": 2.0, "money bank": 3.0})
    given = apply(small, scenario)
    rows = given["capacities"][given["capacities"]["year"] == 2027].set_index(["programme", "resource"])["amount"]
    assert (rows["north", "build"], rows["south", "build"]) == (1228.0, 132.0)
    money = given["funding"].groupby("funder")["usd"].sum()
    assert money["bank"] == 3 * 7_893_000
    assert money["donor"] == 6_139_000
