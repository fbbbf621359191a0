"""The plan for a registry, the draw, and the placing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.household_earlier import before
from resettle.app.components.household_waits import answer_of
from resettle.app.household_work import Work, begin_placing, begin_plan, keep, outcome_of, placing, planning, secret
from resettle.app.plain import plain
from resettle.app.words import households as words
from resettle.errors import ResettleError
from resettle.households.draw import commitment, seed_of, seed_sentence
from resettle.households.placing import Asked
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.promises import Earlier

MOST_YEARS = 10
_SEED = "resettle.households.seed"
"""What the seed of the placing under way is of: the fields may be changed while it runs."""


def plan_for(now: Work) -> Work | None:
    """The registry's plan; None until it is made, or where the assumptions have changed since."""
    st.markdown(words.PLAN_INTRO)
    pressed = st.button(words.MAKE_PLAN, key="households.plan", icon=":material/play_arrow:")
    asked = state.scenario().digest
    if pressed:
        begin_plan(now)
    found = answer_of(planning(now))
    if found is not None:
        now = keep(replace(now, plan=found, scenario=asked, outcome=None))
    if now.plan is None or now.scenario != asked:
        return None
    slots = int(now.plan["placements"]["households"].sum())
    st.success(words.PLANNED.format(slots=slots, year=now.plan.years[-1]), icon=":material/check_circle:")
    return now


def place_by_lot(now: Work) -> Work | None:
    """The draw's words and the placing's options; None until it is asked for."""
    st.markdown(words.DRAW_INTRO)
    st.markdown(words.COMMITMENT)
    digest = st.container()
    left, right = st.columns(2)
    word = left.text_input(words.WORD, key="households.word", max_chars=200)
    public = right.text_input(words.PUBLIC, key="households.public", max_chars=200)
    across = st.toggle(words.ACROSS, key="households.across", help=words.ACROSS_HELP)
    years = int(st.number_input(words.KIN, 0, MOST_YEARS, 0, key="households.kin", help=words.KIN_HELP))
    earlier, requests, exchange = before(now)
    digest.code(_commitment(now, earlier, requests), language=None)
    seed = _seed(word, public)
    pressed = st.button(words.PLACE, key="households.place", icon=":material/home:", disabled=not seed)
    if pressed and now.plan is not None:
        asked = Asked(
            seed_of(word, public),
            secret(),
            earlier=earlier,
            requests=requests,
            exchange=exchange,
            across=across,
            kin_years=years or None,
        )
        begin_placing(now, asked)
        st.session_state[_SEED] = seed
    found = answer_of(placing(now))
    if found is not None:
        now = keep(replace(now, outcome=replace(outcome_of(found), seed=str(st.session_state.get(_SEED, "")))))
    return now if now.outcome is not None else None


def _seed(word: str, public: str) -> str:
    """What the seed is of, as it goes into it, shown before anything is drawn; blank where there is none yet."""
    if not word.strip():
        st.caption(words.NO_WORD)
        return ""
    try:
        sentence = seed_sentence(word, public)
    except ResettleError as trouble:
        st.error(plain(str(trouble)), icon=":material/error:")
        return ""
    st.caption(plain(sentence))
    return sentence


def _commitment(now: Work, earlier: Earlier | None, requests: pd.DataFrame | None) -> str:
    """Worked out once for each registry and what is kept of it: it is a hash of hundreds of thousands of lines."""
    asked = "" if requests is None else requests.to_csv()
    key = f"households.commitment.{now.source}.{hash((secret(), id(earlier), asked))}"
    if key not in st.session_state:
        registry = now.registry if requests is None else with_requests(now.registry, requests)
        st.session_state[key] = commitment(draw_list(registry.households, secret(), earlier))
    return str(st.session_state[key])
