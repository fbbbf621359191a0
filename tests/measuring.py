"""Coverage of the rooms that have a floor, measured in each process that tests run in (``-p tests.measuring``).

SlipCover puts its marks into the code when a module is imported, and takes a sixth more time, where a tracer that is
called for every line takes two thirds more. So this must be there before anything of the project is.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import slipcover

from tests.coverage_floor import FOLDER, ROOMS

if TYPE_CHECKING:
    import pytest


def _measuring() -> slipcover.Slipcover:
    counter = slipcover.Slipcover(branch=True, source=list(ROOMS))
    slipcover.ImportManager(counter, slipcover.FileMatcher(sources=list(ROOMS))).__enter__()
    return counter


_COUNTER = _measuring()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what was run."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    (FOLDER / f"{process}.json").write_text(json.dumps(_COUNTER.get_coverage()), encoding="utf-8")
