"""Targets and pins of a plan: met or missed, by name and with how many, and where the reasons stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.question_chosen import IN_LINK
from resettle.app.plain import plain
from resettle.app.words import what_if as words
from resettle.insight.targets import TARGET, target_states, target_text

if TYPE_CHECKING:
    from resettle.insight.overview import Overview

WHY = "resettle/app/pages/why.py"
ABOUT_TARGET, ABOUT_PLACE = "target", "place"
"""Names of what is asked about in the query of the address of the page Why."""


def show_targets(seen: Overview, *, key: str, place: str = "") -> None:
    """A line for each target and pin (of one place, where one is named), with a link to Why for each that is missed."""
    states = [one for one in target_states(seen.evidence) if not place or one.place == place]
    if not states:
        return
    met = sum(one.is_met for one in states)
    st.subheader(words.TARGETS_TITLE.format(met=met, count=len(states)), anchor=f"targets-{key}")
    for one in states:
        st.markdown(f":material/{'check_circle' if one.is_met else 'error'}: {plain(target_text(one))}")
        if not one.is_met:
            asked = {"question": "not", ABOUT_TARGET: one.key} if one.kind == TARGET else {"question": "repair"}
            label = words.TARGETS_WHY if one.kind == TARGET else words.TARGETS_REPAIR
            st.page_link(
                WHY, label=label, icon=":material/help:", query_params={IN_LINK: asked.pop("question"), **asked}
            )
