"""Compare: up to four scenarios side by side, every difference to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import offered, state
from resettle.app.components import compared_sections as sections
from resettle.app.components.progress import watch
from resettle.app.components.scenarios import scenario_bar
from resettle.app.confidence import confidence_of
from resettle.app.guard import guarded, guarded_change, show_kept_trouble, show_trouble
from resettle.app.plain import plain
from resettle.app.plans import ESTIMATE
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import compare as words
from resettle.app.words import general as shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.app.offered import Offered
    from resettle.insight.overview import Overview

_CHOICE = "compare.choice"


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.COMPARE)
    st.markdown(words.INTRO)
    show_kept_trouble()
    chosen = _choose()
    scenario_bar()
    if len(chosen) < 2:
        st.info(words.CHOOSE_TWO, icon=":material/compare_arrows:")
    else:
        sections.assumptions_section(chosen)
    if chosen:
        _results(_estimates(chosen))


def _choose() -> list[Offered]:
    """The box to choose from; what was chosen and is here no more is told."""
    choices = offered.offered()
    held = offered.compared()
    for key in held:
        if key not in choices and key != offered.NOW:
            st.caption(words.GONE.format(name=plain(key.rpartition("/")[2])))
    drawn = widget_of(_CHOICE, [key for key in held if key in choices])
    keys = st.multiselect(
        words.CHOOSE,
        list(choices),
        format_func=lambda key: choices[key].name if key in choices else key,
        default=[key for key in drawn.first if key in choices],
        key=drawn.key,
        max_selections=offered.MOST_COMPARED,
        help=words.CHOOSE_HELP,
        placeholder=words.CHOOSE_NONE,
        on_change=_take,
        args=(drawn.key,),
    )
    return [choices[key] for key in keys]


@guarded_change
def _take(key: str) -> None:
    if is_news(key):
        offered.compare(list(st.session_state[key]))


def _estimates(chosen: Sequence[Offered]) -> list[tuple[Offered, Overview]]:
    """The estimates that are ready; the others are waited for, or told why there is none."""
    runs = [(one, state.run_of(one.scenario, ESTIMATE, aside=True)) for one in chosen]
    waiting = [run for _, run in runs if not run.done]
    if waiting:
        st.caption(words.WORKING.format(done=len(runs) - len(waiting), all=len(runs)))
        watch(waiting[0])
    for one, run in runs:
        if run.done and run.found is None:
            st.warning(words.REFUSED.format(name=plain(one.name)), icon=":material/block:")
            if run.trouble is not None:
                show_trouble(run.trouble)
    return [(one, run.found) for one, run in runs if run.found is not None]


def _results(seen: list[tuple[Offered, Overview]]) -> None:
    if not seen:
        return
    named = [(one.name, overview) for one, overview in seen]
    levels = [(one.name, state.closest_plan(one.scenario) or overview) for one, overview in seen]
    by_table = confidence_of(state.opened().dataset)
    sections.figures_section(levels, named)
    sections.people_section(named, by_table)
    sections.money_section(named, by_table)
    if len(seen) > 1:
        sections.places_section(seen, by_table)


if __name__ == "__main__":
    draw()
