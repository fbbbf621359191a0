"""Writers killed with -9 at their operations on files: a reader finds what was before, what is new, or refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="writers are forked")

WHOLE = {
    "plan": {"old", "new", "refused"},
    "placing": {"nothing", "new", "refused"},
    "lists": {"old", "new", "refused"},
    "scenario": {"one: old", "one: new", "one: new, two: new", "two: new"},
    "secret": {"nothing", "new"},
    "ledger": {"old", "new"},
    "files": {"old, old", "new, old", "new, new"},
}
"""Of each writer, what may be found; renaming saves under the new name before the old one goes."""


def killed(module: str, base: Path) -> dict[str, dict[str, int]]:
    """What a script of kills found: counts by case. It runs by itself, since a process with threads must not fork."""
    command = [sys.executable, "-m", f"tests.storage.{module}", str(base)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return cast("dict[str, dict[str, int]]", json.loads(ran.stdout))


def test_files_and_folders_are_whole_after_each_kill(tmp_path: Path) -> None:
    """At every single operation, also of whoever finishes what a killed writer had committed."""
    found = killed("kill_cases", tmp_path)
    assert {case: set(each) for case, each in found.items()} == {
        "over nothing": {"nothing", "new"},
        "over an earlier one": {"old", "new"},
        "over one without manifest": {"plain", "new"},
        "while it is finished": {"new"},
        "one file": {"old", "new"},
    }
    assert sum(sum(each.values()) for each in found.values()) > 100


def test_no_writer_of_the_project_leaves_a_mixture(tmp_path: Path) -> None:
    """Plan, placing, lists, saved scenario and its rename, secret, ledger, single tables and workbooks."""
    found = killed("writer_kills", tmp_path)
    assert set(found) == set(WHOLE)
    for writer, each in found.items():
        assert set(each) <= WHOLE[writer], writer
        assert len(each) > 1, writer
    assert sum(sum(each.values()) for each in found.values()) > 80
