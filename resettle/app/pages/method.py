"""Method: the model in words, equations, checking, names, limits, licences; from the project's own documents."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app import state
from resettle.app.documents import document, parts
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.plain import plain_table
from resettle.app.words import general as shared
from resettle.app.words import method as words
from resettle.model.formulation import EQUATIONS
from resettle.results.verify import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset

_FORMULATION = "docs/formulation.md"
_IN_FULL = (
    "Sets",
    "Decisions (flows)",
    "Definitions (stocks): each is last year's stock plus this year's flow",
    "Constraints",
    "What is best",
    "From the programme to a plan",
)
_PACKAGES = ("pulp", "highspy", "pandas", "numpy", "pydantic", "streamlit", "plotly", "openpyxl")


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.METHOD)
    show_kept_trouble()
    st.markdown(words.INTRO)
    readme, formulation = parts(document("README.md")), parts(document(_FORMULATION))
    if not formulation[""]:
        st.info(words.WITHOUT_DOCUMENTS)
    _section(words.IN_WORDS, readme.get("What it does", ""))
    _rules()
    _in_full(formulation)
    _checked(formulation)
    _section(words.NEUTRAL, parts(document("docs/neutrality.md"))[""])
    _limits(readme, formulation)
    _figures()
    _licences(state.opened().dataset)


def _section(title: str, *texts: str) -> None:
    if any(texts):
        st.header(title)
        for text in filter(None, texts):
            st.markdown(text)


def _rules() -> None:
    """Every numbered equation with its sentence, from the program."""
    st.header(words.KEEPS)
    st.markdown(words.KEEPS_INTRO)
    checked = {rule.equation for rule in CHECKS}
    rows = []
    for equation in EQUATIONS:
        name, _, asks = equation.sentence.partition(": ")
        told = words.RECOMPUTED if equation.key in checked else words.IN_OTHERS
        rows.append((f"({equation.number})", name, asks, told))
    table = plain_table(pd.DataFrame(rows, columns=list(words.RULE_HEADINGS)))
    is_stock = [equation.number.startswith("0") for equation in EQUATIONS]
    st.table(table[[not stock for stock in is_stock]], hide_index=True)
    with st.expander(words.DEFINITIONS):
        st.table(table[is_stock], hide_index=True)


def _in_full(formulation: Mapping[str, str]) -> None:
    found = {title: formulation[title] for title in _IN_FULL if title in formulation}
    if not found:
        return
    st.header(words.IN_FULL)
    st.markdown(words.IN_FULL_INTRO)
    for title, text in found.items():
        with st.expander(title):
            st.markdown(text)


def _checked(formulation: Mapping[str, str]) -> None:
    st.header(words.CHECKED)
    st.markdown(words.CHECKED_INTRO)
    rows = [(rule.equation, rule.sentence) for rule in CHECKS]
    with st.expander(words.CHECKS.format(count=len(rows))):
        st.table(plain_table(pd.DataFrame(rows, columns=list(words.CHECK_HEADINGS))), hide_index=True)
    title = "What a solved plan says of itself"
    if title in formulation:
        with st.expander(title):
            st.markdown(formulation[title])


def _limits(readme: Mapping[str, str], formulation: Mapping[str, str]) -> None:
    _section(
        words.LIMITS,
        words.LIMITS_INTRO,
        readme.get("Where the figures come from, and what they are not", ""),
        formulation.get("What the model does not know", ""),
    )


def _figures() -> None:
    """The sources, part by part, and the glossary."""
    sources = parts(document("docs/sources.md"))
    if sources[""]:
        st.header(words.FIGURES)
        st.markdown(words.FIGURES_INTRO)
        st.markdown(sources[""])
        for title, text in sources.items():
            if title:
                with st.expander(title):
                    st.markdown(text)
    glossary = parts(document("docs/glossary.md"))[""]
    if glossary:
        st.header(words.GLOSSARY)
        with st.expander(words.GLOSSARY_OPEN):
            st.markdown(glossary)


def _licences(dataset: Dataset) -> None:
    st.header(words.LICENCES)
    said = dataset.settings
    rows = [
        (words.PROGRAM, _version("resettle"), words.PROGRAM_LICENCE),
        (words.DATASET.format(title=said.title), said.version, said.licence),
        (words.DIGEST, "", dataset.digest[:16]),
        ("Python", python_version(), ""),
        *((package, _version(package), "") for package in _PACKAGES),
    ]
    st.table(plain_table(pd.DataFrame(rows, columns=list(words.LICENCE_HEADINGS))), hide_index=True)
    licence = document("data/LICENSE")
    if licence:
        with st.expander(words.DATA_LICENCE):
            st.markdown(licence)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    draw()
