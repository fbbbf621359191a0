"""Households: a registry placed by a plan, one household at a time, in this window alone."""

from __future__ import annotations

import streamlit as st

from resettle.app.components.household_outcome import show_family, show_outcome, take_along
from resettle.app.components.household_placing import place_by_lot, plan_for
from resettle.app.components.household_registry import choose_registry
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.server.minutes import closed_minutes, idle_minutes
from resettle.app.words import general as shared
from resettle.app.words import households as words


@guarded
def draw() -> None:
    """The page, step by step; each step stands below the one that it needs."""
    st.title(shared.HOUSEHOLDS)
    show_kept_trouble()
    st.markdown(words.INTRO)
    st.info(words.PRIVATE.format(closed=closed_minutes(), idle=idle_minutes()), icon=":material/lock:")
    st.header(words.REGISTRY)
    now = choose_registry()
    if now is None:
        return
    st.header(words.PLAN)
    now = plan_for(now)
    if now is None:
        return
    st.header(words.DRAW)
    now = place_by_lot(now)
    if now is None:
        return
    st.header(words.RESULT)
    show_outcome(now)
    st.header(words.FAMILY)
    show_family(now)
    st.header(words.TAKE)
    take_along(now)


if __name__ == "__main__":
    draw()
