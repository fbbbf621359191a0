"""The window's own address: it says which assumptions are open, so that a reload finds them again."""

from __future__ import annotations

import json

import streamlit as st

from resettle.app import links

_SCRIPT = """<script>
(() => {{
  window.resettleAddress = {{ ours: {ours}, here: {here} }};
  const write = () => {{
    const {{ ours, here }} = window.resettleAddress;
    const url = new URL(window.location.href);
    ours.forEach((name) => url.searchParams.delete(name));
    here.forEach(([name, value]) => url.searchParams.append(name, value));
    const same = new URLSearchParams(window.location.search).toString() === url.searchParams.toString();
    if (!same) window.history.replaceState(window.history.state, "", url);
  }};
  write();
  if (!window.resettleAddressKept) window.resettleAddressKept = window.setInterval(write, 500);
}})();
</script>"""
"""Streamlit writes an address without ours when a page is changed: hence looked after, and no step of Back is made."""


def keep_address() -> None:
    """Write it: names of saved scenarios, or what is not saved as a link has it."""
    values = [json.dumps(one).replace("<", "\\u003c") for one in (list(links.OURS), links.reload_query())]
    st.html(_SCRIPT.format(ours=values[0], here=values[1]), unsafe_allow_javascript=True)
