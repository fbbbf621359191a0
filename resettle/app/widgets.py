"""Widgets that show what the session holds: a value that is set anew is a new widget, and echoes change nothing.

Every message of a browser carries the values of all its widgets. One that is sent before the last answer of ours has
arrived still has the values from before it, for widgets that nobody touched. Were they taken as a person's wish, they
would undo the change before, and with it what could be had back. A widget can only be told from an echo of itself
where none but the person changes its value: so a widget is never given another value, it is replaced by one of a new
version; and a value that a version is known to have is no news, however late it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_VERSIONS, _VALUES = "resettle.widget_versions", "resettle.widget_values"
"""Session keys: the number of each widget's present version; of each version, its first and its last known value."""


class Drawn(NamedTuple):
    """How a widget is to be drawn.

    Attributes
    ----------
    key : of the widget; another one for every version
    first : the value that this version begins with, to be given as its default
    """

    key: str
    first: Any


def widget_of(name: str, value: object) -> Drawn:
    """The widget that shows ``value``: the one that is there if it does already, else a new version of it."""
    versions, values = _versions(), _values()
    number = versions.get(name, 0)
    key = _key(name, number)
    if key in values:
        first, known = values[key]
        # Streamlit forgets a widget that is not drawn for a while: it would come back with its first value
        is_lost = key not in st.session_state and known != first
        if known != value or is_lost:
            number += 1
            key = _key(name, number)
    versions[name] = number
    return Drawn(key, values.setdefault(key, (value, value))[0])


def is_news(key: str) -> bool:
    """Whether a widget that reports a value reports another than it is known to have; it is known from then on.

    ``key`` is the widget's own, of whichever version. A widget that ``widget_of`` did not make is always believed.
    """
    values, reported = _values(), st.session_state[key]
    if key not in values:
        return True
    first, known = values[key]
    values[key] = (first, reported)
    return bool(reported != known)


def _key(name: str, number: int) -> str:
    return f"{name}~{number}" if number else name


def _versions() -> MutableMapping[str, int]:
    return cast("MutableMapping[str, int]", st.session_state.setdefault(_VERSIONS, {}))


def _values() -> MutableMapping[str, tuple[Any, Any]]:
    return cast("MutableMapping[str, tuple[Any, Any]]", st.session_state.setdefault(_VALUES, {}))
