"""What holds the plan: by kind of limit, and by place and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.sections import limits_section
from resettle.app.components.why_asked import said, tabled
from resettle.app.once_a_plan import once_a_plan
from resettle.app.words import why as words
from resettle.charts.bottlenecks import bottlenecks_chart
from resettle.insight.bottleneck_map import bottleneck_map, by_place_and_year, kinds
from resettle.insight.out_of_reach import out_of_reach, quotable_out_of_reach

if TYPE_CHECKING:
    import pandas as pd

    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.LIMITS_INTRO)
    limits_section(asked.seen)
    _map(asked)
    _too_late(asked)


def _too_late(asked: Asked) -> None:
    """What no decision could use any more, apart from what was left unused."""
    table = once_a_plan(asked.seen, "out of reach", lambda: out_of_reach(asked.seen.evidence))
    told = quotable_out_of_reach(table)
    if told:
        said(told)
    tabled(words.TOO_LATE, "too_late", table, caption=words.TOO_LATE_CAPTION, key="why.too_late")


def _map(asked: Asked) -> None:
    """Places by years, for one kind of limit or all of them."""
    table = once_a_plan(asked.seen, "bottleneck map", lambda: bottleneck_map(asked.seen.plan))
    if table.empty:
        return
    heading = st.container()
    named = {"": words.ALL_LIMITS, **kinds(table)}
    key = st.selectbox(
        words.LIMIT, list(named), format_func=named.__getitem__, key="why.limit", persist_state="session"
    )
    sums = once_a_plan(asked.seen, ("bottleneck map", key), lambda: by_place_and_year(table, key))
    rows = table[table["key"] == key] if key else table
    charted(
        _finding(sums, named[key] if key else words.MAP_ALL),
        lambda: bottlenecks_chart(sums, asked.seen.plan.years, asked.programmes),
        *for_people("bottleneck_map", rows),
        caption=words.MAP_CAPTION,
        key="why.bottlenecks",
        seen=asked.seen,
        given=(key,),
        heading=heading,
    )


def _finding(sums: pd.DataFrame, label: str) -> str:
    """Where and when more would bring most."""
    if sums.empty or sums["person_years"].max() < 0.5:
        return words.MAP_NONE
    best = sums.iloc[int(sums["person_years"].argmax())]
    return words.MAP_FINDING.format(
        name=best["name"], year=int(best["year"]), person_years=float(best["person_years"]), label=label
    )
