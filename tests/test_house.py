"""The house's own rules: sizes and names of files, what is pinned, what must not be committed, safe settings."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).parents[1]
PACKAGE = sorted((REPOSITORY / "resettle").rglob("*.py"))
TEXT = {".py", ".md", ".toml", ".txt", ".csv", ".yml", ".yaml", ".json", ".cfg", ".sh", ".css", ".html", ""}
MACHINE = re.compile(r"(^|[^A-Za-z.])/(wo" + r"rk|ro" + r"ot|far" + r"m|tm" + r"p)/")
HOSTS = re.compile("py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\.deb" + "ian|index-" + "url")
SIDES = re.compile(
    r"\b(occup" + r"(?:ied|ation|ier|iers)|liberat" + r"(?:ed|ion)|separat" + r"ists?|aggress" + r"(?:or|ion)|"
    r"invad" + r"(?:ed|er|ers)|terror" + r"ists?|genoc" + r"ide|ethnic clean" + r"sing|so-call" + r"ed|"
    r"illegal reg" + r"ime|pup" + r"pet|enem" + r"(?:y|ies)|histori" + r"c(?:al)? lands?)\b",
    re.IGNORECASE,
)


def committed() -> list[Path]:
    """Text files that are committed, or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True).stdout
    files = [REPOSITORY / line for line in listed.splitlines()]
    return [file for file in files if file.suffix in TEXT and file.is_file()]


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Where the pattern stands: file:line: text."""
    return [
        f"{file.relative_to(REPOSITORY)}:{number}: {line.strip()[:120]}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_a_machine_is_committed() -> None:
    assert lines_with(MACHINE, committed()) == []


def test_no_host_of_a_package_index_is_committed() -> None:
    assert lines_with(HOSTS, committed()) == []


def test_no_word_takes_a_side() -> None:
    """Titles of publications (sources.csv) are their authors'; all else is ours (docs/neutrality.md)."""
    ours = [file for file in committed() if file.name != "sources.csv" and file.name != "LICENSE"]
    assert lines_with(SIDES, ours) == []


def test_the_patterns_would_find_what_they_look_for() -> None:
    assert MACHINE.search("see /" + "work/main")
    assert HOSTS.search("https://py" + "pi.org/simple")
    assert SIDES.search("the liber" + "ated districts")


@pytest.mark.parametrize("file", PACKAGE, ids=lambda file: str(file.relative_to(REPOSITORY)))
def test_files_and_functions_stay_small(file: Path) -> None:
    """400 lines a file, 40 lines a function with its docstring's sections counted out."""
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            lines = (node.end_lineno or 0) - node.lineno + 1 - len((docstring or "").splitlines())
            assert lines <= 40, f"{node.name} has {lines} lines"


def test_no_room_for_odds_and_ends() -> None:
    assert not [file for file in PACKAGE if re.search(r"util|helper|manager|common", file.stem)]


def test_only_exact_names_and_versions_are_pinned() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", line)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_within_its_range(name: str) -> None:
    pins = dict(line.split("==") for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").split())
    pins = {_plain(package): version for package, version in pins.items()}
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    for requirement in [Requirement(line) for line in lines if line and not line.startswith(("-r", "#"))]:
        assert requirement.specifier.contains(pins[_plain(requirement.name)]), requirement


def test_every_requirement_has_its_reason() -> None:
    reasons = (REPOSITORY / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower()
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (REPOSITORY / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("-r", "#")):
                assert Requirement(line).name in reasons


def test_the_changelog_s_newest_version_is_this_one() -> None:
    """What has come since then stands above it, under a heading without a number."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\d\S*)", changes, re.MULTILINE)[1] == project["version"]  # type: ignore[index]


def test_the_app_keeps_to_this_machine() -> None:
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["headless"] is True
    assert settings["server"]["maxUploadSize"] == 200
    assert settings["server"]["allowedHosts"] == ["localhost", "127.0.0.1", "::1"]
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none"}


def test_the_gate_runs_everything() -> None:
    gate = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in gate
    assert re.findall(r"^make (\S+)$", gate, re.MULTILINE) == ["test", "test-browser", "lint", "types", "contracts"]


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
