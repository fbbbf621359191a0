"""A session's own dataset: seen by no other session, its scenarios checked against it, and given back."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app.opened import check_names, open_dataset, with_dataset
from resettle.errors import ScenarioError
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.scenario import Change, Opens, Pin, Scale, Scenario
from tests.app.conftest import SMALL


def without_corridor(dataset: Dataset) -> Dataset:
    """The dataset without its corridors: scenarios that open one do not fit it."""
    corridors, links = dataset["corridors"], dataset["links"]
    tables = {**dataset.tables, "corridors": corridors.iloc[:0], "links": links.assign(corridor="")}
    return Dataset(dataset.settings, MappingProxyType(tables), "own")


def test_scenarios_that_name_what_is_not_there_are_refused() -> None:
    shipped = open_dataset(SMALL)
    own = with_dataset(shipped, without_corridor(shipped.dataset))
    assert set(own.scenarios) == set(shipped.scenarios) - {"many_levers"}
    assert "zc" in str(own.refused["many_levers"])
    assert own.dataset.name == "own"


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(opens=Opens(corridor={"nowhere": 2028})),
        Scenario(pin=(Pin(place="nowhere", at_most=1),)),
        Scenario(change=(Change(table="funding", where={"funder": "nobody"}, column="usd", times=2.0),)),
    ],
)
def test_names_are_checked_as_apply_does(small: Dataset, scenario: Scenario) -> None:
    with pytest.raises(ScenarioError, match=r"nowhere|nobody"):
        check_names(small, scenario)


def _page() -> None:
    """A page that takes another dataset, changes, undoes, and says where it stands."""
    import streamlit as st

    from resettle.app import state
    from resettle.app.state import SCENARIO
    from resettle.inputs.scenario import Opens, Scale, Scenario
    from tests.app.test_state import without_corridor

    told = {}
    if st.button("own"):
        told["problems"] = [str(one) for one in state.use_dataset(without_corridor(state.opened().dataset))]
    if st.button("shipped"):
        told["problems"] = [str(one) for one in state.use_shipped()]
    if st.button("corridor"):
        state.set_scenario(Scenario(opens=Opens(corridor={"zc": 2028})))
    if st.button("build"):
        state.set_scenario(Scenario(scale=Scale(build=2.0)))
    if st.button("undo"):
        state.undo()
    if st.button("redo"):
        state.redo()
    st.session_state["told"] = {
        **told,
        "own": state.is_own_dataset(),
        "name": state.opened().dataset.name,
        "corridors": len(state.opened().dataset["corridors"]),
        "can": (state.can_undo(), state.can_redo()),
        "scenario": st.session_state[SCENARIO] if SCENARIO in st.session_state else state.scenario(),
    }


def opened() -> AppTest:
    return AppTest.from_function(_page, default_timeout=60).run()


def press(app: AppTest, label: str) -> dict[str, object]:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    told: dict[str, object] = app.session_state["told"]
    return told


def test_a_dataset_is_the_sessions_own() -> None:
    app, other = opened(), opened()
    told = press(app, "own")
    assert (told["own"], told["name"], told["corridors"]) == (True, "own", 0)
    other.run()
    assert other.session_state["told"]["corridors"] == len(load_dataset(SMALL)["corridors"])
    assert press(app, "shipped")["own"] is False


def test_a_scenario_that_fits_stays() -> None:
    app = opened()
    press(app, "build")
    told = press(app, "own")
    assert told["problems"] == []
    assert told["scenario"] == Scenario(scale=Scale(build=2.0))


def test_a_scenario_that_does_not_fit_is_told_and_can_be_had_back() -> None:
    app = opened()
    press(app, "corridor")
    told = press(app, "own")
    assert "zc" in str(told["problems"])
    assert told["scenario"] == Scenario()
    press(app, "shipped")
    assert press(app, "undo")["scenario"] == Scenario(opens=Opens(corridor={"zc": 2028}))


def test_redo_is_cleared_by_a_new_change() -> None:
    app = opened()
    press(app, "build")
    assert press(app, "undo")["can"] == (False, True)
    assert press(app, "redo")["can"] == (True, False)
    press(app, "undo")
    assert press(app, "corridor")["can"] == (True, False)
