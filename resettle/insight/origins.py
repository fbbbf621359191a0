"""How far each community of origin is served, by the same measures in every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.tidy import named, titles

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

_KEYS = ["programme", "origin"]


def coverage_by_origin(evidence: Evidence, placed: pd.DataFrame, choosing: pd.DataFrame) -> pd.DataFrame:
    """Share of each community of origin that is settled by the last year, of all its people and of those who chose.

    Columns: programme, title, origin, name, of_persons (all), chosen (persons who have chosen a solution that
    opens), persons (settled), share, share_of_chosen, worst: whether no other community of the programme with
    anybody who chose has a smaller share of all settled. Rows by programme, the least served first.

    ``placed`` and ``choosing`` as ``people_placed`` and ``people_choosing`` give them.
    """
    given = evidence.given
    people = given["cohorts"].groupby(_KEYS, sort=False)["persons"].sum()
    last = choosing.iloc[:, -1].groupby(level=_KEYS).sum()
    settled = placed.groupby(_KEYS)["persons"].sum()
    tidy = people[people > 0].rename("of_persons").reset_index()
    rows = pd.MultiIndex.from_frame(tidy[_KEYS])
    tidy["chosen"] = last.reindex(rows).fillna(0.0).to_numpy()
    tidy["persons"] = settled.reindex(rows).fillna(0.0).to_numpy()
    tidy["share"] = tidy["persons"] / tidy["of_persons"]
    tidy["share_of_chosen"] = (tidy["persons"] / tidy["chosen"].where(tidy["chosen"] > 0)).fillna(0.0)
    able = tidy["share"].where(tidy["chosen"] > 0)
    tidy["worst"] = able.notna() & (able == able.groupby(tidy["programme"]).transform("min"))
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    tidy.insert(3, "name", named(tidy["origin"], titles(given, "places")))
    order = {programme: place for place, programme in enumerate(given["programmes"]["programme"])}
    by = tidy.assign(order=tidy["programme"].map(order)).sort_values(
        ["order", "share"], kind="stable", ignore_index=True
    )
    return by.drop(columns="order")
