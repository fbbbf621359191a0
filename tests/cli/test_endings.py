"""How commands end: exit codes, no traceback, nothing imported that is not needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import CASE, DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said

ESTIMATE = ("plan", "--data", DATA, "--estimate")


def resettle(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m resettle`` as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "resettle", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=CASE.parents[2],
        env={**os.environ, **environment},
    )


def test_as_a_program() -> None:
    done = resettle(*ESTIMATE, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["quality"] == "estimate"
    assert "solve" in done.stderr


def test_bad_input_gives_no_traceback() -> None:
    refused = resettle("plan", "--data", str(CASE / "scenarios"))
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr


def test_a_terminal_that_cannot_show_every_letter() -> None:
    shown = resettle(*ESTIMATE, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert "have settled" in shown.stdout


def test_a_reader_that_has_had_enough() -> None:
    """The pipe is closed before anything is written to it: no complaint, not even on Python's way out."""
    command = [sys.executable, "-m", "resettle", "check", "--data", DATA]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=CASE.parents[2]
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
        assert process.wait() == 0
    assert "BrokenPipe" not in complaint


def test_planning_imports_neither_app_nor_workbooks() -> None:
    """Each costs up to a second; an estimate of the shipped case must not wait for them."""
    code = (
        "import sys; from resettle.cli import main; main(sys.argv[1:]);"
        "print(sorted({'streamlit', 'plotly', 'openpyxl', 'hypothesis', 'altair'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *ESTIMATE], capture_output=True, encoding="utf-8", check=True, cwd=CASE.parents[2]
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [(), ("frobnicate",), ("plan", "--frobnicate"), ("verify",), ("template",)])
def test_arguments_that_are_none(say: Callable[..., Said], arguments: tuple[str, ...]) -> None:
    said = say(*arguments)
    assert said.code == 2
    assert "usage: resettle" in said.err


@pytest.mark.parametrize("command", ["plan", "check", "verify", "compare", "template", "app"])
def test_every_command_has_help(say: Callable[..., Said], command: str) -> None:
    said = say(command, "--help")
    assert said.code == 0
    assert f"usage: resettle {command}" in said.out
    assert command in say("--help").out


def test_an_unexpected_failure_is_one_line_until_it_is_debugged(
    say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_chosen: object) -> None:
        message = "a mistake\nof two lines"
        raise RuntimeError(message)

    monkeypatch.setattr("resettle.cli.check.given.dataset", fail)
    monkeypatch.delenv("RESETTLE_DEBUG", raising=False)
    said = say("check")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "RuntimeError: a mistake of two lines" in said.err
    assert "Traceback" in say("check", "--debug").err
    monkeypatch.setenv("RESETTLE_DEBUG", "1")
    assert "Traceback" in say("check").err


def test_stopped_from_the_keyboard(say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_chosen: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("resettle.cli.check.given.dataset", stop)
    said = say("check")
    assert said.code == 130
    assert said.err.endswith("stopped\n")
