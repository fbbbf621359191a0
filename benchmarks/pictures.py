"""Plots of the measurements, as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.whole import Curve

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442", "#000000")
"""Told apart by people who see colours differently (Okabe and Ito)."""
DOTS = 120


def stacked_bars(ways: Mapping[str, Mapping[str, float]], stages: Sequence[str], file: Path, title: str) -> None:
    """A bar a way, a part a stage."""
    figure, axes = pyplot.subplots(figsize=(8, 0.6 * len(ways) + 1.4))
    ordered = sorted(ways, key=lambda name: -ways[name]["total"])
    begins = [0.0] * len(ordered)
    for colour, stage in zip(COLOURS, stages, strict=False):
        lengths = [ways[name].get(stage, 0.0) for name in ordered]
        axes.barh(ordered, lengths, left=begins, color=colour, label=stage.replace("_", " "))
        begins = [begin + length for begin, length in zip(begins, lengths, strict=True)]
    axes.set_title(title, loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8)
    _write(figure, axes, file)


def growth(sizes: Sequence[int], lines: Mapping[str, Sequence[float]], axis: str, file: Path) -> None:
    """Seconds over size, both logarithmic."""
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    for colour, (name, seconds) in zip(COLOURS, lines.items(), strict=True):
        width = 2.5 if name == "total" else 1.3
        axes.loglog(sizes, seconds, marker="o", markersize=4, color=colour, linewidth=width, label=name)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.set_xlabel(axis)
    axes.set_title("Seconds of each stage", loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
    _write(figure, axes, file)


def search_curves(curves: Mapping[str, Curve], limit: float, file: Path) -> None:
    """Best plan (line) and bound (dashes) over time, a colour a way."""
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    for colour, (name, curve) in zip(COLOURS, curves.items(), strict=False):
        for part, style, better in ((1, "-", max), (2, "--", min)):
            seconds, values = [], []
            for point in curve:
                if point[part] is not None:
                    seconds.append(point[0])
                    values.append(better(point[part], *values[-1:]) if values else point[part])
            if not values:
                continue
            label = f"{name}: {'best plan' if part == 1 else 'bound'}"
            drawn = [value / 1e6 for value in [*values, values[-1]]]
            axes.step([*seconds, limit], drawn, style, where="post", color=colour, label=label)
    axes.set_xscale("log")
    axes.set_xlabel("seconds")
    axes.set_title("Weighted person-years, millions", loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8)
    _write(figure, axes, file)


def _write(figure: pyplot.Figure, axes: pyplot.Axes, file: Path) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=DOTS, bbox_inches="tight", metadata={"Software": None})
    pyplot.close(figure)
