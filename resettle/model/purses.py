"""Who may pay for what, and purses: heads of spending that the same funders may pay for are paid together.

Equation (13) asks for Σ_k y at each sector, place and year. Heads with the same payers are interchangeable to every
funder, so one variable per funder, purse and year gives the same optimum with a fraction of the variables; a plan's
spending is split over the heads of a purse in proportion to what they cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.network import TRANSPORT
from resettle.model.years import cross_years, look_up, yearly

if TYPE_CHECKING:
    from resettle.model.instance import Instance

HEAD = ["sector", "programme", "place"]


@dataclass(frozen=True)
class Purses:
    """Heads of spending and who pays for them.

    Attributes
    ----------
    heads : sector, programme, place ("" for transport), purse
    payers : purse, funder
    """

    heads: pd.DataFrame
    payers: pd.DataFrame


def make_purses(given: Instance) -> Purses:
    """Group the heads of spending by programme, by whether they are running cost, and by who may pay."""
    heads = spending_heads(given)
    allowed = _payers_of_heads(given, heads)
    funders = (
        allowed.groupby(HEAD)["funder"].agg(lambda names: ", ".join(sorted(names))).rename("funders").reset_index()
    )
    heads = heads.merge(funders, on=HEAD, how="left").fillna({"funders": ""})
    heads["running"] = heads["sector"] == "running"
    group = heads.groupby(["programme", "running", "funders"], sort=True).ngroup()
    heads["purse"] = "purse" + group.astype(str).str.zfill(4)
    payers = heads.merge(allowed, on=HEAD)[["purse", "funder"]].drop_duplicates()
    return Purses(heads[[*HEAD, "purse"]], payers.sort_values(["purse", "funder"], ignore_index=True))


def spending_heads(given: Instance) -> pd.DataFrame:
    """Sector, programme and place ("" for transport) of everything that may cost money, sorted."""
    parts = [
        given.clear[["place"]].assign(sector="clearance"),
        given.build[["place"]].assign(sector="housing"),
        given.open_place[["place"]].assign(sector="site_works"),
        given.settle[["place"]].assign(sector="moving"),
        given.commission[["place", "service"]].rename(columns={"service": "sector"}),
        given.places[["place"]].assign(sector="running"),
    ]
    heads = pd.concat(parts, ignore_index=True).drop_duplicates().merge(given.programme_of, on="place")
    if given.network.present:
        heads = pd.concat([heads, given.network.programmes.assign(sector=TRANSPORT, place="")], ignore_index=True)
    return heads[HEAD].sort_values(HEAD, ignore_index=True)


def _payers_of_heads(given: Instance, heads: pd.DataFrame) -> pd.DataFrame:
    """Funder, sector, programme, place that earmarks allow; a funder without earmarks may pay for anything.

    A rule that names a place does not match transport, whose place is blank.
    """
    funders = given.data["funders"][["funder"]]
    earmarks = given.data["earmarks"][["funder", *HEAD]]
    free = funders[~funders["funder"].isin(earmarks["funder"])].assign(programme="", sector="", place="")
    rules = pd.concat([earmarks, free], ignore_index=True)
    pairs = rules.merge(heads, how="cross", suffixes=("_rule", ""))
    allowed = pd.Series(data=True, index=pairs.index)
    for key in HEAD:
        allowed &= (pairs[f"{key}_rule"] == "") | (pairs[f"{key}_rule"] == pairs[key])
    return pairs.loc[allowed, ["funder", *HEAD]].drop_duplicates()


def budgets(given: Instance) -> pd.DataFrame:
    """funder, year, limit: all money so far for a funder that carries over, this year's for one whose money lapses."""
    funders = given.data["funders"][["funder", "carries_over"]].sort_values("funder")
    frame = cross_years(funders, given.years)
    frame["usd"] = look_up(frame, yearly(given.data["funding"], ["funder"], "usd", given.years), "usd", 0.0)
    so_far = frame.groupby("funder")["usd"].cumsum()
    return frame.assign(limit=so_far.where(frame["carries_over"], frame["usd"]))[["funder", "year", "limit"]]
