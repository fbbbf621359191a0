"""Near-optimal ranges by hand, and where a figure has no end."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from resettle.results.gain_ranges import FigureRanges
from resettle.results.highs import Highs
from resettle.results.matrix import Matrix
from resettle.results.near_optimal import NearOptimal
from resettle.results.tie_breaking import break_ties

X, Y, SPARE = np.eye(3)


def tickets() -> Highs:
    """At its optimum of 2: the most of x + y where x + 2y ≤ 3 and 2x + y ≤ 3; a third column is limited by nothing."""
    highs = Highs(
        Matrix(
            cost=np.array([1.0, 1.0, 0.0]),
            lower=np.zeros(3),
            upper=np.full(3, np.inf),
            whole=np.zeros(3, dtype=bool),
            start=np.array([0, 2, 4], dtype=np.int32),
            index=np.array([0, 1, 0, 1], dtype=np.int32),
            value=np.array([1.0, 2.0, 2.0, 1.0]),
            row_lower=np.full(2, -np.inf),
            row_upper=np.array([3.0, 3.0]),
            offset=0.0,
            maximise=True,
        )
    )
    assert highs.solve_linear().objective == pytest.approx(2.0)
    return highs


@pytest.mark.parametrize(
    ("part", "least", "most"),
    [
        (0.0, 1.0, 1.0),  # the optimum is the corner (1, 1) alone
        (0.1, 0.6, 1.2),  # x + y ≥ 1.8 meets x + 2y = 3 at (0.6, 1.2) and 2x + y = 3 at (1.2, 0.6)
        (0.5, 0.0, 1.5),  # x + y ≥ 1 leaves both axes: (0, 1.5) and (1.5, 0)
    ],
)
def test_the_least_and_the_most_of_a_figure_by_hand(part: float, least: float, most: float) -> None:
    assert NearOptimal(tickets(), 2.0, part).range_of(X) == pytest.approx((least, most))


def test_a_figure_without_an_end_has_no_range() -> None:
    """And the programme is given back as it was."""
    highs = tickets()
    near = NearOptimal(highs, 2.0)
    assert near.range_of(SPARE) is None
    near.restore()
    assert highs.matrix.rows == 2
    assert highs.solve_linear().objective == pytest.approx(2.0)


def test_ties_that_have_no_end_leave_the_first_optimum() -> None:
    assert break_ties(tickets(), 2.0, SPARE) is None


def test_of_a_figure_without_an_end_no_difference_is_known() -> None:
    ranges = FigureRanges(sparse.csr_array(np.array([X, SPARE])), np.array([1.0, 1.0, 0.0]))
    ranges.work_out(tickets(), 2.0, [0, 1])
    assert ranges.range_of(0) == pytest.approx((1.0, 1.0), abs=1e-5)
    assert np.isnan(ranges.range_of(1)).all()
