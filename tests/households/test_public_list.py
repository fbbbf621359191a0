"""Attacks on the public list of a draw: sizes of groups and origins, blank tickets told apart, two lists compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.draw import LISTED, drawn
from resettle.households.noise import VARIANCE
from resettle.households.roster import PADDED_TO, draw_list, padded
from resettle.households.tickets import CODES, listed

if TYPE_CHECKING:
    from resettle.households.registry import Registry

SECRET = "5e" * 32


def of_sizes(sizes: list[int]) -> pd.DataFrame:
    """Groups of so many equals, 12 villages, as ``tickets.listed`` codes them."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    ticket = [f"{number:016x}" for number in range(len(group))]
    village = [f"v{number % 12}" for number in range(len(group))]
    table = pd.DataFrame({"ticket": ticket, "group": [f"g{one}" for one in group], "circle": "o"})
    return table.assign(community=village, cluster=ticket, household=ticket)[["household", *CODES]]


def test_no_group_of_fewer_than_ten_is_seen_and_its_size_is_a_guess() -> None:
    """900 groups of 1 to 9: each is shown as 10 or 20, and the best guess for either is right in one of five.

    Of s households 11 − s of 10 starts give 10 tickets: s = 1 is the best guess, right in 10 of Σ (11 − s) = 54; for 20
    it is 9, right in 8 of 36. In all 18 of 90; without the list it is one in nine.
    """
    entries = of_sizes([1 + number % 9 for number in range(900)])
    shown = padded(entries, SECRET).groupby("group")["ticket"].size()
    assert set(shown) == {10, 20}
    first = padded(entries, SECRET).head(len(entries))
    true = first.groupby("group").size()
    right = sum(true[shown == size].value_counts().max() for size in (10, 20))
    assert right / len(shown) < 0.25


def test_an_origins_size_is_no_better_known_than_from_the_tables(made_up: Registry) -> None:
    """Attack: somebody is told which groups are of an origin, and takes the blank tickets to be nine a group.

    With 8 secrets the estimate is off by more than the noise of the tables for everyone (5.5), for each origin.
    """
    entries = listed(made_up.households, SECRET)
    for circle in entries["circle"].unique():
        own = entries[entries["circle"] == circle].reset_index(drop=True)
        secrets = [f"{number:064x}" for number in range(1, 9)]
        found = [len(padded(own, secret)) - 9.0 * own["group"].nunique() for secret in secrets]
        assert np.sqrt(np.mean((np.array(found) - len(own)) ** 2)) > np.sqrt(VARIANCE)


def test_no_code_says_how_many_are_of_an_origin_or_a_village(made_up: Registry) -> None:
    """No part of the list by any one code is as large as an origin; no code but a stretch is shared by two groups."""
    public = draw_list(made_up.households, SECRET)
    entries = listed(made_up.households, SECRET)
    origins = entries.groupby("circle").size()
    for column in LISTED:
        parts = public.groupby(column).size()
        assert not np.isin(parts[parts >= origins.min()], origins).any()
    assert public[["neighbours", "group"]].drop_duplicates()["neighbours"].is_unique
    assert (public.groupby("group").size() % PADDED_TO == 0).all()
    assert public["stretch"].nunique() <= 32


def test_blank_tickets_cannot_be_told_from_others(made_up: Registry) -> None:
    """Attack: tickets that share their neighbours, or whose stretch is common in their group, are taken for households.

    Both are right about as often as a guess for all alike.
    """
    entries = listed(made_up.households, SECRET)
    public = padded(entries, SECRET)
    is_household = pd.Series(np.arange(len(public)) < len(entries))
    size = public.groupby("group")["ticket"].transform("size")
    small = size <= 2 * PADDED_TO
    assert small.sum() > 1000
    for column in ("neighbours", "stretch"):
        together = public.groupby(["group", column])["ticket"].transform("size")
        for part in (together == 1, together > 2):
            assert abs(is_household[small & part].mean() - is_household[small].mean()) < 0.06


def test_two_lists_have_no_code_in_common(made_up: Registry) -> None:
    """One household leaves: of the plain codes the difference is its ticket. Of the lists nothing can be matched."""
    households = made_up.households
    gone = households[households["solution"] != ""]["household"].iloc[5]
    less = households[households["household"] != gone]
    before, after = listed(households, SECRET), listed(less, SECRET)
    assert len(set(before["ticket"]) - set(after["ticket"])) == 1
    one, other = draw_list(households, SECRET), draw_list(less, SECRET)
    for column in ("ticket", "group", "neighbours"):
        assert not set(one[column]) & set(other[column])


def test_several_lists_show_a_group_with_one_number_of_tickets() -> None:
    """Attack: who is of a group finds it in eight lists, from each of which somebody else is gone, and averages.

    A random start drawn anew for each would tell the size of the group to a household or so.
    """
    sizes = [1 + number % 27 for number in range(60)]
    entries = of_sizes([*sizes, 40])
    for group in ("g3", "g15", "g37"):
        shown = set()
        for gone in range(8):
            less = entries.drop(index=len(entries) - 1 - gone).reset_index(drop=True)
            of_list = padded(less, SECRET)
            own = of_list["group"].iloc[int((less["group"] == group).argmax())]
            shown.add(int((of_list["group"] == own).sum()))
        assert len(shown) == 1


def test_the_same_households_have_the_same_list_and_anybody_draws_it(made_up: Registry) -> None:
    """Whatever the order of rows; the order of all tickets follows from the list, a blank one as likely first."""
    households = made_up.households.head(600)
    public = draw_list(households, SECRET)
    assert public.equals(draw_list(households.sample(frac=1.0, random_state=2), SECRET))
    order = drawn(public, "seed")
    assert set(order["ticket"]) == set(public["ticket"])
    assert (order.groupby(public["group"])["position"].nunique() == order.groupby(public["group"]).size()).all()
