"""The gate's second try, on test files made for it: what passes alone is named flaky, what fails twice fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
STEADY = "def test_steady():\n    assert True\n"
FLAKY = (
    "from pathlib import Path\n\n"
    "def test_flaky():\n"
    "    been = Path(__file__).with_suffix('.been')\n"
    "    first = not been.exists()\n"
    "    been.touch()\n"
    "    assert not first\n"
)
BROKEN = "class TestBroken:\n    def test_broken(self):\n        assert False\n"


def _gate(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.browser.gate", "tests_of_gate"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("files", "code", "lines"),
    [
        ({"test_a.py": STEADY}, 0, []),
        ({"test_a.py": STEADY, "test_b.py": FLAKY}, 0, ["flaky: tests_of_gate/test_b.py::test_flaky"]),
        (
            {"test_b.py": FLAKY, "test_c.py": BROKEN},
            1,
            [
                "flaky: tests_of_gate/test_b.py::test_flaky",
                "failed twice: tests_of_gate/test_c.py::TestBroken::test_broken",
            ],
        ),
        ({"test_c.py": "import nothing_of_that_name\n"}, 2, []),
        ({"none.py": STEADY}, 5, []),
    ],
)
def test_a_failed_test_has_one_more_try(tmp_path: Path, files: dict[str, str], code: int, lines: list[str]) -> None:
    """Exit codes are pytest's: 0 all pass, 1 some failed, 2 stopped while collecting, 5 no test."""
    folder = tmp_path / "tests_of_gate"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    ended = _gate(tmp_path)
    found = [line for line in ended.stdout.splitlines() if line.startswith(("flaky: ", "failed twice: "))]
    assert (ended.returncode, found) == (code, lines)


def test_nothing_is_tracked_that_is_ignored() -> None:
    """Caches of tools are no part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout == ""
