"""How What if lies on a screen: levers that stay in view beside what follows, and lines that keep their height."""

from __future__ import annotations

import streamlit as st

LEVERS, BENEATH = "levers", "beneath"
"""Key of the column of levers; first part of the keys of what stands beneath each lever."""
_STYLE = f"""<style>
@media (min-width: 768px) {{
  [data-testid="stColumn"]:has(.st-key-{LEVERS}) {{
    position: sticky;
    top: 4rem;
    align-self: flex-start;
    max-height: calc(100vh - 9rem);
    overflow-y: auto;
    overscroll-behavior: contain;
    padding-right: 0.5rem;
  }}
}}
[data-testid="stBottomBlockContainer"] {{ padding-top: 0.5rem; padding-bottom: 0.5rem; }}
[class*="st-key-{BENEATH}-"] {{ min-height: 2.6rem; }}
</style>"""


def levers_beside_results() -> None:
    """Give the levers a column that stays, and scrolls by itself; on a narrow page it stands above what follows."""
    st.html(_STYLE)
