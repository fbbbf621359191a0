"""A dataset with the scenarios that can be asked of it: the shipped one for all sessions, or a session's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from resettle.errors import ScenarioError
from resettle.inputs.changes import changed
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.refusal import Refusal
from resettle.inputs.scenario import Scenario, apply

if TYPE_CHECKING:
    from collections.abc import Mapping

BASELINE = "baseline"
"""File name, without its ending, of the scenario that everything is compared with."""


@dataclass(frozen=True)
class Opened:
    """A dataset and what can be asked of it.

    Attributes
    ----------
    dataset : as loaded
    baseline : the scenario that everything is compared with
    scenarios : scenarios that ship beside the dataset, by file name
    refused : scenarios that cannot be read or do not fit the dataset, and why
    """

    dataset: Dataset
    baseline: Scenario
    scenarios: Mapping[str, Scenario]
    refused: Mapping[str, ScenarioError]


def open_dataset(path: str | Path) -> Opened:
    """The dataset of a folder or workbook with the scenarios beside it; raises DataError with every problem."""
    dataset = load_dataset(path)
    scenarios: dict[str, Scenario] = {}
    refused: dict[str, ScenarioError] = {}
    for file in sorted((Path(path).parent / "scenarios").glob("*.toml")):
        try:
            scenarios[file.stem] = Scenario.load(file)
        except ScenarioError as trouble:
            refused[file.stem] = trouble
    baseline = scenarios.pop(BASELINE, Scenario())
    return Opened(dataset, baseline, MappingProxyType(scenarios), MappingProxyType(refused))


def with_dataset(shipped: Opened, dataset: Dataset) -> Opened:
    """The same scenarios for another dataset; those that name what it does not have are refused, with the reason.

    A shipped baseline that does not fit gives way to the dataset as it stands.
    """
    scenarios: dict[str, Scenario] = {}
    refused = dict(shipped.refused)
    for stem, scenario in {BASELINE: shipped.baseline, **shipped.scenarios}.items():
        try:
            check_names(dataset, scenario)
            scenarios[stem] = scenario
        except ScenarioError as trouble:
            refused[stem] = trouble
    baseline = scenarios.pop(BASELINE, Scenario())
    return Opened(dataset, baseline, MappingProxyType(scenarios), MappingProxyType(refused))


def check_names(dataset: Dataset, scenario: Scenario) -> None:
    """Raise ScenarioError, as ``apply`` does, where a scenario names what the dataset does not have.

    Much quicker than ``apply``, which recomputes every rule of the dataset after a change of figures; that is done
    when a scenario is taken.
    """
    if scenario.add:
        apply(dataset, scenario)
        return
    tables = dict(dataset.tables)
    for change in scenario.change:
        result = changed(tables, change)
        if isinstance(result, Refusal):
            apply(dataset, scenario)
            return
        tables[change.table] = result
    apply(dataset, scenario.model_copy(update={"change": ()}))
