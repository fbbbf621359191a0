"""The building programme: what becomes ready where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.charts.cells import Cells, cells_chart
from resettle.insight.works import HOMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go


def works_chart(works: pd.DataFrame, item: str, years: Sequence[int], titles: Mapping[str, str]) -> go.Figure:
    """Places by years: homes, or facilities of one service, that become ready in the year.

    Parameters
    ----------
    works : as ``resettle.insight.works.works`` gives it
    item : ``homes`` (of every kind), or a service
    years : of the horizon
    titles : programme to its title; a panel for each that builds, one scale
    """
    rows = of_item(works, item)
    parts = [(title, rows[rows["programme"] == programme]) for programme, title in titles.items()]
    panels = [_cells(title, part, "name", years) for title, part in parts if not part.empty]
    most = max([float(panel.shade.max().max()) for panel in panels], default=1.0)
    return cells_chart(panels, most=most, x_title=f"Year (cells: {unit_of(rows)})")


def place_works_chart(works: pd.DataFrame, years: Sequence[int]) -> go.Figure:
    """One place's programme: kinds of homes and facilities by years; darker where it is more of the row's largest year.

    ``works``: the rows of one place.
    """
    rows = works.assign(label=[_label(*row) for row in works[["family", "title", "unit"]].itertuples(index=False)])
    panel = _cells("", rows, "label", years)
    largest = panel.shade.max(axis=1)
    shade = 100 * panel.shade.div(largest, axis=0)
    panels = [Cells("", shade, panel.text, panel.said)]
    return cells_chart(panels, most=100.0, x_title="Year (cells: ready in it)")


def of_item(works: pd.DataFrame, item: str) -> pd.DataFrame:
    """The rows of homes of every kind, or of one service."""
    return works[works["family"] == HOMES] if item == HOMES else works[works["item"] == item]


def unit_of(rows: pd.DataFrame) -> str:
    """What the rows are counted in."""
    return str(rows["unit"].iloc[0]) if len(rows) else ""


def _label(family: str, title: str, unit: str) -> str:
    return title if family == HOMES else f"{title}, {unit}"


def _cells(title: str, rows: pd.DataFrame, down: str, years: Sequence[int]) -> Cells:
    amounts = rows.groupby([down, "year"], sort=False)["amount"].sum().unstack("year")
    shade = amounts.reindex(index=list(dict.fromkeys(rows[down])), columns=list(years))
    unit = rows.drop_duplicates(down).set_index(down)["unit"]
    begun = rows.assign(begun=rows["begun"].astype(str)).drop_duplicates([down, "year", "begun"])
    since = begun.groupby([down, "year"])["begun"].agg(lambda found: ", ".join(sorted(found))).unstack("year")
    since = since.reindex(index=shade.index, columns=shade.columns)
    said = pd.DataFrame(
        [
            [
                "" if value != value else f"{_number(value)} {unit[name]}, begun in {when}"
                for value, when in zip(values, since.loc[name], strict=True)
            ]
            for name, values in zip(shade.index, shade.to_numpy(), strict=True)
        ],
        index=shade.index,
        columns=shade.columns,
    )
    return Cells(title, shade, shade.map(lambda value: "" if value != value else _number(value)), said)


def _number(value: float) -> str:
    """Whole where it is whole or large, else with one digit (an estimate builds parts of facilities)."""
    return f"{value:,.0f}" if value >= 100 or abs(value - round(value)) < 0.05 else f"{value:,.1f}"
