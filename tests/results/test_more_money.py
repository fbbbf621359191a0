"""More money given to a solved estimate: by hand on the hamlet, and against plans of data with that money in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import Scenario, load_dataset, make_plan
from resettle.errors import ResettleError
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED, Grant, MoreMoney
from tests.conftest import CASES
from tests.hamlet import hamlet
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="module")
def small() -> Dataset:
    """A shared case with a rich choice of sectors, places, funders and earmarks."""
    return load_dataset(CASES / "small" / "dataset")


def with_rows(dataset: Dataset, **tables: list[dict[str, object]]) -> Dataset:
    """The dataset with rows added; what they do not say is blank."""
    grown = {
        name: pd.concat([dataset[name], pd.DataFrame(rows).reindex(columns=dataset[name].columns, fill_value="")])
        .astype(dataset[name].dtypes)
        .reset_index(drop=True)
        for name, rows in tables.items()
    }
    return replace(dataset, tables={**dataset.tables, **grown})


def with_giver(dataset: Dataset, usd: float, **earmark: str) -> Dataset:
    """A further funder that gives so much in the first year and keeps it; for anything, or with one earmark."""
    first = dataset.years[0]
    given = [{"funder": "giver", "year": first, "usd": usd}, {"funder": "giver", "year": first + 1, "usd": 0.0}]
    rows: dict[str, list[dict[str, object]]] = {
        "funders": [{"funder": "giver", "title": "Giver", "carries_over": True}],
        "funding": given,
    }
    if earmark:
        rows["earmarks"] = [{"funder": "giver", **earmark}]
    return with_rows(dataset, **rows)


def gained(dataset: Dataset, richer: Dataset, scenario: Scenario) -> tuple[float, float]:
    """By plans from nothing: what the richer dataset adds to the objective, and the objective itself."""
    before = make_plan(dataset, scenario, estimate=True).summary.objective
    after = make_plan(richer, scenario, estimate=True).summary.objective
    return (before - after if scenario.mode == "least_cost" else after - before), abs(before)


def test_half_a_million_by_hand(tmp_path: Path) -> None:
    """25 homes of 20,000 US$ more: 10 in 2027, when builders are full, 15 in 2028. 10·4·2 + 15·4 = 140, less 0.5."""
    more = MoreMoney(hamlet(tmp_path), Scenario())
    for grant in (Grant(UNTIED), Grant(FUNDER, "gov"), Grant(SECTOR, "housing"), Grant(PLACE, "village")):
        bought = more.given(grant, 0.5e6)
        assert bought is not None
        assert bought.objective == pytest.approx(139.5)
        assert (bought.persons, bought.person_years) == pytest.approx((100.0, 140.0))
        assert bought.spent_usd == pytest.approx(0.5e6)
        assert bought.by_sector.set_index("sector")["usd"]["housing"] == pytest.approx(0.5e6)
        assert bought.by_place.set_index("place")["persons"]["village"] == pytest.approx(100.0)


def test_a_price_is_never_beaten(tmp_path: Path) -> None:
    """The first homes come in 2027, for two years: 400 person-years a million, less 1; builders end it at 10 homes."""
    more = MoreMoney(hamlet(tmp_path), Scenario())
    for grant in (Grant(UNTIED), Grant(FUNDER, "gov"), Grant(PLACE, "village")):
        assert more.predicted(grant) == pytest.approx(399.0)
        bought = more.given(grant, 0.2e6)
        assert bought is not None
        assert bought.objective == pytest.approx(0.2 * 399.0)


def test_money_that_finds_nothing_to_buy(tmp_path: Path) -> None:
    """Health costs nothing, so the clinic fund's money buys nothing; 3 million are one more than all 100 homes cost."""
    more = MoreMoney(hamlet(tmp_path), Scenario())
    clinics = more.given(Grant(FUNDER, "clinics"), 1e6)
    assert clinics is not None
    assert (clinics.objective, clinics.spent_usd) == pytest.approx((0.0, 0.0))
    plenty = more.given(Grant(UNTIED), 3e6)
    assert plenty is not None
    assert plenty.spent_usd == pytest.approx(1e6)
    assert plenty.persons == pytest.approx(200.0)


def test_of_money_that_lapses_the_best_year_is_told(tmp_path: Path) -> None:
    """Builders are full in 2027 with what there is; a grant of 2028 builds, one of 2027 would lapse."""
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        capacities="programme,resource,year,amount\np,build,2027,50",
        funders="funder,title,carries_over\ngov,Government,false",
        funding="funder,year,usd\ngov,2027,1000000\ngov,2028,0",
    )
    more = MoreMoney(dataset, Scenario())
    assert more.funders.to_dict("records") == [{"funder": "gov", "year": 2028}]
    bought = more.given(Grant(FUNDER, "gov"), 0.4e6)
    assert bought is not None
    assert (bought.persons, bought.spent_usd) == pytest.approx((80.0, 0.4e6))


@pytest.mark.parametrize("mode", ["most_people", "least_cost"])
def test_untied_money_is_a_further_funder_s(small: Dataset, mode: str) -> None:
    scenario = Scenario.from_content({"mode": mode})
    bought = MoreMoney(small, scenario).given(Grant(UNTIED), 1e6)
    expected, scale = gained(small, with_giver(small, 1e6), scenario)
    assert bought is not None
    assert bought.objective == pytest.approx(expected, abs=2e-6 * scale)


def test_of_the_fairest_plan_the_worst_cover_is_held(small: Dataset) -> None:
    """Anew, the worst cover would rise with the money and the objective could fall; held, more money never harms."""
    more = MoreMoney(small, Scenario(mode="fairest"))
    bought = more.given(Grant(UNTIED), 1e6)
    assert bought is not None
    assert 0.0 < bought.objective <= more.predicted(Grant(UNTIED)) + 1e-6 * abs(more.objective)


@pytest.mark.parametrize(
    ("grant", "earmark"),
    [
        (Grant(SECTOR, "housing"), {"sector": "housing"}),
        (Grant(SECTOR, "clearance"), {"sector": "clearance"}),
        (Grant(PLACE, "r0"), {"place": "r0"}),
        (Grant(PLACE, "m0"), {"place": "m0"}),
    ],
)
def test_tied_money_is_an_earmarked_funder_s(small: Dataset, grant: Grant, earmark: dict[str, str]) -> None:
    more = MoreMoney(small, Scenario())
    bought = more.given(grant, 5e6)
    expected, scale = gained(small, with_giver(small, 5e6, **earmark), Scenario())
    assert bought is not None
    assert bought.objective == pytest.approx(expected, abs=2e-6 * scale)
    assert bought.objective <= 5 * more.predicted(grant) + 2e-6 * scale


def test_more_of_each_funder_is_more_in_its_funding(small: Dataset) -> None:
    more = MoreMoney(small, Scenario())
    funding = small["funding"]
    known = funding.pivot_table(index="funder", columns="year", values="usd").reindex(columns=list(small.years))
    yearly = known.ffill(axis=1).fillna(0.0)
    for funder, year in more.funders.itertuples(index=False):
        usd = yearly.copy()
        usd.loc[funder, year] += 1e6
        rows = [{"funder": who, "year": when, "usd": much} for (who, when), much in usd.stack().items()]
        bare = replace(small, tables={**small.tables, "funding": funding.iloc[:0]})
        expected, scale = gained(small, with_rows(bare, funding=rows), Scenario())
        bought = more.given(Grant(FUNDER, funder), 1e6)
        assert bought is not None
        assert bought.objective == pytest.approx(expected, abs=2e-6 * scale)


def test_what_was_asked_before_does_not_matter(small: Dataset) -> None:
    more = MoreMoney(small, Scenario())
    first = more.given(Grant(PLACE, "r0"), 1e6)
    for grant in (Grant(UNTIED), Grant(SECTOR, "housing"), Grant(FUNDER, str(more.funders["funder"].iloc[0]))):
        more.given(grant, 50e6)
    again = more.given(Grant(PLACE, "r0"), 1e6)
    assert first is not None
    assert again is not None
    expected = (first.objective, first.persons, first.spent_usd)
    assert (again.objective, again.persons, again.spent_usd) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("grant", [Grant(FUNDER, "nobody"), Grant(PLACE, "nowhere"), Grant(SECTOR, "weather")])
def test_what_is_not_there_is_told(tmp_path: Path, grant: Grant) -> None:
    with pytest.raises(ResettleError, match=f"there is no {grant.kind} '{grant.key}'"):
        MoreMoney(hamlet(tmp_path), Scenario()).given(grant, 1e6)
