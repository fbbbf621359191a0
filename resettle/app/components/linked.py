"""The link to the page on screen, copied at a click, and what was wrong with the link that the session began with."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import links
from resettle.app.guard import guarded, guarded_change, show_trouble
from resettle.app.plain import plain
from resettle.app.words import scenarios as words
from resettle.errors import ResettleError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_BUTTON = """<style>
.resettle-link button {{ border: 1px solid rgba(128, 128, 128, 0.5); border-radius: 0.5rem; background: transparent;
  color: inherit; font: inherit; min-height: 2.5rem; padding: 0.25rem 0.75rem; cursor: pointer; }}
.resettle-link button:hover {{ border-color: currentColor; }}
.resettle-link input {{ width: 100%; margin-top: 0.5rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid rgba(128, 128, 128, 0.5); border-radius: 0.5rem; padding: 0.25rem 0.5rem; }}
</style>
<div class="resettle-link">
<button type="button" title="{help}" data-link="{link}" data-copied="{copied}" data-refused="{refused}">{label}</button>
<span role="status"></span>
<input type="text" readonly hidden aria-label="{title}" value="{link}">
</div>
"""
SCRIPT = """
(() => {
  if (window.resettleLink) return;
  window.resettleLink = true;
  const byHand = (link) => {
    const text = document.createElement("textarea");
    text.value = link;
    document.body.append(text);
    text.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (_) { done = false; }
    text.remove();
    return done ? Promise.resolve() : Promise.reject();
  };
  const copy = (link) => navigator.clipboard
    ? navigator.clipboard.writeText(link).catch(() => byHand(link)) : byHand(link);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".resettle-link button");
    if (!button) return;
    const said = button.parentElement.querySelector("[role=status]");
    const box = button.parentElement.querySelector("input");
    copy(button.dataset.link).then(
      () => { said.textContent = button.dataset.copied; box.hidden = true; },
      () => { said.textContent = button.dataset.refused; box.hidden = false; box.focus(); box.select(); },
    );
  });
})();
"""
"""A button of our own, since Streamlit has none that copies. Its script hears every such button of the window."""


@guarded
def show_link() -> None:
    """A button that copies the link; where the browser refuses, the link stands in a box to be copied by hand."""
    try:
        link = links.address()
    except WorkspaceError as trouble:
        st.warning(plain(str(trouble)), icon=":material/link_off:")
        return
    texts = {
        "link": link,
        "help": words.LINK_HELP,
        "label": words.LINK,
        "title": words.LINK_TITLE,
        "copied": words.LINK_COPIED,
        "refused": words.LINK_BY_HAND,
    }
    shown = _BUTTON.format(**{name: escape(text, quote=True) for name, text in texts.items()})
    st.html(f"{shown}<script>{SCRIPT}</script>", unsafe_allow_javascript=True)


@guarded
def show_link_troubles() -> None:
    """What could not be used of the link, until somebody closes it."""
    troubles = cast("Sequence[ResettleError | str]", st.session_state.get(links.TROUBLES, ()))
    if not troubles:
        return
    with st.container(border=True):
        for trouble in troubles:
            if isinstance(trouble, str):
                st.warning(plain(trouble), icon=":material/link_off:")
            else:
                show_trouble(trouble)
        st.button(words.LINK_CLOSE, key="link.close", on_click=_close)


@guarded_change
def _close() -> None:
    st.session_state[links.TROUBLES] = []
