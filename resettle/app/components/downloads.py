"""Buttons for files that are made when they are asked for, and kept nowhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from resettle.app.guard import guarded
from resettle.app.one_time_downloads import ADDRESS, DOWNLOADS, Download
from resettle.app.sessions import BROWSER
from resettle.app.words import sessions as words
from resettle.errors import ResettleError

if TYPE_CHECKING:
    from collections.abc import Callable

_TICKET = (
    '<div class="resettle-download" data-ticket="{ticket}" data-file="{file}" data-refused="{refused}" '
    'data-address="{address}"></div>'
)
SCRIPT = """
(() => {
  const save = (content, file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = file;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  document.querySelectorAll(".resettle-download[data-ticket]").forEach((asked) => {
    const { ticket, file, refused, address } = asked.dataset;
    asked.removeAttribute("data-ticket");
    window.resettleTickets = window.resettleTickets || new Set();
    if (window.resettleTickets.has(ticket)) return;
    window.resettleTickets.add(ticket);
    fetch(address, { method: "POST", body: ticket, cache: "no-store" })
      .then((answer) => answer.ok ? answer.blob() : Promise.reject())
      .then((content) => save(content, file))
      .catch(() => { asked.setAttribute("role", "alert"); asked.textContent = refused; });
  });
})();
"""
"""Fetches the file that was made for this page, once, and lets the browser save it."""


def download(label: str, made: Callable[[], bytes], file: str, kind: str, *, key: str, note: str | None = None) -> None:
    """The button; ``kind`` is the file's media type, ``note`` stands behind the question mark."""
    st.download_button(
        label,
        made,
        file_name=file,
        mime=kind,
        help=note,
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


@st.fragment
@guarded
def download_once(
    label: str, made: Callable[[], bytes], file: str, kind: str, *, key: str, note: str | None = None
) -> None:
    """The same for a file of single households: it has no address of its own and goes to this session's browser alone.

    Streamlit's own button puts its file where whoever knows the address can fetch it, also later.
    """
    if not st.button(label, key=key, help=note, icon=":material/download:"):
        return
    browser = st.context.cookies.get(BROWSER, "")
    context = get_script_run_ctx()
    if not browser or context is None:
        raise ResettleError(words.NO_COOKIE)
    with st.spinner(words.MAKING_FILE.format(file=file), show_time=True):
        ticket = DOWNLOADS.issue(Download(made(), file, kind, context.session_id, browser))
    texts = {"ticket": ticket, "file": file, "refused": words.NO_DOWNLOAD, "address": ADDRESS}
    shown = _TICKET.format(**{name: escape(text, quote=True) for name, text in texts.items()})
    st.html(f"{shown}<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
