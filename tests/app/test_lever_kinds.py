"""Every kind of lever on the page: a value that is chosen or typed, the scenario's field, the answer or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scale, Scenario, Target
from tests.app.conftest import REPOSITORY, SMALL, drawn
from tests.app.test_what_if import button, has_figures, opened, scenario, tables, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def page() -> Iterator[AppTest]:
    """One session for all kinds; each test goes back to the baseline first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESETTLE_DATA", str(SMALL))
        patch.chdir(REPOSITORY)
        app = opened()
        app.session_state["resettle.follows"] = False
        yield app


def on(page: AppTest, group: str) -> AppTest:
    """The page on the baseline with one group open."""
    page.session_state["resettle.scenario"] = Scenario()
    for other in ("building", "money", "people", "services", "corridors", "fairness", "aim", "wishes"):
        page.session_state[f"group.{other}"] = other == group
    return page.run()


def test_double_is_one_click(page: AppTest) -> None:
    app = on(page, "building")
    before = app.metric[0].value
    app.button_group(key="quick.build").set_value(200.0).run()
    assert scenario(app).scale == Scale(build=2.0)
    assert drawn(app.slider, "lever.scale.build").value == 200.0
    assert "851 → 1,702 homes a year in 2028 · all assumed" in texts(app)
    assert app.metric[0].value != before


@pytest.mark.parametrize("group", ["building", "money", "people", "services"])
def test_every_capacity_lever_says_how_much_there_is(page: AppTest, group: str) -> None:
    app = on(page, group)
    sliders = [slider for slider in app.slider if str(slider.key).startswith("lever.scale.")]
    assert sliders
    assert len(app.button_group) >= len(sliders)
    assert all("Tables:" in slider.help.replace("\\", "") for slider in sliders)


def test_the_mode(page: AppTest) -> None:
    app = on(page, "aim")
    drawn(app.radio, "lever.mode").set_value("least_cost").run()
    assert scenario(app).mode == "least_cost"
    assert not app.exception
    assert has_figures(app) or app.error


def test_what_the_worst_off_may_give_up(page: AppTest) -> None:
    """The lever is there where the fairest plan is asked for, and only there."""
    app = on(page, "aim")
    assert not any(str(slider.key).startswith("lever.fairest_within") for slider in app.slider)
    drawn(app.radio, "lever.mode").set_value("fairest").run()
    slider = drawn(app.slider, "lever.fairest_within")
    assert slider.value == 1.0
    slider.set_value(5.0).run()
    assert scenario(app).fairest_within == 0.05
    assert not app.exception


def test_first_and_last_year(page: AppTest) -> None:
    app = on(page, "aim")
    drawn(app.select_slider, "lever.first_year").set_value(2028).run()
    assert scenario(app).horizon == (2028, 2030)
    drawn(app.select_slider, "lever.last_year").set_value(2031).run()
    assert scenario(app).horizon == (2028, 2031)
    assert "People settled by 2031" in texts(app)


def test_the_worth_of_a_person_year_is_typed(page: AppTest) -> None:
    app = on(page, "aim")
    box = drawn(app.text_input, "lever.usd_per_person_year")
    assert box.value == "1000000"
    box.set_value("250000.5").run()
    assert scenario(app).usd_per_person_year == 250_000.5


@pytest.mark.parametrize(
    ("typed", "expected"), [("-5", "at least 0"), ("0", "more than 0"), ("1,5", "at least 0"), ("", "at least 0")]
)
def test_a_worth_that_cannot_be_is_told(page: AppTest, typed: str, expected: str) -> None:
    app = on(page, "aim")
    drawn(app.text_input, "lever.usd_per_person_year").set_value(typed).run()
    assert expected in tables(app)
    assert scenario(app).usd_per_person_year == 1_000_000.0


def test_a_place_is_closed(page: AppTest) -> None:
    app = on(page, "corridors")
    app.selectbox(key="opens.place").set_value("r1").run()
    before = app.metric[0].value
    drawn(app.select_slider, "lever.place.r1").set_value("never").run()
    assert scenario(app).opens.place == {"r1": "never"}
    assert "R1: never" in texts(app)
    assert app.metric[0].value != before


def test_a_floor(page: AppTest) -> None:
    app = on(page, "fairness")
    drawn(app.slider, "lever.floors.origin").set_value(50.0).run()
    assert scenario(app).floors.origin == 0.5


def test_a_target_is_added_changed_and_removed(page: AppTest) -> None:
    app = on(page, "wishes")
    app.selectbox(key="target.new.0.scope").set_value(("programme", "north"))
    app.selectbox(key="target.new.0.year").set_value(2029)
    app.text_input(key="target.new.0.persons").set_value("3000")
    button(app, "Add the target").click().run()
    assert scenario(app).target == (Target(scope="programme", name="north", year=2029, persons=3000.0),)
    assert "1. Programme: North: 3,000 people by 2029" in texts(app)
    button(app, "Edit target 1").click().run()
    app.text_input(key="target.0.1.persons").set_value("50")
    button(app, "Change target 1").click().run()
    assert [target.persons for target in scenario(app).target] == [50.0]
    button(app, "Remove target 1").click().run()
    assert scenario(app).digest == Scenario().digest


def test_a_target_that_was_typed_wrongly_is_told(page: AppTest) -> None:
    app = on(page, "wishes")
    app.text_input(key="target.new.0.persons").set_value("3.000.000")
    button(app, "Add the target").click().run()
    assert "Write decimals with a point" in tables(app)
    assert scenario(app).target == ()


def test_a_pin_holds_a_place_back(page: AppTest) -> None:
    app = on(page, "wishes")
    before = app.metric[0].value
    app.selectbox(key="pin.new.0.place").set_value("r0")
    app.text_input(key="pin.new.0.at_most").set_value("0")
    button(app, "Add the pin").click().run()
    assert scenario(app).pin == (Pin(place="r0", at_most=0.0),)
    assert "1. R0: at most 0 households" in texts(app)
    assert app.metric[0].value != before


@pytest.mark.parametrize(
    ("typed", "expected"),
    [({}, "one of at_least, at_most and exactly"), ({"at_least": "9", "at_most": "3"}, "at_least not above at_most")],
)
def test_a_pin_that_cannot_be_is_told(page: AppTest, typed: dict[str, str], expected: str) -> None:
    app = on(page, "wishes")
    for bound in ("at_least", "at_most", "exactly"):
        app.text_input(key=f"pin.new.0.{bound}").set_value(typed.get(bound, ""))
    button(app, "Add the pin").click().run()
    assert expected in tables(app)
    assert scenario(app).pin == ()
