"""Tables that are wider than the page can be reached, and scrolled, from the keyboard."""

from __future__ import annotations

import streamlit as st

SCRIPT = """
(() => {
  const reach = () => document.querySelectorAll('[data-testid="stTable"]').forEach((shown) => {
    const scrolled = shown.firstElementChild, named = shown.querySelector("table");
    if (!scrolled || !named) return;
    const wide = scrolled.scrollWidth > scrolled.clientWidth;
    if (wide === scrolled.hasAttribute("tabindex")) return;
    if (!wide) return ["tabindex", "role", "aria-label"].forEach((name) => scrolled.removeAttribute(name));
    scrolled.tabIndex = 0;
    scrolled.setAttribute("role", "group");
    scrolled.setAttribute("aria-label", named.getAttribute("aria-label") || "");
  });
  if (!window.resettleReach) {
    window.resettleReach = new MutationObserver(reach);
    window.resettleReach.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener("resize", reach);
  }
  reach();
})();
"""
"""The same on every page: the server lets pages run only the scripts that it knows."""


def reach_wide_tables() -> None:
    """Streamlit lets a wide table scroll, which without this only a pointer can do; text of our own, no other's."""
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
