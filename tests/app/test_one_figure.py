"""One figure asked for: the row is found, or added where it is not there; by year it is for its year alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.app.one_figure import Question, ask, figures, needed, tables_to_ask, without_figure
from resettle.errors import ScenarioError
from resettle.inputs.scenario import Change, Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from tests.app.conftest import drawn
from tests.app.test_what_if import button, opened, scenario, tables, texts, unfold

if TYPE_CHECKING:
    from resettle.app.one_figure import How, Naming
    from resettle.inputs.dataset import Dataset


def question(table: str, how: How, amount: str, column: str = "", **naming: str | int) -> Question:
    declared = INPUT_TABLES[table]
    chosen = declared.column(column) if column else figures(declared)[0]
    assert chosen is not None
    return Question(declared, dict(naming), chosen, how, amount, {})


def homes_of(dataset: Dataset, scenario: Scenario, place: str) -> dict[int, float]:
    """Builders of a place by year, as the rows have it."""
    frame = apply(dataset, scenario)["build_capacity"]
    rows = frame[frame["place"] == place]
    return dict(zip(rows["year"].tolist(), rows["homes"].tolist(), strict=True))


def test_homes_that_nobody_has_a_row_for_yet(small: Dataset) -> None:
    """5,000 more of 4 rooms in r1 from 2029, where the data have homes from the start only."""
    naming: Naming = {"place": "r1", "rooms": 4, "from_year": 2029}
    asked = ask(small, Scenario(), question("vacant_homes", "plus", "5000", **naming))
    (add,) = asked.scenario.add
    assert add.row == {**naming, "homes": 5000.0}
    assert (asked.after, asked.is_added, asked.again_from) == (5000.0, True, None)


def test_a_row_that_is_there_is_changed(small: Dataset) -> None:
    """64 homes of 4 rooms stand in r1 from the start: 5,000 more are 5,064."""
    asked = ask(small, Scenario(), question("vacant_homes", "plus", "5000", place="r1", rooms=4, from_year=""))
    (change,) = asked.scenario.change
    assert asked.scenario.add == ()
    assert (change.set, asked.before, asked.after) == (5064.0, 64.0, 5064.0)


def test_more_in_one_year_is_more_in_that_year_alone(small: Dataset) -> None:
    """269 homes a year in r1 from 2027: in 2029 they are 769, in 2030 269 again."""
    asked = ask(small, Scenario(), question("build_capacity", "plus", "500", place="r1", year=2029))
    assert homes_of(small, asked.scenario, "r1") == {2027: 269.0, 2029: 769.0, 2030: 269.0}
    assert asked.again_from == 2030
    last = ask(small, Scenario(), question("build_capacity", "plus", "500", place="r1", year=2030))
    assert homes_of(small, last.scenario, "r1") == {2027: 269.0, 2030: 769.0}
    twice = ask(small, asked.scenario, question("build_capacity", "plus", "1", place="r1", year=2029))
    assert homes_of(small, twice.scenario, "r1") == {2027: 269.0, 2029: 770.0, 2030: 269.0}


def test_changes_of_many_rows_are_not_made_twice(small: Dataset) -> None:
    """Builders doubled first, 538 in r1: 500 more in 2029 are 1,038, and 538 again in 2030."""
    doubled = Scenario(change=(Change(table="build_capacity", column="homes", times=2.0),))
    asked = ask(small, doubled, question("build_capacity", "plus", "500", place="r1", year=2029))
    assert homes_of(small, asked.scenario, "r1") == {2027: 538.0, 2029: 1038.0, 2030: 538.0}


def test_what_nothing_is_known_of_cannot_grow(small: Dataset) -> None:
    with pytest.raises(ScenarioError, match="exactly"):
        ask(small, Scenario(), question("capacities", "plus", "5", programme="south", resource="clearance", year=2027))


def test_other_figures_that_a_row_must_have_are_asked_for(small: Dataset) -> None:
    table = INPUT_TABLES["travel"]
    assert needed(small, Scenario(), table, {"from_place": "r0", "to_place": "r1"}, figures(table)[0]) == []
    housing = INPUT_TABLES["housing"]
    column = housing.column("units_total")
    assert column is not None
    naming: Naming = {"place": "r0", "option": "nothing_of_the_kind"}
    assert [one.name for one in needed(small, Scenario(), housing, naming, column)] == ["unit_cost_usd"]


def test_every_row_taken_back_leaves_the_baseline(small: Dataset) -> None:
    asked = ask(small, Scenario(), question("build_capacity", "plus", "500", place="r1", year=2029)).scenario
    while asked.add or asked.change:
        asked = without_figure(asked, 0)
    assert asked.digest == Scenario().digest


def test_every_table_that_can_be_asked_about_has_figures() -> None:
    assert {"vacant_homes", "build_capacity", "capacities", "funding", "supplies"} <= set(tables_to_ask())
    assert "places" not in tables_to_ask()


def test_it_is_asked_on_the_page() -> None:
    app = unfold(opened(), "grid.open")
    app.selectbox(key="one.vacant_homes.place").set_value("r1").run()
    app.selectbox(key="one.vacant_homes.rooms").set_value(4).run()
    app.selectbox(key="one.vacant_homes.from_year").set_value(2029).run()
    app.text_input(key="one.amount").set_value("-5").run()
    assert "at least 0" in tables(app)
    app.text_input(key="one.amount").set_value("5000").run()
    assert "Homes **none → 5,000**. The table has no such row yet: it is added." in texts(app)
    button(app, "Use this change").click().run()
    (add,) = scenario(app).add
    assert add.row == {"place": "r1", "rooms": 4, "from_year": 2029, "homes": 5000.0}
    assert "row added: Homes 5,000" in tables(app)
    button(app, "Take it back").click().run()
    assert scenario(app).digest == Scenario().digest
    assert drawn(app.selectbox, "grid.table").value
