"""What pins cost, and whom they displace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.figures import signed
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.questions import find_pin_regret
from resettle.app.words import why as words
from resettle.charts.bars import bars_chart
from resettle.insight.pins import ALL_PINS, quotable_regret

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.PINS_INTRO)
    if not asked.scenario.pin:
        st.markdown(words.PINS_NONE)
        return
    found = answer_to("pins", asked.scenario, find_pin_regret, takes=words.PINS_LONG)
    if found is None:
        return
    said(quotable_regret(found))
    known = found.pins[found.pins["why"] == ""]
    if len(known):
        charted(
            _finding(known),
            lambda: _chart(known),
            *for_people("pins", found.pins),
            caption=words.PINS_CAPTION,
            key="why.pins",
        )
    if len(found.by_origin):
        rows = found.by_origin.assign(said=found.by_origin["pin"].map(found.pins.set_index("pin")["said"]))
        tabled(words.PINS_WHOM, "pins_by_origin", rows, caption=words.PINS_WHOM_CAPTION, key="why.pins.origins")


def _finding(pins: pd.DataFrame) -> str:
    single = pins[(pins["pin"] != ALL_PINS) & pins["costs"]]
    if single.empty:
        return words.PINS_FREE
    costliest = single.sort_values("objective", kind="stable").iloc[-1]
    return words.PINS_FINDING.format(person_years=costliest["person_years"])


def _chart(pins: pd.DataFrame) -> go.Figure:
    told = [
        f"{signed(persons)} people by the end, {signed(usd, 'US$')}"
        for persons, usd in zip(pins["persons"], pins["usd"], strict=True)
    ]
    values = [float(value) for value in pins["person_years"]]
    names = [str(name) for name in pins["said"]]
    return bars_chart(
        names, values, [signed(value) for value in values], told, x_title="Person-years more without it (weighted)"
    )
