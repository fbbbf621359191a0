"""Services against their norm: how much of what stands the people settled need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.charts.cells import Cells, cells_chart

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import plotly.graph_objects as go


def services_chart(services: pd.DataFrame, year: int, titles: Mapping[str, str]) -> go.Figure:
    """Heat map of places by services in one year: needed by the norm, in per cent of what is available.

    Parameters
    ----------
    services : as ``resettle.insight.services.services_against_norm`` gives it
    year : that is drawn
    titles : programme to its title; a panel for each, one scale

    100 % means that every unit is taken; above 100 %, that the scenario accepts less than the norm.
    """
    rows = services[services["year"] == year]
    panels = _panels(rows, titles, "name", "title")
    return cells_chart(panels, most=_most(rows), x_title="Service (cells in %)", slanted=True)


def service_chart(services: pd.DataFrame, service: str, titles: Mapping[str, str]) -> go.Figure:
    """Heat map of places by years for one service, the same measure."""
    rows = services[services["service"] == service]
    panels = _panels(rows, titles, "name", "year")
    return cells_chart(panels, most=_most(rows), x_title="Year (cells in %)")


def services_at_place_chart(services: pd.DataFrame, place: str) -> go.Figure:
    """Heat map of services by years at one place, the same measure."""
    rows = services[services["place"] == place]
    panels = [_cells("", rows, "title", "year")]
    return cells_chart(panels, most=_most(rows), x_title="Year (cells in %)")


def _panels(rows: pd.DataFrame, titles: Mapping[str, str], down: str, across: str) -> list[Cells]:
    found = [(title, rows[rows["programme"] == programme]) for programme, title in titles.items()]
    return [_cells(title, part, down, across) for title, part in found if not part.empty]


def _most(rows: pd.DataFrame) -> float:
    """The dark end of the scale: 100 %, or more where more is needed than there is."""
    return max(100.0, 100 * float(rows["used_share"].max())) if len(rows) else 100.0


def _cells(title: str, rows: pd.DataFrame, down: str, across: str) -> Cells:
    rows = rows.assign(per_cent=100 * rows["used_share"], said=_said(rows))
    shade = rows.pivot_table(index=down, columns=across, values="per_cent", aggfunc="mean", sort=False)
    if across == "year":
        shade = shade.reindex(columns=sorted(shade.columns))
    said = rows.pivot_table(index=down, columns=across, values="said", aggfunc="first", sort=False)
    text = shade.map(lambda value: "" if value != value else f"{value:.0f}")
    return Cells(title, shade, text, said.reindex(index=shade.index, columns=shade.columns))


def _said(rows: pd.DataFrame) -> list[str]:
    """Needed and available units of each row, in words."""
    parts = zip(rows["needed_units"], rows["available_units"], rows["unit"], rows["used_share"], strict=True)
    return [f"{share:.0%} taken: {needed:,.1f} of {has:,.1f} ({unit})" for needed, has, unit, share in parts]
