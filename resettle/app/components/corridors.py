"""What a corridor is worth in people, money and tonnes, also when it is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, sentences, state
from resettle.app.components.certain import find_differences, watch_ranges
from resettle.app.components.figures import figure_card, in_rows
from resettle.app.components.openings import openings
from resettle.app.components.progress import show_failed, watch
from resettle.app.guard import guarded, guarded_change
from resettle.app.plain import plain
from resettle.app.plans import ESTIMATE
from resettle.app.words import levers as lever_words
from resettle.app.words import what_if as words
from resettle.charts.style import short
from resettle.inputs.scenario import Scenario
from resettle.insight.corridors import CorridorWorth, corridor_worth
from resettle.insight.tidy import titles
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, PROGRAMME, Figure

if TYPE_CHECKING:
    import pandas as pd

    from resettle.app.components.certain import Differences
    from resettle.insight.overview import Overview

_CORRIDOR, _YEAR = "worth.corridor", "worth.year"


@guarded
def corridor_section(by_table: pd.DataFrame) -> None:
    """Choose a corridor and a year; both estimates are made, and their difference is shown."""
    dataset = state.opened().dataset
    named = titles(dataset, "corridors")
    if named.empty:
        return
    st.markdown(words.CORRIDOR_INTRO)
    left, right = st.columns(2)
    usual = {str(key): levers.corridor_opening(dataset, Scenario(), str(key)) for key in named.index}
    # The first that is closed in the data comes first: what it is worth is the question that is asked.
    ordered = sorted(usual, key=lambda key: usual[key] != lever_words.NEVER)
    with left:
        corridor = st.selectbox(words.CORRIDOR, ordered, format_func=lambda key: str(named[key]), key=_CORRIDOR)
    with right:
        years = [year for year in openings(dataset, usual[corridor]) if isinstance(year, int)]
        opening = st.select_slider(
            words.CORRIDOR_YEAR, years, value=_first_guess(corridor, years), key=f"{_YEAR}.{corridor}"
        )
    _difference(corridor, opening, str(named[corridor]), by_table)


def _first_guess(corridor: str, years: list[int]) -> int:
    """The scenario's own year of opening, or the third year."""
    opening = levers.corridor_opening(state.opened().dataset, state.scenario(), corridor)
    return opening if isinstance(opening, int) and opening in years else years[min(2, len(years) - 1)]


def _difference(corridor: str, opening: int, title: str, by_table: pd.DataFrame) -> None:
    dataset, scenario = state.opened().dataset, state.scenario()
    asked = [levers.with_corridor(dataset, scenario, corridor, when) for when in (opening, lever_words.NEVER)]
    # two more estimates for every lever moved would keep the next lever waiting: hence only on demand
    usual = scenario.digest == state.opened().baseline.digest
    if not usual and any(state.known_run(one, ESTIMATE) is None for one in asked):
        st.button(words.CORRIDOR_ASK, on_click=_ask, args=(asked,))
        return
    runs = [state.run_of(one, ESTIMATE, aside=True) for one in asked]
    for run in runs:
        if not run.done:
            st.caption(words.CORRIDOR_WORKING)
            watch(run)
            return
    with_it, without_it = (run.found for run in runs)
    if with_it is None or without_it is None:
        show_failed(next(run for run in runs if run.found is None))
        return
    _show(corridor_worth(with_it.plan, without_it.plan, corridor), with_it, without_it, opening, title, by_table)


@guarded_change
def _ask(asked: list[Scenario]) -> None:
    for one in asked:
        state.run_of(one, ESTIMATE, aside=True)


def _show(
    worth: CorridorWorth, with_it: Overview, without_it: Overview, opening: int, title: str, by_table: pd.DataFrame
) -> None:
    differences = find_differences(with_it, without_it)
    years, persons = (differences.by_figure[Figure(kind)] for kind in (PERSON_YEARS, PERSONS))
    year = with_it.plan.years[-1]
    tonnes, usd = short(worth.tonnes, "t"), differences.said(Figure(COST), "US$")
    if not (years.is_checked and persons.is_checked):
        heading = words.CORRIDOR_CHECKING if differences.checking else words.CORRIDOR_UNCHECKED
        st.subheader(heading.format(title=plain(title), opening=opening))
    elif years.can_be_told or persons.can_be_told:
        st.subheader(
            words.CORRIDOR_FINDING.format(
                title=plain(title),
                opening=opening,
                year=year,
                person_years=differences.said(Figure(PERSON_YEARS)),
                persons=differences.said(Figure(PERSONS)),
                usd=usd,
                tonnes=tonnes,
            )
        )
    else:
        st.subheader(words.CORRIDOR_LITTLE.format(title=plain(title), opening=opening))
        st.info(sentences.corridor_hidden(without_it, persons), icon=":material/visibility_off:")
    watch_ranges(without_it, with_it)
    figures = _figures(differences, worth, year, tonnes)
    for place, (label, value) in zip(in_rows(len(figures)), figures, strict=False):
        with place:
            figure_card(label, value)
    st.caption(
        words.CORRIDOR_CAPTION.format(note=sentences.confidence_note(by_table, ("corridors", "links", "supplies")))
    )


def _figures(differences: Differences, worth: CorridorWorth, year: int, tonnes: str) -> list[tuple[str, str]]:
    """Every figure's difference, person-years first: label and value."""
    programmes = titles(state.opened().dataset, "programmes")
    return [
        (words.CORRIDOR_YEARS, differences.said(Figure(PERSON_YEARS))),
        (words.CORRIDOR_SETTLED.format(year=year), differences.said(Figure(PERSONS))),
        *(
            (words.CORRIDOR_OF.format(title=programmes[programme]), differences.said(Figure(PROGRAMME, programme)))
            for programme in worth.by_programme
        ),
        (words.CORRIDOR_MONEY, differences.said(Figure(COST), "US$")),
        (words.CORRIDOR_TONNES, tonnes),
    ]
