"""Where people live now and where they settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.tidy import named, titles

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

REST = ""
"""Key of the places of all flows that are drawn together."""


def flows(evidence: Evidence, placed: pd.DataFrame) -> pd.DataFrame:
    """Persons who settle over the horizon by present place, destination and solution, the largest first.

    Columns: programme, title, current_place, from_name, place, to_name, solution, persons. Present place and
    destination are the same where people integrate where they live. ``placed`` as ``people_placed`` gives it.
    """
    given = evidence.given
    keys = ["programme", "current_place", "place", "solution"]
    tidy = placed.groupby(keys, sort=False)["persons"].sum().reset_index()
    names = titles(given, "places")
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    tidy.insert(3, "from_name", named(tidy["current_place"], names))
    tidy.insert(5, "to_name", named(tidy["place"], names))
    return tidy.sort_values("persons", ascending=False, kind="stable", ignore_index=True)


def largest_flows(flows: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The largest flows of each programme, and all its others together, so that they add to everybody.

    Columns as ``flows``, and ``pairs``: how many pairs of places a row stands for, 1 but for the others, whose
    places are blank. The same number of flows for every programme.
    """
    parts = []
    pair = ["programme", "current_place", "place"]
    for _, rows in flows.groupby("programme", sort=False):
        total = rows.groupby(pair, sort=False)["persons"].sum().sort_values(ascending=False, kind="stable")
        first = total.index[:most]
        drawn = pd.MultiIndex.from_frame(rows[pair]).isin(first)
        rank = pd.Series(range(len(first)), index=first)
        shown = rows[drawn].assign(pairs=1)
        shown["rank"] = rank.reindex(pd.MultiIndex.from_frame(shown[pair])).to_numpy()
        parts.append(shown.sort_values("rank", kind="stable").drop(columns="rank"))
        if len(total) > most:
            others = rows[~drawn].groupby(["programme", "title", "solution"], sort=False)["persons"].sum().reset_index()
            blank = dict.fromkeys(("current_place", "from_name", "place", "to_name"), REST)
            parts.append(others.assign(**blank, pairs=len(total) - most)[list(shown.columns.drop("rank"))])
    if not parts:
        return flows.assign(pairs=1)
    return pd.concat(parts, ignore_index=True)
