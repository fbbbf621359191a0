"""Plans side by side as tidy frames: figures with differences, years, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.comparison import align_figures, headline_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.insight.overview import Overview

WORST = "Worst-served community of origin settled, {title}"
"""Figure of headline_and_worst; its unit is per cent of the community's people."""


def figures_side_by_side(seen: Sequence[tuple[str, Overview]]) -> pd.DataFrame:
    """Headline figures: figure, unit, a column a plan, and after each but the first its difference to the first.

    Persons, person-years, US$, homes, ha, t as ``headline_figures`` has them, and the worst-served community of each
    programme in per cent. Columns are named as ``compare_figures`` names them.
    """
    return align_figures([(name, headline_and_worst(one)) for name, one in seen])


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


def places_compared(before: Overview, after: Overview) -> pd.DataFrame:
    """Persons settled by the last year in each place of two plans, the most different first.

    Columns: place, name, other_names, latitude, longitude, programme, before, after, difference (persons).
    """
    first, second = before.places_on_map, after.places_on_map
    table: pd.DataFrame = first.rename(columns={"persons": "before"})
    table["after"] = table["place"].map(second.set_index("place")["persons"]).fillna(0.0)
    table["difference"] = table["after"] - table["before"]
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return pd.DataFrame(table.loc[order].reset_index(drop=True))
