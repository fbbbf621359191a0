"""Which rows of willingness hold for an origin, and what they add to."""

from __future__ import annotations

import pandas as pd
import pytest

from resettle.inputs.willingness import Choices, communities, largest_sum, share_in, sum_in

ROWS = pd.DataFrame(
    [
        ("north", "", "return", 2029, 0.5),
        ("north", "", "return", 2027, 0.3),
        ("north", "", "relocate", 2027, 0.1),
        ("north", "r1", "return", 2028, 0.7),
        ("south", "", "return", 2027, 0.9),
    ],
    columns=["programme", "origin", "solution", "from_year", "share"],
)


@pytest.mark.parametrize(
    ("origin", "year", "total"),
    [
        ("r0", 2026, 0.0),
        ("r0", 2027, 0.4),
        ("r0", 2028, 0.4),
        ("r0", 2029, 0.6),
        ("r1", 2027, 0.1),
        ("r1", 2029, 0.8),
    ],
)
def test_a_year_takes_the_latest_earlier_row_and_own_rows_replace_general_ones(
    origin: str, year: int, total: float
) -> None:
    """r1 has a return of its own from 2028, so the general one of 0.3 does not hold for it in 2027."""
    assert sum_in(Choices(ROWS).of("north", origin), year) == pytest.approx(total)


def test_the_largest_sum() -> None:
    paths = Choices(ROWS).of("north", "r0")
    assert largest_sum(paths, range(2027, 2029)) == pytest.approx(0.4)
    assert largest_sum(paths, range(2027, 2031)) == pytest.approx(0.6)
    assert largest_sum(paths, range(0)) == 0.0


def test_nothing_is_chosen_where_there_are_no_rows() -> None:
    assert Choices(ROWS).of("west", "r0") == {}
    assert share_in((), 2027) == 0.0


def test_communities_come_once_each() -> None:
    cohorts = pd.DataFrame({"programme": ["n", "n", "s"], "origin": ["r0", "r0", "r0"]})
    assert communities(cohorts) == [("n", "r0"), ("s", "r0")]
