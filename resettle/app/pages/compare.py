"""Compare: up to four scenarios side by side."""

from __future__ import annotations

import streamlit as st

from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.words import general as shared


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.COMPARE)
    show_kept_trouble()


if __name__ == "__main__":
    draw()
