"""What changed, worked by hand: the hamlet with twice the builders and twice the money.

Person-years: as it is 50 households x 4 persons x 2 years = 400. Builders alone change nothing. Money alone: 60 homes
in 2027 and 40 in 2028, 480 + 160 = 640. Both: 100 homes in 2027, 800.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Add, Change, Floors, Opens, Pin, Scale, Scenario, Target
from resettle.insight.part_names import part_name
from resettle.insight.what_changed import TOGETHER, changed_parts, mixed, quotable_change, what_changed
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

FEWER_BUILDERS = Change(table="capacities", column="amount", set=50)
BOTH = Scale(build=2.0, funding=2.0)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def estimates(dataset: Dataset) -> Estimator:
    return Estimator(dataset, Scenario())


def test_each_part_gets_the_mean_over_both_orders(estimates: Estimator) -> None:
    """Builders 0 before the money and 160 after it: 80. Money 240 before the builders and 400 after: 320."""
    found = what_changed(estimates, Scenario(), Scenario(scale=BOTH))
    rows = found.parts.set_index("part")
    assert found.exact
    assert rows["person_years"].to_dict() == pytest.approx({"scale.build": 80.0, "scale.funding": 320.0})
    assert rows["persons"].to_dict() == pytest.approx({"scale.build": 0.0, "scale.funding": 200.0})
    assert (found.before["persons"], found.after["persons"]) == (200.0, 400.0)
    assert rows.loc["scale.funding", ["before", "after"]].tolist() == ["1", "2"]
    said = quotable_change(found)
    assert said.startswith("400 people settle instead of 200 people, 200 people more.")
    assert "money (from 1 to 2) accounts for 200 people more" in said
    assert "Nothing in the number of people comes from builders." in said


def test_parts_that_work_only_together_share_alike(estimates: Estimator) -> None:
    """One year, 50 homes of builders and 50 of money: neither alone brings anybody; both bring 50 households."""
    before = Scenario(horizon=(2027, 2027), change=(FEWER_BUILDERS,))
    found = what_changed(estimates, before, before.model_copy(update={"scale": BOTH}))
    assert found.parts["persons"].tolist() == pytest.approx([100.0, 100.0])
    assert found.parts["begins_at"].tolist() == pytest.approx([200.0, 300.0])


def test_many_parts_add_to_the_whole(dataset: Dataset, estimates: Estimator) -> None:
    """Six parts, two orders of them; the whole is what plans made from nothing say."""
    after = Scenario(
        scale=Scale(build=0.5, funding=3.0, unit_cost=1.5, willingness=0.9),
        floors=Floors(origin=0.5),
        pin=(Pin(place="village", year=2027, at_most=25.0),),
    )
    found = what_changed(estimates, Scenario(), after)
    first, last = (make_plan(dataset, scenario, estimate=True).summary for scenario in (Scenario(), after))
    assert not found.exact
    assert len(found.parts) == 6
    assert found.parts["persons"].sum() == pytest.approx(last.persons_settled - first.persons_settled)
    assert found.parts["person_years"].sum() == pytest.approx(last.person_years - first.person_years)
    assert found.parts["objective"].sum() == pytest.approx(last.objective - first.objective)
    assert found.parts["usd"].sum() == pytest.approx(last.cost_usd - first.cost_usd, abs=1.0)


def test_the_same_question_has_no_parts(estimates: Estimator) -> None:
    found = what_changed(estimates, Scenario(), Scenario(title="Another name"))
    assert found.parts.empty
    assert quotable_change(found) == "The two scenarios ask the same: 200 people settle in both."


def test_without_a_plan_it_says_why(estimates: Estimator) -> None:
    found = what_changed(estimates, Scenario(), Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert "nowhere" in found.why
    assert found.parts.empty
    assert (found.before["persons"], dict(found.after)) == (200.0, {})
    assert quotable_change(found).startswith("One of the two scenarios has no plan")


def test_an_order_through_a_scenario_without_a_plan_is_left_out(estimates: Estimator) -> None:
    """A target of 2029 fits only once the horizon reaches it."""
    after = Scenario(horizon=(2027, 2029), target=(Target(scope="all", year=2029, persons=1.0),))
    found = what_changed(estimates, Scenario(), after)
    rows = found.parts.set_index("part")
    assert not found.exact
    assert rows["person_years"].to_dict() == pytest.approx({"horizon": 200.0, "target": 0.0})


def test_parts_without_any_order_are_told_together(estimates: Estimator) -> None:
    """Each target fits its own horizon alone."""
    before, after = (
        Scenario(horizon=(year, year), target=(Target(scope="all", year=year, persons=1.0),)) for year in (2027, 2028)
    )
    found = what_changed(estimates, before, after)
    assert found.parts["part"].tolist() == [TOGETHER]
    assert found.parts["persons"].tolist() == pytest.approx([found.after["persons"] - found.before["persons"]])
    assert not found.exact


def test_objectives_of_different_aims_do_not_compare(estimates: Estimator) -> None:
    found = what_changed(estimates, Scenario(), Scenario(mode="least_cost"))
    assert found.parts["objective"].isna().all()
    assert found.parts["part"].tolist() == ["mode"]


# Parts of scenarios, without a plan

RICH = Scenario(
    mode="fairest",
    horizon=(2027, 2028),
    standard={"health": 0.5},
    scale=Scale(staff=2.0),
    opens=Opens(corridor={"zc": 2030}, place={"r0": "never"}, solution={"south": {"return": 2028}}),
    target=(Target(scope="all", year=2028, persons=10.0),),
    change=(Change(table="land", where={"place": "r0"}, column="ready_ha", plus=2.0),),
)


def test_parts_are_levers_openings_and_fields() -> None:
    parts = changed_parts(Scenario(), RICH)
    assert set(parts) == {
        *("mode", "horizon", "standard", "scale.staff", "opens.corridor.zc", "opens.place.r0"),
        *("opens.solution.south.return", "target", "change"),
    }
    assert parts["horizon"] == ("", "2027–2028")
    assert parts["opens.place.r0"] == ("", "never")


def test_all_parts_mixed_are_the_other_scenario() -> None:
    for before, after in ((Scenario(), RICH), (RICH, Scenario())):
        parts = changed_parts(before, after)
        assert mixed(before, after, frozenset(parts)).digest == after.digest
        assert mixed(before, after, frozenset()).digest == before.digest
    assert mixed(Scenario(), RICH, frozenset({"scale.staff"})) == Scenario(scale=Scale(staff=2.0))


def test_parts_in_words(small: Dataset) -> None:
    words = {part: part_name(part, small) for part in (*changed_parts(Scenario(), RICH), "floors.size")}
    assert words["scale.staff"] == "staff"
    assert words["opens.corridor.zc"] == "opening of Corridor"
    assert words["opens.place.r0"] == "opening of R0"
    assert words["opens.solution.south.return"] == "opening of the solution return (South)"
    assert words["floors.size"] == "floor of household sizes"
    assert words["horizon"] == "years planned"


def test_a_part_within_the_noise_is_no_cause(estimates: Estimator) -> None:
    """Builders 0 and money 200 people: where plans as good as the best differ by 250, money is no finding either."""
    found = what_changed(estimates, Scenario(), Scenario(scale=BOTH))
    assert found.noise < 0.5
    said = quotable_change(replace(found, noise=250.0))
    assert "differ by up to 250 people; what is less is too small to tell" in said
    assert "Too small to tell: money." in said
    assert "accounts for" not in said


def test_a_row_added_comes_and_goes_with_the_changes_of_its_figures(small: Dataset) -> None:
    """A change of a row that is not there would be refused."""
    row = {"place": "r0", "year": 2029, "homes": 5}
    change = Change(table="build_capacity", where={"place": "r0", "year": 2029}, column="homes", plus=1.0)
    after = Scenario(add=(Add(table="build_capacity", row=row),), change=(change,))
    assert list(changed_parts(Scenario(), after)) == ["change"]
    assert mixed(Scenario(), after, frozenset({"change"})) == after
    only = Scenario(add=after.add)
    assert list(changed_parts(Scenario(), only)) == ["add"]
    assert mixed(Scenario(), only, frozenset({"add"})) == only
    assert part_name("add", small) == "rows added"
