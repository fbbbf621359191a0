"""A browser that has not seen the last answer yet sends old widget values along: they are echoes, no wishes.

Every message of a browser carries the values of all its widgets. One that is sent before the page with the last
change has arrived still has, for each widget that the change moved, the value before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from tests.app.conftest import drawn

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import Button

    from resettle.inputs.scenario import Scenario


def _levers() -> None:
    """The levers and the steps of What if, without what follows from them."""
    from resettle.app.components.assumptions import choose_scenario
    from resettle.app.components.lever_panel import lever_panel

    choose_scenario()
    lever_panel()


class LateBrowser:
    """A browser to which no page has come since it was made: all its messages carry what its widgets were then."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        states = app._tree.get_widget_states().widgets
        # what is pressed has no state: it is sent once, after all the others
        self.states = {one.id: one for one in states if one.WhichOneof("value") != "trigger_value"}

    def choose(self, widget: Any, value: object) -> None:
        """A person gives a widget another value."""
        widget.set_value(value)
        changed = WidgetState()
        changed.CopyFrom(widget._widget_state)
        self.states[changed.id] = changed
        self._send()

    def press(self, label: str) -> None:
        """A person presses a button."""
        button: Button = next(one for one in self.app.button if one.label == label)
        self._send(WidgetState(id=button.id, trigger_value=True))

    def _send(self, *triggers: WidgetState) -> None:
        self.app._run(WidgetStates(widgets=[*self.states.values(), *triggers]))
        assert not self.app.exception


def opened() -> AppTest:
    app = AppTest.from_function(_levers, default_timeout=60).run()
    assert not app.exception
    return app


def scenario(app: AppTest) -> Scenario:
    held: Scenario = app.session_state["resettle.scenario"]
    return held


def scale(app: AppTest) -> tuple[float, float]:
    """Builders and clearance."""
    return scenario(app).scale.build, scenario(app).scale.clearance


@pytest.mark.parametrize("with_page", [False, True], ids=["unseen", "seen"])
def test_twice_undo_redo(with_page: bool) -> None:
    """× 2, Undo, Redo: 200 %, whether or not the browser has seen the pages between them."""
    app = opened()
    browser = LateBrowser(app)
    browser.choose(drawn(app.button_group, "quick.build"), 200.0)
    for label, expected in (("Undo", 1.0), ("Redo", 2.0), ("Undo", 1.0), ("Redo", 2.0)):
        if with_page:
            browser = LateBrowser(app)
        browser.press(label)
        assert scale(app) == (expected, 1.0)
    assert drawn(app.slider, "lever.scale.build").value == 200.0
    assert drawn(app.button_group, "quick.build").value == 200.0


def test_two_levers_one_after_the_other_unseen() -> None:
    """The second click carries the first lever's slider at 100 %, since the page with 200 % has not come."""
    app = opened()
    browser = LateBrowser(app)
    build, clearance = (drawn(app.button_group, f"quick.{name}") for name in ("build", "clearance"))
    browser.choose(build, 200.0)
    browser.choose(clearance, 50.0)
    assert scale(app) == (2.0, 0.5)


def test_a_scenario_that_is_opened_stays_when_a_lever_follows_unseen() -> None:
    app = opened()
    browser = LateBrowser(app)
    clearance = drawn(app.button_group, "quick.clearance")
    browser.choose(drawn(app.selectbox, "assumptions.choice"), "many_levers")
    before = scenario(app)
    browser.choose(clearance, 200.0)
    assert scenario(app).scale == before.scale.model_copy(update={"clearance": 2.0})
    assert scenario(app).opens == before.opens


def test_a_person_s_own_value_counts_on_a_page_that_is_old() -> None:
    """Undo is unseen, and the slider of before is moved: that is a wish, whatever the page shows since."""
    app = opened()
    drawn(app.button_group, "quick.build").set_value(200.0).run()
    browser = LateBrowser(app)
    slider = drawn(app.slider, "lever.scale.build")
    browser.press("Undo")
    browser.choose(slider, 300.0)
    assert scale(app) == (3.0, 1.0)
    browser.press("Undo")
    assert scale(app) == (1.0, 1.0)


def test_back_to_a_value_of_before_is_a_wish_on_the_page_that_is_seen() -> None:
    app = opened()
    drawn(app.button_group, "quick.build").set_value(200.0).run()
    drawn(app.slider, "lever.scale.build").set_value(100.0).run()
    assert scale(app) == (1.0, 1.0)
    assert drawn(app.button_group, "quick.build").value == 100.0


def test_slider_and_box_go_in_step() -> None:
    """One change for one value, from either side, and Undo takes it back in one step."""
    app = opened()
    drawn(app.slider, "lever.scale.build").set_value(150.0).run()
    box = drawn(app.text_input, "typed.lever.scale.build")
    assert box.value == "150 %"
    box.set_value("72.5").run()
    assert scale(app) == (0.725, 1.0)
    assert drawn(app.slider, "lever.scale.build").value == 72.5
    assert drawn(app.text_input, "typed.lever.scale.build").value == "72.5 %"
    app.run()
    next(one for one in app.button if one.label == "Undo").click().run()
    assert scale(app) == (1.5, 1.0)


def test_a_typed_value_that_cannot_be_is_told_and_changes_nothing() -> None:
    app = opened()
    for typed in ("-5", "401", "much", "", "1e99"):
        drawn(app.text_input, "typed.lever.scale.build").set_value(typed).run()
        assert scale(app) == (1.0, 1.0)
        assert drawn(app.text_input, "typed.lever.scale.build").value == "100 %"
        trouble = app.session_state["resettle.trouble"]
        assert "from 0 to 400 (%)" in trouble.problems[0].expected
