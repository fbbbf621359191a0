"""What the questions of the page Why are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from resettle.app.components.columns import for_people
from resettle.app.components.pictures import table_button
from resettle.app.components.tables import number_columns
from resettle.app.plain import plain
from resettle.inputs.formula_text import escaped_frame
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview


_FEW = 20


@dataclass(frozen=True)
class Asked:
    """A plan that is asked about.

    Attributes
    ----------
    seen : the plan and its frames
    scenario : its assumptions, as the session has them
    baseline : those that it is held against
    """

    seen: Overview
    scenario: Scenario
    baseline: Scenario

    @property
    def programmes(self) -> dict[str, str]:
        """Titles of the programmes by key."""
        return {str(key): str(title) for key, title in titles(self.seen.plan.dataset, "programmes").items()}

    @property
    def asks_something(self) -> bool:
        """Whether there are targets or pins, of the assumptions or of the dataset."""
        targets = self.seen.plan.dataset["targets"]
        return bool(self.scenario.target or self.scenario.pin or len(targets))


def said(text: str) -> None:
    """An answer in words, a paragraph for each line."""
    st.info("\n\n".join(plain(line) for line in text.splitlines()), icon=":material/lightbulb:")


def _height(table: pd.DataFrame) -> Literal["content", "auto"]:
    """All rows at once, where they are few."""
    return "content" if len(table) <= _FEW else "auto"


def tabled(title: str, name: str, frame: pd.DataFrame, *, caption: str = "", key: str) -> None:
    """A table on its own, with a heading, its headings for people, and a button to save it."""
    st.subheader(plain(title))
    table, formats = for_people(name, frame)
    columns = number_columns(table, formats)
    st.dataframe(
        escaped_frame(table), hide_index=True, column_config=columns, key=f"table.{key}", height=_height(table)
    )
    table_button(table, key)
    if caption:
        st.caption(plain(caption))
