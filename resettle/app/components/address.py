"""The window's own address: it says which assumptions are open, so that a reload finds them again."""

from __future__ import annotations

import json
from html import escape

import streamlit as st

from resettle.app import links

_QUERY = '<div class="resettle-query" hidden data-ours="{ours}" data-here="{here}"></div>'
SCRIPT = """
(() => {
  const write = () => {
    const said = document.querySelector(".resettle-query");
    if (!said) return;
    const [ours, here] = [JSON.parse(said.dataset.ours), JSON.parse(said.dataset.here)];
    const url = new URL(window.location.href);
    ours.forEach((name) => url.searchParams.delete(name));
    here.forEach(([name, value]) => url.searchParams.append(name, value));
    const same = new URLSearchParams(window.location.search).toString() === url.searchParams.toString();
    if (!same) window.history.replaceState(window.history.state, "", url);
  };
  write();
  if (!window.resettleAddressKept) window.resettleAddressKept = window.setInterval(write, 500);
})();
"""
"""Streamlit writes an address without ours when a page is changed: hence looked after, and no step of Back is made."""


def keep_address() -> None:
    """Write it: names of saved scenarios, or what is not saved as a link has it."""
    ours, here = (escape(json.dumps(one), quote=True) for one in (list(links.OURS), links.reload_query()))
    st.html(f"{_QUERY.format(ours=ours, here=here)}<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
