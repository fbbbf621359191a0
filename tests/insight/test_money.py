"""Who pays and what stays unused; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview


def test_spending_by_head(seen: Overview) -> None:
    """40 homes at 20,000 US$ and 50 visits at 100 US$, all in 2027."""
    spent = seen.spending_by_year.set_index(["head", "year"])["usd"]
    assert spent["homes", 2027] == pytest.approx(800_000)
    assert spent["services", 2027] == pytest.approx(5_000)
    assert spent.sum() == pytest.approx(805_000)
    assert len(spent) == 5 * 2


def test_money_that_stays_is_unused_only_at_the_end(seen: Overview) -> None:
    """1,000,000 US$ a year, also in 2028, which has no row of its own: 1,195,000 left at the end."""
    money = seen.money_by_funder.set_index("year")
    assert money["given_usd"].to_dict() == {2027: 1_000_000.0, 2028: 1_000_000.0}
    assert money["spent_usd"].to_dict() == pytest.approx({2027: 805_000.0, 2028: 0.0})
    assert money["unused_usd"].to_dict() == pytest.approx({2027: 0.0, 2028: 1_195_000.0})


def test_nothing_is_counted_twice(small: Dataset) -> None:
    """For every funder, what is given is what is paid and what stays unused."""
    money = overview(make_plan(small, estimate=True)).money_by_funder
    sums = money.groupby("funder")[["given_usd", "spent_usd", "unused_usd"]].sum()
    assert (sums["given_usd"] - sums["spent_usd"]).tolist() == pytest.approx(sums["unused_usd"].tolist(), abs=1.0)
