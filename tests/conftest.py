"""Datasets that many tests plan with; loaded once, since nothing is ever written back into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from resettle.inputs.dataset import Dataset, load_dataset

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def small() -> Dataset:
    """Generated case: 2 programmes, 6 places, 4 years."""
    return load_dataset(CASES / "small" / "dataset")


@pytest.fixture(scope="session")
def medium() -> Dataset:
    """Generated case: 5 years, 224 cohorts."""
    return load_dataset(CASES / "medium" / "dataset")
