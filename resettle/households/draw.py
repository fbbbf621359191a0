"""The draw: an order among equals that anyone can work out again from a public list and a seed.

The list (``roster``) has a ticket for each household that has chosen, blank tickets among them, and codes for who is
equal to whom and who are neighbours; no id, no place and no village can be read from it. All chance is SHA-256 of the
seed and a ticket or code, so it needs no generator's state and no row order changes it. Neighbours stand together in a
random order on a circle, which is turned by a random part; after that every place in the order is as likely for one
household as for another, however large its village is (a random order of blocks alone would not be: a household of a
large village would seldom stand at either end). Systematic sampling with a random start (Madow and Madow 1944).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.tickets import digest_of
from resettle.inputs.alike import canonical, shown_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTED = ["ticket", "group", "stretch", "neighbours"]
"""Columns of the public list: codes, and in ``stretch`` the number of a part of the circle."""
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


def commitment(public: pd.DataFrame) -> str:
    """SHA-256 of a public list, in the order of its lines: published before the seed is known."""
    return digest_of(public, LISTED)


def chance(seed: str, purpose: str, keys: Iterable[str]) -> np.ndarray:
    """A number in [0, 1) for each key."""
    begun = hashlib.sha256(f"{seed}\x1f{purpose}\x1f".encode())
    found = []
    for key in keys:
        one = begun.copy()
        one.update(key.encode())
        found.append(one.digest()[:8])
    return np.frombuffer(b"".join(found), dtype=">u8").astype(np.float64) / _LARGEST


def drawn(public: pd.DataFrame, seed: str, *, blocks: bool = True) -> pd.DataFrame:
    """The order: ticket, position (from 0 to 1 in its group), equals (tickets of its group), in the list's rows.

    Parameters
    ----------
    public : the public list, its columns ``LISTED``
    seed : of ``seed_of``
    blocks : without, everybody stands alone, to measure what blocks keep together
    """
    ticket, group = public["ticket"].reset_index(drop=True), pd.factorize(public["group"])[0]
    own = chance(seed, "household", ticket)
    number = np.unique(ticket.to_numpy(dtype="U"), return_inverse=True)[1] if len(ticket) else own
    stretch, neighbours = (_chances(seed, name, public[name]) if blocks else own for name in LISTED[2:])
    in_order = np.lexsort((number, own, neighbours, stretch, group))
    count = np.bincount(group, minlength=1)
    rank = np.empty(len(ticket), dtype=np.int64)
    rank[in_order] = np.arange(len(ticket)) - np.repeat(np.cumsum(count) - count, count)
    equals = count[group]
    turned = (rank + np.floor(turn_of(seed) * equals).astype(np.int64)) % np.maximum(equals, 1)
    return pd.DataFrame({"ticket": ticket, "position": (turned + 0.5) / np.maximum(equals, 1), "equals": equals})


def turn_of(seed: str) -> float:
    """The part by which every circle is turned."""
    return float(chance(seed, "turn", [""])[0])


def _chances(seed: str, purpose: str, codes: pd.Series) -> np.ndarray:
    number, names = pd.factorize(codes)
    return chance(seed, purpose, names)[number]
