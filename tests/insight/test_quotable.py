"""Numbers in sentences."""

from __future__ import annotations

import pytest

from resettle.insight.quotable import listed, money, more_or_fewer, people, per_cent


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (people(1234.4), "1,234 people"),
        (people(1.2), "1 person"),
        (money(3_210_000_000.0), "3.21 billion US$"),
        (money(45_610_000.0), "45.6 million US$"),
        (money(12_000.0), "12,000 US$"),
        (per_cent(0.384), "38 %"),
        (per_cent(0.054), "5.4 %"),
        (per_cent(0.0), "0 %"),
        (more_or_fewer(12.0), "12 people more"),
        (more_or_fewer(-1.0), "1 person fewer"),
        (more_or_fewer(0.3), "as many people"),
        (listed([]), ""),
        (listed(["a"]), "a"),
        (listed(["a", "b"]), "a and b"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed(["a", "b", "c", "d"], most=2), "a, b and 2 others"),
        (listed(["a", "b", "c"], most=2), "a, b and c"),
    ],
)
def test_numbers_in_words(said: str, expected: str) -> None:
    assert said == expected
