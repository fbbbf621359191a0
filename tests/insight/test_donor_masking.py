"""Counts masked: by hand, and against somebody who tries to work a masked one back from everything that is shown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resettle.insight.donor_masking import (
    count_text,
    difference_text,
    masked,
    masked_differences,
    shown_sums,
)

OTHER = "other places"


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


def test_counts_and_differences_in_words() -> None:
    assert [count_text(0, 0), count_text(0, 1), count_text(1230, 0)] == ["0", "fewer than 10", "1,230"]
    assert [difference_text(410, 0), difference_text(-20, 0)] == ["+410", "−20"]
    assert [difference_text(0, 0), difference_text(0, 1)] == ["± 0", "fewer than 10"]


def differences(rows: list[tuple[str, str, float]]) -> dict[tuple[str, str], tuple[float, int]]:
    """What is shown of differences: group and name, persons and hidden."""
    found = masked_differences(pd.DataFrame(rows, columns=["group", "name", "persons"]), "group", OTHER)
    return {(row["group"], row["name"]): (row["persons"], row["hidden"]) for row in found.to_dict("records")}


def test_small_differences_are_told_together() -> None:
    """+120 and −31 stand alone; 7 and 6 are 13 together, of at most 20: told. South's single 4 is masked."""
    rows = [("N", "a", 120.0), ("N", "b", -31.0), ("N", "c", 7.0), ("N", "d", 6.0), ("N", "e", -1.0), ("S", "f", 4.0)]
    assert differences(rows) == {
        ("N", "a"): (120.0, 0),
        ("N", "b"): (-31.0, 0),
        ("N", OTHER): (12.0, 0),
        ("S", OTHER): (0.0, 1),
    }


def test_a_sum_that_would_give_its_parts_away_is_not_told() -> None:
    """Five times 9 is 45, of at most 50: whoever knows that each is under ten would know each."""
    assert differences([("N", name, 9.0) for name in "abcde"]) == {("N", OTHER): (0.0, 5)}


def test_no_difference_is_no_secret() -> None:
    assert differences([("N", "a", 0.0), ("N", "b", 0.0)]) == {("N", OTHER): (0.0, 0)}
    assert masked_differences(pd.DataFrame(columns=["group", "name", "persons"]), "group", OTHER).empty


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


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("NS"), st.integers(-30, 30)), min_size=1, max_size=10))
def test_no_masked_difference_can_be_recomputed(drawn: list[tuple[str, int]]) -> None:
    """Attack: for every small difference there are others, all small, of which another table shows the very same."""
    rows = [(group, str(place), float(count)) for place, (group, count) in enumerate(drawn)]
    assume(any(0 < abs(count) < 10 for _, count in drawn))
    seen = differences(rows)
    for place, (_, count) in enumerate(drawn):
        if 0 < abs(count) < 10:
            assert any(differences(twin) == seen for twin in twins(rows, place)), (rows, place)


def twins(rows: list[tuple[str, str, float]], place: int) -> list[list[tuple[str, str, float]]]:
    """Tables with another small difference at one place, alone or made up for at another place of its group."""
    group, name, count = rows[place]
    found = []
    for step in (-2, -1, 1, 2):
        if 0 < abs(count + step) < 10:
            changed = [*rows]
            changed[place] = (group, name, count + step)
            found.append(changed)
            for other, (other_group, other_name, other_count) in enumerate(rows):
                made_up = other_count - step
                if other != place and other_group == group and abs(other_count) < 10 and abs(made_up) < 10:
                    found.append([*changed[:other], (group, other_name, made_up), *changed[other + 1 :]])
    return found


def test_the_attack_would_succeed_on_plain_figures() -> None:
    """With the sum of five nines shown, no other table fits: the attack does find what is not masked."""
    rows = [("N", name, 9.0) for name in "abcde"]
    told = sum(count for _, _, count in rows)
    fitting = [twin for twin in twins(rows, 0) if sum(count for _, _, count in twin) == told]
    assert fitting == []
