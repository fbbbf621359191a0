"""Shadow prices: confirmed by solving again with more of the thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.scenario import Change, Scenario, Target
from resettle.results.bottlenecks import bottlenecks
from resettle.results.highs import Highs
from tests.solving import Best, best
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.dataset import Dataset

TEN_A_YEAR = {
    "vacant_homes": "place,rooms,homes",
    "housing": "place,option,unit_cost_usd\nvillage,house,1000",
    "build_capacity": "place,year,homes\nvillage,2027,10\nvillage,2028,10",
}
CHEAP_AND_DEAR = {
    "vacant_homes": "place,rooms,homes",
    "housing_options": "option,title,kind,rooms,lead_years\ncheap,C,build,3,0\ndear,D,build,3,0",
    "housing": "place,option,unit_cost_usd,units_total\nvillage,cheap,6000,10\nvillage,dear,10000,",
}


def limits_of(found: Best) -> pd.DataFrame:
    return bottlenecks(found.model, found.matrix, found.solved.values, found.solved.prices)


def test_one_more_home_a_year_by_hand(tmp_path: Path) -> None:
    """A home more in 2027 houses 4 persons for 2 years and costs 0.001: 7.999; in 2028 for 1 year: 3.999.

    Either way 4 more persons are settled in the end, in 8 or 4 person-years.
    """
    found = best(tiny(tmp_path, **TEN_A_YEAR))
    rows = limits_of(found)
    rows = rows[rows["constraint"] == "eq06_build_place"].sort_values("year")
    assert rows["shadow_price"].tolist() == pytest.approx([7.999, 3.999])
    assert rows["persons_per_unit"].tolist() == pytest.approx([4.0, 4.0])
    assert rows["person_years_per_unit"].tolist() == pytest.approx([8.0, 4.0])
    assert rows["limit"].tolist() == rows["used"].tolist() == pytest.approx([10.0, 10.0])
    assert rows["place"].tolist() == ["village", "village"]


@pytest.mark.parametrize("year", [2027, 2028])
def test_one_more_home_a_year_by_solving_again(tmp_path: Path, year: int) -> None:
    """The price is what the objective really gains."""
    dataset = tiny(tmp_path, **TEN_A_YEAR)
    rows = limits_of(best(dataset))
    price = rows.loc[(rows["constraint"] == "eq06_build_place") & (rows["year"] == year), "shadow_price"].item()
    more = Scenario(change=(Change(table="build_capacity", where={"year": year}, column="homes", plus=1.0),))
    assert best(dataset, more).objective - best(dataset).objective == pytest.approx(price)


def test_at_least_cost_a_price_is_what_one_more_saves(tmp_path: Path) -> None:
    """50 households must be housed: a cheap home more saves 10,000 − 6,000 US$. Positive, though cost is made small."""
    dataset = tiny(tmp_path, **CHEAP_AND_DEAR)
    least = Scenario(mode="least_cost", target=(Target(scope="all", year=2028, persons=200),))
    rows = limits_of(best(dataset, least))
    price = rows.loc[(rows["constraint"] == "eq06_option_total") & (rows["item"] == "option cheap"), "shadow_price"]
    assert price.tolist() == pytest.approx([4000.0])
    more = least.model_copy(
        update={"change": (Change(table="housing", where={"option": "cheap"}, column="units_total", plus=1.0),)}
    )
    assert best(dataset, least).objective - best(dataset, more).objective == pytest.approx(4000.0)


def test_a_target_costs_at_least_cost_what_it_costs(tmp_path: Path) -> None:
    """A person more in the target costs a quarter of a dear home, less 100 US$ for each of 2 person-years: 2,300 US$.

    More of a target makes the plan worse, so its price is negative.
    """
    least = Scenario(mode="least_cost", target=(Target(scope="all", year=2028, persons=200),))
    rows = limits_of(best(tiny(tmp_path, **CHEAP_AND_DEAR), least))
    assert rows.loc[rows["constraint"] == "eq17_target", "shadow_price"].tolist() == pytest.approx([-2300.0])


def test_with_whole_schools_prices_hold_the_schools(tmp_path: Path) -> None:
    """A school of 30 places serves 300 of 400 persons; a spare place would let 10 more in for a year: 10, not 0."""
    dataset = tiny(
        tmp_path,
        settings={"last_year": 2027},
        services="service,title,unit,module_size,lead_years,capex_usd_per_module\nschool,S,place,30,0,240000",
        service_needs="service,profile,units_per_person\nschool,general,0.1",
    )
    rows = limits_of(best(dataset, Scenario(usd_per_person_year=1000), whole=True))
    assert rows.loc[rows["constraint"] == "eq09_standard", "shadow_price"].tolist() == pytest.approx([10.0])


@pytest.mark.parametrize("mode", ["most_people", "least_cost"])
def test_prices_bound_what_more_or_less_does(small: Dataset, mode: str) -> None:
    """The best is concave in every limit, so that a price bounds it both ways, whatever its step.

    That is, best(limit + step) ≤ best(limit) + price·step. With the opposite sign this
    fails wherever the price is felt. Tried for the dearest row of every equation;
    where the limit is not at a kink the bound is met exactly.
    """
    target = (Target(scope="all", year=2029, persons=4000),)
    found = best(small, Scenario(mode=mode, target=target))
    sign = 1.0 if found.matrix.maximise else -1.0
    ledger = found.model.program.ledger
    prices = found.solved.prices.objective
    met = 0
    for _, rows in ledger[~ledger["equation"].str.startswith("eq00")].groupby("equation"):
        row = int(rows.index[np.abs(prices[rows.index]).argmax()])
        if abs(prices[row]) < 1e-6:
            continue
        step = 0.001 * max(1.0, abs(float(ledger["limit"][row])))
        for change in (step, -step):
            again = _solved_again(found, row, change)
            if again is None:
                continue
            gain = sign * (again - found.solved.bound)  # settling ties gave up a part of 1e-7
            slack = prices[row] * change - gain
            assert slack >= -1e-6 * max(1.0, abs(found.objective) * 1e-2), ledger.loc[row].dropna().to_dict()
            met += abs(slack) <= 1e-3 * abs(prices[row] * change)
    assert met >= 5


def _solved_again(found: Best, row: int, change: float) -> float | None:
    """The best with one limit changed; None where nothing can meet it."""
    lower, upper = found.matrix.row_lower.copy(), found.matrix.row_upper.copy()
    lower[row] += change
    upper[row] += change
    return Highs(replace(found.matrix, row_lower=lower, row_upper=upper)).solve_linear().objective
