"""Scenarios that can be put side by side: baseline, present one, saved ones, those that ship, those of a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import kept, state
from resettle.app.words import compare as words
from resettle.workspace.names import suggested_name

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario

MOST_COMPARED = 4
NOW, SHIPPED, SAVED, LINKED = "now", "shipped/", "saved/", "link/"
_COMPARED, _OF_LINK, _PAIR = "resettle.compared", "resettle.of_link", "resettle.compared_pair"


@dataclass(frozen=True)
class Offered:
    """A scenario that can be chosen: its key, its name for people, and what it asks."""

    key: str
    name: str
    scenario: Scenario


def offered() -> dict[str, Offered]:
    """Everything that can be chosen, by key; no two have the same name."""
    opened = state.opened()
    found = [(state.BASELINE, opened.baseline.title or words.BASELINE, opened.baseline)]
    if state.scenario().digest != opened.baseline.digest:
        found.append((NOW, words.NOW_UNSAVED if kept.is_unsaved() else words.NOW, state.scenario()))
    found += [
        (f"{LINKED}{key}", words.LINKED.format(name=suggested_name(one.title) or key), one)
        for key, one in of_link().items()
    ]
    found += [
        (f"{SAVED}{name}", words.SAVED.format(name=name), one.scenario) for name, one in kept.shelf().saved.items()
    ]
    found += [(f"{SHIPPED}{stem}", one.title or stem, one) for stem, one in opened.scenarios.items()]
    named: dict[str, str] = {}
    for key, name, _ in found:
        taken, number, unlike = set(named.values()), 2, name
        while unlike in taken:
            unlike, number = words.SAME_NAME.format(name=name, number=number), number + 1
        named[key] = unlike
    return {key: Offered(key, named[key], scenario) for key, _, scenario in found}


def compared() -> list[str]:
    """Keys of the scenarios that the session compares; at first the baseline and the present one."""
    held = cast("list[str] | None", st.session_state.get(_COMPARED))
    if held is not None:
        return held
    here = state.scenario().digest != state.opened().baseline.digest
    return [state.BASELINE, NOW] if here else [state.BASELINE]


def compare(keys: list[str]) -> None:
    """Compare these."""
    st.session_state[_COMPARED] = keys[:MOST_COMPARED]


def pair() -> tuple[str, str] | None:
    """Keys of the two scenarios whose places are compared, where somebody has chosen them."""
    return cast("tuple[str, str] | None", st.session_state.get(_PAIR))


def compare_places(before: str, after: str) -> None:
    """Compare the places of these two."""
    st.session_state[_PAIR] = (before, after)


def of_link() -> dict[str, Scenario]:
    """Scenarios that came whole with a link, by number; the session's own."""
    return cast("dict[str, Scenario]", st.session_state.setdefault(_OF_LINK, {}))
