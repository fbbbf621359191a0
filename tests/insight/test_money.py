"""Who pays and what stays unused; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.money import paid_at_place
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

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


def test_who_pays_for_what(seen: Overview) -> None:
    """805,000 US$ of the government's: 800,000 for homes, 5,000 for visits; 1,195,000 unused."""
    by_head = seen.funders_by_head.set_index("head")["usd"]
    assert by_head["homes"] == pytest.approx(800_000)
    assert by_head["services"] == pytest.approx(5_000)
    assert by_head["unused"] == pytest.approx(1_195_000)
    assert by_head.sum() == pytest.approx(2_000_000)


def test_at_one_place(seen: Overview) -> None:
    table = paid_at_place(seen.payments[seen.payments["place"] == "village"])
    assert table["head"].tolist() == ["homes", "services"]
    assert table["usd"].tolist() == pytest.approx([800_000, 5_000])


def test_nobody_left_out_costs_nothing_more(seen: Overview) -> None:
    (row,) = seen.still_needed.to_dict("records")
    assert (row["persons"], row["usd"]) == (0.0, 0.0)
    assert row["usd_per_person"] == pytest.approx(805_000 / 400)


def test_what_the_people_left_out_would_cost(tmp_path: Path) -> None:
    """100 homes at 1,000 US$ each, 60 of which can be paid: 240 people for 60,000; 160 are left, 250 US$ each."""
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,1000,,,",
        funders="funder,title,carries_over\ngov,Government,true",
        funding="funder,year,usd\ngov,2027,60000\ngov,2028,0",
    )
    (row,) = overview(make_plan(dataset, estimate=True)).still_needed.to_dict("records")
    assert row["persons"] == pytest.approx(160.0)
    assert row["usd_per_person"] == pytest.approx(250.0)
    assert row["usd"] == pytest.approx(40_000.0)
