"""After how many minutes a session ends, as whoever keeps the server has set it."""

from __future__ import annotations

import math
import os

from resettle.app.words import sessions as words
from resettle.errors import ResettleError

CLOSED, IDLE = "RESETTLE_CLOSED_MINUTES", "RESETTLE_IDLE_MINUTES"
"""Environment variables: minutes until a session ends after its window was closed, and after its last use."""
_USUAL = {CLOSED: 2.0, IDLE: 60.0}
_LONGEST = 24 * 60.0


def closed_seconds() -> float:
    """Seconds for which a session waits for its window to come back; raises ResettleError for an unusable setting."""
    return _minutes(CLOSED) * 60.0


def idle_seconds() -> float:
    """Seconds without any use after which an open window's session ends; raises ResettleError as above."""
    return _minutes(IDLE) * 60.0


def closed_minutes() -> str:
    """The former in minutes, for people."""
    return f"{_minutes(CLOSED):g}"


def idle_minutes() -> str:
    """The latter in minutes, for people."""
    return f"{_minutes(IDLE):g}"


def _minutes(variable: str) -> float:
    found = os.environ.get(variable, "").strip()
    if not found:
        return _USUAL[variable]
    try:
        minutes = float(found)
    except ValueError:
        minutes = math.nan
    if not 0.0 < minutes <= _LONGEST:
        refused = words.MINUTES_REFUSED.format(variable=variable, found=found, longest=_LONGEST, usual=_USUAL[variable])
        raise ResettleError(refused)
    return minutes
