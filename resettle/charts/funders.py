"""Who pays: by year with what stays unused, and by purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.cells import Cells, cells_chart
from resettle.charts.money import MILLION
from resettle.charts.money import SAID as HEADS_SAID
from resettle.charts.style import GREY, dressed, fill, short, wrapped
from resettle.insight.money import HEADS, UNUSED

if TYPE_CHECKING:
    import pandas as pd

MOST_FUNDERS = 5
ALL_OTHERS = "All other funders"
UNUSED_SAID = "Unused: lapsed, or left at the end"


def funding_chart(money: pd.DataFrame) -> go.Figure:
    """Bars by year: what each funder pays (the largest by name, the others together), and what is unused (million US$).

    ``money`` as ``resettle.insight.money.money_by_funder`` gives it.
    """
    paid = money.groupby("funder")["spent_usd"].sum()
    largest = [funder for funder in paid.sort_values(ascending=False, kind="stable").index if paid[funder] > 0]
    named = money.drop_duplicates("funder").set_index("funder")["title"]
    figure = go.Figure()
    for position, funder in enumerate(largest[:MOST_FUNDERS]):
        _bar(figure, money[money["funder"] == funder], "spent_usd", str(named[funder]), fill(position))
    others = money[money["funder"].isin(largest[MOST_FUNDERS:])]
    if len(others):
        _bar(figure, others, "spent_usd", f"{ALL_OTHERS} ({others['funder'].nunique()})", fill(MOST_FUNDERS))
    unused = {**fill(1, colour=GREY)}
    _bar(figure, money, "unused_usd", UNUSED_SAID, unused)
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(dtick=1 if money["year"].nunique() <= 6 else 3, tick0=int(money["year"].min()))
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, height=460, x_title="Year", y_title="Paid and unused (million US$)", top=16)


def _bar(figure: go.Figure, rows: pd.DataFrame, column: str, name: str, marker: dict[str, object]) -> None:
    by_year = rows.groupby("year")[column].sum() / MILLION
    figure.add_bar(
        x=by_year.index,
        y=by_year,
        name=wrapped(name, 44),
        marker=marker,
        hovertemplate=f"{name}, %{{x}}: %{{y:,.1f}} million US$<extra></extra>",
    )


def purposes_chart(by_head: pd.DataFrame) -> go.Figure:
    """Funders by purposes, million US$ over all years; darker where it is more of the funder's money.

    ``by_head``: funder, title, head (also ``unused``), usd, as ``resettle.insight.money.funders_by_head`` gives it.
    """
    heads = [head for head in (*HEADS, UNUSED) if (by_head["head"] == head).any()]
    wide = by_head.pivot_table(index="title", columns="head", values="usd", aggfunc="sum", sort=False)
    wide = wide.reindex(columns=heads).fillna(0.0)
    share = (100 * wide.div(wide.sum(axis=1), axis=0)).where(wide > 0)
    text = wide.map(lambda usd: "" if usd <= 0 else _millions(usd))
    said = wide.map(lambda usd: short(usd, "US$")) + share.map(lambda part: f", {part:.0f} % of its money")
    columns = [_head(head) for head in heads]
    panel = Cells("", *(frame.set_axis(columns, axis="columns") for frame in (share, text, said)))
    return cells_chart([panel], most=100.0, x_title="Cells in million US$", slanted=True)


def _head(head: str) -> str:
    return "Unused" if head == UNUSED else wrapped(HEADS_SAID[head].split(" (")[0], 20)


def _millions(usd: float) -> str:
    millions = usd / MILLION
    if millions >= 10:
        return f"{millions:,.0f}"
    return f"{millions:,.1f}" if millions >= 0.05 else "< 0.1"
