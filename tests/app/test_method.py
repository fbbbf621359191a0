"""Method: every equation and check is on the page, and the project's own documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.app import documents
from resettle.model.formulation import EQUATIONS
from resettle.results.verify import CHECKS
from tests.app.conftest import start, texts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from streamlit.testing.v1 import AppTest

METHOD = "resettle/app/pages/method.py"


def cells(app: AppTest) -> str:
    return "\n".join(str(table.value.to_numpy().tolist()) for table in app.table).replace("\\", "")


def test_every_equation_and_every_check_is_there() -> None:
    app = start(METHOD)
    assert not app.exception
    told = cells(app)
    assert all(f"({equation.number})" in told for equation in EQUATIONS)
    assert all(rule.sentence in told for rule in CHECKS)


def test_the_documents_are_there_in_their_own_words() -> None:
    said = texts(start(METHOD))
    for words in ("Nobody is placed against", "Pinheiro Principles", "moved[c,t] ≤ willing[c,t]", "No survey can be"):
        assert words in said


def test_licences_and_versions_are_named() -> None:
    told = cells(start(METHOD))
    assert all(word in told for word in ("Apache-2.0", "pulp", "highspy", "streamlit"))


def test_without_the_documents_the_rules_are_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents.document, "__defaults__", (tmp_path,))
    app = start(METHOD)
    assert not app.exception
    assert "come with the repository" in "\n".join(info.value for info in app.info)
    assert "(17)" in cells(app)
