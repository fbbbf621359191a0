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

UNUSED = "unused"
"""Beside the heads: money that nothing is paid with."""

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


def payments(evidence: Evidence) -> pd.DataFrame:
    """What each funder pays for what, where and when, US$: the plan's spending with names and heads.

    Columns: programme, title, place (blank for transport), funder, funder_title, sector, head, year, usd.
    """
    given, spending = evidence.given, evidence.plan["spending"]
    tidy = spending.assign(
        title=spending["programme"].map(titles(given, "programmes")),
        funder_title=spending["funder"].map(titles(given, "funders")),
        head=spending["sector"].map(_HEAD_OF_SECTOR).fillna("services"),
    )
    return tidy[["programme", "title", "place", "funder", "funder_title", "sector", "head", "year", "usd"]]


def funders_by_head(paid: pd.DataFrame, money: pd.DataFrame) -> pd.DataFrame:
    """US$ over all years by funder and head, and what stays unused as a head of its own (``unused``).

    Columns: funder, title, head, usd; a row for every funder that has money and every head.
    ``paid`` as ``payments``, ``money`` as ``money_by_funder`` gives it.
    """
    sums = money.groupby(["funder", "title"], sort=False)[["given_usd", "unused_usd"]].sum().reset_index()
    sums = sums[sums["given_usd"] > 0].sort_values("given_usd", ascending=False, kind="stable")
    wide = paid.groupby(["funder", "head"])["usd"].sum().unstack("head")
    wide = wide.reindex(index=sums["funder"].to_numpy(), columns=list(HEADS)).fillna(0.0)
    wide[UNUSED] = sums["unused_usd"].to_numpy()
    tidy = wide.rename_axis(index="funder").reset_index().melt("funder", var_name="head", value_name="usd")
    tidy.insert(1, "title", tidy["funder"].map(sums.set_index("funder")["title"]))
    return tidy


def paid_at_place(paid: pd.DataFrame) -> pd.DataFrame:
    """US$ over all years by funder and head, those who pay most first: funder, title, head, usd.

    ``paid``: the rows of one place of ``payments``.
    """
    sums = paid.groupby(["funder", "funder_title", "head"], sort=False)["usd"].sum().reset_index()
    sums["all"] = sums.groupby("funder")["usd"].transform("sum")
    ordered = sums.sort_values(["all", "usd"], ascending=False, kind="stable", ignore_index=True)
    return ordered.rename(columns={"funder_title": "title"})[["funder", "title", "head", "usd"]]


def still_needed(choosing: pd.DataFrame, settled_at_end: pd.DataFrame, paid: pd.DataFrame) -> pd.DataFrame:
    """What it would cost, at the plan's own cost a person, to settle who has chosen and is not settled at the end.

    Columns: programme, title, persons (chosen and not settled), usd_per_person (missing where nobody is settled),
    usd. An order of size: the next people cost more or less, and money alone need not settle them.
    """
    tidy = settled_at_end[["programme", "title", "persons"]].rename(columns={"persons": "settled"})
    chosen = choosing.iloc[:, -1].groupby(level="programme").sum()
    tidy["persons"] = (tidy["programme"].map(chosen).fillna(0.0) - tidy["settled"]).clip(lower=0.0)
    spent = tidy["programme"].map(paid.groupby("programme")["usd"].sum()).fillna(0.0)
    tidy["usd_per_person"] = spent / tidy["settled"].where(tidy["settled"] > 0)
    tidy["usd"] = (tidy["persons"] * tidy["usd_per_person"]).fillna(0.0)
    return tidy[["programme", "title", "persons", "usd_per_person", "usd"]]


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
