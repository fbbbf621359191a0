"""Fitting to margins, tilting and rounding, against examples worked by hand."""

from __future__ import annotations

import pytest
from build.fitting import fit, tilt
from build.rounding import whole


def test_fit_without_association_is_the_product_of_the_shares() -> None:
    """A seed of ones gives row share x column share: 0.3 x 0.6 = 0.18."""
    seed = {(row, column): 1.0 for row in "ab" for column in "xy"}
    found = fit(seed, [{"a": 0.3, "b": 0.7}, {"x": 0.6, "y": 0.4}])
    assert found["a", "x"] == pytest.approx(0.18)
    assert found["b", "y"] == pytest.approx(0.28)


def test_fit_keeps_what_does_not_occur_at_zero() -> None:
    """With (a, y) impossible, all of a is x: 0.3; then b, x = 0.6 - 0.3 and b, y = 0.4."""
    seed = {("a", "x"): 1.0, ("b", "x"): 1.0, ("b", "y"): 1.0, ("a", "y"): 0.0}
    found = fit(seed, [{"a": 0.3, "b": 0.7}, {"x": 0.6, "y": 0.4}])
    assert ("a", "y") not in found
    assert found["b", "x"] == pytest.approx(0.3, abs=1e-9)


def test_fit_keeps_the_odds_of_the_seed() -> None:
    """Fitting scales rows and columns, so the odds ratio 4 x 1 / (1 x 1) stays 4."""
    seed = {("a", "x"): 4.0, ("a", "y"): 1.0, ("b", "x"): 1.0, ("b", "y"): 1.0}
    found = fit(seed, [{"a": 0.5, "b": 0.5}, {"x": 0.5, "y": 0.5}])
    assert found["a", "x"] * found["b", "y"] / (found["a", "y"] * found["b", "x"]) == pytest.approx(4)
    assert found["a", "x"] == pytest.approx(1 / 3)  # p^2 / (0.5 - p)^2 = 4


def test_margins_that_cannot_be_met_are_an_error() -> None:
    with pytest.raises(ValueError, match="not met"):
        fit({("a", "x"): 1.0, ("b", "y"): 1.0}, [{"a": 0.3, "b": 0.7}, {"x": 0.6, "y": 0.4}], rounds=50)


def test_tilt_of_two_sizes() -> None:
    """Sizes 1 and 3 with mean 2.5: shares 1/4 and 3/4, whatever the mix was."""
    assert tilt({"one": 0.5, "three": 0.5}, {"one": 1.0, "three": 3.0}, 2.5) == pytest.approx(
        {"one": 0.25, "three": 0.75}
    )


def test_whole_gives_the_rest_to_the_largest_remainders() -> None:
    """10 over 1.5, 1.5, 7 of 10: 1 + 1 + 7 and the tie goes to the first."""
    assert whole([1.5, 1.5, 7.0], 10) == [2, 1, 7]
    assert whole([1, 1, 1], 100) == [34, 33, 33]
