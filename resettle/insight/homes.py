"""Homes by rooms against the households that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.tidy import titles
from resettle.results.verification.yearly import adding_up

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

KINDS = ("vacant", "build", "rehabilitate", "purchase", "tenure")
"""Where a home comes from: it stands empty, or it is one of the kinds of housing option."""
KIND_TITLES = {
    "vacant": "Vacant homes",
    "build": "New homes",
    "rehabilitate": "Rehabilitated homes",
    "purchase": "Homes bought with certificates",
    "tenure": "Present homes with secured tenure",
}
"""The same in words, as charts and tables have them."""


def homes_by_rooms(evidence: Evidence) -> pd.DataFrame:
    """Homes ready by the last year with so many rooms or more; a row for every programme, rooms and kind.

    Columns: programme, title, rooms, kind, homes. Rooms count upwards because a larger home may take a smaller
    household, never the reverse: so the homes can be held against the households, threshold by threshold.
    """
    rows = pd.concat([_ready(evidence), _vacant(evidence)], ignore_index=True)
    rows["programme"] = rows["place"].map(evidence.programme_of)
    sums = rows.groupby(["programme", "rooms", "kind"])["homes"].sum()
    every = pd.MultiIndex.from_product(
        [evidence.given["programmes"]["programme"], _rooms(evidence, rows), KINDS], names=["programme", "rooms", "kind"]
    )
    tidy = sums.reindex(every).fillna(0.0).rename("homes").reset_index()
    tidy["homes"] = _this_or_more(tidy, ["programme", "kind"], "homes")
    tidy.insert(1, "title", tidy["programme"].map(titles(evidence.given, "programmes")))
    return tidy


def households_by_rooms(evidence: Evidence) -> pd.DataFrame:
    """Households that need so many rooms or more: programme, title, rooms, all_households, settled (by the last year).

    A row for every programme and number of rooms that a size class needs.
    """
    given = evidence.given
    rooms = given["size_classes"].set_index("size_class")["rooms"]
    cohorts = given["cohorts"].assign(rooms=given["cohorts"]["size_class"].map(rooms))
    settled = evidence.plan["placements"].groupby("cohort")["households"].sum()
    cohorts["settled"] = cohorts["cohort"].map(settled).fillna(0.0)
    sums = cohorts.groupby(["programme", "rooms"])[["households", "settled"]].sum()
    every = pd.MultiIndex.from_product([given["programmes"]["programme"], sorted(set(rooms))])
    tidy = sums.reindex(every).fillna(0.0).rename_axis(["programme", "rooms"]).reset_index()
    for column in ("households", "settled"):
        tidy[column] = _this_or_more(tidy, ["programme"], column)
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    return tidy.rename(columns={"households": "all_households"})


def _ready(evidence: Evidence) -> pd.DataFrame:
    options = evidence.given["housing_options"].set_index("option")
    ready = evidence.homes.iloc[:, -1].rename("homes").reset_index()
    named = options.reindex(ready["option"])
    return ready.assign(rooms=named["rooms"].to_numpy(), kind=named["kind"].to_numpy())[
        ["place", "rooms", "kind", "homes"]
    ]


def _vacant(evidence: Evidence) -> pd.DataFrame:
    """Homes that stand empty, net of open property claims."""
    vacant = evidence.given["vacant_homes"]
    free = (vacant["homes"].fillna(0.0) - vacant["unresolved_claims"].fillna(0.0)).clip(lower=0.0)
    wide = adding_up(vacant.assign(free=free), ["place", "rooms"], "free", evidence.years)
    return wide.iloc[:, -1].rename("homes").reset_index().assign(kind="vacant")


def _this_or_more(tidy: pd.DataFrame, keys: list[str], value: str) -> pd.Series:
    """Sum over this number of rooms and all above it, within each key."""
    downwards = tidy.sort_values("rooms", ascending=False)
    return downwards.groupby(keys)[value].cumsum().reindex(tidy.index)


def _rooms(evidence: Evidence, rows: pd.DataFrame) -> list[int]:
    present = rows.loc[rows["homes"] > 0, "rooms"]
    return sorted({int(rooms) for rooms in [*evidence.given["size_classes"]["rooms"], *present]})
