"""The link that reproduces a view: written from what the session holds, read once when a session begins."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from resettle.app import kept, offered, state
from resettle.app.components.place_chosen import IN_LINK as PLACE_IN_LINK
from resettle.app.components.place_chosen import PLACE
from resettle.app.components.question_chosen import IN_LINK as QUESTION_IN_LINK
from resettle.app.components.question_chosen import QUESTION
from resettle.app.words import scenarios as words
from resettle.errors import ResettleError, ScenarioError, WorkspaceError
from resettle.inputs.scenario import apply
from resettle.workspace.link import packed, unpacked

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario

SCENARIO, SAVED, COMPARED, PLACES = "scenario", "saved", "compare", "places"
"""Names in the query: the present scenario, or its saved name; the scenarios compared, the two whose places are."""
OURS = (SCENARIO, SAVED, COMPARED, PLACES)
"""Names that the address keeps by itself."""
LONGEST_ADDRESS = 8_000
TROUBLES = "resettle.link_troubles"
"""Session key of what was wrong with the link that the session began with, until it is closed."""
_READ = "resettle.link_read"
_WHOLE = "~"
"""Before a scenario that stands in the link whole, since it is saved or unsaved on one machine only."""


def address() -> str:
    """Address of the page on screen with the session's assumptions; raises WorkspaceError where it is too long."""
    query = _query()
    here = st.context.url or ""
    whole = f"{here}?{urlencode(query)}" if query else here
    if len(whole) > LONGEST_ADDRESS:
        raise WorkspaceError(words.LINK_TOO_LONG.format(length=len(whole), most=LONGEST_ADDRESS))
    return whole


def reload_query() -> list[tuple[str, str]]:
    """What the window's own address says, so that a reload finds the same: a saved scenario by its name.

    Assumptions that are too many for an address are left out.
    """
    baseline, scenario = state.opened().baseline, state.scenario()
    saved = kept.same_as_saved(scenario) if scenario.digest != baseline.digest else ""
    query = _chosen()
    if saved:
        return [(SAVED, saved), *query]
    try:
        own = [(SCENARIO, packed(scenario, baseline))] if scenario.digest != baseline.digest else []
    except WorkspaceError:
        own = []
    whole = [*own, *query]
    return whole if len(urlencode(whole)) <= LONGEST_ADDRESS else query


def _query() -> list[tuple[str, str]]:
    baseline, scenario = state.opened().baseline, state.scenario()
    query = [(SCENARIO, packed(scenario, baseline))] if scenario.digest != baseline.digest else []
    query += _chosen()
    if PLACE in st.session_state and (st.context.url or "").rstrip("/").endswith("/places"):
        query.append((PLACE_IN_LINK, str(st.session_state[PLACE])))
    if QUESTION in st.session_state and (st.context.url or "").rstrip("/").endswith("/why"):
        query.append((QUESTION_IN_LINK, str(st.session_state[QUESTION])))
    return query


def _chosen() -> list[tuple[str, str]]:
    """The scenarios compared, and the two whose places are."""
    query: list[tuple[str, str]] = []
    baseline = state.opened().baseline
    choices, keys = offered.offered(), offered.compared()
    if keys not in ([state.BASELINE], [state.BASELINE, offered.NOW]):
        query += [(COMPARED, _compared(choices[key], baseline)) for key in keys if key in choices]
    pair = offered.pair()
    if pair is not None and all(key in keys for key in pair):
        query.append((PLACES, "-".join(str(keys.index(key) + 1) for key in pair)))
    return query


def _compared(one: offered.Offered, baseline: Scenario) -> str:
    if one.key.startswith((offered.SAVED, offered.LINKED)):
        return _WHOLE + packed(one.scenario, baseline)
    return one.key


def arrive() -> None:
    """Take what the address says, once in a session; what cannot be used is kept to be told."""
    if st.session_state.get(_READ):
        return
    st.session_state[_READ] = True
    troubles: list[ResettleError | str] = []
    _take_scenario(troubles)
    _take_compared(troubles)
    st.session_state[TROUBLES] = troubles


def _take_scenario(troubles: list[ResettleError | str]) -> None:
    if name := st.query_params.get(SAVED):
        _take_saved(name, troubles)
        return
    said = st.query_params.get(SCENARIO)
    if not said:
        return
    try:
        scenario = unpacked(said, state.opened().baseline)
        kept.arrive_with(scenario)
    except (ScenarioError, WorkspaceError) as trouble:
        troubles += [words.LINK_REFUSED, trouble]
        return
    here = state.opened().dataset.name
    if scenario.dataset and scenario.dataset != here:
        troubles.append(words.LINK_OTHER_DATA.format(named=scenario.dataset[:80], here=here))


def _take_saved(name: str, troubles: list[ResettleError | str]) -> None:
    """Open the saved scenario that the address names."""
    if name not in kept.shelf().saved:
        troubles.append(words.LINK_SAVED_GONE.format(name=name[:80]))
        return
    try:
        kept.arrive_with_saved(name)
    except (ScenarioError, WorkspaceError) as trouble:
        troubles += [words.LINK_REFUSED, trouble]


def _take_compared(troubles: list[ResettleError | str]) -> None:
    said = st.query_params.get_all(COMPARED)
    keys: list[str] = []
    if len(said) > offered.MOST_COMPARED:
        troubles.append(words.LINK_MOST.format(most=offered.MOST_COMPARED))
    for one in said[: offered.MOST_COMPARED]:
        try:
            keys.append(_key(one))
        except (ScenarioError, WorkspaceError) as trouble:
            troubles += [words.LINK_PART_REFUSED, trouble]
    if keys:
        offered.compare(list(dict.fromkeys(keys)))
    pair = (st.query_params.get(PLACES) or "").split("-")
    if len(pair) == 2 and all(number.isdecimal() and 1 <= int(number[:3]) <= len(keys) for number in pair):
        offered.compare_places(keys[int(pair[0]) - 1], keys[int(pair[1]) - 1])


def _key(said: str) -> str:
    """The key of a scenario that is here, or of one that came with the link."""
    if not said.startswith(_WHOLE):
        if said not in offered.offered():
            raise WorkspaceError(words.LINK_UNKNOWN.format(name=said[:80]))
        return said
    scenario = unpacked(said.removeprefix(_WHOLE), state.opened().baseline)
    apply(state.opened().dataset, scenario)
    number = str(len(offered.of_link()) + 1)
    offered.of_link()[number] = scenario
    return f"{offered.LINKED}{number}"
