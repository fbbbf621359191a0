"""Both populations are measured alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


@pytest.mark.parametrize("column", ["size_class", "profile"])
def test_both_have_every_group(default: Dataset, column: str) -> None:
    for _, members in default["cohorts"].groupby("programme"):
        assert set(members[column]) == set(default[f"{column}s" if column == "profile" else "size_classes"][column])


def test_services_hold_for_both(default: Dataset) -> None:
    needs = default["service_needs"]
    assert set(needs["service"]) == set(default["services"]["service"])
    assert len(needs) == len(default["services"]) * len(default["profiles"])
    assert {"school", "kindergarten", "primary_health", "hospital", "water", "electricity", "jobs"} == set(
        needs["service"]
    )


def test_staff_is_limited_in_both(default: Dataset) -> None:
    staff = default["capacities"][default["capacities"]["resource"].str.startswith("staff:")]
    by_programme = {key: set(part["resource"]) for key, part in staff.groupby("programme")}
    assert by_programme["great_return"] == by_programme["armenia_integration"]


def test_return_of_the_displaced_is_one_switch(default: Dataset) -> None:
    rows = default["solutions"]
    assert rows[["programme", "solution"]].to_numpy().tolist() == [["armenia_integration", "return"]]
    assert rows["opens_year"].tolist() == [float("inf")]
    offered = default["willingness"].groupby("programme")["solution"].agg(set)
    assert offered["armenia_integration"] == {"return", "integrate", "relocate"}
    assert offered["great_return"] == {"return", "integrate"}


def test_both_return_to_the_same_places(default: Dataset) -> None:
    places = default["places"].set_index("place")["region"]
    table = default["cohorts"]
    origins = set(table.loc[table["programme"] == "armenia_integration", "origin"])
    assert {places[origin] for origin in origins} == {"Return districts"}


def test_the_fund_for_armenian_returns_is_empty_and_may_pay_only_there(default: Dataset) -> None:
    funding, earmarks = default["funding"], default["earmarks"]
    table = default["cohorts"]
    origins = set(table.loc[table["programme"] == "armenia_integration", "origin"])
    assert funding.loc[funding["funder"] == "armenian_return_fund", "usd"].eq(0).all()
    assert set(earmarks.loc[earmarks["funder"] == "armenian_return_fund", "place"]) == origins
