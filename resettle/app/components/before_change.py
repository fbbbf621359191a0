"""What the last change did: every headline figure against the answer before it, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.figures import signed
from resettle.app.plain import plain
from resettle.app.words import what_if as words

if TYPE_CHECKING:
    from resettle.insight.overview import Overview


def show_last_change(now: Overview, earlier: Overview | None) -> None:
    """A line: people settled in all and by programme, person-years, money, each less what it was before."""
    if earlier is not None:
        st.markdown(last_change(now, earlier))


def last_change(now: Overview, earlier: Overview) -> str:
    """The line's text; both are estimates, so that what is different is the change's doing."""
    said, was = now.plan.summary, earlier.plan.summary
    parts = [(words.CHANGE_PEOPLE, signed(said.persons_settled - was.persons_settled))]
    for programme, title in now.plan.dataset["programmes"][["programme", "title"]].itertuples(index=False):
        persons, before = (sum(one.persons.get(programme, {}).values()) for one in (said, was))
        parts.append((str(title), signed(persons - before)))
    parts.append((words.CHANGE_YEARS, signed(said.person_years - was.person_years)))
    parts.append((words.CHANGE_MONEY, signed(said.cost_usd - was.cost_usd, "US$")))
    each, each_was = (one.cost_usd / one.persons_settled if one.persons_settled else 0.0 for one in (said, was))
    parts.append((words.CHANGE_EACH, signed(each - each_was, "US$")))
    figures = " · ".join(f"{plain(label)} **{plain(difference)}**" for label, difference in parts)
    return words.LAST_CHANGE.format(figures=figures, before=was.persons_settled)
