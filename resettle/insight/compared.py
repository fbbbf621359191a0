"""Plans side by side as tidy frames: figures with differences, years, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.certainty import NO_DIFFERENCE, Difference, asked_alike, difference, differences_by_name
from resettle.insight.comparison import align_figures, headline_figures
from resettle.results.figures import PLACE, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.insight.certainty import Ranges
    from resettle.insight.overview import Overview

WORST = "Worst-served community of origin settled, {title}"
"""Figure of headline_and_worst; its unit is per cent of the community's people."""


def figures_side_by_side(
    seen: Sequence[tuple[str, Overview]],
    estimates: Sequence[tuple[str, Overview]] | None = None,
    ranges: Sequence[Ranges | None] = (),
) -> pd.DataFrame:
    """Headline figures: figure, unit, a column a plan, and for each but the first its difference to the first.

    Persons, person-years, US$, homes, ha, t as ``headline_figures`` has them, and the worst-served community of each
    programme in per cent. Columns are named as ``compare_figures`` names them, the ends of a difference's range with
    ``, least`` and ``, most``.

    ``seen``: whose levels are shown. ``estimates``: whose differences are (``seen`` unless given), with the
    near-optimal ``ranges`` of each in the same order, None where they are not known.
    """
    table = align_figures([(name, headline_and_worst(one)) for name, one in seen], with_differences=False)
    (first, usual), *others = estimates or seen
    each_ranges = [*ranges] or [None] * (len(others) + 1)
    usual_ranges, other_ranges = each_ranges[0], each_ranges[1:]
    worst_before = _worst_values(usual)
    for (name, one), known in zip(others, other_ranges, strict=True):
        found = differences_by_name(one.plan, usual.plan, known, usual_ranges)
        for figure, value in (_worst_values(one) - worst_before).dropna().items():
            same = asked_alike(one.plan, usual.plan)
            found[str(figure)] = NO_DIFFERENCE if same else Difference(float(value))
        column = f"{name} − {first}"
        for suffix, end in (("", "value"), (", least", "least"), (", most", "most")):
            each = {figure: getattr(one_of, end) for figure, one_of in found.items()}
            table[column + suffix] = table["figure"].map(each).astype(float)
    return table


def _worst_values(seen: Overview) -> pd.Series:
    rows = headline_and_worst(seen).set_index("figure")
    return rows.loc[rows["unit"] == "%", "value"]


def headline_and_worst(seen: Overview) -> pd.DataFrame:
    """Figures of one plan: figure, unit, value; shortfalls last."""
    figures = headline_figures(seen.plan)
    worst = seen.coverage_by_origin
    worst = worst[worst["worst"]].drop_duplicates("programme")
    rows = pd.DataFrame(
        {
            "figure": [WORST.format(title=title) for title in worst["title"]],
            "unit": "%",
            "value": 100.0 * worst["share"].to_numpy(),
        }
    )
    return pd.concat([figures.iloc[:-1], rows, figures.iloc[-1:]], ignore_index=True)


def worst_served(seen: Sequence[tuple[str, Overview]]) -> pd.DataFrame:
    """Which community each plan serves worst in each programme: scenario, title, name, persons, of_persons, share."""
    parts = [one.coverage_by_origin.assign(scenario=name) for name, one in seen]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["worst"]].drop_duplicates(["scenario", "programme"])
    return rows[["scenario", "title", "name", "persons", "of_persons", "share"]].reset_index(drop=True)


def people_side_by_side(seen: Sequence[tuple[str, Overview]]) -> pd.DataFrame:
    """Persons settled so far by scenario, programme and year: scenario, programme, title, year, value."""
    return _by_year([(name, one.settled_by_year) for name, one in seen], "persons")


def money_side_by_side(seen: Sequence[tuple[str, Overview]]) -> pd.DataFrame:
    """US$ spent in the year by scenario, programme and year: scenario, programme, title, year, value."""
    return _by_year([(name, one.spending_by_year) for name, one in seen], "usd")


def _by_year(frames: Sequence[tuple[str, pd.DataFrame]], value: str) -> pd.DataFrame:
    keys = ["programme", "title", "year"]
    parts = [
        frame.groupby(keys, as_index=False, sort=False)[value].sum().assign(scenario=name) for name, frame in frames
    ]
    table = pd.concat(parts, ignore_index=True).rename(columns={value: "value"})
    return pd.DataFrame(table[["scenario", *keys, "value"]])


def places_compared(
    before: Overview, after: Overview, before_ranges: Ranges | None = None, after_ranges: Ranges | None = None
) -> pd.DataFrame:
    """Persons settled by the last year in each place of two estimates, the most different first.

    Columns: place, name, other_names, latitude, longitude, programme, before, after, difference (persons), least, most
    (of it among plans as good as the two, missing where that was not worked out), can_be_told.
    """
    first, second = before.places_on_map, after.places_on_map
    table: pd.DataFrame = first.rename(columns={"persons": "before"})
    table["after"] = table["place"].map(second.set_index("place")["persons"]).fillna(0.0)
    table["difference"] = table["after"] - table["before"]
    same = asked_alike(after.plan, before.plan)
    each = [
        NO_DIFFERENCE if same else _of_place(str(place), value, before_ranges, after_ranges)
        for place, value in zip(table["place"], table["difference"], strict=True)
    ]
    table["least"], table["most"] = ([getattr(one, end) for one in each] for end in ("least", "most"))
    table = table.astype({"least": float, "most": float})
    table["can_be_told"] = [one.can_be_told for one in each]
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return pd.DataFrame(table.loc[order].reset_index(drop=True))


def _of_place(place: str, value: float, before: Ranges | None, after: Ranges | None) -> Difference:
    figure = Figure(PLACE, place)
    if before is None or after is None or figure not in before or figure not in after:
        return Difference(value)
    return difference(after[figure], before[figure])
