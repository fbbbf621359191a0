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
    for row in lacking.to_dict("records"):
        head, year, usd = int(row["head"]), int(row["year"]), float(row["usd"])
        for funder in payers.loc[payers["purse"] == heads["purse"].iloc[head], "funder"].astype(str):
            part = min(usd, money.left(funder, year))
            if part > _CENT:
                money.pay(funder, year, part)
                more.append((funder, head, year, part))
                usd -= part
    both = pd.concat([kept, pd.DataFrame(more, columns=kept.columns).astype(kept.dtypes)], ignore_index=True)
    return both.groupby(["funder", "head", "year"])["usd"].sum().reset_index()


class _Money:
    """What each funder may spend by a year, or in it where its money lapses, less what it has spent.

    Attributes
    ----------
    limits, spent : US$ by funder (rows) and year (columns)
    keeps : whether a funder's money carries over
    """

    def __init__(self, funders: list[str], years: list[int], limits: np.ndarray, spent: np.ndarray, keeps: np.ndarray):
        self._row = {funder: row for row, funder in enumerate(funders)}
        self._column = {year: column for column, year in enumerate(years)}
        self.limits, self.spent, self.keeps = limits, spent, keeps

    @classmethod
    def of(cls, given: Instance, paid: pd.DataFrame) -> _Money:
        """By the budgets of (14) and the payments."""
        limits = budgets(given).pivot(index="funder", columns="year", values="limit")
        spent = paid.pivot_table(index="funder", columns="year", values="usd", aggfunc="sum", fill_value=0.0)
        spent = spent.reindex(index=limits.index, columns=limits.columns).fillna(0.0)
        keeps = given.data["funders"].set_index("funder")["carries_over"].reindex(limits.index)
        funders, years = [str(funder) for funder in limits.index], list(given.years)
        figures = limits.to_numpy(dtype=float), spent.to_numpy(dtype=float).copy()
        return cls(funders, years, *figures, keeps.to_numpy(dtype=bool))

    def within_budgets(self, paid: pd.DataFrame, moving: set[int]) -> pd.DataFrame:
        """The payments without the moving that a funder has no money for."""
        kept = paid
        for funder in self._row:
            for year in self._column:
                beyond = -self._room(funder)[self._column[year]]
                mine = (kept["funder"] == funder) & (kept["year"] == year) & kept["head"].isin(moving)
                there = float(kept.loc[mine, "usd"].sum()) if beyond > _CENT else 0.0
                if there > 0:
                    less = min(beyond, there)
                    kept = kept.assign(usd=kept["usd"].where(~mine, kept["usd"] * (1 - less / there)))
                    self.pay(funder, year, -less)
        return kept

    def left(self, funder: str, year: int) -> float:
        """What a funder can pay more in a year and still keep to its budget in all that follow."""
        room = self._room(funder)[self._column[year] :]
        return max(0.0, float(room.min() if self.keeps[self._row[funder]] else room[0]))

    def pay(self, funder: str, year: int, usd: float) -> None:
        """Count a payment."""
        self.spent[self._row[funder], self._column[year]] += usd

    def _room(self, funder: str) -> np.ndarray:
        """What is left by each year, or in it."""
        row = self._row[funder]
        drawn = np.cumsum(self.spent[row]) if self.keeps[row] else self.spent[row]
        return np.asarray(self.limits[row] - drawn)
