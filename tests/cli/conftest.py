"""Paths and a runner for tests of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from resettle.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = Path(__file__).parents[1] / "cases" / "small"
DATA = str(CASE / "dataset")


class Said(NamedTuple):
    """What a command answered: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command in this process and return what it answered."""

    def run(*arguments: str | Path) -> Said:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an estimate of the small case."""
    folder = tmp_path_factory.mktemp("written") / "plan"
    assert main(["plan", "--data", DATA, "--estimate", "--out", str(folder)]) == 0
    return folder
