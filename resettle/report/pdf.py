"""The pack as a PDF, printed by the machine's own Chromium; nothing is downloaded for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from resettle.errors import ResettleError
from resettle.report import words

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
VARIABLE = "RESETTLE_CHROMIUM"
"""Names the browser, where it is none of these or not on the path."""
PATIENCE_SECONDS = 120
_DRAWN_MS = 10_000
_ALONE = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    f"--virtual-time-budget={_DRAWN_MS}",
)


class NoPdfError(ResettleError):
    """There is no PDF; says why and how to get one."""


def browser() -> str | None:
    """Path of the Chromium that prints: the one that RESETTLE_CHROMIUM names, else one of the usual on the path."""
    named = os.environ.get(VARIABLE)
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def no_browser() -> str:
    """What to tell where there is none."""
    return words.NO_BROWSER.format(names=", ".join(BROWSERS))


def pdf_of(html: str) -> bytes:
    """Print the HTML file; raises NoPdfError where there is no browser, or where it fails."""
    found = browser()
    if found is None:
        raise NoPdfError(no_browser())
    with tempfile.TemporaryDirectory(prefix="resettle-") as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        trouble = _print(found, page, printed)
        made = printed.read_bytes() if printed.is_file() else b""
    if not made.startswith(b"%PDF"):
        raise NoPdfError(words.BROWSER_FAILED.format(browser=Path(found).name, why=trouble or "it wrote no file"))
    return made


def _print(found: str, page: Path, printed: Path) -> str:
    """Run the browser on the file; what went wrong, or blank."""
    command = [found, *_ALONE, f"--user-data-dir={page.parent / 'profile'}", f"--print-to-pdf={printed}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to start its sandbox for root; the page is our own
    try:
        ended = subprocess.run(
            [*command, page.as_uri()], capture_output=True, timeout=PATIENCE_SECONDS, check=False, cwd=page.parent
        )
    except subprocess.TimeoutExpired:
        return f"it took longer than {PATIENCE_SECONDS} s"
    except OSError as trouble:
        return str(trouble.strerror or trouble)
    return f"exit code {ended.returncode}" if ended.returncode else ""
