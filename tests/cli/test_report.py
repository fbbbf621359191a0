"""``resettle report``: files written, and what is refused before any work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.hamlet import hamlet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

pytestmark = pytest.mark.usefixtures("_no_shipped_data")

SCENARIO = 'title = "Half the money"\n[scale]\nfunding = 0.5\n'


@pytest.fixture
def _no_shipped_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The data that ships is large to load, and another dataset than the plan's anyway."""
    monkeypatch.setattr("resettle.inputs.shipped.REPOSITORY", tmp_path / "installed")


def test_the_plans_own_figures(say: Callable[..., Said], written: Path, tmp_path: Path) -> None:
    out = tmp_path / "donor.html"
    said = say("report", written, "--out", out, "--quick")
    assert said.code == 0, said.err
    assert f"written: {out}" in said.err
    text = out.read_text(encoding="utf-8")
    assert "People settled by 2030" in text
    assert "What do the next" not in text


def test_every_estimate_is_made(say: Callable[..., Said], tmp_path: Path) -> None:
    """The hamlet: 4 million US$ more settle the other 200 people; half of its money settles 100."""
    hamlet(tmp_path)
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "poorer.toml").write_text(SCENARIO, encoding="utf-8")
    assert say("plan", "--data", tmp_path / "tiny", "--estimate", "--out", tmp_path / "plan").code == 0
    out = tmp_path / "donor.xlsx"
    said = say("report", tmp_path / "plan", "--out", out, "--next", "4", "--scenarios", tmp_path / "beside")
    assert said.code == 0, said.err
    assert "answer 7 of 7" in said.err
    rows = list(load_workbook(out)["Next money"].iter_rows(values_only=True))
    assert any(row[0] == "US$ 4 million" and row[4] == 200 for row in rows)
    ranges = [row for row in load_workbook(out)["Range"].iter_rows(values_only=True) if row[0] == "Half the money"]
    assert ranges[0][1:3] == (-100, -100)


def test_another_dataset_has_no_range_of_its_own(say: Callable[..., Said], tmp_path: Path) -> None:
    hamlet(tmp_path)
    assert say("plan", "--data", tmp_path / "tiny", "--estimate", "--out", tmp_path / "plan").code == 0
    said = say("report", tmp_path / "plan", "--out", tmp_path / "donor.html")
    assert said.code == 0
    assert "--scenarios DIR names a folder" in said.err


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ("donor.docx", "expected one of .html, .xlsx, .pdf"),
        ("nowhere/donor.html", "no file can be written there"),
    ],
)
def test_what_cannot_be_written_is_refused_first(
    say: Callable[..., Said], tmp_path: Path, out: str, expected: str
) -> None:
    said = say("report", tmp_path / "no plan", "--out", tmp_path / out)
    assert said.code == 2
    assert expected in said.err


def test_a_pdf_needs_a_browser(say: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_CHROMIUM", "no-such-browser")
    said = say("report", tmp_path / "no plan", "--out", tmp_path / "donor.pdf")
    assert said.code == 2
    assert "No PDF: this machine has no Chromium" in said.err


def test_no_money_and_no_scenarios_are_refused(say: Callable[..., Said], written: Path, tmp_path: Path) -> None:
    out = tmp_path / "donor.html"
    said = say("report", written, "--out", out, "--next", "0")
    assert said.code == 2
    assert "expected more than 0 million US$" in said.err
    said = say("report", written, "--out", out, "--scenarios", tmp_path)
    assert said.code == 2
    assert "found no scenario file there" in said.err
