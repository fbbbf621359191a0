"""Why not: a place, a group of people, a target."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app import state
from resettle.app.components.study import answer_to
from resettle.app.components.targets_shown import ABOUT_PLACE, ABOUT_TARGET
from resettle.app.components.why_asked import said, tabled
from resettle.app.words import why as words
from resettle.insight.cohort_names import cohort_names
from resettle.insight.targets import TARGET, target_states
from resettle.insight.tidy import titles
from resettle.insight.why_not import WhyNots
from resettle.insight.why_not_words import said_cohort, said_place, said_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.app.components.why_asked import Asked
    from resettle.app.study import Study
    from resettle.insight.overview import Overview
    from resettle.insight.proof import Proof
    from resettle.insight.shortages import Shortage
    from resettle.insight.why_not_found import WhyNot

    Answer = tuple[str, dict[str, pd.DataFrame]]

MOST_ANSWERS = 64
_MILLION = 1e6
_KIND, _WHICH, _YEAR = "why.not.kind", "why.not.which", "why.not.year"


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.NOT_INTRO)
    _take_link()
    kind = st.segmented_control(
        words.NOT_WHOM,
        list(words.NOT_KINDS),
        format_func=words.NOT_KINDS.__getitem__,
        default="place",
        required=True,
        key=_KIND,
        persist_state="session",
    )
    named = _named(asked, str(kind))
    if not named:
        st.markdown(words.NOT_TARGETS)
        return
    which, year = st.columns([3, 1])
    with which:
        label = words.NOT_WHICH[str(kind)]
        key = st.selectbox(label, list(named), format_func=named.__getitem__, key=f"{_WHICH}.{kind}")
    years = asked.seen.plan.years
    if kind == "target":
        by = years[-1]
    else:
        with year:
            by = st.selectbox(words.NOT_YEAR, years, index=len(years) - 1, key=_YEAR)
    digests = tuple(str(digest) for digest in asked.seen.plan.summary.digests.values())
    told, tables = _answer(digests, str(kind), str(key), int(by), asked.seen)
    answer = st.container()
    work = partial(_prove, seen=asked.seen, kind=str(kind), key=str(key), year=int(by))
    detail = f"{digests} {kind} {key} {by}"
    proved = answer_to("not", asked.scenario, work, takes=words.NOT_LONG, detail=detail)
    told, tables = (told, tables) if proved is None else proved
    with answer:
        said(told)
        for name, table in tables.items():
            tabled(words.NOT_TABLES[name], name, table, key=f"why.not.{name}")


def _take_link() -> None:
    """A link to one target or place chooses it, once."""
    for kind in (ABOUT_TARGET, ABOUT_PLACE):
        named = st.query_params.pop(kind, None)
        if named is not None:
            st.session_state[_KIND] = kind
            st.session_state[f"{_WHICH}.{kind}"] = named


@st.cache_resource(show_spinner=False, max_entries=MOST_ANSWERS)
def _answer(digests: tuple[str, ...], kind: str, key: str, year: int, _seen: Overview) -> Answer:
    """What is said, and its tables by name; kept by the digests of plan, dataset and scenario: names are in it too."""
    del digests
    return _answered(WhyNots(_seen.evidence), kind, key, year, _seen)


def forget_answers() -> None:
    """Let go of the answers about all datasets; they are worked out again where they are asked for."""
    _answer.clear()


def _answered(answers: WhyNots, kind: str, key: str, year: int, seen: Overview) -> Answer:
    dataset, limit = seen.plan.dataset, seen.plan.scenario.usd_per_person_year
    if kind == "place":
        place = answers.place(key, year)
        return said_place(place, dataset, limit), _filled(causes=_causes([place.proof]), short=_short([place]))
    if kind == "cohort":
        cohort = answers.cohort(key, year)
        causes = _causes([*(place.proof for place in cohort.places), cohort.proof])
        tables = _filled(causes=causes, short=_short(cohort.places), relocating=cohort.relocating)
        return said_cohort(cohort, dataset, limit), tables
    target = answers.target(key)
    return said_target(target, dataset, limit), _filled(causes=_causes([target.proof]), held_by=target.held_by)


def _prove(study: Study, seen: Overview, kind: str, key: str, year: int) -> Answer:
    """The same, with causes proved by planning again."""
    return _answered(WhyNots(seen.evidence, study.plan_of), kind, key, year, seen)


def _named(asked: Asked, kind: str) -> dict[str, str]:
    """Keys and names of what can be asked about."""
    given = asked.seen.evidence.given
    if kind == "place":
        return {str(key): str(name) for key, name in titles(state.opened().dataset, "places").items()}
    if kind == "cohort":
        return cohort_names(given)
    return {one.key: one.name for one in target_states(asked.seen.evidence) if one.kind == TARGET}


def _causes(proofs: Iterable[Proof | None]) -> pd.DataFrame:
    """What was proved: cause, people that plenty of it alone settles, people that plenty of all settles."""
    rows = [
        (one.cause.what, one.alone, proof.together) for proof in proofs if proof is not None for one in proof.helping
    ]
    return pd.DataFrame(rows, columns=["what", "alone", "together"])


def _short(places: Iterable[WhyNot]) -> pd.DataFrame:
    """What is short for those who wait: role, what, short, unit, since, equation."""
    rows = [
        (words.ROLES[role], one.shortage.what, *_in_millions(one.shortage), one.since, one.shortage.equation)
        for place in places
        if place.against is None
        for role, found in (("held by", place.held_by), ("missing", place.missing))
        for one in found
    ]
    return pd.DataFrame(rows, columns=["role", "what", "short", "unit", "since", "equation"])


def _in_millions(shortage: Shortage) -> tuple[float, str]:
    """How much is short, and what it is counted in; money in millions."""
    if shortage.unit == "US$":
        return shortage.short / _MILLION, "million US$"
    return shortage.short, shortage.unit


def _filled(**tables: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: table for name, table in tables.items() if len(table)}
