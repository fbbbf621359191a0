"""Who pays for moving in a year in which the programme had not planned it, or for more than it had.

Whole households move as their running totals come to a whole number, or later where a pin is full: so far never more
than the programme, but in one year perhaps more. What money lapses, or what nobody was to pay in that year, is paid by
whoever may pay there and has money left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.purses import budgets

if TYPE_CHECKING:
    from resettle.model.instance import Instance

MOVING = "moving"
_CENT = 0.005


def pay_late(given: Instance, heads: pd.DataFrame, paid: pd.DataFrame, due: pd.DataFrame) -> pd.DataFrame:
    """Payments with moving paid in full, nobody beyond its budget, as far as there is money for it.

    Parameters
    ----------
    heads : sector, programme, place and purse, in the order of ``head``
    paid : funder, head, year (calendar), usd
    due : head, year, usd that moving costs

    Returns
    -------
    pd.DataFrame
        funder, head, year, usd; the very same where nothing had to be changed.
    """
    money = _Money.of(given, paid)
    kept = money.within_budgets(paid, set(due["head"]))
    lacking = due.merge(kept.groupby(["head", "year"])["usd"].sum().rename("so_far").reset_index(), how="left")
    lacking["usd"] -= lacking["so_far"].fillna(0.0)
    lacking = lacking[lacking["usd"] > _CENT].sort_values(["year", "head"])
    if kept is paid and lacking.empty:
        return paid
    payers = given.purses.payers
    more = []
    for head, year, usd in lacking[["head", "year", "usd"]].itertuples(index=False):
        for funder in payers.loc[payers["purse"] == heads["purse"].iloc[head], "funder"]:
            part = min(usd, money.left(funder, year))
            if part > _CENT:
                money.pay(funder, year, part)
                more.append((funder, head, year, part))
                usd -= part
    both = pd.concat([kept, pd.DataFrame(more, columns=kept.columns).astype(kept.dtypes)], ignore_index=True)
    return both.groupby(["funder", "head", "year"], as_index=False)["usd"].sum()


class _Money:
    """What each funder may spend by a year, or in it where its money lapses, less what it has spent."""

    def __init__(self, limits: pd.DataFrame, spent: pd.DataFrame, carries_over: pd.Series) -> None:
        self._limits, self._spent, self._carries_over = limits, spent, carries_over

    @classmethod
    def of(cls, given: Instance, paid: pd.DataFrame) -> _Money:
        """By funder, a column a year."""
        limits = budgets(given).pivot(index="funder", columns="year", values="limit")
        spent = paid.pivot_table(index="funder", columns="year", values="usd", aggfunc="sum", fill_value=0.0)
        spent = spent.reindex(index=limits.index, columns=limits.columns).fillna(0.0)
        return cls(limits, spent, given.data["funders"].set_index("funder")["carries_over"].astype(bool))

    def within_budgets(self, paid: pd.DataFrame, moving: set[int]) -> pd.DataFrame:
        """The payments without the moving that a funder has no money for."""
        kept = paid
        for funder in self._limits.index:
            for year in self._limits.columns:
                beyond = -self._room(funder, year)
                mine = (kept["funder"] == funder) & (kept["year"] == year) & kept["head"].isin(moving)
                there = float(kept.loc[mine, "usd"].sum())
                if beyond > _CENT and there > 0:
                    less = min(beyond, there)
                    kept = kept.assign(usd=kept["usd"].where(~mine, kept["usd"] * (1 - less / there)))
                    self.pay(funder, year, -less)
        return kept

    def left(self, funder: str, year: int) -> float:
        """What a funder can pay more in a year and still keep to its budget in all that follow."""
        if not self._carries_over[funder]:
            return max(0.0, self._room(funder, year))
        return max(0.0, min(self._room(funder, later) for later in self._limits.columns if later >= year))

    def pay(self, funder: str, year: int, usd: float) -> None:
        """Count a payment."""
        self._spent.loc[funder, year] += usd

    def _room(self, funder: str, year: int) -> float:
        spent = self._spent.loc[funder]
        drawn = spent[spent.index <= year].sum() if self._carries_over[funder] else spent[year]
        return float(np.float64(self._limits.loc[funder, year]) - drawn)
