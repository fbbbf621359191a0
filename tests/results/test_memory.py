"""What the checker keeps is of the inputs alone, of these very inputs, and gone with them."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Scale
from resettle.results.verification import memory
from resettle.results.verification.memory import remembered
from resettle.results.verify import verify
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.dataset import Dataset


def rows_of(table: pd.DataFrame, name: str) -> list[str]:
    return [name] * len(table)


def test_the_same_tables_are_worked_out_once_and_others_anew(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    places = dataset["places"]
    first = remembered(dataset, rows_of, places, "a")
    assert remembered(dataset, rows_of, places, "b") == ["b"] * len(places)
    assert remembered(dataset, rows_of, places, "a") is first
    assert remembered(dataset, rows_of, places.copy(), "a") is not first


def test_it_goes_with_the_dataset(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    remembered(dataset, rows_of, dataset["places"], "a")
    known = len(memory._KNOWN)
    del dataset
    gc.collect()
    assert len(memory._KNOWN) < known


def test_what_was_checked_before_does_not_matter(small: Dataset) -> None:
    """Verdicts of several scenarios in turn are those of datasets that nothing is known of."""
    for factor in (1.0, 0.9, 1.0):
        scenario = Scenario(scale=Scale(willingness=factor, vacant=factor, staff=factor, funding=factor))
        plan = make_plan(small, scenario, estimate=True)
        fresh = replace(small)
        assert verify(small, scenario, plan).findings == verify(fresh, scenario, plan).findings
