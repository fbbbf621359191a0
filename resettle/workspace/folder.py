"""Where saved scenarios are: the folder that RESETTLE_SCENARIOS names, or the user's own data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER_VARIABLE = "RESETTLE_SCENARIOS"
_INSIDE = ("resettle", "scenarios")


def scenarios_folder() -> Path:
    """The folder of saved scenarios; it need not exist yet.

    Without the variable: ``%LOCALAPPDATA%`` on Windows, ``~/Library/Application Support`` on macOS, elsewhere
    ``$XDG_DATA_HOME`` or ``~/.local/share``, and in it ``resettle/scenarios``.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else _user_data().joinpath(*_INSIDE)


def _user_data() -> Path:
    if sys.platform == "win32":
        usual = os.environ.get("LOCALAPPDATA")
        return Path(usual) if usual else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    usual = os.environ.get("XDG_DATA_HOME", "")
    # the standard has relative paths ignored
    return Path(usual) if usual.startswith("/") else Path.home() / ".local" / "share"
