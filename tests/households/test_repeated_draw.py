"""The draw repeated by a script that imports nothing of ours, written from the document; the document's own example."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from resettle.cli import main
from resettle.households.draw import commitment, drawn, seed_of
from resettle.households.registry import write_registry
from resettle.households.roster import draw_list
from tests.conftest import CASES
from tests.docs_in_step import DOCS

if TYPE_CHECKING:
    import pytest

    from resettle.households.registry import Registry

SCRIPT = Path(__file__).with_name("repeat_draw.py")
SECRET = "5e" * 32


def repeated(*given: object) -> str:
    """What the script prints, run by an interpreter that sees the standard library alone."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, given)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def test_tickets_and_order_of_a_registry_are_repeated(made_up: Registry, tmp_path: Path) -> None:
    """8,770 households with villages and kin: every code, the commitment, every place in the order."""
    registry, own, order = tmp_path / "registry.csv", tmp_path / "list.csv", tmp_path / "order.csv"
    write_registry(made_up, registry)
    entries = draw_list(made_up.households, SECRET)
    assert (made_up.households["kin"] != "").sum() > 50
    assert repeated("list", registry, CASES / "small" / "dataset", SECRET, own) == commitment(entries)
    pd.testing.assert_frame_equal(pd.read_csv(own, dtype=str), entries, check_dtype=False)
    assert repeated("draw", own, "spring", "7 12 23", order) == commitment(entries)
    expected = drawn(entries, seed_of("spring", "7 12 23")).sort_values("ticket", ignore_index=True)
    found = pd.read_csv(order, dtype={"ticket": str})
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_exact=True)


def test_the_documents_example_is_what_the_command_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (DOCS / "households.md").read_text(encoding="utf-8")
    given, expected = (
        re.search(rf"<!-- draw:{name} -->\n```csv\n(.*?)```", text, re.DOTALL)[1]  # type: ignore[index]
        for name in ("list", "order")
    )
    public = re.search(r'draw list.csv --seed spring --public "([^"]*)" --out order.csv', text)[1]  # type: ignore[index]
    own, order = tmp_path / "list.csv", tmp_path / "order.csv"
    own.write_text(given, encoding="utf-8")
    command = ["households", "draw", str(own), "--seed", "spring", "--public", public, "--out", str(order)]
    assert main(command) == 0
    assert order.read_text(encoding="utf-8") == expected
    digest = re.search(r"digest ([0-9a-f]{64})", capsys.readouterr().out)[1]  # type: ignore[index]
    assert f"Its commitment is `{digest}`" in text
    assert f"so the seed is `{seed_of('spring', public)}`" in text
    repeated("draw", own, "spring", public, order)
    assert order.read_text(encoding="utf-8") == expected


def test_the_documents_tickets_are_of_its_secret_and_households() -> None:
    """The four households of the example: the list is the one that is printed."""
    text = (DOCS / "households.md").read_text(encoding="utf-8")
    given = re.search(r"<!-- draw:list -->\n```csv\n(.*?)```", text, re.DOTALL)[1]  # type: ignore[index]
    households = pd.DataFrame(
        {
            "household": ["h1", "h2", "h3", "h4"],
            "programme": "p",
            "origin": "o",
            "community": ["v", "v", "w", ""],
            "kin": ["h3", "", "", ""],
            "cohort": "c1",
            "solution": "return",
            "from_year": pd.array([pd.NA] * 4, dtype="Int64"),
            "persons": 4,
        }
    )
    assert draw_list(households, bytes(range(32)).hex()).to_csv(index=False) == given
