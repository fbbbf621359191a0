"""Levers for what opens when: corridors, and the solutions that a programme offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, state
from resettle.app.components.bound import bind, opening_slider, take
from resettle.app.words import levers as words
from resettle.inputs.scenario import Scenario
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def openings(dataset: Dataset, *values: int | str) -> list[int | str]:
    """Years that can be chosen, and ``never``; a year outside the horizon that is in use can be chosen too."""
    years = {year for year in (*dataset.years, *values) if isinstance(year, int)}
    return [*sorted(years), words.NEVER]


def corridor_levers() -> None:
    """The year in which each corridor opens."""
    dataset, scenario = state.opened().dataset, state.scenario()
    for corridor, title in dataset["corridors"][["corridor", "title"]].itertuples(index=False):
        usual = levers.corridor_opening(dataset, Scenario(), corridor)
        value = levers.corridor_opening(dataset, scenario, corridor)
        opening_slider(
            title,
            value,
            openings(dataset, value, usual),
            f"lever.corridor.{corridor}",
            partial(_with_corridor, corridor),
            words.CORRIDOR_HELP.format(usual=usual),
        )


def solution_levers() -> None:
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
                words.SOLUTION_HELP.format(usual=usual),
            )


def _switch(programme: str, solution: str, title: str, value: int | str) -> None:
    """One switch that opens a closed solution; it says what that does and does not mean."""
    dataset = state.opened().dataset
    year = dataset.years[min(1, len(dataset.years) - 1)]
    bringing = [
        f"“{other.title}”"
        for other in state.opened().scenarios.values()
        if other.opens.solution.get(programme) and solution in other.opens.solution[programme]
    ]
    key = f"lever.open.{programme}.{solution}"
    bind(key, value != words.NEVER)
    st.toggle(
        words.CLOSED_SWITCH.format(solution=words.SOLUTIONS[solution], title=title),
        key=key,
        on_change=take,
        args=(key, partial(_opened, programme, solution, year)),
    )
    st.caption(words.CLOSED_HELP.format(year=year, scenarios=", ".join(bringing) or words.NO_SCENARIO))


def _opened(programme: str, solution: str, year: int, scenario: Scenario, on: bool) -> Scenario:
    dataset = state.opened().dataset
    return levers.with_solution(dataset, scenario, programme, solution, year if on else words.NEVER)


def _with_corridor(corridor: str, scenario: Scenario, opening: int | str) -> Scenario:
    return levers.with_corridor(state.opened().dataset, scenario, corridor, opening)


def _with_solution(programme: str, solution: str, scenario: Scenario, opening: int | str) -> Scenario:
    return levers.with_solution(state.opened().dataset, scenario, programme, solution, opening)
