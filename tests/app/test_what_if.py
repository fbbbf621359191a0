"""What if: levers, scenarios that ship, grids, files, differences to the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario
from tests.app.conftest import WHAT_IF, has_figures, settled, start, texts

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

SCENARIO = "resettle.scenario"


def opened() -> AppTest:
    """The page with its first estimate."""
    return settled(start(WHAT_IF), has_figures)


def working(app: AppTest) -> bool:
    """Whether figures of the assumptions before are still shown."""
    return "those of the assumptions before" in texts(app)


def at_rest(app: AppTest) -> bool:
    """Whether the figures are those of the present assumptions."""
    return has_figures(app) and not working(app)


def scenario(app: AppTest) -> Scenario:
    """The session's scenario."""
    held: Scenario = app.session_state[SCENARIO]
    return held


def test_nothing_is_different_at_first() -> None:
    app = opened()
    assert not app.exception
    assert "Nothing is different from the baseline yet" in texts(app)
    assert texts(app).count("**± 0** to the baseline") == 3


def test_a_lever_moved_shows_its_difference() -> None:
    app = opened()
    before = app.metric[0].value
    app.slider(key="lever.scale.funding").set_value(200.0).run()
    assert scenario(app).scale.funding == 2.0
    settled(app, at_rest)
    assert app.metric[0].value != before
    assert "**+" in texts(app)


def test_undo_and_reset() -> None:
    app = opened()
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
    app.selectbox(key="assumptions.choice").set_value("many_levers").run()
    assert not app.exception
    assert app.slider(key="lever.scale.clearance").value == 50.0
    assert app.select_slider(key="lever.corridor.zc").value == 2028
    assert app.slider(key="lever.floors.origin").value == 40.0
    settled(app, at_rest)
    assert not app.exception


def test_a_closed_solution_opens_by_one_switch() -> None:
    app = opened()
    app.toggle(key="lever.open.south.return").set_value(True).run()
    assert scenario(app).opens.solution == {"south": {"return": 2028}}
    app.toggle(key="lever.open.south.return").set_value(False).run()
    assert scenario(app).digest == Scenario().digest


def test_standards_by_service() -> None:
    app = opened()
    app.slider(key="lever.standard").set_value(80.0).run()
    assert scenario(app).standard == 0.8
    app.toggle(key="lever.standards").set_value(True).run()
    standards = scenario(app).standard
    assert isinstance(standards, dict)
    assert set(standards.values()) == {0.8}


def test_the_last_year() -> None:
    app = opened()
    app.select_slider(key="lever.last_year").set_value(2032).run()
    assert scenario(app).horizon == (2027, 2032)
    settled(app, at_rest)
    assert "people settled by 2032" in texts(app)


def edit(app: AppTest, grid: str, row: int, column: str, value: object) -> AppTest:
    """Type a value into a cell."""
    app.session_state[f"grid.{grid}.0"] = {"edited_rows": {row: {column: value}}, "added_rows": [], "deleted_rows": []}
    return app.run()


def use_button(app: AppTest) -> object:
    return next(button for button in app.button if button.label.startswith("Use 1"))


def test_a_cell_becomes_a_change_when_it_is_used() -> None:
    app = edit(opened(), "build_capacity", 0, "2027", 500)
    shown = app.table[0].value
    assert shown[["Before", "After"]].to_numpy().tolist() == [[159.0, "500"]]
    assert scenario(app).change == ()
    use_button(app).click().run()
    (change,) = scenario(app).change
    assert (change.table, change.where, change.column, change.set) == (
        "build_capacity",
        {"place": "r0", "year": 2027},
        "homes",
        500.0,
    )


@pytest.mark.parametrize(("value", "found"), [(-5, "-5"), (None, "nothing"), ("12,7x", "12,7x")])
def test_a_wrong_cell_is_told_and_cannot_be_used(value: object, found: str) -> None:
    """Neither turned into 5 nor dropped."""
    app = edit(opened(), "build_capacity", 0, "2027", value)
    assert not app.exception
    assert use_button(app).disabled
    assert any(found in str(table.value.to_numpy()) for table in app.table)


def test_a_figure_with_a_fraction_is_kept_as_typed() -> None:
    app = edit(opened(), "build_capacity", 0, "2027", 12.7)
    use_button(app).click().run()
    assert scenario(app).change[0].set == 12.7


def test_a_lever_out_of_range_stops_at_its_end() -> None:
    """As a forged request would send it: the server holds the slider's range."""
    app = opened()
    app.slider(key="lever.scale.build").set_value(-50.0).run()
    assert not app.exception
    assert scenario(app).scale.build == 0.0


def test_the_plan_with_whole_facilities_on_demand() -> None:
    app = opened()
    app.slider(key="lever.scale.build").set_value(150.0).run()
    settled(app, at_rest)
    make = next(button for button in app.button if button.label.startswith("Make the plan"))
    make.click().run()
    settled(app, lambda app: "whole facilities on both sides" in texts(app))
    assert not app.exception


def test_what_a_corridor_is_worth_is_a_figure() -> None:
    app = settled(opened(), lambda app: "rather than never" in texts(app))
    labels = [metric.label for metric in app.metric]
    assert "Tonnes carried on it, all years" in labels
    assert not app.exception


def test_under_moved_levers_a_corridor_is_worked_out_on_demand() -> None:
    """Not before: two more estimates for every lever would keep the next one waiting."""
    app = opened()
    app.slider(key="lever.scale.build").set_value(150.0).run()
    settled(app, at_rest)
    assert "rather than never" not in texts(app)
    next(button for button in app.button if button.label.startswith("Work it out")).click().run()
    settled(app, lambda app: "rather than never" in texts(app))
    assert not app.exception


def test_two_sessions_do_not_see_each_other() -> None:
    first, second = opened(), opened()
    first.slider(key="lever.scale.build").set_value(150.0).run()
    second.run()
    assert second.slider(key="lever.scale.build").value == 100.0
