"""Every name and title of the data hostile: nowhere on a page does one become Markdown, HTML or a link."""

from __future__ import annotations

import csv
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.conftest import SMALL, has_figures, settled, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = " *m* [t](http://x.example) <b>h</b> https://y.example :smile: `c` $z$"
LIVE = re.compile(r"(?<!\\)\]\(http|https://y|<b>h|(?<!\\)\*m|:smile:|(?<!\\)`c|(?<!\\)\$z")
TEXTS = {"title", "short_title", "name", "other_names", "publisher"}
PLAIN = {"plotly_chart.alt", "plotly_chart.spec", "plotly_chart.figure.spec", "selectbox.options", "html.body"}
"""Parts that a browser does not read as Markdown; charts and HTML are looked at below."""


def spoilt(folder: Path) -> Path:
    """The small dataset with hostile names; keys stay."""
    shutil.copytree(SMALL, folder)
    for file in folder.glob("*.csv"):
        if file.stem == "targets":  # its names are keys
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            headings, *rows = list(csv.reader(lines))
        for row in rows:
            row[:] = [
                f"{cell or 'n'}{HOSTILE}" if head in TEXTS else cell for head, cell in zip(headings, row, strict=True)
            ]
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([headings, *rows])
    return folder


def parts(message: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text that the server sends about an element, and where it stands in the message."""
    for field, value in message.ListFields():
        many = [value] if isinstance(value, str | bytes | int | float) or hasattr(value, "ListFields") else value
        for one in many:
            if isinstance(one, str):
                yield f"{path}.{field.name}", one
            elif hasattr(one, "ListFields"):
                yield from parts(one, f"{path}.{field.name}")


def elements(block: Any) -> Iterator[tuple[str, str]]:
    for child in block.children.values():
        if child.proto is not None:
            yield from parts(child.proto, str(child.type))
        if hasattr(child, "children"):
            yield from elements(child)


@pytest.fixture
def _hostile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RESETTLE_DATA", str(spoilt(tmp_path / "data")))


@pytest.mark.usefixtures("_hostile")
def test_no_name_of_the_data_becomes_anything_but_text() -> None:
    app = settled(start(), has_figures)
    seen = 0
    for page in ("overview", "places", "donor", "data"):
        app = settled(app.switch_page(f"resettle/app/pages/{page}.py").run(), has_figures)
        assert not app.exception
        for path, text in elements(app._tree):
            seen += "x.example" in text.replace("\\", "").replace("\u2060", "")
            assert path in PLAIN or not LIVE.search(text), (page, path, text[:300])
            assert path != "html.body" or "<b>h" not in text, (page, path)
            assert not path.endswith("spec") or "<a" not in text.casefold(), (page, path)
    assert seen > 30
