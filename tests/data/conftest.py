"""The default dataset as it ships, and its build script on the path."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from resettle.inputs.dataset import Dataset, load_dataset

DATA = Path(__file__).parents[2] / "data"
sys.path.insert(0, str(DATA))


@pytest.fixture(scope="session")
def default() -> Dataset:
    return load_dataset(DATA / "default")


@pytest.fixture(scope="session")
def written() -> dict[str, list[dict[str, str]]]:
    """Every table as written, untouched by the loader: name to rows."""
    found = {}
    for path in sorted((DATA / "default").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found
