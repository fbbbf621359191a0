"""What one more of each limit brings: its price, and what solving again finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said
from resettle.app.plain import plain
from resettle.app.questions import find_confirmed
from resettle.app.words import why as words
from resettle.charts.confirmed import confirmed_chart
from resettle.insight.confirmed import BOTH, LESS_ONLY, MORE_ONLY, MOST, quotable_confirmed

if TYPE_CHECKING:
    from resettle.app.components.why_asked import Asked

_MILLION = 1e6
_KIND = ["constraint", "service", "programme", "item"]
"""What tells kinds of limits apart: a line for each."""


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.MORE_INTRO.format(top=MOST))
    table = answer_to("confirmed", asked.scenario, find_confirmed, takes=words.MORE_LONG.format(top=MOST))
    if table is None:
        return
    said(quotable_confirmed(table))
    if table.empty:
        return
    st.subheader(words.MORE_HEADING)
    best = table.sort_values("more_person_years", ascending=False, kind="stable").drop_duplicates(_KIND)
    st.markdown("\n".join(f"- {_line(row)}" for row in best.head(words.MORE_MOST).to_dict("records")))
    charted(
        words.MORE_FINDING.format(
            holds=int(table["holds"].isin([BOTH, MORE_ONLY]).sum()),
            less=int(table["holds"].isin([BOTH, LESS_ONLY]).sum()),
            count=len(table),
        ),
        lambda: confirmed_chart(table),
        *for_people("confirmed", table),
        caption=words.MORE_CAPTION,
        key="why.confirmed",
    )


def _line(row: dict[Any, Any]) -> str:
    text = words.MORE_LINE.format(
        limit=plain(str(row["limit"])),
        person_years=f"{row['more_person_years']:+,.1f}".replace("-", "−"),
        persons=f"{row['more_persons']:+,.1f}".replace("-", "−"),
        holds=words.MORE_HOLDS[str(row["holds"])].format(predicted=f"{row['predicted_person_years']:,.1f}"),
    )
    if row["usd"] > 0 and row["unit"] != "million US$":
        per_million = float(row["more_person_years"]) * _MILLION / float(row["usd"])
        text += words.MORE_MILLION.format(per_million=f"{per_million:,.0f}")
    return text
