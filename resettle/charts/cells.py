"""Tables as pictures: a cell for each row and column, its number written in it, its colour from one hue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import ONE_HUE, dressed, stacked_panels, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

ROW_PIXELS = 32
_NAME_LETTERS = 18


@dataclass(frozen=True)
class Cells:
    """A panel of cells; the three frames have the same rows and columns, labelled for people.

    Attributes
    ----------
    title : of the panel, blank for none
    shade : what the colour says; missing leaves the cell blank
    text : what is written in the cell
    said : hover text, without the names of row and column
    """

    title: str
    shade: pd.DataFrame
    text: pd.DataFrame
    said: pd.DataFrame


def cells_chart(
    panels: Sequence[Cells],
    *,
    most: float,
    x_title: str,
    slanted: bool = False,
    row_pixels: int = ROW_PIXELS,
) -> go.Figure:
    """Panels below each other, all on one scale of colour.

    Parameters
    ----------
    panels : with the same columns
    most : value at the dark end of the scale, which begins at 0
    x_title : of the columns, with the unit of the cells; below the last panel
    slanted : whether names of columns are long
    row_pixels : height of a row
    """
    names, counts = [panel.title for panel in panels], [len(panel.shade) for panel in panels]
    figure, height = stacked_panels(names, counts, row_pixels)
    for row, panel in enumerate(panels, start=1):
        figure.add_trace(_trace(panel), row=row, col=1)
    scale = [list(step) for step in ONE_HUE]
    figure.update_layout(coloraxis={"cmin": 0, "cmax": most, "colorscale": scale, "showscale": False})
    top = figure.layout.margin.t
    dressed(figure, height=height + 100 + (70 if slanted else 0), top=top)
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 12})
    figure.update_xaxes(showgrid=False, type="category", tickangle=-40 if slanted else None)
    figure.update_xaxes(title_text=x_title, row=len(panels), col=1)
    return figure


def _trace(panel: Cells) -> go.Heatmap:
    return go.Heatmap(
        z=panel.shade.to_numpy(dtype=float),
        x=[str(name) for name in panel.shade.columns],
        y=[_name(str(name)) for name in panel.shade.index],
        text=panel.text.to_numpy(),
        customdata=panel.said.to_numpy(),
        coloraxis="coloraxis",
        texttemplate="%{text}",
        xgap=2,
        ygap=2,
        hoverongaps=False,
        hovertemplate="%{y}, %{x}<br>%{customdata}<extra></extra>",
    )


def _name(text: str) -> str:
    """In two lines at most where it can be; what is broken already stays as it is."""
    return text if "<br>" in text else wrapped(text, max(_NAME_LETTERS, -(-len(text) // 2) + 4))
