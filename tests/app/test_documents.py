"""The project's documents on a page: their parts, and no link that leads nowhere from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from resettle.app.documents import document, parts, readable

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = (
    "README.md",
    "docs/formulation.md",
    "docs/neutrality.md",
    "docs/sources.md",
    "docs/glossary.md",
    "data/LICENSE",
)


@pytest.mark.parametrize("path", SHOWN)
def test_what_is_shown_has_no_links_but_to_the_web(path: str) -> None:
    text = document(path)
    assert text
    assert [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not target.startswith("http")] == []
    assert "<!--" not in text


def test_parts_by_heading() -> None:
    assert parts("# Title\n\nBefore.\n\n## One\nfirst\n### Deeper\nmore\n\n## Two\nsecond\n") == {
        "": "Before.",
        "One": "first\n### Deeper\nmore",
        "Two": "second",
    }
    assert parts("") == {"": ""}


def test_links_to_documents_become_their_text_and_links_to_the_web_stay() -> None:
    assert readable("[a](b.md#c) and [d](#e), [f](https://g.org/h)") == "a and d, [f](https://g.org/h)"
    assert readable("as said ([why](b.md)) and ([there](https://g.org))") == "as said and ([there](https://g.org))"


def test_dollars_begin_no_formula_but_code_stays_as_it_is() -> None:
    assert readable("US$ 5 or `a$b`") == r"US\$ 5 or `a$b`"


def test_comments_pictures_and_contents_are_left_out() -> None:
    text = "A\n\n<!-- x:begin -->\n![y](z.png)\nContents: [a](#a) ·\n[b](#b)\n\nB"
    assert readable(text) == "A\n\n\nB"


def test_a_document_that_is_not_there_is_blank(tmp_path: Path) -> None:
    assert document("docs/formulation.md", tmp_path) == ""
