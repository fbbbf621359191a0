"""More money given to a solved estimate: by hand on the hamlet, and against plans of data with that money in them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import Scenario, load_dataset, make_plan
from resettle.errors import ResettleError
from resettle.results.money_figures import AT_PLACE, ON_SECTOR, PERSON_YEARS, PERSONS, USD
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED, Grant, MoreMoney
from tests.conftest import CASES
from tests.hamlet import hamlet, twin_villages
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
        assert bought.gain(PERSONS).found == pytest.approx(100.0)
        assert bought.gain(PERSON_YEARS).found == pytest.approx(140.0)
        assert bought.gain(USD).found == pytest.approx(0.5e6)
        assert bought.gain(ON_SECTOR, "housing").found == pytest.approx(0.5e6)
        assert bought.gain(AT_PLACE, "village").found == pytest.approx(100.0)


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
    assert (clinics.objective, clinics.gain(USD).found) == pytest.approx((0.0, 0.0))
    plenty = more.given(Grant(UNTIED), 3e6)
    assert plenty is not None
    assert plenty.gain(USD).found == pytest.approx(1e6)
    assert plenty.gain(PERSONS).found == pytest.approx(200.0)


def test_more_from_a_funder_stays_until_it_is_used(tmp_path: Path) -> None:
    """Builders are full in 2027 with what there is; the grant builds in 2028, though the funder's own money lapses."""
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        capacities="programme,resource,year,amount\np,build,2027,50",
        funders="funder,title,carries_over\ngov,Government,false",
        funding="funder,year,usd\ngov,2027,1000000\ngov,2028,0",
    )
    more = MoreMoney(dataset, Scenario())
    assert more.funders == ["gov"]
    bought = more.given(Grant(FUNDER, "gov"), 0.4e6)
    assert bought is not None
    assert (bought.gain(PERSONS).found, bought.gain(USD).found) == pytest.approx((80.0, 0.4e6))


@pytest.mark.parametrize("mode", ["most_people", "least_cost"])
def test_untied_money_is_a_further_funder_s(small: Dataset, mode: str) -> None:
    scenario = Scenario.from_content({"mode": mode})
    found = MoreMoney(small, scenario).gained(Grant(UNTIED), 1e6)
    expected, scale = gained(small, with_giver(small, 1e6), scenario)
    assert found == pytest.approx(expected, abs=2e-6 * scale)


def test_of_the_fairest_plan_the_worst_cover_is_held(small: Dataset) -> None:
    """Anew, the worst cover would rise with the money and the objective could fall; held, more money never harms."""
    more = MoreMoney(small, Scenario(mode="fairest"))
    found = more.gained(Grant(UNTIED), 1e6)
    assert found is not None
    assert 0.0 < found <= more.predicted(Grant(UNTIED)) + 1e-6 * abs(more.objective)


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
    found = more.gained(grant, 5e6)
    expected, scale = gained(small, with_giver(small, 5e6, **earmark), Scenario())
    assert found == pytest.approx(expected, abs=2e-6 * scale)
    assert found is not None
    assert found <= 5 * more.predicted(grant) + 2e-6 * scale


def test_more_of_each_funder_is_a_further_funder_with_its_earmarks(small: Dataset) -> None:
    """Whether its own money lapses or not: the grant is there from the first year and stays until it is used."""
    more = MoreMoney(small, Scenario())
    for funder in more.funders:
        rules = small["earmarks"][small["earmarks"]["funder"] == funder]
        richer = with_giver(small, 1e6)
        earmarks = [{**row, "funder": "giver"} for row in rules.to_dict("records")]
        richer = with_rows(richer, earmarks=earmarks) if earmarks else richer
        expected, scale = gained(small, richer, Scenario())
        found = more.gained(Grant(FUNDER, funder), 1e6)
        assert found == pytest.approx(expected, abs=2e-6 * scale)


def test_each_figure_is_a_plan_s_and_its_range_holds_it(small: Dataset) -> None:
    """Against plans from nothing: what the richer plan has more than the poorer one lies in the range."""
    bought = MoreMoney(small, Scenario()).given(Grant(UNTIED), 20e6)
    before, after = (
        make_plan(dataset, Scenario(), estimate=True).summary for dataset in (small, with_giver(small, 20e6))
    )
    assert bought is not None
    years, persons = bought.gain(PERSON_YEARS), bought.gain(PERSONS)
    rounding = 20.0  # households that a plan rounds away, in persons; each may be settled for some years
    assert years.least - 5 * rounding <= after.person_years - before.person_years <= years.most + 5 * rounding
    assert persons.least - rounding <= after.persons_settled - before.persons_settled <= persons.most + rounding
    for kind in (PERSON_YEARS, PERSONS, USD):
        gain = bought.gain(kind)
        assert gain.least <= gain.found <= gain.most


def test_larger_amounts_bring_no_more_for_each_dollar_beyond_the_noise(small: Dataset) -> None:
    """The objective by concavity; person-years and people as far as the ranges of both amounts tell."""
    more = MoreMoney(small, Scenario())
    amounts = [1e6, 5e6, 10e6, 50e6]
    bought = [more.given(Grant(UNTIED), usd) for usd in amounts]
    for (usd, less), (larger, found) in pairwise(zip(amounts, bought, strict=True)):
        assert less is not None
        assert found is not None
        assert found.objective / larger <= less.objective / usd * (1 + 1e-6)
        for kind in (PERSON_YEARS, PERSONS):
            assert found.gain(kind).least / larger <= less.gain(kind).most / usd + 1e-9


def test_what_differs_among_plans_as_good_is_not_known(tmp_path: Path) -> None:
    """Two equal villages, money for 10 of 40 homes more: which of them gets it is anybody's guess; how many is not."""
    dataset = twin_villages(tmp_path)
    bought = MoreMoney(dataset, Scenario()).given(Grant(UNTIED), 0.2e6)
    assert bought is not None
    assert bought.gain(PERSONS).is_known
    assert bought.gain(PERSONS).found == pytest.approx(40.0)
    assert not bought.gain(AT_PLACE, "village").is_known
    assert not bought.gain(AT_PLACE, "hill").is_known


def test_what_was_asked_before_does_not_matter(small: Dataset) -> None:
    more = MoreMoney(small, Scenario())
    first = more.given(Grant(PLACE, "r0"), 1e6)
    other = MoreMoney(small, Scenario())
    for grant in (Grant(UNTIED), Grant(SECTOR, "housing"), Grant(FUNDER, other.funders[0])):
        other.gained(grant, 50e6)
    again = other.given(Grant(PLACE, "r0"), 1e6)
    assert first is not None
    assert again is not None
    assert again.objective == pytest.approx(first.objective, rel=1e-9)
    for kind in (PERSONS, PERSON_YEARS, USD):
        assert again.gain(kind) == pytest.approx(first.gain(kind), rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("grant", [Grant(FUNDER, "nobody"), Grant(PLACE, "nowhere"), Grant(SECTOR, "weather")])
def test_what_is_not_there_is_told(tmp_path: Path, grant: Grant) -> None:
    with pytest.raises(ResettleError, match=f"there is no {grant.kind} '{grant.key}'"):
        MoreMoney(hamlet(tmp_path), Scenario()).given(grant, 1e6)
