"""The public list of a draw: a ticket for each household that is drawn, and blank tickets that hide how many they are.

Counts in a public list would undo the noise of the tables for everyone. So every group of equals is padded with blank
tickets to a whole number of tens, after a random start (random rounding upwards); blanks are like all others in every
code and are drawn like them, but nobody holds them. No code says of which origin a ticket is; a village is to be seen
inside its group alone, and as one of ``STRETCHES`` to which villages are hashed. All codes are of this list alone:
whoever has two lists cannot match their tickets, and the same households give the same list again. A group of the same
size has as many tickets in every list, so that who is in it, and finds it in each, cannot average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.draw import LISTED
from resettle.households.secret import codes, numbers
from resettle.households.tickets import fingerprint, listed

if TYPE_CHECKING:
    from resettle.households.promises import Earlier

PADDED_TO = 10
"""Groups are shown in multiples of as many tickets: no group of fewer than ten is ever to be seen."""
STRETCHES = 32
"""Parts of the circle to which villages are hashed, so that neighbours of several groups stand near each other."""
_BETWEEN = "\x1f"


def newcomers(households: pd.DataFrame, secret: str, earlier: Earlier | None = None) -> pd.DataFrame:
    """Who is drawn, as ``tickets.listed`` has them: everybody, or who is new to its equals since an earlier draw."""
    entries = listed(households, secret)
    if earlier is None:
        return entries
    before = pd.MultiIndex.from_frame(earlier.draw[["household", "group"]])
    return entries[~pd.MultiIndex.from_frame(entries[["household", "group"]]).isin(before)].reset_index(drop=True)


def draw_list(households: pd.DataFrame, secret: str, earlier: Earlier | None = None) -> pd.DataFrame:
    """What is published before a draw (``draw.LISTED``), in the order of tickets; of a later draw only who is new."""
    return padded(newcomers(households, secret, earlier), secret).sort_values("ticket", ignore_index=True)


def padded(entries: pd.DataFrame, secret: str) -> pd.DataFrame:
    """The list (``draw.LISTED``): the entries of ``tickets.listed`` in their order, then the blank tickets."""
    if entries.empty:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in LISTED})
    salt = fingerprint(entries) + _BETWEEN
    ticket, group, block = entries["ticket"].tolist(), entries["group"].tolist(), _blocks(entries)
    blanks, of_group, blocks = _blanks(entries, block, secret, salt)
    group, block = [*group, *of_group], [*block, *blocks]
    distinct = list(dict.fromkeys(block))
    number = numbers(secret, "stretch", [salt + one for one in distinct]) % np.uint64(STRETCHES)
    stretch = dict(zip(distinct, map(str, number.tolist()), strict=True))
    neighbours = [f"{one}{_BETWEEN}{other}" for one, other in zip(group, block, strict=True)]
    return pd.DataFrame(
        {
            "ticket": [*codes(secret, "list_ticket", [salt + one for one in ticket]), *blanks],
            "group": _coded(secret, "list_group", salt, group),
            "stretch": [stretch[one] for one in block],
            "neighbours": _coded(secret, "neighbours", salt, neighbours),
        }
    )[LISTED]


def _blocks(entries: pd.DataFrame) -> list[str]:
    """Where each one's cluster of kin stands: the community of its member with the least ticket."""
    rows = list(zip(*(entries[name].tolist() for name in ("cluster", "ticket", "community")), strict=True))
    first: dict[str, tuple[str, str]] = {}
    for cluster, ticket, community in rows:
        first[cluster] = min(first.get(cluster, (ticket, community)), (ticket, community))
    return [first[cluster][1] for cluster, _, _ in rows]


def _blanks(entries: pd.DataFrame, block: list[str], secret: str, salt: str) -> tuple[list[str], list[str], list[str]]:
    """Ticket, group and block of the blank tickets: blocks as often as households of the same origin have them."""
    rows = sorted(zip(*(entries[name].tolist() for name in ("ticket", "group", "circle")), block, strict=True))
    sizes: dict[str, int] = {}
    circle_of: dict[str, str] = {}
    by_circle: dict[str, list[str]] = {}
    for _, group, circle, own in rows:
        sizes[group] = sizes.get(group, 0) + 1
        circle_of[group] = circle
        by_circle.setdefault(circle, []).append(own)
    # of the group and its size alone: drawn anew for each list, it could be averaged
    named = [f"{group}{_BETWEEN}{size}" for group, size in sizes.items()]
    start = (numbers(secret, "padding", named) % np.uint64(PADDED_TO)).tolist()
    missing = {
        group: -(-(size + begin) // PADDED_TO) * PADDED_TO - size
        for (group, size), begin in zip(sizes.items(), start, strict=True)
    }
    of_group = [group for group, count in missing.items() for _ in range(count)]
    names = [f"{salt}{group}{_BETWEEN}{number}" for group, count in missing.items() for number in range(count)]
    chosen = numbers(secret, "blank_block", names).tolist() if names else []
    alike = [by_circle[circle_of[group]] for group in of_group]
    blocks = [of_circle[number % len(of_circle)] for of_circle, number in zip(alike, chosen, strict=True)]
    return codes(secret, "blank_ticket", names), of_group, blocks


def _coded(secret: str, purpose: str, salt: str, texts: list[str]) -> list[str]:
    distinct = list(dict.fromkeys(texts))
    known = dict(zip(distinct, codes(secret, purpose, [salt + one for one in distinct]), strict=True))
    return [known[one] for one in texts]
