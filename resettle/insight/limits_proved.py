"""The limit that holds a plan, proved: with ten per cent more of it the plan made again is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.insight.lifting import lifted, lifting
from resettle.insight.limits import MORE, capacities_of
from resettle.insight.trial import betterness, tried

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates

MOST_TRIED = 3
"""A price may promise what more of a limit does not bring; so many limits are tried before none is named."""
_NOTHING = 1e-6
_PROVED = "Planned again with 10 % more of {label}: {person_years} person-years and {persons} people."
_IN_VAIN = "Planned again with 10 % more of {label}, the plan is no better, whatever its shadow price."


class Tried(NamedTuple):
    """A limit tried: its family's key and label, what ten per cent more brings, and whether the plan is better."""

    key: str
    label: str
    person_years: float
    persons: float
    better: bool


def proved_limits(estimates: Estimates, scenario: Scenario, table: pd.DataFrame, dataset: Dataset) -> list[Tried]:
    """Limits of ``limits``, the first of them first, tried until one makes the estimate better; empty without any.

    What nobody can lift (land that can be cleared at all) is passed over.
    """
    known = lifting(dataset, 1.0)
    capacities = capacities_of(table)
    pairs = capacities.loc[capacities["key"].isin(list(known)), ["key", "label"]].head(MOST_TRIED)
    before = tried(estimates, scenario).plan if len(pairs) else None
    found: list[Tried] = []
    for key, label in pairs.itertuples(index=False, name=None):
        after = tried(estimates, lifted(scenario, dataset, {str(key): 1.0 + MORE})).plan
        if before is None or after is None:
            continue
        better = betterness(after) - betterness(before) > _NOTHING * max(1.0, abs(betterness(before)))
        years = after.summary.person_years - before.summary.person_years
        persons = after.summary.persons_settled - before.summary.persons_settled
        found.append(Tried(str(key), str(label), years, persons, better))
        if better:
            break
    return found


def proved_text(tries: list[Tried]) -> str:
    """What was tried, a sentence each."""
    return " ".join(
        _PROVED.format(label=one.label, person_years=_signed(one.person_years), persons=_signed(one.persons))
        if one.better
        else _IN_VAIN.format(label=one.label)
        for one in tries
    )


def _signed(number: float) -> str:
    return f"{number:+,.0f}".replace("-", "−")
