"""A part of a page that is built only while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def folded(label: str, key: str, *, is_open: bool = False, icon: str | None = None) -> DeltaGenerator | None:
    """The open part to draw in, or None while it is folded; opening it draws the page's fragment anew."""
    box = st.expander(label, expanded=is_open, key=key, icon=icon, on_change="rerun")
    return box if box.open else None
