"""What must hold of any plan: more never hurts, names and order do not matter, the same comes out again."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resettle.inputs.dataset import Dataset
from resettle.inputs.scenario import Scale, Scenario
from resettle.inputs.schema import INPUT_TABLES
from resettle.results.make_plan import make_plan
from tests.solving import best

if TYPE_CHECKING:
    import pandas as pd

FEW = settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MORE_IS_BETTER = ("build", "purchase", "tenure", "clearance", "staff", "funding", "vacant", "spare", "supply")
MONEY = {
    "places": ["site_cost_usd"],
    "housing": ["unit_cost_usd"],
    "land": ["clear_usd_per_ha"],
    "services": ["capex_usd_per_module", "running_usd_per_unit_year"],
    "links": ["usd_per_tonne"],
    "supplies": ["usd_per_tonne"],
    "travel": ["usd_per_household"],
    "funding": ["usd"],
}


def with_tables(dataset: Dataset, tables: dict[str, pd.DataFrame], **settings_changed: float) -> Dataset:
    changed = dataset.settings.model_copy(update=settings_changed)
    return Dataset(changed, MappingProxyType({**dataset.tables, **tables}), dataset.name)


def shuffled(dataset: Dataset, seed: int) -> Dataset:
    return with_tables(
        dataset,
        {
            name: table.sample(frac=1, random_state=seed + number).reset_index(drop=True)
            for number, (name, table) in enumerate(dataset.tables.items())
        },
    )


def renamed(dataset: Dataset) -> Dataset:
    """Places and cohorts under names that sort the other way round, and are written in another script."""
    places = sorted(dataset["places"]["place"])
    names = {place: f"{chr(0x561 + len(places) - number)} {place}" for number, place in enumerate(places)}
    tables = {}
    for name, table in INPUT_TABLES.items():
        frame = dataset[name]
        for column in table.all_columns:
            to_places = column.refers_to in ("places", "origins", "nodes") or (name, column.name) == ("places", "place")
            if to_places or (name == "targets" and column.name == "name"):
                frame = frame.assign(**{column.name: frame[column.name].replace(names)})
        tables[name] = frame
    cohorts = tables["cohorts"]
    turned = [f"z{len(cohorts) - number:04d}" for number in range(len(cohorts))]
    return with_tables(dataset, {**tables, "cohorts": cohorts.assign(cohort=turned)})


@pytest.fixture(scope="module")
def objective(small: Dataset) -> float:
    return best(small).objective


@pytest.mark.parametrize("lever", MORE_IS_BETTER)
def test_more_of_a_capacity_never_hurts(small: Dataset, objective: float, lever: str) -> None:
    """Every plan that was possible still is: half as much again gives no less, half gives no more."""
    more, less = (best(small, Scenario(scale=Scale(**{lever: by}))).objective for by in (1.5, 0.5))
    slack = 1e-6 * abs(objective)
    assert more >= objective - slack
    assert less <= objective + slack


def test_dearer_homes_never_help(small: Dataset, objective: float) -> None:
    assert best(small, Scenario(scale=Scale(unit_cost=1.3))).objective <= objective * (1 + 1e-6)


@FEW
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(small: Dataset, seed: int) -> None:
    """Neither for the digest nor for the objective."""
    again = shuffled(small, seed)
    assert again.digest == small.digest
    assert best(again).objective == pytest.approx(best(small).objective, rel=1e-7)


def test_names_do_not_matter(small: Dataset, objective: float) -> None:
    assert best(renamed(small)).objective == pytest.approx(objective, rel=1e-7)


@pytest.mark.parametrize("estimate", [True, False])
def test_the_same_digest_gives_the_same_plan_to_the_last_household(small: Dataset, estimate: bool) -> None:
    """Also from a file with its rows in another order, since that has the same digest."""
    first = make_plan(small, estimate=estimate)
    again = make_plan(shuffled(small, 7), estimate=estimate)
    assert again.summary.digests == first.summary.digests
    assert again["placements"].equals(first["placements"])


@FEW
@given(factor=st.sampled_from([0.01, 0.37, 400.0]))
def test_another_currency_is_the_same_plan(small: Dataset, factor: float) -> None:
    """All money, and what a person-year is worth, times a factor: the same person-years for that many times the cost.

    The objective is in person-years and does not change.
    """
    tables = {
        name: small[name].assign(**{column: small[name][column] * factor for column in columns})
        for name, columns in MONEY.items()
    }
    given_settings = small.settings
    scaled = with_tables(
        small,
        tables,
        usd_per_household_move=given_settings.usd_per_household_move * factor,
        usd_per_household_km=given_settings.usd_per_household_km * factor,
    )
    base, other = best(small), best(scaled, Scenario(usd_per_person_year=1_000_000 * factor))
    assert other.objective == pytest.approx(base.objective, rel=1e-6)
    assert other.total("spend") == pytest.approx(base.total("spend") * factor, rel=1e-4)
