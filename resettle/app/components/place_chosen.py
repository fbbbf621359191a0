"""Which place is looked at: chosen by name, by its point on the map, or by the link; kept for the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app.components.charted import chart_key
from resettle.app.guard import guarded_change
from resettle.app.plain import plain
from resettle.app.widgets import is_news, widget_of
from resettle.app.words import places as words

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "resettle.place"
"""Session key of the place that is looked at."""
IN_LINK = "place"
"""Its name in the query of the page's address."""
MAP = "places.map"
"""Key of the map."""
_BOX = "places.chosen"
_UNKNOWN = "resettle.place.unknown"
"""Session key of a place that the link named and the dataset does not have, until another is chosen."""


def choose_place(names: Mapping[str, str], other_names: Mapping[str, str], first: str) -> str:
    """The box with all places by all their names; returns the key of the place that is chosen.

    Parameters
    ----------
    names, other_names : by key
    first : the place to begin with, where neither the session nor the link names one
    """
    _arrive(names)
    chosen = cast("str", st.session_state.get(PLACE))
    if chosen not in names:
        chosen = first
    st.session_state[PLACE] = chosen
    said = {key: f"{name}, {other_names[key]}" if other_names.get(key) else name for key, name in names.items()}
    drawn = widget_of(_BOX, chosen)
    st.selectbox(
        words.CHOOSE,
        list(names),
        list(names).index(drawn.first if drawn.first in names else chosen),
        format_func=said.__getitem__,
        key=drawn.key,
        help=words.CHOOSE_HELP,
        on_change=_boxed,
        args=(drawn.key,),
    )
    if st.query_params.get(IN_LINK) != chosen:
        st.query_params[IN_LINK] = chosen
    return chosen


def map_key(place: str) -> str:
    """Key of the map while a place is looked at: another one's has no point that is still marked as clicked."""
    return f"{MAP}.{place}"


@guarded_change
def take_point(key: str) -> None:
    """Take the place whose point on the map was clicked; other marks are no places."""
    state = cast("Mapping[str, Mapping[str, list[Mapping[str, object]]]]", st.session_state.get(chart_key(key)) or {})
    for point in state.get("selection", {}).get("points", []):
        told = point.get("customdata")
        values = list(told.values()) if isinstance(told, dict) else told
        if isinstance(values, (list, tuple)) and len(values) > 1:
            _take(str(values[0]))
            return


@guarded_change
def _boxed(key: str) -> None:
    if is_news(key):
        _take(str(st.session_state[key]))


def _take(place: str) -> None:
    st.session_state[PLACE] = place
    st.session_state.pop(_UNKNOWN, None)


def _arrive(names: Mapping[str, str]) -> None:
    """Take the place that the address names, when the session begins with this page."""
    named = st.query_params.get(IN_LINK)
    if PLACE not in st.session_state and named is not None:
        if named in names:
            st.session_state[PLACE] = named
        else:
            st.session_state[_UNKNOWN] = named[:80]
    if _UNKNOWN in st.session_state:
        st.warning(words.UNKNOWN.format(found=plain(st.session_state[_UNKNOWN])), icon=":material/wrong_location:")
