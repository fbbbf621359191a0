"""More money on the data that ship: returns diminish, and what is told exceeds its noise."""

from __future__ import annotations

from itertools import pairwise

import pytest

from resettle import Scenario, load_dataset
from resettle.inputs.shipped import shipped_dataset, shipped_scenario
from resettle.results.money_figures import PERSON_YEARS, PERSONS
from resettle.results.more_money import UNTIED, Bought, Grant, MoreMoney

AMOUNTS = (10e6, 50e6, 100e6)


@pytest.fixture(scope="module")
def bought() -> dict[float, Bought]:
    """What the next 10, 50 and 100 million bring to the baseline."""
    more = MoreMoney(load_dataset(shipped_dataset()), Scenario.load(shipped_scenario()))
    found = {usd: more.given(Grant(UNTIED), usd) for usd in AMOUNTS}
    return {usd: one for usd, one in found.items() if one is not None}


def test_no_amount_brings_more_for_a_million_than_a_smaller_one(bought: dict[float, Bought]) -> None:
    """By the aim, which is concave in money, exactly; person-years and people as far as both ranges tell."""
    assert tuple(bought) == AMOUNTS
    for (small, less), (large, more) in pairwise(bought.items()):
        assert more.objective / large <= less.objective / small * (1 + 1e-6)
        for kind in (PERSON_YEARS, PERSONS):
            assert more.gain(kind).least / large <= less.gain(kind).most / small


def test_person_years_are_known_for_each_amount_and_hold_their_range(bought: dict[float, Bought]) -> None:
    for found in bought.values():
        years, persons = found.gain(PERSON_YEARS), found.gain(PERSONS)
        assert years.is_known
        assert 0 < years.least <= years.found <= years.most
        assert persons.least <= persons.found <= persons.most


def test_people_of_the_first_ten_million_are_too_few_to_tell(bought: dict[float, Bought]) -> None:
    """Plans as good as the best differ by a thousand people and more by the last year: 368 are no finding."""
    persons = bought[10e6].gain(PERSONS)
    assert persons.most - persons.least > 1_000
    assert not persons.is_known
