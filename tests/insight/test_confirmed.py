"""Bottlenecks confirmed, on the hamlet by hand: 50 of 100 households of 4, at 20,000 US$ a home, from 1 million US$."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.scenario import Scale, Scenario
from resettle.insight.confirmed import (
    BOTH,
    LESS_ONLY,
    MORE_ONLY,
    NEITHER,
    confirmed,
    quotable_confirmed,
)
from resettle.results.row_moves import RowMoves
from tests.hamlet import hamlet

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset

MONEY = "one more million US$ of Government to spend by the end of 2028"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def table(dataset: Dataset) -> pd.DataFrame:
    return confirmed(RowMoves(dataset, Scenario()))


def test_what_is_worth_most_is_first_and_said_in_a_planners_words(table: pd.DataFrame) -> None:
    """A million is dearer than a home; both rows of homes are used up and tell of the place and the year."""
    assert table["limit"].tolist()[0] == MONEY
    assert set(table["limit"][1:]) == {
        "one more home with 3 rooms or more in Village in 2027",
        "one more home with 3 rooms or more in Village in 2028",
    }


def test_found_with_a_million_more_and_less_by_hand(table: pd.DataFrame) -> None:
    """More: 50 homes in 2028 for 200 people for a year. Less: nobody settles, 200 people for two years.

    The price is one of those between 199 and 399: at this corner it does not hold both ways.
    """
    row = table.iloc[0]
    assert (row["more_persons"], row["more_person_years"]) == pytest.approx((200.0, 200.0))
    assert (row["less_persons"], row["less_person_years"]) == pytest.approx((200.0, 400.0))
    assert (row["more_objective"], row["less_objective"]) == pytest.approx((199.0, 399.0))
    assert row["between"]
    assert row["holds"] != BOTH
    assert row["persons_per_million"] == pytest.approx(row["predicted_persons"])


def test_a_home_more_is_paid_with_twenty_thousand(table: pd.DataFrame) -> None:
    """A million US$ buys 50 homes: a home's price predicts 4 people, so a million 200.

    One home more in 2028 alone houses 4 people a year; one less in 2028 is one less in 2027 too: 8 person-years.
    """
    row = table.set_index("limit").loc["one more home with 3 rooms or more in Village in 2028"]
    assert row["usd"] == 20_000
    assert row["more_person_years"] == pytest.approx(4.0)
    assert row["less_person_years"] == pytest.approx(8.0)
    assert row["person_years_per_million"] == pytest.approx(50 * row["predicted_person_years"])


def test_only_so_many_are_tried(dataset: Dataset) -> None:
    tried: list[tuple[int, int]] = []
    moves = RowMoves(dataset, Scenario())
    assert len(confirmed(moves, top=1, told=lambda number, of: tried.append((number, of)))) == 1
    assert tried == [(1, 1)]


def test_every_price_of_the_small_case_is_between(small: Dataset) -> None:
    """Duality: what more brings ≤ price ≤ what less takes, for each of the dearest limits; some hold both ways."""
    found = confirmed(RowMoves(small, Scenario()), top=30)
    assert len(found) == 30
    assert found["between"].all()
    assert (found["more_objective"] <= found["predicted_objective"] * (1 + 1e-6) + 1e-6).all()
    assert set(found["holds"]) >= {BOTH, MORE_ONLY, LESS_ONLY}


def test_no_more_is_taken_than_there_is(small: Dataset) -> None:
    """A donor without money: a step less is none at all, and is left blank."""
    found = confirmed(RowMoves(small, Scenario()), top=5)
    nothing = found[found["there"] == 0]
    assert len(nothing)
    assert nothing["less_objective"].isna().all()


def test_a_price_that_does_not_lie_between_is_told(dataset: Dataset) -> None:
    """Were the solver's prices of the other sign, the table would say so."""
    moves = RowMoves(dataset, Scenario())
    moves.limits = moves.limits.assign(shadow_price=-moves.limits["shadow_price"])
    found = confirmed(moves)
    assert not found["between"].any()
    assert set(found["holds"]) == {NEITHER}


def test_it_can_be_quoted(table: pd.DataFrame, dataset: Dataset) -> None:
    said = quotable_confirmed(table)
    assert f"Most is brought by {MONEY}: 200 people more settle and 200.0 person-years are added." in said
    nobody = confirmed(RowMoves(dataset, Scenario(scale=Scale(willingness=0.0))))
    assert quotable_confirmed(nobody).startswith("No limit of the estimate has a price")
    assert nobody.empty


def test_limits_that_bring_nothing_alone_are_said_to(table: pd.DataFrame) -> None:
    nothing = table.assign(more_person_years=0.0, more_objective=np.nan)
    assert quotable_confirmed(nothing).endswith("one step more of any of them alone brings nothing.")
