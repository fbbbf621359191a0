"""The documents and the code say the same: written parts, equation numbers, snippets, commands, links."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from resettle.cli import parser
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario, apply
from resettle.inputs.shipped import shipped_dataset
from resettle.model.formulation import EQUATIONS
from resettle.results.verify import CHECKS
from tests.docs_in_step import DOCS, REPOSITORY, SECTIONS, part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")])
BLOCK = re.compile(r"^ *```(?P<language>\w*)\n(?P<text>.*?)^ *```", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> Iterator[object]:
    """Every fenced block of a language in the documents, named by document and number."""
    for document in DOCUMENTS:
        found = list(BLOCK.finditer(document.read_text(encoding="utf-8")))
        for number, block in enumerate(found, start=1):
            if block["language"] == language:
                yield pytest.param(block["text"], id=f"{document.relative_to(REPOSITORY)}-{number}")


def anchors(document: Path) -> set[str]:
    """Anchors of a document's headings, as code forges make them."""
    text = BLOCK.sub("", document.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[object]:
    """Every relative link and picture of the documents."""
    for document in DOCUMENTS:
        text = BLOCK.sub("", document.read_text(encoding="utf-8"))
        for target in sorted(set(re.findall(r"\]\(([^)\s]+)\)", text))):
            if not target.startswith(("http:", "https:", "mailto:")):
                yield pytest.param(document, target, id=f"{document.relative_to(REPOSITORY)}-{target}")


@pytest.mark.parametrize(("name", "marker"), SECTIONS)
def test_written_parts_are_in_step(name: str, marker: str) -> None:
    """``python -m tests.docs_in_step`` writes them anew."""
    assert part((DOCS / name).read_text(encoding="utf-8"), marker) == SECTIONS[name, marker]()


def test_every_equation_has_its_number_and_name_in_the_formulation() -> None:
    text = (DOCS / "formulation.md").read_text(encoding="utf-8")
    in_words = re.findall(r"^- \((\d+[a-z]?)\) ([^—\n]+) — ", text, re.MULTILINE)
    in_code = [(equation.number, equation.sentence.partition(":")[0]) for equation in EQUATIONS]
    assert in_words == in_code


def test_an_equation_is_named_by_its_number_everywhere() -> None:
    """(5b) is eq05b in the rows, its function's docstring begins with (5b), and the checker has an eq05b."""
    checked = {rule.equation for rule in CHECKS}
    for equation in EQUATIONS:
        digits, letter = re.fullmatch(r"(\d+)([a-z]?)", equation.number).groups()  # type: ignore[union-attr]
        assert equation.key == f"eq{int(digits):02d}{letter}"
        assert str(equation.add.__doc__).startswith(f"({equation.number}) "), equation.add
        assert equation.key in checked or equation.number.startswith("0"), f"no check of {equation.key} in verify"


@pytest.mark.parametrize("snippet", [*blocks("python")])
def test_python_of_the_documents_runs(
    snippet: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    exec(compile(snippet, "snippet", "exec"), {})
    assert re.search(r"persons settled by 20[0-9]{2}", capsys.readouterr().out)


def test_the_readme_has_its_six_lines() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in snippet.splitlines() if line.strip()]) <= 6


@pytest.mark.parametrize("text", [*blocks("toml")])
def test_scenarios_of_the_documents_fit_the_data_that_ships(text: str) -> None:
    apply(load_dataset(shipped_dataset()), Scenario.parse(text))


def test_commands_of_the_documents_exist() -> None:
    """Every ``python -m resettle …`` line is understood by the command line's parser, and its files are there."""
    said = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    commands = re.findall(r"python -m resettle ([^`#\n]+)", said)
    assert len(commands) > 5
    for command in commands:
        chosen = parser().parse_args(shlex.split(command))
        scenario = getattr(chosen, "scenario", None)
        assert scenario is None or (REPOSITORY / scenario).is_file()


def test_make_targets_of_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", said, re.MULTILINE)) <= targets


@pytest.mark.parametrize(("document", "target"), [*links()])
def test_links_lead_somewhere(document: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    goal = (document.parent / path).resolve() if path else document
    assert goal.exists(), f"{document.name}: {target}"
    if anchor:
        assert anchor in anchors(goal), f"{document.name}: {target}"


def test_documents_that_the_code_names_are_there() -> None:
    named = {
        name
        for file in (REPOSITORY / "resettle").rglob("*.py")
        for name in re.findall(r"docs/[\w/-]+\.md", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 5
    assert [name for name in sorted(named) if not (REPOSITORY / name).is_file()] == []
