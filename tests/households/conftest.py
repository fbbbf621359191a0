"""The small shared case, and a registry of it in a file that a test may spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import load_dataset
from resettle.households.registry import write_registry
from resettle.households.synthetic import synthesise
from tests.conftest import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="session")
def small() -> Dataset:
    """The small shared case."""
    return load_dataset(CASES / "small" / "dataset")


@pytest.fixture(scope="session")
def made_up(small: Dataset) -> Registry:
    """A registry with its margins."""
    return synthesise(small, 7)


@pytest.fixture(scope="session")
def written(made_up: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as CSV."""
    file = tmp_path_factory.mktemp("registry") / "households.csv"
    write_registry(made_up, file)
    return file
