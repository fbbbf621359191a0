"""Many figures of a column changed at once: which rows, how, and what that makes of their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from resettle.app.levers import with_changes
from resettle.app.single_figures import given
from resettle.app.typed import as_set, figure
from resettle.app.words import grids as words
from resettle.inputs.columns import Column
from resettle.inputs.scenario import Change, Scenario, apply
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.writing import text_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset

How = Literal["times", "plus", "set"]
_FACTOR = Column("figure", "number", words.GROUP_FIGURE)


@dataclass(frozen=True)
class Group:
    """A change of many figures, and the scenario with it.

    Attributes
    ----------
    scenario : with the change, checked
    rows : how many figures it means
    blanks : how many of them are blank, before and after
    before, after : their sum, without blanks
    """

    scenario: Scenario
    rows: int
    blanks: int
    before: float
    after: float


def read_change(table: str, column: Column, where: Mapping[str, str | int | float], how: How, text: str) -> Change:
    """The change that was typed; raises ScenarioError. What a figure is set to is read as the column's own."""
    if how == "set":
        return Change(table=table, where=dict(where), column=column.name, set=as_set(figure(text, column, words.GROUP)))
    number = figure(text, _FACTOR, words.GROUP)
    return Change.model_validate({"table": table, "where": dict(where), "column": column.name, how: number})


def with_group(dataset: Dataset, scenario: Scenario, change: Change) -> Group:
    """The scenario with one more change, checked against the dataset; raises ScenarioError with every problem."""
    known = given(dataset, scenario)
    candidate = with_changes(scenario, [*scenario.change, change])
    after = given(dataset, candidate)[change.table][change.column]
    apply(dataset, candidate)
    before = known[change.table][change.column]
    texts = text_frame(INPUT_TABLES[change.table], known[change.table])
    meant = pd.Series(data=True, index=before.index)
    for key, value in change.where.items():
        meant &= (texts[key] == str(value)).to_numpy()
    return Group(
        candidate,
        int(meant.sum()),
        int(after[meant].isna().sum()),
        float(before[meant].sum()),
        float(after[meant].sum()),
    )
