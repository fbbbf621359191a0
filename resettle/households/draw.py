"""The draw: an order among equals that anyone can work out again from a public list and a seed.

The list has a ticket for each household that has chosen, and codes for what it shares with others; no id, no place and
no village can be read from it. All chance is SHA-256 of the seed and a ticket or code, so it needs no generator's state
and no row order changes it. Blocks of neighbours and kin stand together in a random order on a circle, which is turned
by a random part; after that every place in the order is as likely for one household as for another, however large its
village is (a random order of blocks alone would not be: a household of a large village would seldom stand at either
end). Systematic sampling with a random start (Madow and Madow 1944).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.alike import canonical, shown_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTED = ["ticket", "group", "circle", "community", "cluster"]
"""Columns of the public list, each a code."""
ORDER = ["ticket", "position", "equals"]
"""Columns of the public order."""
_LARGEST = float(2**64)


def seed_of(published: str, public: str = "") -> str:
    """The draw's seed: a word published in advance, and a text that nobody could know then (a lottery's numbers).

    Both in Unicode's form NFC, without blanks around them: whoever copies them from a letter draws the same. Raises
    ResettleError where there is no word, or where one holds signs that nobody sees.
    """
    word, text = seed_text(published), seed_text(public)
    if not word:
        message = "the seed word is blank: publish a word before the draw, and give that."
        raise ResettleError(message)
    return hashlib.sha256(f"{word}\x1f{text}".encode()).hexdigest()


def seed_sentence(published: str, public: str = "") -> str:
    """What the seed is of, as it went into it, so that anybody can compare it with what was published."""
    word, text = seed_text(published), seed_text(public)
    said = f"the word {shown_apart(word)}" + (f" and the public text {shown_apart(text)}" if text else "")
    return f"The seed is SHA-256 of {said}: {seed_of(published, public)}."


def seed_text(text: str) -> str:
    """A word or public text as it goes into the seed; raises ResettleError where it holds signs that nobody sees."""
    plain = canonical(text)
    if not plain.isprintable():
        message = f"found {shown_apart(plain)} as a part of the seed; expected signs that everybody sees and can type."
        raise ResettleError(message)
    return plain


def commitment(listed: pd.DataFrame) -> str:
    """SHA-256 of a public list, in the order of its tickets: published before the seed is known."""
    total = hashlib.sha256()
    for line in sorted(map("\x1f".join, listed[LISTED].itertuples(index=False, name=None))):
        total.update(line.encode() + b"\x1e")
    return total.hexdigest()


def chance(seed: str, purpose: str, keys: Iterable[str]) -> np.ndarray:
    """A number in [0, 1) for each key."""
    begun = hashlib.sha256(f"{seed}\x1f{purpose}\x1f".encode())
    found = []
    for key in keys:
        one = begun.copy()
        one.update(key.encode())
        found.append(one.digest()[:8])
    return np.frombuffer(b"".join(found), dtype=">u8").astype(np.float64) / _LARGEST


def drawn(listed: pd.DataFrame, seed: str, *, blocks: bool = True) -> pd.DataFrame:
    """The order: ticket, position (from 0 to 1 among its equals), equals (how many they are), in the list's rows.

    Parameters
    ----------
    listed : the public list, its columns ``LISTED``
    seed : of ``seed_of``
    blocks : without, everybody stands alone, to measure what blocks keep together
    """
    ticket, group = listed["ticket"].reset_index(drop=True), pd.factorize(listed["group"])[0]
    own = chance(seed, "household", ticket)
    number = np.unique(ticket.to_numpy(dtype="U"), return_inverse=True)[1] if len(ticket) else own
    leader = _leaders(listed["cluster"].to_numpy(dtype=object), own, number) if blocks else np.arange(len(ticket))
    block = listed["community"].to_numpy(dtype=object)[leader] if blocks else ticket.to_numpy(dtype=object)
    place = chance(seed, "block", block)
    in_order = np.lexsort((number, own, own[leader], place, group))
    count = np.bincount(group, minlength=1)
    rank = np.empty(len(ticket), dtype=np.int64)
    rank[in_order] = np.arange(len(ticket)) - np.repeat(np.cumsum(count) - count, count)
    circle, names = pd.factorize(listed["circle"])
    turn = chance(seed, "turn", names)[circle]
    equals = count[group]
    turned = (rank + np.floor(turn * equals).astype(np.int64)) % np.maximum(equals, 1)
    return pd.DataFrame({"ticket": ticket, "position": (turned + 0.5) / np.maximum(equals, 1), "equals": equals})


def _leaders(cluster: np.ndarray, own: np.ndarray, ticket: np.ndarray) -> np.ndarray:
    """The row of the first of each one's cluster, by chance."""
    number = pd.factorize(cluster)[0]
    in_order = np.lexsort((ticket, own, number))
    first = np.r_[True, number[in_order][1:] != number[in_order][:-1]] if len(in_order) else np.zeros(0, dtype=bool)
    return np.asarray(in_order[first][number])
