"""The disclosure budget: the same release is free, another spends of it, and none goes out past it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.errors import ResettleError
from resettle.households.ledger import LIST, MOST, TABLES, Ledger, ledger_beside, left_of, read_ledger, spend, spend_in
from resettle.households.noise import cell_keys, with_noise

if TYPE_CHECKING:
    from pathlib import Path


def test_a_release_is_spent_once_and_the_budget_ends() -> None:
    ledger: Ledger = {}
    for number in range(MOST):
        ledger = spend(ledger, TABLES, f"release {number}")
        assert spend(ledger, TABLES, f"release {number}") == ledger
    assert (left_of(ledger, TABLES), left_of(ledger, LIST)) == (0, MOST)
    assert spend(ledger, TABLES, "release 3") == ledger
    assert spend(ledger, LIST, "a list")[LIST] == ["a list"]
    with pytest.raises(ResettleError, match=r"8 different tables have been published .* whole disclosure budget"):
        spend(ledger, TABLES, "another")


def test_the_mean_of_all_releases_of_the_budget_still_hides_a_count() -> None:
    """Worst case: a count that an attacker knows to have risen by one in each of eight releases, 60 to 67.

    The mean of what is shown, less what it rose by, is off by √(30 / 8) = 1.9 households over 400 secrets.
    """
    counts = np.arange(60, 60 + MOST)
    off = []
    for number in range(1, 401):
        keys = cell_keys(f"{number:064x}", ["place"] * MOST, counts)
        off.append(np.mean(with_noise(counts, keys) - counts))
    assert np.std(off) == pytest.approx(np.sqrt(30 / MOST), rel=0.15)


def test_the_file_is_written_whole_and_a_damaged_one_stops_everything(tmp_path: Path) -> None:
    file = ledger_beside(tmp_path / "secret.key")
    assert read_ledger(file) == {}
    assert spend_in(file, TABLES, "one") == MOST - 1
    assert spend_in(file, LIST, "two") == MOST - 1
    assert read_ledger(file) == {TABLES: ["one"], LIST: ["two"]}
    assert [one.name for one in tmp_path.iterdir()] == ["secret.key.releases.json"]
    for damage in (b"", b"[]", b'{"tables": "one"}', b'{"other": []}', b"\xff\xfe", b"[" * 100_000):
        file.write_bytes(damage)
        with pytest.raises(ResettleError, match="Restore it"):
            spend_in(file, TABLES, "three")
        assert file.read_bytes() == damage
    with pytest.raises(ResettleError, match="Nothing is published without an entry"):
        spend_in(tmp_path / "no folder" / "secret.key.releases.json", TABLES, "one")
