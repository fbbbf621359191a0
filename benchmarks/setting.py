"""What a measurement is asked for: the data that ships, repeats, limits of time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.inputs.shipped import shipped_dataset, shipped_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


@dataclass(frozen=True)
class Setting:
    """Of one call of ``python -m benchmarks``.

    Attributes
    ----------
    repeat : runs of everything that takes seconds
    settlements : number of settlements of the large case
    solve_seconds : limit of one solve of the large case
    whole_seconds : limit of a search for whole facilities
    scratch : folder for datasets that are made
    """

    repeat: int
    settlements: int
    solve_seconds: float
    whole_seconds: float
    scratch: Path

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset that ships."""
        return load_dataset(self.folder)

    @cached_property
    def scenario(self) -> Scenario:
        """Its baseline."""
        return Scenario.load(self.scenario_file)

    @property
    def folder(self) -> Path:
        """Where the dataset is."""
        return shipped_dataset()

    @property
    def scenario_file(self) -> Path:
        """Where the baseline is."""
        return shipped_scenario()
