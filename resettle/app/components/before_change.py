"""What the last change did: every headline figure against the answer before it, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.certain import find_differences
from resettle.app.plain import plain
from resettle.app.words import what_if as words
from resettle.insight.certainty import EACH
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, PROGRAMME, Figure

if TYPE_CHECKING:
    from resettle.app.components.certain import Differences
    from resettle.insight.overview import Overview


def show_last_change(now: Overview, earlier: Overview | None) -> None:
    """A line: person-years, people settled in all and by programme, money, each less what it was before."""
    if earlier is not None:
        st.markdown(last_change(now, earlier, find_differences(now, earlier)))


def last_change(now: Overview, earlier: Overview, differences: Differences) -> str:
    """The line's text; both are estimates, so that what is different is the change's doing."""
    titles = dict(now.plan.dataset["programmes"][["programme", "title"]].itertuples(index=False, name=None))
    parts = [
        (words.CHANGE_YEARS, Figure(PERSON_YEARS), ""),
        (words.CHANGE_PEOPLE, Figure(PERSONS), ""),
        *((str(title), Figure(PROGRAMME, str(programme)), "") for programme, title in titles.items()),
        (words.CHANGE_MONEY, Figure(COST), "US$"),
        (words.CHANGE_EACH, EACH, "US$"),
    ]
    figures = " · ".join(f"{plain(label)} **{plain(differences.said(figure, unit))}**" for label, figure, unit in parts)
    return words.LAST_CHANGE.format(figures=figures, before=earlier.plan.summary.persons_settled)
