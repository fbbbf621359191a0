"""What would meet the targets and pins, and its assumptions to open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.guard import guarded_change
from resettle.app.plain import plain
from resettle.app.questions import find_repair
from resettle.app.words import why as words
from resettle.charts.bars import bars_chart
from resettle.insight.kinds import KINDS
from resettle.insight.quotable import listed
from resettle.insight.repair import MOST, Repair
from resettle.insight.repair_words import quotable_repair, said_effect
from resettle.workspace.names import suggested_name

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from resettle.app.components.why_asked import Asked
    from resettle.inputs.scenario import Scenario

_MAY, _MOST, _WAY = "why.repair.may", "why.repair.most", "why.repair.way"
_LARGEST = 1000.0


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.REPAIR_INTRO)
    if not asked.asks_something:
        st.markdown(words.ASKS_NOTHING)
        return
    may, most = _allowed()
    work = partial(find_repair, may=may, most=most)
    found = answer_to("repair", asked.scenario, work, takes=words.REPAIR_LONG, detail=f"{','.join(may)} {most:g}")
    if found is None:
        return
    said(quotable_repair(found))
    if found.lacking:
        st.caption(plain(words.REPAIR_LACKING.format(names=listed(list(found.lacking)))))
    if found.scenarios:
        _ways(found)


def _allowed() -> tuple[tuple[str, ...], float]:
    """Kinds that may be raised, and how far; all kinds where none is chosen."""
    first, second = st.columns([3, 1])
    with first:
        chosen = st.pills(
            words.REPAIR_MAY,
            list(KINDS),
            selection_mode="multi",
            default=list(KINDS),
            format_func=KINDS.__getitem__,
            key=_MAY,
            persist_state="session",
        )
    with second:
        most = st.number_input(
            words.REPAIR_MOST,
            min_value=1.1,
            max_value=_LARGEST,
            value=MOST,
            step=1.0,
            format="%.1f",
            key=_MOST,
            persist_state="session",
        )
    return tuple(kind for kind in KINDS if kind in chosen) or tuple(KINDS), float(most)


def _ways(found: Repair) -> None:
    """The way that is looked at, its raises and its assumptions; then all of them."""
    names = dict(zip(found.ways["way"], found.ways["said"], strict=True))
    open_ways = [way for way in names if way in found.scenarios]
    way = str(st.selectbox(words.REPAIR_WAY, open_ways, format_func=names.__getitem__, key=_WAY))
    rows = found.raises[found.raises["way"] == way]
    if len(rows):
        charted(
            words.REPAIR_FINDING.format(said=names[way], count=len(rows), most=float(rows["times"].max())),
            lambda: _chart(rows),
            *for_people("raises", rows),
            caption=words.REPAIR_CAPTION,
            key="why.repair",
        )
    _effect(found, way)
    _take_along(found.scenarios[way])
    if len(found.fewer):
        losing = found.fewer.assign(said=found.fewer["way"].map(names))
        tabled(words.REPAIR_FEWER, "fewer", losing, caption=words.REPAIR_FEWER_CAPTION, key="why.repair.fewer")
    tabled(words.REPAIR_WAYS, "ways", found.ways, caption=words.REPAIR_WAYS_CAPTION, key="why.repair.ways")
    first = found.raises[found.raises["less_short_persons"].notna()]
    if len(first):
        tabled(words.REPAIR_RAISES, "lowered", first, caption=words.REPAIR_RAISES_CAPTION, key="why.repair.raises")


def _effect(found: Repair, way: str) -> None:
    """What opening the way would take from whom, beside the button that opens it."""
    takes = (found.fewer["way"] == way).any()
    told = st.warning if takes else st.success
    told(plain(said_effect(found, way)), icon=":material/group_remove:" if takes else ":material/verified_user:")


def _take_along(scenario: Scenario) -> None:
    with st.container(horizontal=True):
        st.button(
            words.REPAIR_OPEN,
            icon=":material/folder_open:",
            help=words.REPAIR_OPEN_HELP,
            key="why.repair.open",
            on_click=_open,
            args=(scenario,),
        )
        st.download_button(
            words.REPAIR_DOWNLOAD,
            scenario.dump_toml(),
            file_name=f"{suggested_name(scenario.title)}.toml",
            mime="application/toml",
            icon=":material/download:",
            key="why.repair.toml",
            on_click="ignore",
        )


@guarded_change
def _open(scenario: Scenario) -> None:
    state.set_scenario(scenario)
    st.toast(plain(words.REPAIR_OPENED.format(title=scenario.title)))


def _chart(rows: pd.DataFrame) -> go.Figure:
    names, times = [str(label) for label in rows["label"]], [float(value) for value in rows["times"]]
    texts = [f"× {value:,.3g}" for value in times]
    return bars_chart(names, times, texts, texts, x_title="Times as much as these assumptions have")
