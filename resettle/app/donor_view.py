"""Whether only the donor's page is served: by a setting at start-up, or in one session by its address."""

from __future__ import annotations

import os

import streamlit as st

from resettle.app.words import donor as words
from resettle.errors import ResettleError

VARIABLE = "RESETTLE_VIEW"
"""Environment variable of the setting: ``donor`` serves the donor's page and nothing else; blank serves all."""
DONOR = "donor"
QUERY = "view"
"""Name in the address: ``?view=donor`` shows one session the donor's page alone. A view, not a lock."""


def is_donor_only() -> bool:
    """Whether this session sees the donor's page alone; raises ResettleError where the setting says something else."""
    return is_served_donor_only() or st.query_params.get(QUERY) == DONOR


def is_served_donor_only() -> bool:
    """Whether the server was started so that no other page is there at all; raises ResettleError as above."""
    said = os.environ.get(VARIABLE, "").strip()
    if said not in ("", DONOR):
        raise ResettleError(words.VIEW_REFUSED.format(variable=VARIABLE, found=said, expected=DONOR))
    return said == DONOR
