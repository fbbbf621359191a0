"""A scenario's single figures alone: rows that it adds and figures that it changes, before any lever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.scenario import Scenario, apply

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def single_figures(scenario: Scenario) -> Scenario:
    """A scenario that has nothing but the rows and figures of another."""
    return Scenario(add=scenario.add, change=scenario.change)


def given(dataset: Dataset, scenario: Scenario) -> Dataset:
    """The dataset with a scenario's rows and figures, before its levers; raises ScenarioError."""
    return apply(dataset, single_figures(scenario)) if scenario.add or scenario.change else dataset
