"""Counts masked: by hand, and against somebody who tries to work a masked one back from everything that is shown."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle.insight.donor_masking import count_text, masked, shown_sums
from resettle.insight.gain_words import TOO_SMALL, shown_gain
from resettle.results.gain_ranges import Gain


def shown(counts: list[float]) -> list[tuple[float, int]]:
    """Each count as shown, and whether it is masked."""
    frame = masked(pd.DataFrame({"persons": counts}), "persons")
    return [(float(value), int(hidden)) for value, hidden in zip(frame["persons"], frame["hidden"], strict=True)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0.0, (0.0, 0)),
        (1e-9, (0.0, 0)),
        (0.4, (0.0, 1)),
        (1.0, (0.0, 1)),
        (9.0, (0.0, 1)),
        (9.99, (0.0, 1)),
        (10.0, (10.0, 0)),
        (14.0, (10.0, 0)),
        (15.0, (20.0, 0)),
        (432_118.0, (432_120.0, 0)),
        (-4.0, (0.0, 1)),
        (-15.0, (-20.0, 0)),
    ],
)
def test_a_count_as_shown(count: float, expected: tuple[float, int]) -> None:
    assert shown([count]) == [expected]


def test_a_sum_holds_what_is_shown_and_how_many_parts_are_masked() -> None:
    """37 → 40, 4 → masked, 0 → 0: the sum shows 40, not 41; of 3 and 9 it shows fewer than 20."""
    frame = masked(pd.DataFrame({"key": ["a", "a", "a", "b", "b"], "persons": [37.0, 4, 0, 3, 9]}), "persons")
    sums = shown_sums(frame, ["key"], "persons")
    assert sums["persons"].tolist() == [40.0, 0.0]
    assert sums["hidden"].tolist() == [1, 2]
    texts = [count_text(*row) for row in sums[["persons", "hidden"]].itertuples(index=False, name=None)]
    assert texts == ["40", "fewer than 20"]


def test_counts_in_words() -> None:
    assert [count_text(0, 0), count_text(0, 1), count_text(1230, 0)] == ["0", "fewer than 10", "1,230"]


def told(gain: Gain) -> tuple[float | str, float | str, float | str]:
    """A difference of people as a donor sees it: found, least, most."""
    return tuple(shown_gain(gain, 10.0, 10))


@pytest.mark.parametrize(
    ("gain", "expected"),
    [
        (Gain(368.0, -830.0, 1467.2), (TOO_SMALL, -830.0, 1470.0)),
        (Gain(2115.5, 1267.7, 3322.4), (2120.0, 1260.0, 3330.0)),
        (Gain(-272.0, -300.0, -31.0), (-270.0, -300.0, -30.0)),
        (Gain(80.0, 79.9995, 80.0002), (80.0, 80.0, 80.0)),
        (Gain(8.0, 7.9998, 8.0002), ("fewer than 10", "", "")),
        (Gain(8.0, 3.0, 14.0), (TOO_SMALL, 0.0, 20.0)),
        (Gain(0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
        (Gain(40.0, math.nan, math.nan), (TOO_SMALL, "", "")),
        (Gain(-4.0, -4.0, 3.0), (TOO_SMALL, -10.0, 10.0)),
    ],
)
def test_a_difference_as_shown(gain: Gain, expected: tuple[float | str, ...]) -> None:
    """To the nearest ten, its range outwards to tens; a number only where the range confirms it."""
    assert told(gain) == expected


@given(st.floats(-400, 400), st.floats(0, 200), st.floats(0, 200))
def test_no_difference_under_ten_is_told_exactly(found: float, below: float, above: float) -> None:
    """Whatever the range: every number shown is a multiple of ten, and one under ten is 0 or words."""
    for cell in told(Gain(found, found - below, found + above)):
        if not isinstance(cell, str):
            assert cell % 10 == 0
            assert cell == 0 or abs(cell) >= 10


def published(table: dict[str, list[int]]) -> object:
    """Everything that is shown of a table: every cell, each row's sum, each column's sum, the sum of all."""
    tidy = pd.DataFrame([(row, place, count) for row, counts in table.items() for place, count in enumerate(counts)])
    tidy.columns = ["row", "column", "persons"]
    cells = masked(tidy, "persons").assign(all="all")
    keys = (["row", "column"], ["row"], ["column"], ["all"])
    return [shown_sums(cells, key, "persons").to_dict("records") for key in keys]


COUNTS = st.integers(0, 40)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), st.lists(COUNTS, min_size=3, max_size=3), min_size=1))
def test_no_masked_count_of_a_table_can_be_recomputed(table: dict[str, list[int]]) -> None:
    """Attack: any other count from 1 to 9 in a masked cell's place gives the same cells and the same sums."""
    seen = published(table)
    for row, counts in table.items():
        for place, count in enumerate(counts):
            if 0 < count < 10:
                for other in range(1, 10):
                    twin = {**table, row: [*counts[:place], other, *counts[place + 1 :]]}
                    assert published(twin) == seen
