"""Levers for what opens when: corridors, places, and the solutions that a programme offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, state
from resettle.app.components.bound import opening_slider, switch
from resettle.app.plain import plain
from resettle.app.words import levers as words
from resettle.inputs.scenario import Scenario
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.app.lever_texts import LeverTexts
    from resettle.inputs.dataset import Dataset


def openings(dataset: Dataset, *values: int | str) -> list[int | str]:
    """Years that can be chosen, and ``never``; a year outside the horizon that is in use can be chosen too."""
    years = {year for year in (*dataset.years, *values) if isinstance(year, int)}
    return [*sorted(years), words.NEVER]


def corridor_levers(texts: LeverTexts) -> None:
    """The year in which each corridor opens."""
    dataset, scenario = state.opened().dataset, state.scenario()
    if len(dataset["corridors"]):
        st.markdown(f"**{words.CORRIDORS_TITLE}**")
    for corridor, title in dataset["corridors"][["corridor", "title"]].itertuples(index=False):
        usual = levers.corridor_opening(dataset, Scenario(), corridor)
        value = levers.corridor_opening(dataset, scenario, corridor)
        opening_slider(
            title,
            value,
            openings(dataset, value, usual),
            f"lever.corridor.{corridor}",
            partial(_with_corridor, corridor),
            f"{words.CORRIDOR_HELP.format(usual=usual)}\n\n{plain(texts.source('corridor'))}",
        )


def place_levers(texts: LeverTexts) -> None:
    """The year in which a place opens: choose the place, then the year."""
    dataset, scenario = state.opened().dataset, state.scenario()
    named = titles(dataset, "places")
    st.markdown(f"**{words.PLACES_TITLE}**")
    st.caption(words.PLACE_INTRO)
    place = st.selectbox(words.PLACE, list(named.index), format_func=lambda key: str(named[key]), key="opens.place")
    usual = levers.place_opening(dataset, Scenario(), place)
    value = levers.place_opening(dataset, scenario, place)
    opening_slider(
        words.PLACE_OPENS.format(title=named[place]),
        value,
        openings(dataset, value, usual),
        f"lever.place.{place}",
        partial(_with_place, place),
        f"{words.PLACE_HELP.format(usual=usual)}\n\n{plain(texts.source('place'))}",
    )
    if scenario.opens.place:
        said = ", ".join(f"{named.get(key, key)}: {year}" for key, year in scenario.opens.place.items())
        st.caption(plain(words.PLACES_SAID.format(places=said)))


def solution_levers(texts: LeverTexts) -> None:
    """A switch for each solution that the dataset keeps closed, and the year in which each solution opens."""
    dataset, scenario = state.opened().dataset, state.scenario()
    named = titles(dataset, "programmes")
    offered = dataset["willingness"][["programme", "solution"]].drop_duplicates()
    for programme, solution in offered.itertuples(index=False):
        usual = levers.solution_opening(dataset, Scenario(), programme, solution)
        value = levers.solution_opening(dataset, scenario, programme, solution)
        if usual == words.NEVER:
            _switch(programme, solution, str(named[programme]), value)
        if value != words.NEVER or usual != words.NEVER:
            opening_slider(
                words.SOLUTION.format(title=str(named[programme]), solution=words.SOLUTIONS[solution]),
                value,
                openings(dataset, value, usual),
                f"lever.solution.{programme}.{solution}",
                partial(_with_solution, programme, solution),
                f"{words.SOLUTION_HELP.format(usual=usual)}\n\n{plain(texts.source('solution'))}",
            )


def _switch(programme: str, solution: str, title: str, value: int | str) -> None:
    """One switch that opens a closed solution; it says what that does and does not mean."""
    dataset = state.opened().dataset
    year = dataset.years[min(1, len(dataset.years) - 1)]
    bringing = [
        f"“{plain(other.title)}”"
        for other in state.opened().scenarios.values()
        if other.opens.solution.get(programme) and solution in other.opens.solution[programme]
    ]
    switch(
        words.CLOSED_SWITCH.format(solution=words.SOLUTIONS[solution], title=plain(title)),
        value != words.NEVER,
        f"lever.open.{programme}.{solution}",
        partial(_opened, programme, solution, year),
    )
    st.caption(words.CLOSED_HELP.format(year=year, scenarios=", ".join(bringing) or words.NO_SCENARIO))


def _opened(programme: str, solution: str, year: int, scenario: Scenario, on: bool) -> Scenario:
    dataset = state.opened().dataset
    return levers.with_solution(dataset, scenario, programme, solution, year if on else words.NEVER)


def _with_corridor(corridor: str, scenario: Scenario, opening: int | str) -> Scenario:
    return levers.with_corridor(state.opened().dataset, scenario, corridor, opening)


def _with_place(place: str, scenario: Scenario, opening: int | str) -> Scenario:
    return levers.with_place(state.opened().dataset, scenario, place, opening)


def _with_solution(programme: str, solution: str, scenario: Scenario, opening: int | str) -> Scenario:
    return levers.with_solution(state.opened().dataset, scenario, programme, solution, opening)
