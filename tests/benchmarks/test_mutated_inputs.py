"""Spoilt files over every loader: each is read, or refused in words. ``benchmarks.mutated_inputs`` runs 10,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.mutated_inputs import loaders, tried
from tests.tiny import write_tiny

if TYPE_CHECKING:
    from pathlib import Path

EACH = 5
"""Files of every loader; the same in every run."""


def test_every_spoilt_file_is_read_or_refused_in_words(tmp_path: Path) -> None:
    """108 of 5,501 were neither at version 0.1."""
    work = tmp_path / "work"
    work.mkdir()
    every = loaders(write_tiny(tmp_path), work)
    for loader in every:
        loader.read(loader.sound)
    results = [tried(loader, number) for loader in every for number in range(EACH)]
    assert [one for one in results if one.outcome not in ("read", "refused")] == []
    assert {one.outcome for one in results} == {"read", "refused"}
