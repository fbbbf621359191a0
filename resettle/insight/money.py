"""Who pays for what, when, and what stays unused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.tidy import by_key_and_year, over_years, titles
from resettle.results.verification.yearly import latest

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

HEADS = ("homes", "services", "land and sites", "moving and transport", "running")
"""Heads of spending, few enough to tell apart in a chart; ``services`` is what facilities cost to build."""

_HEAD_OF_SECTOR = {
    "housing": "homes",
    "clearance": "land and sites",
    "site_works": "land and sites",
    "moving": "moving and transport",
    "transport": "moving and transport",
    "running": "running",
}


def spending_by_year(evidence: Evidence) -> pd.DataFrame:
    """US$ spent by programme, head and year, with a row for each: programme, title, head, year, usd."""
    given = evidence.given
    spending = evidence.plan["spending"]
    spending = spending.assign(head=spending["sector"].map(_HEAD_OF_SECTOR).fillna("services"))
    keys = [list(given["programmes"]["programme"]), HEADS]
    every = pd.MultiIndex.from_product(keys, names=["programme", "head"])
    tidy = over_years(spending, ["programme", "head"], "usd", evidence.years, every)
    tidy.insert(1, "title", tidy["programme"].map(titles(given, "programmes")))
    return tidy


def money_by_funder(evidence: Evidence) -> pd.DataFrame:
    """What each funder has, pays and leaves unused in each year, US$.

    Columns: funder, title, carries_over, year, given_usd, spent_usd, unused_usd.
    Unspent money that stays available counts as unused in the last year only; money that lapses, in its year.
    """
    given, years = evidence.given, evidence.years
    funders = given["funders"][["funder", "carries_over"]]
    every = pd.Index(funders["funder"], name="funder")
    amounts = _amounts(evidence).rename(columns={"usd": "given_usd"})
    spent = over_years(evidence.plan["spending"], ["funder"], "usd", years, every).rename(columns={"usd": "spent_usd"})
    tidy = amounts.merge(spent, on=["funder", "year"]).merge(funders, on="funder")
    left = (tidy["given_usd"] - tidy["spent_usd"]).groupby(tidy["funder"]).cumsum()
    at_end = left.where(tidy["year"] == int(years[-1]), 0.0)
    tidy["unused_usd"] = at_end.where(tidy["carries_over"], tidy["given_usd"] - tidy["spent_usd"]).clip(lower=0.0)
    tidy["title"] = tidy["funder"].map(titles(given, "funders"))
    return tidy[["funder", "title", "carries_over", "year", "given_usd", "spent_usd", "unused_usd"]]


def _amounts(evidence: Evidence) -> pd.DataFrame:
    """Each funder's money of each year; a year left out takes the latest earlier year's."""
    wide = latest(evidence.given["funding"], ["funder"], "usd", evidence.years)
    wide = wide.reindex(evidence.given["funders"]["funder"]).fillna(0.0).rename_axis(index="funder")
    return by_key_and_year(wide, "usd")
