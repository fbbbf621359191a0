"""The peers solve the same programme as resettle: their objectives agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.known import KnownProgramme, known_programme, solver_options
from benchmarks.peers import assert_same, floor, plain_pulp
from benchmarks.stages import STAGES, every_stage, to_hand_over
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from tests.docs_in_step import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SMALL = REPOSITORY / "tests" / "cases" / "small" / "dataset"


@pytest.fixture(scope="module")
def known() -> KnownProgramme:
    """The estimate of the small case, as the peers are given it."""
    return known_programme(load_dataset(SMALL), Scenario())


def test_ours_and_the_peers_agree(known: KnownProgramme) -> None:
    """Ours from files, PuLP with CBC by file, and highspy alone."""
    seconds, objective, size = every_stage(SMALL, Scenario())
    alone = floor(known, solver_options(known.matrix))
    plain = plain_pulp(known)
    found = {"ours": objective, "floor": alone.objective, "pulp": plain.objective}
    values = [value for value in found.values() if value is not None]
    assert len(values) == 3
    assert np.ptp(values) <= 1e-6 * max(values)
    assert set(STAGES) == set(seconds)
    assert size["columns"] == known.matrix.columns
    assert set(plain.seconds) == set(alone.seconds) == {"build", "hand_over", "solve", "read_out"}


def test_a_different_objective_is_noticed() -> None:
    assert_same({"one": 1_000_000.0, "other": 1_000_000.5})
    with pytest.raises(AssertionError, match="other"):
        assert_same({"one": 1_000_000.0, "other": 1_000_002.0})


def test_building_alone_has_its_stages() -> None:
    assert set(to_hand_over(load_dataset(SMALL), Scenario())) == {"aggregate", "build", "hand_over"}


def test_a_known_programme_travels_through_a_file(known: KnownProgramme, tmp_path: Path) -> None:
    file = tmp_path / "known.npz"
    known.save(file)
    again = KnownProgramme.load(file)
    assert (again.matrix.value == known.matrix.value).all()
    assert (again.equations == known.equations).all()
    assert (again.symbols == known.symbols).all()
    assert again.matrix.maximise is known.matrix.maximise
