"""What if: levers, scenarios that ship, grids, files, differences to the baseline."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app.components.answer import QUIET_SECONDS
from resettle.inputs.scenario import Scenario
from tests.app import conftest
from tests.app.conftest import REPOSITORY, WHAT_IF, has_figures, settled, start

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Button

SCENARIO = "resettle.scenario"


def texts(app: AppTest) -> str:
    """All that can be read, without the signs that keep it from being read as Markdown."""
    return conftest.texts(app).replace("\\", "")


def opened() -> AppTest:
    """The page with its first estimate, with tables only: charts have tests of their own and take their time."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=90)
    app.session_state["resettle.light"] = True
    return settled(app.run().switch_page(WHAT_IF).run(), has_figures)


def working(app: AppTest) -> bool:
    """Whether figures of the assumptions before are still shown."""
    return "those of the assumptions before" in texts(app)


def at_rest(app: AppTest) -> bool:
    """Whether the figures are those of the present assumptions."""
    return has_figures(app) and not working(app)


def people_settled(app: AppTest) -> int:
    """The card of people settled; the first card is person-years."""
    card = next(one for one in app.metric if one.label.startswith("People settled by"))
    return int(card.value.replace(",", ""))


def scenario(app: AppTest) -> Scenario:
    """The session's scenario."""
    held: Scenario = app.session_state[SCENARIO]
    return held


def test_nothing_is_different_at_first() -> None:
    app = opened()
    assert not app.exception
    assert "Nothing is different from the baseline yet" in texts(app)
    assert texts(app).count("**no change** to the baseline") == 6


def test_charts_are_drawn() -> None:
    app = settled(start(WHAT_IF), has_figures)
    assert not app.exception
    assert len(app.get("plotly_chart")) == 3


def test_a_lever_moved_shows_its_difference() -> None:
    app = opened()
    before = app.metric[0].value
    unfold(app, "group.money").slider(key="lever.scale.funding").set_value(200.0).run()
    assert scenario(app).scale.funding == 2.0
    settled(app, lambda app: at_rest(app) and "being checked" not in texts(app))
    assert app.metric[0].value != before
    assert re.search(r"\*\*\+[\d,]+ \(\+[\d,]+ to \+[\d,]+\)\*\* to the baseline", texts(app))


def test_undo_and_reset() -> None:
    app = opened()
    unfold(app, "group.services")
    app.slider(key="lever.scale.build").set_value(150.0).run()
    app.slider(key="lever.scale.staff").set_value(50.0).run()
    undo = next(button for button in app.button if button.label == "Undo")
    undo.click().run()
    assert (scenario(app).scale.build, scenario(app).scale.staff) == (1.5, 1.0)
    reset = next(button for button in app.button if button.label == "Back to the baseline")
    reset.click().run()
    assert scenario(app).digest == Scenario().digest


def test_the_scenario_outlives_a_change_of_page() -> None:
    app = opened()
    app.slider(key="lever.scale.clearance").set_value(200.0).run()
    app.switch_page("resettle/app/pages/overview.py").run()
    app.switch_page(WHAT_IF).run()
    assert app.slider(key="lever.scale.clearance").value == 200.0


def test_a_shipped_scenario_moves_its_levers() -> None:
    app = opened()
    unfold(app, "group.corridors", "group.fairness")
    app.selectbox(key="assumptions.choice").set_value("many_levers").run()
    assert not app.exception
    assert app.slider(key="lever.scale.clearance").value == 50.0
    assert app.select_slider(key="lever.corridor.zc").value == 2028
    assert app.slider(key="lever.floors.origin").value == 40.0
    settled(app, at_rest)
    assert not app.exception


def test_a_closed_solution_opens_by_one_switch() -> None:
    app = unfold(opened(), "group.people")
    app.toggle(key="lever.open.south.return").set_value(True).run()
    assert scenario(app).opens.solution == {"south": {"return": 2028}}
    app.toggle(key="lever.open.south.return").set_value(False).run()
    assert scenario(app).digest == Scenario().digest


def test_standards_by_service() -> None:
    app = unfold(opened(), "group.services")
    app.slider(key="lever.standard").set_value(80.0).run()
    assert scenario(app).standard == 0.8
    app.toggle(key="lever.standards").set_value(True).run()
    standards = scenario(app).standard
    assert isinstance(standards, dict)
    assert set(standards.values()) == {0.8}


def test_the_last_year() -> None:
    app = unfold(opened(), "group.aim")
    app.select_slider(key="lever.last_year").set_value(2032).run()
    assert scenario(app).horizon == (2027, 2032)
    settled(app, at_rest)
    assert "people settled by 2032" in texts(app)


def unfold(app: AppTest, *groups: str) -> AppTest:
    """Open folded parts of the page."""
    for group in groups:
        app.session_state[group] = True
    return app.run()


def grid_of(table: str) -> AppTest:
    """The page with the grid of a table open."""
    app = unfold(opened(), "grid.open")
    return app.selectbox(key="grid.table").set_value(table).run()


def edit(app: AppTest, grid: str, row: int, column: str, value: object) -> AppTest:
    """Type a value into a cell."""
    app.session_state[f"grid.{grid}.0"] = {"edited_rows": {row: {column: value}}, "added_rows": [], "deleted_rows": []}
    return app.run()


def button(app: AppTest, label: str) -> Button:
    return next(one for one in app.button if one.label.startswith(label))


def tables(app: AppTest) -> str:
    """All that stands in small tables, without the signs that keep it from being read as Markdown."""
    return "\n".join(str(table.value.to_numpy()) for table in app.table).replace("\\", "")


def test_folded_grids_are_not_built() -> None:
    app = opened()
    assert not any(str(box.key).startswith("grid.table") for box in app.selectbox)


def test_a_cell_becomes_a_change_when_it_is_used() -> None:
    app = edit(grid_of("build_capacity"), "build_capacity", 0, "2027", "500")
    shown = next(table.value for table in app.table if "Before" in table.value)
    assert shown[["Before", "After"]].to_numpy().tolist() == [["159", "500"]]
    assert scenario(app).change == ()
    button(app, "Use 1").click().run()
    (change,) = scenario(app).change
    assert (change.table, change.where, change.column, change.set) == (
        "build_capacity",
        {"place": "r0", "year": 2027},
        "homes",
        500.0,
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "found", "expected"),
    [
        ("build_capacity", "2027", "-5", "-5", "a number of at least 0 (homes a year)"),
        ("build_capacity", "2027", -5, "-5", "a number of at least 0 (homes a year)"),
        ("build_capacity", "2027", "12,7x", "'12,7x'", "a number of at least 0 (homes a year)"),
        ("build_capacity", "2027", "1e99", "1e99", "at most 1e+15"),
        ("funding", "2027", None, "a blank", "a number of at least 0 (US$)"),
        ("funding", "2028", "7", "no row for 2028", "a year that has a row of its own"),
        ("services", "lead_years", "1.5", "1.5", "a whole number from 0 to 100 (years)"),
        ("willingness", "share", "1.2", "1.2", "a number from 0 to 1 (part of 1)"),
        ("places", "opens_year", "nevr", "'nevr'", "a year from 1900 to 2200 or never"),
    ],
)
def test_a_wrong_cell_is_told_and_cannot_be_used(
    table: str, column: str, value: object, found: str, expected: str
) -> None:
    """Typed, pasted or injected: neither turned into 5 nor dropped."""
    app = edit(grid_of(table), table, 0, column, value)
    assert not app.exception
    assert button(app, "Use 1").disabled
    assert found in tables(app)
    assert expected in tables(app)
    assert scenario(app).change == ()


def test_a_rule_across_tables_refuses_too() -> None:
    """Of 8 homes with open claims, no fewer than 8 can stand there."""
    app = edit(grid_of("vacant_homes"), "vacant_homes", 1, "homes", "7")
    assert button(app, "Use 1").disabled
    assert "at most homes, 7" in tables(app)


@pytest.mark.parametrize(("typed", "kept"), [("12.7", 12.7), ("0", 0.0), (None, "blank"), ("", "blank")])
def test_a_figure_is_kept_as_typed_and_a_blank_is_not_0(typed: object, kept: object) -> None:
    app = edit(grid_of("build_capacity"), "build_capacity", 0, "2027", typed)
    button(app, "Use 1").click().run()
    assert scenario(app).change[0].set == kept
    settled(app, at_rest)
    assert not app.exception


def test_a_figure_set_back_is_no_change() -> None:
    app = edit(grid_of("build_capacity"), "build_capacity", 0, "2027", "500")
    button(app, "Use 1").click().run()
    app.session_state["grid.build_capacity.1"] = {"edited_rows": {0: {"2027": "159"}}}
    app.run()
    button(app, "Use 1").click().run()
    assert scenario(app).digest == Scenario().digest


def test_many_figures_at_once() -> None:
    """Each place's builders, 500 more: 6 rows of 2027."""
    app = grid_of("build_capacity")
    app.selectbox(key="group.build_capacity.how").set_value("plus").run()
    app.text_input(key="group.build_capacity.figure").set_value("-5000").run()
    assert "at least 0" in tables(app)
    app.text_input(key="group.build_capacity.figure").set_value("500").run()
    assert "figures change; their sum" in texts(app)
    button(app, "Use this change").click().run()
    (change,) = scenario(app).change
    assert (change.where, change.plus) == ({}, 500.0)
    button(app, "Take it back").click().run()
    assert scenario(app).change == ()


def test_a_lever_out_of_range_stops_at_its_end() -> None:
    """As a forged request would send it: the server holds the slider's range."""
    app = opened()
    app.slider(key="lever.scale.build").set_value(-50.0).run()
    assert not app.exception
    assert scenario(app).scale.build == 0.0


def exact(app: AppTest) -> bool:
    return re.search(r"Plan, (within|proven to be)", texts(app)) is not None


def test_the_exact_plan_follows_by_itself() -> None:
    app = opened()
    app.slider(key="lever.scale.build").set_value(150.0).run()
    assert "Estimate, slightly optimistic" in texts(app)
    settled(app, exact)
    assert not app.exception


def test_without_following_the_exact_plan_comes_on_demand() -> None:
    app = opened()
    app.toggle(key="follow.switch").set_value(False).run()
    app.slider(key="lever.scale.build").set_value(165.0).run()
    time.sleep(QUIET_SECONDS + 0.5)
    app.run()
    assert not exact(app)
    button(app, "Make the plan").click().run()
    settled(app, exact)


def test_where_whole_facilities_are_off_no_exact_plan_follows() -> None:
    app = unfold(opened(), "group.aim")
    app.toggle(key="lever.whole_facilities").set_value(False).run()
    assert scenario(app).whole_facilities is False
    assert app.toggle(key="follow.switch").disabled
    assert "ask for the estimate only" in texts(app)


def test_every_answer_stands_beside_the_one_before() -> None:
    app = opened()
    assert "Before this change" not in texts(app)
    unfold(app, "group.money", "compared.open")
    app.slider(key="lever.scale.funding").set_value(50.0).run()
    first = people_settled(app)
    app.slider(key="lever.scale.funding").set_value(25.0).run()
    second = people_settled(app)
    assert second < first
    assert f"Before this change: {first:,} people settled" in texts(app)
    settled(app, lambda app: "being checked" not in texts(app))
    assert re.search(rf"people settled \*\*−{first - second:,} \(−[\d,]+ to −[\d,]+\)\*\*", texts(app))
    table = next(frame.value for frame in app.dataframe if "Difference to before this change" in frame.value)
    row = table[table["Figure"] == "People settled"].iloc[0]
    assert row["Difference to before this change"].startswith(f"−{first - second:,} (−")


def test_what_a_corridor_is_worth_is_a_figure() -> None:
    app = settled(unfold(opened(), "worth.open"), lambda app: "rather than never" in texts(app))
    labels = [metric.label.replace("\\", "") for metric in app.metric]
    assert "Tonnes carried on it, all years" in labels
    assert not app.exception


def test_under_moved_levers_a_corridor_is_worked_out_on_demand() -> None:
    """Not before: two more estimates for every lever would keep the next one waiting."""
    app = unfold(opened(), "worth.open")
    app.slider(key="lever.scale.build").set_value(150.0).run()
    settled(app, at_rest)
    assert "rather than never" not in texts(app)
    button(app, "Work it out").click().run()
    settled(app, lambda app: "rather than never" in texts(app))
    assert not app.exception


def test_two_sessions_do_not_see_each_other() -> None:
    first, second = opened(), opened()
    first.slider(key="lever.scale.build").set_value(150.0).run()
    second.run()
    assert second.slider(key="lever.scale.build").value == 100.0
