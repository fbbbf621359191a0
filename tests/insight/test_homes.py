"""Homes by rooms against households; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview


def test_homes_are_net_of_claims(seen: Overview) -> None:
    """70 vacant homes, of which 10 are claimed, and 40 built."""
    homes = seen.homes_by_rooms.set_index("kind")["homes"]
    assert homes.round(6).to_dict() == {"vacant": 60.0, "build": 40.0, "rehabilitate": 0, "purchase": 0, "tenure": 0}


def test_households_by_rooms(seen: Overview) -> None:
    (row,) = seen.households_by_rooms.to_dict("records")
    assert (row["rooms"], row["all_households"], row["settled"]) == (3, 100.0, 100.0)


def test_rooms_count_upwards(small: Dataset) -> None:
    """Never fewer homes with two rooms or more than with three or more; enough for who settles at every number."""
    seen = overview(make_plan(small, estimate=True))
    homes = seen.homes_by_rooms.groupby(["programme", "rooms"])["homes"].sum()
    for programme in small["programmes"]["programme"]:
        assert homes[programme].is_monotonic_decreasing
    settled = seen.households_by_rooms.set_index(["programme", "rooms"])["settled"]
    assert (homes.reindex(settled.index) - settled).min() > -1e-6
