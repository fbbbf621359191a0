"""The sections of the page Compare: assumptions, figures, people and money by year, places. Each draws one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import compared_words, offered, sentences, state
from resettle.app.assumed_words import assumptions_table
from resettle.app.components.certain import find_differences, watch_figures, watch_runs
from resettle.app.components.charted import charted
from resettle.app.components.formats import WHOLE, YEAR
from resettle.app.components.pictures import plot_width
from resettle.app.components.sections import digests_of
from resettle.app.components.tables import show_figures_table
from resettle.app.guard import guarded, guarded_change
from resettle.app.plain import plain, plain_table
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import compare as words
from resettle.charts.compared_map import HALF_A_PERSON, compared_map_chart
from resettle.charts.compared_years import compared_years_chart
from resettle.inputs.formula_text import escaped_frame
from resettle.insight import compared
from resettle.insight.certainty_words import DIFFERENCES
from resettle.insight.tidy import titles
from resettle.results.figures import PLACE, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from resettle.app.offered import Offered
    from resettle.insight.overview import Overview

MILLION = 1e6
MOST_PLACES_CHECKED = 30
"""Differences of so many places are checked against plans that are as good; each takes a fraction of a second."""
_FROM, _TO = "compare.from", "compare.to"


@guarded
def assumptions_section(chosen: Sequence[Offered]) -> None:
    """Assumptions that differ, in words, a column each."""
    table = assumptions_table(state.opened().dataset, [(one.name, one.scenario) for one in chosen])
    if table.empty:
        st.header(words.SAME)
        return
    count = len(table)
    heading = words.ASSUMED_ONE if count == 1 else words.ASSUMED.format(count=count)
    st.header(heading)
    st.table(plain_table(table), hide_index=True, alt=heading)
    _download(table, "assumptions")


@guarded
def figures_section(levels: Sequence[tuple[str, Overview]], estimates: Sequence[tuple[str, Overview]]) -> None:
    """Headline figures of the closest plans known, and the differences of estimates to the first."""
    st.header(words.FIGURES_ONLY)
    (first, usual), *others = estimates
    found = [(name, find_differences(one, usual)) for name, one in others]
    for sentence in compared_words.figures_findings(found, first, usual.plan.years[-1]):
        st.markdown(f"- {sentence}")
    runs = [state.ranges_of(one) for _, one in estimates] if others else []
    table = compared.figures_side_by_side(levels, estimates, [run.found for run in runs])
    said = compared_words.figures_table(table, checking=not all(run.done for run in runs))
    few = compared_words.is_headline(table).to_numpy()
    show_figures_table(said[few], names=2, key="compared.few", alt=words.FIGURES_ONLY)
    st.caption(plain(compared_words.quality_finding(levels)))
    base_year = state.opened().dataset.settings.base_year
    st.caption(words.FIGURES_CAPTION.format(first=plain(first), base_year=base_year))
    if others:
        st.caption(DIFFERENCES)
        watch_runs(runs)
    with st.expander(words.FIGURES_ALL):
        show_figures_table(said, names=2, key="compared.all", alt=words.FIGURES_ALL)
        st.markdown(f"**{words.WORST}**")
        worst = compared_words.worst_table(compared.worst_served(levels))
        show_figures_table(worst, names=3, key="compared.worst", alt=words.WORST)
    _download(table.rename(columns={"figure": words.FIGURE, "unit": words.UNIT}), "figures")


@guarded
def people_section(seen: Sequence[tuple[str, Overview]], by_table: pd.DataFrame) -> None:
    """People settled by year, a panel a scenario, one scale."""
    table = compared.people_side_by_side(seen)
    first = seen[0][0]
    charted(
        compared_words.people_finding(seen),
        lambda: compared_years_chart(table, axis=words.PEOPLE_AXIS, first=first),
        *_years_for_people(table),
        caption=words.PEOPLE_CAPTION.format(
            first=first, note=sentences.confidence_note(by_table, ("cohorts", "willingness"))
        ),
        key="compared.people",
        seen=seen[0][1],
        given=tuple((name, *digests_of(one)) for name, one in seen),
    )


@guarded
def money_section(seen: Sequence[tuple[str, Overview]], by_table: pd.DataFrame) -> None:
    """Money spent by year, a panel a scenario, one scale."""
    table = compared.money_side_by_side(seen)
    first = seen[0][0]
    charted(
        compared_words.money_finding(seen),
        lambda: compared_years_chart(table, axis=words.MONEY_AXIS, first=first, factor=1 / MILLION, digits=1),
        *_years_for_people(table),
        caption=words.MONEY_CAPTION.format(
            first=first,
            base_year=state.opened().dataset.settings.base_year,
            note=sentences.confidence_note(by_table, ("funding", "housing", "services")),
        ),
        key="compared.money",
        seen=seen[0][1],
        given=tuple((name, *digests_of(one)) for name, one in seen),
    )


@guarded
def places_section(seen: Sequence[tuple[Offered, Overview]], by_table: pd.DataFrame) -> None:
    """The map of differences between two of the scenarios, which are chosen here."""
    heading = st.container()
    plans = {one.key: (one.name, overview) for one, overview in seen}
    before, after = _pair(plans)
    pair = (plans[before][1], plans[after][1])
    figures = _places_to_check(compared.places_compared(*pair))
    known = watch_figures(pair, figures) if figures else [{}, {}]
    checking = any(one is None for one in known)
    rows = compared.places_compared(*pair, *known)
    names = (plans[before][0], plans[after][0])
    named = titles(state.opened().dataset, "programmes")
    charted(
        compared_words.places_finding(rows, *names, checking=checking),
        lambda: compared_map_chart(compared_words.rows_for_map(rows), width=plot_width()),
        *compared_words.places_table(rows, named, *names, checking=checking),
        caption=words.MAP_CAPTION.format(
            most=MOST_PLACES_CHECKED, note=sentences.confidence_note(by_table, ("places",))
        ),
        key="compared.places",
        heading=heading,
        named=True,
    )


def _places_to_check(rows: pd.DataFrame) -> list[Figure]:
    """The places with the largest differences."""
    different = rows[rows["difference"].abs() >= HALF_A_PERSON]
    return [Figure(PLACE, str(place)) for place in different["place"].head(MOST_PLACES_CHECKED)]


def _pair(plans: dict[str, tuple[str, Overview]]) -> tuple[str, str]:
    """The two that are chosen, by their keys; at first the first and the second."""
    keys = list(plans)
    held = offered.pair()
    before, after = held if held is not None and all(key in keys for key in held) else (keys[0], keys[1])
    drawn = (widget_of(_FROM, before), widget_of(_TO, after))
    chosen = zip(st.columns(2), (words.MAP_BEFORE, words.MAP_AFTER), (before, after), drawn, strict=True)
    for place, label, value, widget in chosen:
        with place:
            st.selectbox(
                label,
                keys,
                keys.index(widget.first if widget.first in keys else value),
                format_func=lambda one: plans[one][0],
                key=widget.key,
                on_change=_choose_pair,
                args=(widget.key, tuple(one.key for one in drawn)),
            )
    return before, after


@guarded_change
def _choose_pair(key: str, pair: tuple[str, str]) -> None:
    if is_news(key):
        offered.compare_places(*(st.session_state[one] for one in pair))


def _years_for_people(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """A row for each programme and year, a column for each scenario."""
    names = list(dict.fromkeys(table["scenario"]))
    wide = table.pivot_table(index=["title", "year"], columns="scenario", values="value", sort=False)[names]
    wide = wide.rename_axis(columns=None).reset_index()
    wide = wide.rename(columns={"title": words.PROGRAMME, "year": words.YEAR})
    return wide, {words.YEAR: YEAR} | dict.fromkeys(names, WHOLE)


def _download(table: pd.DataFrame, name: str) -> None:
    """The table as CSV, with its figures as they are; text that a spreadsheet would run is escaped."""
    st.download_button(
        words.DOWNLOAD,
        escaped_frame(table).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"compared_{name}.csv",
        mime="text/csv",
        key=f"compared.csv.{name}",
        icon=":material/download:",
        on_click="ignore",
    )
