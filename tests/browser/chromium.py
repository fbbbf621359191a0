"""The browser that the browser tests drive; run as a script it says what is missing for them, and fails."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Path of a Chromium: RESETTLE_CHROMIUM, or the first of the usual names on the path."""
    named = os.environ.get("RESETTLE_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Print what is missing and return 1, or 0 where nothing is."""
    missing = []
    if chromium() is None:
        missing.append(f"no Chromium: install your system's package (Debian: chromium); looked for {', '.join(NAMES)}")
    missing += [
        f"no package {package}: install requirements-dev.txt"
        for package in ("playwright", "axe_playwright_python", "streamlit")
        if find_spec(package) is None
    ]
    for one in missing:
        print(f"browser tests cannot run: {one}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
