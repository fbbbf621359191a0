"""The draw: the same for everybody who works it out, whatever the order of rows, and equal chances among equals."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from resettle.households.draw import chance, commitment, drawn, seed_of

SEEDS = 600


def village(sizes: dict[str, int], kin: dict[str, str] | None = None) -> pd.DataFrame:
    """Households alike in everything, of communities of these sizes: ``a1``, ``a2`` … of ``a``."""
    ids = [f"{name}{number}" for name, size in sizes.items() for number in range(1, size + 1)]
    return pd.DataFrame(
        {
            "household": ids,
            "programme": "p",
            "origin": "o",
            "community": [one.rstrip("0123456789") for one in ids],
            "kin": [(kin or {}).get(one, "") for one in ids],
            "cohort": "c",
            "solution": "return",
            "from_year": pd.array([pd.NA] * len(ids), dtype="Int64"),
            "persons": 4,
        }
    )


def in_order(households: pd.DataFrame, seed: str) -> list[str]:
    order = drawn(households, seed)
    return order.sort_values("position")["household"].tolist()


def test_a_chance_is_the_hash_of_seed_purpose_and_key() -> None:
    """The first 8 bytes of SHA-256, most significant first, as a part of 2 to the 64."""
    digest = hashlib.sha256(b"s\x1fhousehold\x1fh1").digest()
    expected = int.from_bytes(digest[:8], "big") / 2**64
    assert chance("s", "household", ["h1"]) == pytest.approx([expected])


def test_a_seed_is_of_both_words() -> None:
    assert seed_of("word", "7 12 23") == hashlib.sha256(b"word\x1f7 12 23").hexdigest()
    assert seed_of("word") != seed_of("word", "7 12 23")


def test_row_order_does_not_matter() -> None:
    households = village({"a": 9, "b": 4, "c": 1}, {"a1": "b2;c1"})
    shuffled = households.sample(frac=1.0, random_state=3)
    assert in_order(households, "x") == in_order(shuffled, "x")
    assert commitment(households) == commitment(shuffled)
    assert commitment(households) != commitment(households.assign(persons=5))


def test_neighbours_and_kin_stand_together_on_the_circle() -> None:
    """Of 3 villages and a household linked to one of b: round the circle each block begins once."""
    households = village({"a": 6, "b": 5, "c": 1, "d": 4}, {"c1": "b3"})
    for seed in ("x", "y", "z", "w"):
        order = in_order(households, seed)
        blocks = ["b" if one in {"c1", *[f"b{at}" for at in range(1, 6)]} else one[0] for one in order]
        lead = set(blocks)
        changes = sum(one != other for one, other in zip(blocks, blocks[1:] + blocks[:1], strict=True))
        assert lead == {"a", "b", "d"}
        # the cluster of c1 and b3 stands in the village of whichever of the two was drawn first
        assert changes in (3, 5)


def test_everybody_has_a_place_of_their_own() -> None:
    order = drawn(village({"a": 7, "b": 3}), "x")
    assert sorted(order["position"]) == pytest.approx([(at + 0.5) / 10 for at in range(10)])
    assert order["equals"].tolist() == [10] * 10


def test_who_has_stated_no_choice_stands_in_no_order() -> None:
    households = village({"a": 4})
    households.loc[1, "solution"] = ""
    order = drawn(households, "x")
    assert order["position"].isna().tolist() == [False, True, False, False]
    assert order["equals"].tolist() == [3, 0, 3, 3]


def firsts(households: pd.DataFrame, turned: bool) -> np.ndarray:
    """How often each household is among the first fifth, over many seeds; with the circle turned or not."""
    counts = np.zeros(len(households))
    for seed in range(SEEDS):
        order = drawn(households, str(seed))
        position = order["position"].to_numpy()
        if not turned:
            back = np.floor(chance(str(seed), "turn", ["p\x1fo"])[0] * len(households))
            position = (position * len(households) - 0.5 - back) % len(households) / len(households)
        counts += position < 0.2
    return counts


def test_chances_are_equal_whatever_the_size_of_the_village() -> None:
    """χ² of one household of a village of 30 and one of a village of 1 against a fifth, at 0.1 %.

    Without the turn the large village stands first seldom or wholly: a household of it is among the first fifth less
    often than one that stands alone, which the same test finds.
    """
    households = village({"big": 30, "s": 1, "t": 1, "u": 1, "v": 1, "w": 1, "x": 1, "y": 1, "z": 1})
    least = stats.chi2.ppf(0.999, 1)

    def off(counts: np.ndarray) -> list[float]:
        expected = np.array([0.2, 0.8]) * SEEDS * len(counts)
        found = np.array([counts.sum(), SEEDS * len(counts) - counts.sum()])
        return float(((found - expected) ** 2 / expected).sum())

    alone = firsts(households, turned=True)[30:]
    assert off(alone) < least
    unturned = firsts(households, turned=False)[30:]
    assert off(unturned) > least
