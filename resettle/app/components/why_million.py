"""Where the next million does most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.study import answer_to
from resettle.app.components.why_asked import said, tabled
from resettle.app.questions import find_next_million
from resettle.app.words import why as words
from resettle.charts.bars import bars_chart
from resettle.charts.next_million import next_million_chart
from resettle.insight.next_million import KINDS_OF_GRANTS, NextMillion, fold_ties
from resettle.insight.next_million_words import quotable_next_million
from resettle.insight.quotable import money
from resettle.results.more_money import FUNDER, UNTIED

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from resettle.app.components.why_asked import Asked


def draw(asked: Asked) -> None:
    """The question's section."""
    st.markdown(words.MILLION_INTRO)
    found = answer_to("million", asked.scenario, find_next_million, takes=words.MILLION_LONG)
    if found is None:
        return
    said(quotable_next_million(found))
    if found.ranked.empty:
        return
    charted(
        _finding(found.curve),
        lambda: next_million_chart(found.curve),
        *for_people("million_curve", found.curve),
        caption=words.MILLION_CURVE_CAPTION,
        key="why.million.curve",
    )
    _ranked(found.ranked)
    _goes(found)


def _finding(curve: pd.DataFrame) -> str:
    last = curve[curve["kind"] == UNTIED].iloc[-1]
    return words.MILLION_FINDING.format(usd=money(last["usd"]), gained=last["result"])


def _ranked(ranked: pd.DataFrame) -> None:
    kinds = {kind: said for kind, said in KINDS_OF_GRANTS.items() if kind != UNTIED and kind in set(ranked["kind"])}
    kind = str(
        st.selectbox(
            words.MILLION_WHOSE,
            list(kinds),
            format_func=kinds.__getitem__,
            key="why.million.kind",
            index=list(kinds).index(FUNDER) if FUNDER in kinds else 0,
            persist_state="session",
        )
    )
    rows = fold_ties(ranked[ranked["kind"].isin([UNTIED, kind])])
    charted(
        words.MILLION_RANKED[kind],
        lambda: _chart(rows),
        *for_people("million", rows),
        caption=words.MILLION_RANKED_CAPTION,
        key="why.million",
    )


def _chart(rows: pd.DataFrame) -> go.Figure:
    values = [float(value) for value in rows["result"]]
    return bars_chart(
        [str(title) for title in rows["title"]],
        values,
        [f"{value:,.0f}" for value in values],
        [f"{value:,.0f} person-years as the aim weighs them" for value in values],
        x_title="Person-years more for a million US$, as the aim weighs them",
    )


def _goes(found: NextMillion) -> None:
    amounts = [float(amount) for amount in dict.fromkeys(found.curve["usd"]) if amount]
    amount = float(st.selectbox(words.MILLION_AMOUNT, amounts, format_func=money, key="why.million.amount"))
    for title, name, rows, figure, caption in (
        (words.MILLION_SECTORS, "million_sectors", found.by_sector, "usd", words.MILLION_SECTORS_CAPTION),
        (words.MILLION_PLACES, "million_places", found.by_place, "persons", words.MILLION_PLACES_CAPTION),
    ):
        of_amount = rows[rows["amount"] == amount].sort_values(figure, ascending=False, kind="stable")
        tabled(title, name, of_amount, caption=caption, key=f"why.{name.replace('_', '.')}")
