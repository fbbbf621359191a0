"""The draw: the same for everybody who works it out, whatever the order of rows, and equal chances among equals."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from resettle.households.draw import LISTED, chance, commitment, drawn, seed_of, turn_of
from resettle.households.roster import draw_list, padded
from resettle.households.secret import codes
from resettle.households.tickets import listed

SEEDS = 600
SECRET = "5e" * 32


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


def order_of(households: pd.DataFrame, seed: str) -> pd.DataFrame:
    """The order with its households; blank tickets left out."""
    entries = listed(households, SECRET)
    order = drawn(padded(entries, SECRET), seed).head(len(entries))
    return order.assign(household=entries["household"])


def in_order(households: pd.DataFrame, seed: str) -> list[str]:
    return order_of(households, seed).sort_values("position")["household"].tolist()


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
    committed = commitment(draw_list(households, SECRET))
    assert committed == commitment(draw_list(shuffled, SECRET))
    assert committed != commitment(draw_list(households.assign(persons=5), SECRET))


def test_neighbours_and_kin_stand_together_on_the_circle() -> None:
    """Of 3 villages and a household linked to one of b: round the circle each block begins once.

    The two of kin stand in the village of whoever has the lesser ticket, before the seed is known.
    """
    households = village({"a": 6, "b": 5, "c": 1, "d": 4}, {"c1": "b3"})
    ticket = listed(households, SECRET).set_index("household")["ticket"]
    of_kin = "b" if ticket["b3"] < ticket["c1"] else "c"
    for seed in ("x", "y", "z", "w"):
        order = in_order(households, seed)
        blocks = [of_kin if one in ("c1", "b3") else one[0] for one in order]
        changes = sum(one != other for one, other in zip(blocks, blocks[1:] + blocks[:1], strict=True))
        assert changes == len(set(blocks))


def test_every_place_of_a_group_is_taken_once_by_a_household_or_a_blank_ticket() -> None:
    households = village({"a": 7, "b": 3})
    public = draw_list(households, SECRET)
    order = drawn(public, "x")
    assert len(order) in (10, 20)
    assert sorted(order["position"]) == pytest.approx([(at + 0.5) / len(order) for at in range(len(order))])
    assert order["equals"].tolist() == [len(order)] * len(order)
    assert set(order_of(households, "x")["ticket"]) < {*order["ticket"], "none"}


def test_who_has_stated_no_choice_stands_in_no_order() -> None:
    households = village({"a": 4})
    households.loc[1, "solution"] = ""
    order = order_of(households, "x")
    assert order["household"].tolist() == ["a1", "a3", "a4"]


def test_the_public_list_alone_gives_the_same_order_and_no_id() -> None:
    households = village({"amber": 9, "birch": 4, "cedar": 1}, {"amber1": "birch2;cedar1"})
    households.loc[3, "community"] = ""
    public = draw_list(households, SECRET)
    assert public.columns.tolist() == LISTED
    assert public.to_csv().count("amber") == public.to_csv().count("birch") == 0
    mine = order_of(households, "x").set_index("ticket")["position"]
    again = drawn(public, "x").set_index("ticket")["position"]
    pd.testing.assert_series_equal(again.reindex(mine.index), mine)
    assert draw_list(households.head(0), SECRET).columns.tolist() == LISTED


def test_a_ticket_is_the_keyed_hash_of_an_id_and_another_secret_gives_another() -> None:
    """HMAC-SHA-256 of purpose and id with the secret's 32 bytes, the first 8 bytes in hexadecimal."""
    expected = hmac.new(bytes.fromhex(SECRET), b"ticket\x1fa1", hashlib.sha256).hexdigest()[:16]
    assert codes(SECRET, "ticket", ["a1"]) == [expected]
    assert listed(village({"a": 1}), SECRET)["ticket"].tolist() == [expected]
    assert codes("6f" * 32, "ticket", ["a1"]) != [expected]


def test_without_blocks_everybody_stands_alone() -> None:
    """Of ten villages of ten, hardly any stands together; with blocks each begins once round the circle."""
    entries = listed(village(dict.fromkeys("abcdefghij", 10)), SECRET)
    public = padded(entries, SECRET)

    def begins(blocks: bool) -> int:
        order = drawn(public, "x", blocks=blocks).head(len(entries))["position"].to_numpy().argsort()
        villages = entries["household"].str[0].to_numpy()[order]
        return int((villages != np.roll(villages, 1)).sum())

    assert begins(True) == 10
    assert begins(False) > 60


def firsts(households: pd.DataFrame, turned: bool) -> np.ndarray:
    """How often each household is in the first fifth of its group, over many seeds; with the circle turned or not."""
    counts = np.zeros(len(households))
    public = padded(listed(households, SECRET), SECRET)
    assert len(public) % 5 == 0
    for seed in range(SEEDS):
        position = drawn(public, str(seed)).head(len(households))["position"].to_numpy()
        if not turned:
            back = np.floor(turn_of(str(seed)) * len(public))
            position = (position * len(public) - 0.5 - back) % len(public) / len(public)
        counts += position < 0.2
    return counts


def test_chances_are_equal_whatever_the_size_of_the_village() -> None:
    """One in five stands in the first fifth: each one's share over many seeds against 1/5, exact binomial tests.

    Counts of one household are independent from seed to seed, so each has a test of its own; the least of 38
    probabilities is held against 0.1 % (Bonferroni). Without the turn those who stand alone are among the first too
    often, which the same tests find.
    """
    households = village({"big": 30, "s": 1, "t": 1, "u": 1, "v": 1, "w": 1, "x": 1, "y": 1, "z": 1})

    def least(counts: np.ndarray) -> float:
        return min(stats.binomtest(int(count), SEEDS, 0.2).pvalue for count in counts) * len(counts)

    assert least(firsts(households, turned=True)) > 0.001
    assert least(firsts(households, turned=False)) < 1e-6
