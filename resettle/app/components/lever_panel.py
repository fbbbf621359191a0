"""The levers, group by group, each with its meaning, unit, range, source, and what it makes of what there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, state
from resettle.app.components.aims import aim_levers, standard_levers
from resettle.app.components.bound import per_cent_slider, quick_choices, radio_choice
from resettle.app.components.folded import folded
from resettle.app.components.openings import corridor_levers, place_levers, solution_levers
from resettle.app.components.page_layout import BENEATH
from resettle.app.components.wish_lists import wish_lists
from resettle.app.lever_texts import LeverTexts
from resettle.app.plain import plain
from resettle.app.single_figures import single_figures
from resettle.app.words import levers as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

OPEN_AT_FIRST = "building"
"""The group that is open when the page is: what is built and cleared is asked for first."""


def lever_panel() -> None:
    """Every lever of the scenario; groups that are folded cost nothing."""
    for group, draws in _GROUPS.items():
        if box := folded(words.GROUPS[group], f"group.{group}", is_open=group == OPEN_AT_FIRST):
            with box:
                texts = lever_texts()
                for lever in levers.scale_levers(group):
                    _capacity(lever, texts)
                for draw in draws:
                    draw(texts)
    if box := folded(words.LEAST_KNOWN, "group.bands", icon=":material/help_center:"):
        with box:
            _bands()


def lever_texts() -> LeverTexts:
    """Amounts and sources behind the levers, under the session's changes of single figures."""
    dataset, changes = state.opened().dataset, single_figures(state.scenario())
    return _texts(dataset.digest, changes.digest, dataset, changes)


@st.cache_resource(show_spinner=False, max_entries=32)
def _texts(digest: str, changes_digest: str, _dataset: Dataset, _changes: Scenario) -> LeverTexts:
    return LeverTexts.of(_dataset, _changes)


def forget_texts() -> None:
    """Let go of the texts of all datasets; they are worked out again where they are needed."""
    _texts.clear()


def _capacity(lever: levers.Lever, texts: LeverTexts) -> None:
    """A slider in per cent, what it makes of what there is, and half, as assumed and double at one click."""
    value = levers.per_cent(state.scenario(), lever)
    change = partial(_moved, lever)
    note = f"{lever.help}\n\n{plain(texts.source(lever.name))}"
    per_cent_slider(lever.title, value, (lever.low, lever.high, lever.step), lever.key, change, note)
    with st.container(key=f"{BENEATH}.{lever.name}"):
        st.caption(plain(texts.beneath(lever.name, value / 100.0)))
    quick_choices(lever.title, value, f"quick.{lever.name}", change)


def _moved(lever: levers.Lever, scenario: Scenario, value: float) -> Scenario:
    return levers.with_lever(scenario, lever, value)


def _floors(_: LeverTexts) -> None:
    for lever in levers.floor_levers():
        per_cent_slider(
            lever.title,
            levers.per_cent(state.scenario(), lever),
            (lever.low, lever.high, lever.step),
            lever.key,
            partial(_moved, lever),
            f"{lever.help} {words.ORIGIN_CHOICE}",
        )


def _bands() -> None:
    """Assumptions that ship with a low and a high."""
    st.caption(words.LEAST_KNOWN_HELP)
    scenario = state.scenario()
    for name, (low, high) in levers.bands(state.opened().scenarios).items():
        radio_choice(
            name.replace("_", " ").capitalize(),
            levers.band_of(scenario, low, high),
            words.BANDS,
            f"band.{name}",
            partial(_with_band, low, high),
            words.BAND_HELP.format(low=" ".join(low.description.split()), high=" ".join(high.description.split())),
            horizontal=True,
        )


def _with_band(low: Scenario, high: Scenario, scenario: Scenario, band: str) -> Scenario:
    return levers.with_band(scenario, low, high, band)


_GROUPS: dict[str, tuple[Callable[[LeverTexts], None], ...]] = {
    "building": (),
    "money": (),
    "people": (solution_levers,),
    "services": (standard_levers,),
    "corridors": (corridor_levers, place_levers),
    "fairness": (_floors,),
    "aim": (aim_levers,),
    "wishes": (wish_lists,),
}
