"""What made the difference to the baseline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.figures import signed
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said
from resettle.app.questions import find_what_changed
from resettle.app.words import why as words
from resettle.charts.bars import bars_chart
from resettle.insight.quotable import more_or_fewer
from resettle.insight.what_changed import MOST_EXACT, WhatChanged, changed_parts, quotable_change

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.CHANGE_INTRO)
    parts = changed_parts(asked.baseline, asked.scenario)
    if not parts:
        st.markdown(words.CHANGE_NONE)
        return
    count = 2 ** len(parts) if len(parts) <= MOST_EXACT else 2 * len(parts)
    work = partial(find_what_changed, before=asked.baseline)
    takes = words.CHANGE_LONG.format(count=count)
    found = answer_to("change", asked.scenario, work, takes=takes, detail=asked.baseline.digest)
    if found is None:
        return
    said(quotable_change(found))
    if found.why or found.parts.empty:
        return
    more = found.after["persons"] - found.before["persons"]
    charted(
        words.CHANGE_SMALL if abs(more) <= found.noise else _finding(more),
        lambda: _chart(found),
        *for_people("parts", found.parts),
        caption=words.CHANGE_CAPTION,
        key="why.change",
    )


def _finding(more: float) -> str:
    return words.CHANGE_FINDING.format(more=more_or_fewer(more).capitalize())


def _chart(found: WhatChanged) -> go.Figure:
    rows = found.parts
    values = [float(value) for value in rows["persons"]]
    told = [
        words.CHANGE_SAID.format(
            before=before or words.AS_DATA, after=after or words.AS_DATA, years=signed(years), usd=signed(usd, "US$")
        )
        for before, after, years, usd in zip(
            rows["before"], rows["after"], rows["person_years"], rows["usd"], strict=True
        )
    ]
    names = [str(label) for label in rows["label"]]
    return bars_chart(
        names, values, [signed(value) for value in values], told, x_title="People settled by the last year"
    )
