"""Files that are handed over are read in a process of their own: what the worst of them does ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.errors import DataError
from resettle.inputs import apart
from resettle.inputs.apart import UnreadableError, read_apart
from resettle.inputs.text_files import decoded
from resettle.inputs.uploads import read_upload
from tests.inputs import eating
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_read_and_what_is_refused_come_back(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    with pytest.raises(DataError) as refusal:
        read_apart(read_upload, "land.csv", b"place;ready_ha\n", dataset)
    assert refusal.value.problems[0].found == "columns separated by ';'"
    assert read_apart(decoded, b"text", "a.csv") == "text"


@pytest.mark.parametrize(
    ("eats", "found"),
    [(eating.memory, "0.29 GiB of memory"), (eating.forever, "more than 3 seconds"), (eating.die, "ended the process")],
)
def test_a_file_that_eats_the_machine_ends_alone(monkeypatch: pytest.MonkeyPatch, eats: object, found: str) -> None:
    monkeypatch.setattr(apart, "MOST_BYTES", 300 * 2**20)
    if eats is eating.forever:
        monkeypatch.setattr(apart, "MOST_SECONDS", 3)
    with pytest.raises(UnreadableError) as refusal:
        read_apart(eats)
    assert found in refusal.value.problems[0].found
