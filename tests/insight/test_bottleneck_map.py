"""Bottlenecks by place and year: sums of what the plan's own table says, worked by hand on two rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.insight.bottleneck_map import bottleneck_map, by_place_and_year, kinds
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.results.plan import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan whose table of bottlenecks is written by hand."""
    made = make_plan(tiny(tmp_path), estimate=True)
    rows = [
        ("eq05_rooms", "p", "village", "", 2027, "3 rooms or more", 50.0, 50.0, 4.0, 8.0),
        ("eq09_standard", "p", "village", "health", 2027, "", 20.0, 20.0, -1.0, -0.5),
        ("eq05_rooms", "p", "village", "", 2028, "3 rooms or more", 100.0, 40.0, 0.0, 1.0),
        ("eq06_option_total", "p", "village", "", None, "house", 10.0, 10.0, 1.0, 1.0),
        ("eq14_budget", "", "", "", 2027, "funder gov", 1.0, 1.0, 9.0, 9.0),
    ]
    columns = ["constraint", "programme", "place", "service", "year", "item", "limit", "used"]
    table = pd.DataFrame(rows, columns=[*columns, "persons_per_unit", "person_years_per_unit"])
    table["shadow_price"] = table["person_years_per_unit"]
    table["year"] = table["year"].astype("Int64")
    return replace(made, tables={**made.tables, "bottlenecks": table})


def test_ten_per_cent_more_of_each_limit_of_a_place(plan: Plan) -> None:
    """10 % of 50 homes at 8 person-years each are 40; what is of no place is not told."""
    table = bottleneck_map(plan)
    first = table.iloc[0]
    assert (first["name"], first["label"], first["full"]) == ("Village", "homes with rooms enough", True)
    assert first["person_years"] == pytest.approx(40.0)
    assert first["persons"] == pytest.approx(20.0)
    assert len(table) == 4
    assert set(table["key"]) == {"eq05_rooms", "eq09_standard health", "eq06_option_total"}


def test_sums_by_place_and_year_name_what_is_used_up(plan: Plan) -> None:
    """2027: 40 − 1 person-years; 2028: 10 % of 100 at 1, of which 60 are left; what is over all years is in none."""
    sums = by_place_and_year(bottleneck_map(plan)).set_index("year")
    assert sums.loc[2027, "person_years"] == pytest.approx(39.0)
    assert sums.loc[2027, "full"] == "homes with rooms enough, units of health"
    assert sums.loc[2028, "person_years"] == pytest.approx(10.0)
    assert sums.loc[2028, "full"] == ""
    assert list(sums.index) == [2027, 2028]


def test_of_one_limit_alone(plan: Plan) -> None:
    table = bottleneck_map(plan)
    (row,) = by_place_and_year(table, "eq09_standard health").to_dict("records")
    assert row["person_years"] == pytest.approx(-1.0)
    assert list(kinds(table)) == ["eq05_rooms", "eq06_option_total", "eq09_standard health"]
