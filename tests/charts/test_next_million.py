"""The curve of larger amounts: a line for all whose curves are the same."""

from __future__ import annotations

import pandas as pd

from resettle.charts.next_million import next_million_chart

COLUMNS = ["kind", "key", "title", "usd", "result", "person_years", "persons"]
CURVE = pd.DataFrame(
    [
        *[("untied", "", "untied money", usd, usd / 1e4, 1.0, 2.0) for usd in (0.0, 1e6)],
        *[("funder", "gov", "Government", usd, usd / 1e4, 1.0, 2.0) for usd in (0.0, 1e6)],
        *[("funder", "bank", "Bank", usd, usd / 1e5, 1.0, -2.0) for usd in (0.0, 1e6)],
    ],
    columns=COLUMNS,
)


def test_a_line_for_all_whose_curves_are_the_same_the_highest_first() -> None:
    first, second = next_million_chart(CURVE).data
    assert (first.name, second.name) == ("Untied money, Government", "Bank")
    assert list(first.x) == [0.0, 1.0]
    assert list(first.y) == [0.0, 100.0]
    assert list(second.y) == [0.0, 10.0]


def test_more_than_three_are_counted() -> None:
    others = [CURVE.assign(kind="funder", key=f"f{number}", title=f"F{number}").iloc[:2] for number in range(3)]
    first, _ = next_million_chart(pd.concat([CURVE, *others], ignore_index=True)).data
    assert first.name == "Untied money, Government, F0 and 2 others"
