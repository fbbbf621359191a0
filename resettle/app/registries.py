"""Whether a registry may be handed over: where the app runs on the person's own machine, or its keeper has said so."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import streamlit as st

from resettle.app.words import households as words
from resettle.errors import ResettleError

VARIABLE = "RESETTLE_REGISTRIES"
"""Environment variable of the setting: ``allowed`` takes registries from other machines too."""
ALLOWED = "allowed"
_HERE = ("127.0.0.1", "localhost", "::1")


def may_hand_over() -> bool:
    """Whether a file would stay on its machine, or may leave it; raises ResettleError where the setting is unknown."""
    said = os.environ.get(VARIABLE, "").strip()
    if said not in ("", ALLOWED):
        raise ResettleError(words.SETTING_REFUSED.format(variable=VARIABLE, found=said, expected=ALLOWED))
    return said == ALLOWED or is_here(st.context.headers.get("Host") or "")


def is_here(host: str) -> bool:
    """Whether the address that the browser asked is of the machine it runs on."""
    try:
        return urlsplit(f"//{host}").hostname in _HERE
    except ValueError:
        return False
