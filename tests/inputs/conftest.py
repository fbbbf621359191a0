"""A dataset of files to spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.inputs.careless import copy_of_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small case's dataset: 2 programmes, 8 places, 4 years, 48 cohorts."""
    return copy_of_case(tmp_path)
