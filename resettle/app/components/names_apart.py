"""Names on maps that would lie on each other in this window: the larger point's stays, the other's is in its hover."""

from __future__ import annotations

import streamlit as st

NAMED = "named-map"
"""First part of the keys of the boxes that maps with names stand in."""
SCRIPT = f"""
(() => {{
  const gap = 2;
  const apart = (one, other) => one.right + gap <= other.left || other.right + gap <= one.left
    || one.bottom + gap <= other.top || other.bottom + gap <= one.top;
  const tidy = (plot) => {{
    const names = [...plot.querySelectorAll(".textpoint text")].filter((name) => name.textContent.trim());
    const weight = (name) => (name.parentNode.__data__ && name.parentNode.__data__.ms) || 0;
    names.sort((one, other) => weight(other) - weight(one));
    const frame = plot.getBoundingClientRect();
    const written = [];
    names.forEach((name) => {{
      name.style.visibility = "visible";
      const box = name.getBoundingClientRect();
      const inside = box.left >= frame.left && box.right <= frame.right;
      const free = inside && written.every((other) => apart(box, other));
      name.style.visibility = free ? "visible" : "hidden";
      if (free) written.push(box);
    }});
  }};
  const look = () => document.querySelectorAll('[class*="st-key-{NAMED}"] .js-plotly-plot').forEach((plot) => {{
    if (plot.resettleNamed || !plot.on) return;
    plot.resettleNamed = true;
    plot.on("plotly_afterplot", () => tidy(plot));
    tidy(plot);
  }});
  if (!window.resettleNames) {{
    window.resettleNames = new MutationObserver(look);
    window.resettleNames.observe(document.body, {{ childList: true, subtree: true }});
  }}
  look();
}})();
"""


def keep_names_apart() -> None:
    """Look at every map once it is drawn, and again when its size or its part changes; text of our own, no other's."""
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
