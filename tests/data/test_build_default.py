"""The script writes exactly what ships, and counts it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.data.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> str:
    command = [sys.executable, str(DATA / "build_default.py"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_the_same_bytes_come_out(tmp_path: Path) -> None:
    run("--out", str(tmp_path / "out"))
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    shipped = {path.name: path.read_bytes() for path in (DATA / "default").iterdir()}
    assert sorted(written) == sorted(shipped)
    assert [name for name in shipped if written[name] != shipped[name]] == []


def test_files_are_utf8_with_line_feeds() -> None:
    for path in [*(DATA / "default").iterdir(), *(DATA / "scenarios").iterdir()]:
        content = path.read_bytes()
        assert b"\r" not in content, path.name
        assert content.endswith(b"\n"), path.name
        content.decode("utf-8")


def test_counts_are_those_of_the_files(written: dict[str, list[dict[str, str]]]) -> None:
    lines = [line.strip("| ").split(" | ") for line in run("--counts").splitlines()[2:]]
    counted = {line[0].strip("`"): [int(cell.replace(",", "")) for cell in line[1:]] for line in lines}
    for name, rows in written.items():
        if name == "sources":
            continue
        levels = [row["confidence"] for row in rows]
        assert counted[name] == [len(rows), *(levels.count(key) for key in ("sourced", "derived", "assumption"))]
    assert counted["all"][0] == sum(len(rows) for name, rows in written.items() if name != "sources")
