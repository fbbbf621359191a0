"""Colours, patterns and layout that all charts share; readable on light and dark ground and without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import plotly.graph_objects as go

BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
GREY = "#767676"
COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
"""Okabe and Ito's palette without yellow and black, which vanish on light or dark ground."""
INCREASE, DECREASE = "#35978F", "#A6611A"
"""More and less of something: none of the colours that tell programmes apart; a shape or a sign says the same."""
PATTERNS = ("", "/", ".", "x", "-", "\\")
"""What tells bars apart where colour does not."""
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "x")
ONE_HUE = ((0.0, "#DDEBF5"), (0.5, "#6AA9D3"), (1.0, "#003F66"))
"""One hue from light to dark, for heat maps."""

BUTTONS = 34
"""Pixels above a plot that the chart's own buttons take."""
PANELS = BUTTONS + 56
"""Pixels above panels: the buttons, and titles of three lines below them."""
GRID = "rgba(128,128,128,0.25)"
"""Of grid lines, seen on light and on dark ground."""

CONFIG: dict[str, object] = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"],
}
"""Of plotly in the page: no logo (it would link out), only the buttons that help."""


def dressed(
    figure: go.Figure, *, height: int = 404, x_title: str = "", y_title: str = "", top: int = PANELS
) -> go.Figure:
    """The figure in the house's dress: clear ground, legend below, room for long names, units on the axes.

    ``top`` is the margin in pixels above the plot, where the chart's buttons stand; panels with titles need the usual
    one, lest a button cover the last title.
    """
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": max(top, BUTTONS), "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13},
        legend={
            "orientation": "h",
            "y": -78 / max(120, height - 130),
            "yanchor": "top",
            "x": 0,
            "xanchor": "left",
            "title": {"text": ""},
        },
        hoverlabel={"align": "left", "namelength": -1},
        separators=".,",
        bargap=0.18,
    )
    figure.update_xaxes(automargin=True, showgrid=False, zeroline=False)
    figure.update_yaxes(automargin=True, gridcolor=GRID, zerolinecolor="rgba(128,128,128,0.6)")
    if x_title:
        figure.update_xaxes(title_text=x_title)
    if y_title:
        figure.layout.yaxis.title.text = y_title
    return figure


def stacked_panels(titles: Sequence[str], counts: Sequence[int], row_pixels: int) -> tuple[go.Figure, int]:
    """Panels below each other with so many rows each, on one scale, and the height of them all in pixels.

    Titles stand at the left of their panels, in lines short enough for a narrow page.
    """
    named = [f"<b>{wrapped(title, 28)}</b>" if title else "" for title in titles]
    lines = max((name.count("<br>") + 1 for name in named if name), default=0)
    gap, inside = 18 + 19 * lines, row_pixels * sum(counts)
    inner = inside + gap * (len(counts) - 1)
    figure = make_subplots(
        rows=len(counts),
        cols=1,
        shared_xaxes=True,
        row_heights=list(counts),
        vertical_spacing=gap / inner if len(counts) > 1 else 0.0,
        subplot_titles=named if lines else None,
    )
    figure.update_annotations(x=0, xanchor="left", align="left", font={"size": 13})
    top = max(BUTTONS, 14 + 19 * lines)
    figure.update_layout(margin={"t": top})
    return figure, inner + top


def lying(figure: go.Figure) -> go.Figure:
    """For bars that lie: names from the top down, grid lines across them."""
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(showgrid=True, gridcolor=GRID)
    return figure


def wrapped(text: str, width: int = 32) -> str:
    """Text in lines of at most so many characters, as plotly breaks them."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return "<br>".join(lines)


def fill(position: int, *, colour: str | None = None) -> dict[str, object]:
    """Marker of a bar: colour and pattern by position, with an edge so that neighbours stay apart."""
    chosen = colour or COLOURS[position % len(COLOURS)]
    pattern = {"shape": PATTERNS[position % len(PATTERNS)], "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.75)"}
    return {"color": chosen, "pattern": {**pattern, "size": 6}, "line": {"width": 0.5, "color": chosen}}


def short(number: float, unit: str = "") -> str:
    """A number for a label: 9.6 bn, 312 m, 85 k, 412."""
    size = abs(number)
    for limit, factor, letter in ((1e9, 1e9, " bn"), (1e6, 1e6, " m"), (1e4, 1e3, " k")):
        if size >= limit:
            text = f"{number / factor:,.1f}" if size < 100 * factor else f"{number / factor:,.0f}"
            return f"{text}{letter}{' ' + unit if unit else ''}"
    return f"{number:,.0f}{' ' + unit if unit else ''}"


def facet_titles(titles: Iterable[str]) -> list[str]:
    """Titles of charts side by side: two of them stand beside each other on a telephone of 390 pixels."""
    return [wrapped(title, 22) for title in titles]
