"""Saved scenarios in the app: save, open, duplicate, tag, delete, conflicts, unsaved work; undo, redo; links."""

from __future__ import annotations

import os
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from resettle.inputs.scenario import Opens, Scale, Scenario
from resettle.workspace.link import packed
from resettle.workspace.store import Workspace
from tests.app.conftest import REPOSITORY, WHAT_IF, drawn, link_of, start, texts

SCENARIO = "resettle.scenario"
METHOD = "resettle/app/pages/method.py"
UNSAVED = "differ from the baseline in"


@pytest.fixture
def workspace() -> Workspace:
    """The folder that the app under test saves into."""
    return Workspace(Path(os.environ["RESETTLE_SCENARIOS"]))


def scenario(app: AppTest) -> Scenario:
    held: Scenario = app.session_state[SCENARIO]
    return held


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button that can be pressed with this label."""
    next(button for button in app.button if button.label == label and not button.disabled).click().run()
    assert not app.exception
    return app


def _bar() -> None:
    """What stands around the levers, and buttons in their place: quicker than the whole page."""
    import streamlit as st

    from resettle.app import kept, state
    from resettle.app.components.assumptions import choose_scenario, show_changes, show_description
    from resettle.app.components.scenarios import scenario_bar
    from resettle.app.guard import show_kept_trouble
    from resettle.app.levers import changed

    for label, scale in (("1.5", {"build": 1.5}), ("2", {"build": 2.0}), ("staff", {"staff": 0.5})):
        before = {} if label == "2" else state.scenario().scale.model_dump()
        if st.button(label):
            state.set_scenario(changed(state.scenario(), scale={**before, **scale}))
    show_kept_trouble()
    choose_scenario()
    scenario_bar()
    show_description()
    show_changes()
    st.session_state["unsaved"] = kept.is_unsaved()


def bar() -> AppTest:
    """A new session with the bar alone."""
    return AppTest.from_function(_bar, default_timeout=60).run()


def moved() -> AppTest:
    """Builders at 150 %, in a session with the bar alone."""
    return press(bar(), "1.5")


def moved_lever() -> AppTest:
    """The same in What if."""
    app = start(WHAT_IF)
    drawn(app.slider, "lever.scale.build").set_value(150.0).run()
    return app


def save(app: AppTest, name: str, tags: list[str] | None = None) -> AppTest:
    app.text_input(key="save.name").set_value(name)
    app.text_area(key="save.description").set_value("More builders")
    app.session_state["save.tags"] = tags or []
    return press(app, "Save under this name")


def test_save_and_open_in_another_session(workspace: Workspace) -> None:
    app = save(moved(), "More builders", ["homes"])
    assert "Saved as “More builders”." in [one.value for one in app.success]
    saved = workspace.open("More builders")
    assert (saved.scenario.scale.build, saved.scenario.description, saved.tags) == (1.5, "More builders", ("homes",))
    other = bar()
    drawn(other.selectbox, "assumptions.choice").set_value("saved/More builders").run()
    assert scenario(other) == saved.scenario


def test_unsaved_work_is_announced_on_every_page_until_it_is_saved() -> None:
    app = start(WHAT_IF)
    assert UNSAVED not in texts(app)
    drawn(app.slider, "lever.scale.build").set_value(150.0).run()
    assert "differ from the baseline in 1 point" in texts(app)
    app.switch_page(METHOD).run()
    assert UNSAVED in texts(app)
    save(app.switch_page(WHAT_IF).run(), "More builders")
    assert UNSAVED not in texts(app)
    drawn(app.slider, "lever.scale.clearance").set_value(50.0).run()
    assert "in 2 points" in texts(app)
    press(app, "Undo")
    assert UNSAVED not in texts(app)


def test_a_shipped_scenario_is_no_unsaved_work() -> None:
    app = bar()
    drawn(app.selectbox, "assumptions.choice").set_value("many_levers").run()
    assert not app.session_state["unsaved"]
    assert press(app, "staff").session_state["unsaved"]


def test_redo_brings_back_and_a_new_change_forgets() -> None:
    app = press(moved(), "Undo")
    assert scenario(app).scale.build == 1.0
    press(app, "Redo")
    assert scenario(app).scale.build == 1.5
    press(app, "Undo")
    press(app, "staff")
    assert next(button for button in app.button if button.label == "Redo").disabled


def test_saving_again_after_opening_replaces(workspace: Workspace) -> None:
    app = save(moved(), "More builders")
    press(app, "2")
    assert app.text_input(key="save.name").value == "More builders"
    save(app, "More builders")
    assert workspace.open("More builders").scenario.scale.build == 2.0


def test_nobody_overwrites_what_they_have_not_seen(workspace: Workspace) -> None:
    theirs = workspace.save("Shared", Scenario(description="Theirs", scale=Scale(build=3.0)))
    app = save(moved(), "Shared")
    assert "not as you opened it" in app.warning[0].value
    assert "Theirs" in texts(app)
    assert workspace.open("Shared") == theirs
    press(app, "Leave it as it is")
    assert not app.warning
    save(app, "Shared")
    press(app, "Replace it with mine")
    assert workspace.open("Shared").scenario.scale.build == 1.5
    assert not app.warning


def test_a_name_that_cannot_be_used_is_told(workspace: Workspace) -> None:
    app = save(moved(), "../x")
    assert "cannot be used" in app.error[0].value
    assert app.text_input(key="save.name").value == "../x"
    assert dict(workspace.shelf().saved) == {}
    assert scenario(app).scale.build == 1.5


def test_duplicate_and_delete_with_confirmation(workspace: Workspace) -> None:
    app = save(moved(), "One")
    press(app, "Duplicate")
    press(app, "Duplicate")
    assert list(workspace.shelf().saved) == ["One", "One (copy)", "One (copy) (copy)"]
    press(app, "Delete")
    assert len(workspace.shelf().saved) == 3
    press(app, "No, keep it")
    press(app, "Delete")
    press(app, "Yes, delete it")
    assert list(workspace.shelf().saved) == ["One", "One (copy)"]


def test_name_description_and_tags_can_be_changed(workspace: Workspace) -> None:
    app = save(moved(), "One")
    app.text_input(key="details.name.One").set_value("Other")
    app.text_area(key="details.description.One").set_value("Why")
    app.session_state["details.tags.One"] = ["roads"]
    press(app, "Change them")
    saved = workspace.open("Other")
    assert (saved.scenario.description, saved.tags, saved.scenario.scale.build) == ("Why", ("roads",), 1.5)
    assert list(workspace.shelf().saved) == ["Other"]
    assert scenario(app).title == "Other"
    press(app, "2")
    save(app, "Other")
    assert workspace.open("Other").scenario.scale.build == 2.0


def test_damaged_files_are_listed_with_their_problem(workspace: Workspace) -> None:
    workspace.folder.mkdir(parents=True)
    (workspace.folder / "broken.toml").write_text("scael = 2\n")
    app = bar()
    assert not app.exception
    assert any("cannot be read" in one.value for one in app.warning)
    assert any("scael" in str(table.value.to_numpy()) for table in app.table)


def test_a_saved_scenario_that_does_not_fit_is_told_and_changes_nothing(workspace: Workspace) -> None:
    workspace.save("Elsewhere", Scenario(opens=Opens(corridor={"nowhere": 2028})))
    app = bar()
    drawn(app.selectbox, "assumptions.choice").set_value("saved/Elsewhere").run()
    assert any("nowhere" in str(table.value.to_numpy()) for table in app.table)
    assert scenario(app).digest == Scenario().digest


def at(query: dict[str, str | list[str]]) -> AppTest:
    """A new session that begins at an address."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def link(app: AppTest) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link_of(app)).query))


def test_a_link_brings_the_same_scenario_to_a_new_session() -> None:
    query = link(moved_lever())
    other = at({"scenario": query["scenario"]})
    assert scenario(other).scale.build == 1.5
    assert not other.warning
    other.switch_page(WHAT_IF).run()
    assert drawn(other.slider, "lever.scale.build").value == 150.0


def test_the_link_of_the_baseline_says_nothing() -> None:
    assert link(start(METHOD)) == {}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"scenario": "garbage!"}, "whole link"),
        ({"scenario": packed(Scenario(opens=Opens(corridor={"nowhere": 2028})), Scenario())}, "nowhere"),
        ({"scenario": packed(Scenario(scale=Scale(build=2.0), dataset="elsewhere"), Scenario())}, "elsewhere"),
        ({"compare": ["baseline", "shipped/none"]}, "shipped/none"),
        ({"compare": ["~AAAA"]}, "whole link"),
        ({"compare": ["baseline"] * 9}, "only the first 4"),
        ({"compare": ["baseline"], "places": "1-9999999999999999999999"}, ""),
    ],
)
def test_hostile_links_are_told_until_closed(query: dict[str, str | list[str]], told: str) -> None:
    app = at(query)
    assert not app.exception
    said = " ".join([*(one.value for one in [*app.warning, *app.error]), *(str(one.value) for one in app.table)])
    assert told in said.replace("\\", "")
    if told:
        app.run()
        assert app.warning or app.error
        press(app, "Understood")
        assert not app.warning


def test_an_address_opens_the_saved_scenario_that_it_names(workspace: Workspace) -> None:
    """What a reload finds: the saved scenario, which is no unsaved work, and nothing before it to undo."""
    workspace.save("Mine", Scenario(scale=Scale(build=1.5)))
    app = at({"saved": "Mine"})
    assert scenario(app).scale.build == 1.5
    assert not app.warning
    assert UNSAVED not in texts(app)
    assert '[["saved", "Mine"]]' in address(app)


def test_an_address_whose_saved_scenario_is_gone_says_so() -> None:
    app = at({"saved": "Gone"})
    assert "“Gone”" in app.warning[0].value
    assert scenario(app).digest == Scenario().digest


def test_the_address_carries_what_is_not_saved(workspace: Workspace) -> None:
    app = moved_lever()
    assert '[["scenario", "' in address(app)
    save(app, "Mine and yours")
    assert '[["saved", "Mine and yours"]]' in address(app)


def address(app: AppTest) -> str:
    """The script that keeps the window's address, and what it is given."""
    return next(unescape(str(one.value)) for one in app.get("html") if "resettleAddress" in str(one.value))


def test_names_and_tags_are_shown_as_they_were_typed(workspace: Workspace) -> None:
    """Both may hold what Markdown would make a link or emphasis of."""
    app = save(moved(), "www.example.org", ["_wide_", "a"])
    app = press(app, "Duplicate")
    assert not any("www.example" in one.value for one in app.success)
    assert "www" in " ".join(one.value for one in app.success)
    assert not any("_wide_" in one.value.replace("\\_", "") for one in app.caption)
    assert "\\_wide\\_" in " ".join(one.value for one in app.caption)
    (pills,) = [one for one in app.get("button_group") if "a" in one.options]
    assert pills.options == ["\\_wide\\_", "a"]
    assert set(workspace.shelf().saved) == {"www.example.org", "www.example.org (copy)"}
