"""Where saved scenarios are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from resettle.workspace.folder import scenarios_folder


def test_the_named_folder_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_SCENARIOS", "mine/scenarios")
    assert scenarios_folder() == Path("mine/scenarios")


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/resettle/scenarios"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/people/one/.local/share/resettle/scenarios"),
        ("linux", {}, "/people/one/.local/share/resettle/scenarios"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "/people/one/Library/Application Support/resettle/scenarios"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/resettle/scenarios"),
        ("win32", {}, "/people/one/AppData/Local/resettle/scenarios"),
    ],
)
def test_else_the_users_own_data_folder(
    system: str, variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RESETTLE_SCENARIOS", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/people/one"))
    assert scenarios_folder() == Path(folder)
