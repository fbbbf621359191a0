"""A button for a file that is made when it is asked for, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable


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
