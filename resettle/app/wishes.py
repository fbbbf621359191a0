"""Targets and pins of a scenario: added, changed, taken away; each is checked before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from resettle.app.levers import changed
from resettle.inputs.scenario import Scenario, apply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset

Kind = Literal["target", "pin"]


def fields(scenario: Scenario, kind: Kind) -> list[dict[str, Any]]:
    """The scenario's targets or pins as dictionaries of what they say."""
    return [wish.model_dump(exclude_none=True) for wish in getattr(scenario, kind)]


def with_wish(
    dataset: Dataset, scenario: Scenario, kind: Kind, wish: Mapping[str, object], instead_of: int | None = None
) -> Scenario:
    """The scenario with one more target or pin, or another one in a place of the list.

    Raises
    ------
    ScenarioError
        With every field that is wrong or does not fit the dataset.
    """
    wishes: list[Mapping[str, object]] = list(fields(scenario, kind))
    said = {field: value for field, value in wish.items() if value is not None}
    if instead_of is None or instead_of >= len(wishes):
        wishes.append(said)
    else:
        wishes[instead_of] = said
    candidate = changed(scenario, **{kind: wishes})
    apply(dataset, candidate)
    return candidate


def without_wish(scenario: Scenario, kind: Kind, number: int) -> Scenario:
    """The scenario without one of its targets or pins."""
    kept = [wish for place, wish in enumerate(fields(scenario, kind)) if place != number]
    return changed(scenario, **{kind: kept})
