"""What ships is where it is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.errors import ResettleError
from resettle.inputs import shipped

if TYPE_CHECKING:
    from pathlib import Path


def test_the_dataset_and_the_baseline_are_there() -> None:
    assert (shipped.shipped_dataset() / "dataset.toml").is_file()
    assert shipped.shipped_scenario().name == "baseline.toml"


def test_an_installation_without_data_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "REPOSITORY", tmp_path)
    with pytest.raises(ResettleError, match="--data"):
        shipped.shipped_dataset()
    with pytest.raises(ResettleError, match="--scenario FILE"):
        shipped.shipped_scenario("fairest")
