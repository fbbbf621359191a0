"""What was promised in an earlier placing, and who may keep it: nobody is reshuffled because others come or go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.columns import parted
from resettle.households.draw import drawn
from resettle.households.roster import newcomers, padded
from resettle.households.tickets import listed

if TYPE_CHECKING:
    from resettle.households.registry import Registry

DRAW = ["household", "ticket", "group", "position", "equals", "round"]
CHANGES = ["household", "change", "earlier_place", "earlier_year", "place", "year"]
SLOT = ["slot", "solution", "place", "year"]
"""What the plan counts: the cohort whose place it is, by solution, place and year."""
KEPT, LOST, FIRST = 0, 1, 2
"""Standing of a household, in whose order places are given: who keeps a promise; whose place the plan has no more; who
waits since the first draw; then, one more for each later draw, who came to it."""


@dataclass(frozen=True)
class Earlier:
    """An earlier placing.

    Attributes
    ----------
    promised : household, cohort, solution, place, year, slot (the cohort whose place it has)
    draw : ``DRAW``: each household's ticket in the list it was drawn from, code of its equals (``tickets``), place in
        the order, and the draw that it was in
    """

    promised: pd.DataFrame
    draw: pd.DataFrame


def draw_all(households: pd.DataFrame, seed: str, secret: str, earlier: Earlier | None) -> pd.DataFrame:
    """``DRAW`` of everyone who has chosen.

    As in the earlier draw where a household's equals are those it had; who comes new to them is in a draw of its own.
    """
    new, number = newcomers(households, secret, earlier), 1
    kept = pd.DataFrame(columns=DRAW)
    if earlier is not None:
        now = pd.MultiIndex.from_frame(listed(households, secret)[["household", "group"]])
        kept = earlier.draw[pd.MultiIndex.from_frame(earlier.draw[["household", "group"]]).isin(now)]
        number = int(earlier.draw["round"].max() if len(earlier.draw) else 0) + 1
    order = drawn(padded(new, secret), seed).head(len(new))
    order = order.assign(household=new["household"], group=new["group"], round=number)
    parts = [part[DRAW] for part in (kept, order) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else kept


def in_order(households: pd.DataFrame, draw: pd.DataFrame) -> pd.DataFrame:
    """The households with position, equals, ticket (blank without a choice), round and standing."""
    told = draw.set_index("household").reindex(households["household"])
    number = told["round"].fillna(1).to_numpy(dtype=np.int64)
    return households.assign(
        position=told["position"].to_numpy(dtype=float),
        equals=told["equals"].fillna(0).to_numpy(dtype=np.int64),
        ticket=told["ticket"].fillna("").to_numpy(dtype=object),
        round=number,
        standing=FIRST - 1 + number,
    )


def keeping(households: pd.DataFrame, slots: pd.DataFrame, earlier: Earlier) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who keeps a promise: row (of ``households``), place, year, slot; and the households, ``standing`` as it is now.

    A promise holds while its household is of the same cohort and choice, the choice holds by the year, it refuses not
    the place, and the plan has as many places there. Where the plan has fewer than were promised, the last in the
    order lose theirs: so many lose one as the plan is short, and no more.
    """
    row = pd.Series(np.arange(len(households)), index=households["household"].to_numpy(dtype=object))
    promised = earlier.promised[earlier.promised["household"].isin(row.index)].reset_index(drop=True)
    at = row.reindex(promised["household"]).to_numpy(dtype=np.int64)
    own = households.iloc[at]
    refused = [place in parted(texts) for place, texts in zip(promised["place"], own["refuses"], strict=True)]
    holds = (
        (own["cohort"].to_numpy() == promised["cohort"].to_numpy())
        & (own["solution"].to_numpy() == promised["solution"].to_numpy())
        & (own["from_year"].fillna(0).to_numpy(dtype=np.int64) <= promised["year"].to_numpy(dtype=np.int64))
        & ~np.array(refused, dtype=bool)
    )
    able = promised[holds].assign(row=at[holds], position=own["position"].to_numpy()[holds])
    room = slots.rename(columns={"cohort": "slot"}).groupby(SLOT)["households"].sum()
    able = able.sort_values(["position", "household"], kind="stable", ignore_index=True)
    there = room.reindex(pd.MultiIndex.from_frame(able[SLOT])).fillna(0).to_numpy()
    keeps = (able.groupby(SLOT).cumcount() < there).to_numpy(dtype=bool)
    standing = households["standing"].to_numpy().copy()
    standing[able["row"][~keeps]] = LOST
    standing[able["row"][keeps]] = KEPT
    return able.loc[keeps, ["row", "place", "year", "slot"]].reset_index(drop=True), households.assign(
        standing=standing
    )


def refuse_other_ids(households: pd.DataFrame, earlier: Earlier) -> None:
    """Refuse an earlier placing that is of other ids than the registry's: its promises would be lost unseen.

    That is so where none of its households is in the registry, and where ids would be the same but for zeros before
    them, which spreadsheet programs take away. Raises ResettleError.
    """
    now, then = set(households["household"]), set(earlier.promised["household"])
    gone = then - now
    if then and gone == then:
        message = (
            f"found none of the {len(then):,} households of the earlier placing in this registry; expected the "
            "ids that it was made with. No promise could be kept. Check whether a program has changed the ids."
        )
        raise ResettleError(message)
    new = {one.lstrip("0"): one for one in now - then}
    changed = sum(one.lstrip("0") in new for one in gone)
    if changed:
        message = (
            f"found {changed:,} households of the earlier placing whose ids differ from the registry's by zeros before "
            "them; expected the same ids. A spreadsheet program may have taken them away: restore them."
        )
        raise ResettleError(message)


def slots_left(slots: pd.DataFrame, households: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """The plan's places that nobody keeps."""
    own = households.iloc[kept["row"].to_numpy(dtype=np.int64)]
    taken = kept.assign(solution=own["solution"].to_numpy()).groupby(SLOT).size()
    count = (
        taken.reindex(pd.MultiIndex.from_frame(slots[["cohort", "solution", "place", "year"]]))
        .fillna(0)
        .to_numpy(dtype=np.int64)
    )
    left = slots.assign(households=slots["households"].to_numpy(dtype=np.int64) - count)
    return left[left["households"] > 0].reset_index(drop=True)


def changes(registry: Registry, placed: pd.DataFrame, earlier: Earlier, asked: frozenset[str]) -> pd.DataFrame:
    """Of each household that was promised a place, what became of it.

    household, change ("kept", "asked": by itself, "not asked"), earlier_place, earlier_year, place (blank: none now),
    year (<NA>: none now). A household has asked where its choice, cohort or refusals are others than they were, where
    it is no longer registered, or where it is named in ``asked``.
    """
    was = earlier.promised[["household", "cohort", "solution", "place", "year"]]
    was = was.rename(columns={"place": "earlier_place", "year": "earlier_year"})
    told = was.merge(placed[["household", "place", "year"]], on="household", how="left")
    own = registry.households.set_index("household").reindex(told["household"])
    refused = [place in parted(texts) for place, texts in zip(told["earlier_place"], own["refuses"], strict=True)]
    own_change = (
        own["cohort"].isna().to_numpy()
        | (own["cohort"].to_numpy() != told["cohort"].to_numpy())
        | (own["solution"].to_numpy() != told["solution"].to_numpy())
        | (own["from_year"].fillna(0).to_numpy(dtype=np.int64) > told["earlier_year"].to_numpy(dtype=np.int64))
        | np.array(refused, dtype=bool)
        | told["household"].isin(asked).to_numpy()
    )
    same = ((told["place"] == told["earlier_place"]) & (told["year"] == told["earlier_year"])).to_numpy(dtype=bool)
    change = np.select([same, own_change], ["kept", "asked"], default="not asked")
    told = told.assign(change=change, place=told["place"].fillna(""), year=told["year"].astype("Int64"))
    return told[CHANGES].sort_values("household", ignore_index=True)
