"""Datasets that many tests plan with; loaded once, since nothing is ever written back into them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from resettle.inputs.dataset import Dataset, load_dataset

CASES = Path(__file__).parent / "cases"

# As the command line and the app do: quicker for many small tables. tests/results/test_make_plan.py has the other way.
pd.options.mode.string_storage = "python"


@pytest.fixture(scope="session")
def small() -> Dataset:
    """Generated case: 2 programmes, 6 places, 4 years."""
    return load_dataset(CASES / "small" / "dataset")


@pytest.fixture(scope="session")
def medium() -> Dataset:
    """Generated case: 5 years, 224 cohorts."""
    return load_dataset(CASES / "medium" / "dataset")
