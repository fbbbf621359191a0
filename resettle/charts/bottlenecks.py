"""Bottlenecks: where and when more of something would bring most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.charts.cells import Cells, cells_chart
from resettle.charts.style import short, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

_LONGEST = 46


def bottlenecks_chart(table: pd.DataFrame, years: Sequence[int], titles: Mapping[str, str]) -> go.Figure:
    """Heat map of places by years: person-years that 10 % more there in that year would bring.

    Parameters
    ----------
    table : as ``resettle.insight.bottleneck_map.by_place_and_year`` gives it
    years : of the horizon
    titles : programme to its title; a panel for each, one scale

    A cell is blank where nothing is used up; 0 where what is used up brings nothing more by itself. Below nought
    (more of it would settle people elsewhere, or save money) the cell is as light as nought, and says so.
    """
    parts = [(title, table[table["programme"] == programme]) for programme, title in titles.items()]
    panels = [_cells(title, rows, years) for title, rows in parts if len(rows)]
    most = max([float(panel.shade.max().max()) for panel in panels], default=1.0)
    return cells_chart(panels, most=max(most, 1.0), x_title="Year (cells: person-years by 10 % more)")


def _cells(title: str, rows: pd.DataFrame, years: Sequence[int]) -> Cells:
    names = list(dict.fromkeys(rows["name"]))
    shade = rows.pivot_table(index="name", columns="year", values="person_years", sort=False)
    shade = shade.reindex(index=names, columns=list(years))
    text = shade.map(lambda value: "" if pd.isna(value) else _number(value))
    rows = rows.assign(said=[_said(*row) for row in rows[["full", "person_years", "persons"]].itertuples(index=False)])
    said = rows.pivot_table(index="name", columns="year", values="said", aggfunc="first", sort=False)
    return Cells(title, shade.clip(lower=0.0), text, said.reindex(index=names, columns=list(years)))


def _number(value: float) -> str:
    # what rounds to nought has no sign
    return "0" if abs(value) < 0.5 else short(value).replace("-", "−")


def _said(full: str, person_years: float, persons: float) -> str:
    parts = full.split(", ") if full else []
    named = ", ".join(parts[:4]) + (f" and {len(parts) - 4} more" if len(parts) > 4 else "")
    first = f"used up: {named}" if named else "nothing is used up"
    gain = f"10 % more of it: {person_years:,.0f} person-years, {persons:+,.0f} people by the end"
    return "<br>".join([wrapped(first, _LONGEST), gain])
