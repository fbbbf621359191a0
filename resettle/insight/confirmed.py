"""Bottlenecks, confirmed: what a little more and a little less of each limit does, beside what its price predicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from resettle.insight.limit_words import LimitWords
from resettle.insight.quotable import more_or_fewer

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from resettle.inputs.dataset import Dataset
    from resettle.results.row_moves import Gained

MOST = 30
"""Limits confirmed unless others are asked for."""
PART = 0.01
BOTH, MORE_ONLY, LESS_ONLY, NEITHER = "more and less", "more only", "less only", "neither"
_CLOSE = 0.01
_ROUNDING = 1e-9
_PRICED = 1e-6
_USD_PER_MILLION = 1e6
_KEYS = ["constraint", "programme", "place", "service", "year", "item"]
_FIRST = ["limit", *_KEYS, "unit", "there", "step"]
_MEASURES = ("objective", "persons", "person_years")
_PRICES = {"objective": "shadow_price", "persons": "persons_per_unit", "person_years": "person_years_per_unit"}


class Moves(Protocol):
    """A solved estimate whose limits can be moved one at a time (``resettle.results.row_moves.RowMoves``)."""

    limits: pd.DataFrame
    classes: pd.DataFrame
    given: Dataset
    objective: float

    def moved(self, row: int, step: float, /) -> Gained | None:
        """What the best plan gains with one limit moved."""


def confirmed(moves: Moves, top: int = MOST, told: Callable[[int, int], None] | None = None) -> pd.DataFrame:
    """The limits that are worth most, each solved again with a step more and a step less of exactly it.

    A step is one unit (100 t of material). Limits are ranked by their price times the least that anybody would add of
    them: a step, or 1 % of what there is where that is more; units alone do not compare (a million US$, a household).

    Columns
    -------
    limit : one step more, in a planner's words
    constraint, programme, place, service, year, item : which row, as in ``bottlenecks``
    unit, there, step : what it is counted in, how much there is, how much was moved
    predicted_…, more_…, less_… : objective, persons, person_years of a step, positive where more of it is better: by
        the price; gained with a step more; lost with a step less (NaN where no plan can meet it; of a limit below a
        step, all of it is taken, and told per step)
    usd : what a step costs where money buys it (the cheapest home, a unit of a service, a cleared hectare), else NaN
    persons_per_million, person_years_per_million : predicted, for a million US$ of that
    between : whether the price lies between what more brings and what less takes, as concavity wants it
    holds : whether the price is met within 1 % by ``more and less``, ``more only``, ``less only`` or ``neither``: a
        plan at a corner has a price of its own in each direction
    """
    words = LimitWords(moves.given, moves.classes)
    rows = [(row, more) for row in moves.limits.to_dict("records") if (more := words.more(row)) is not None]
    rows = [(row, more) for row, more in rows if abs(row["shadow_price"]) > _PRICED]
    rows.sort(key=lambda pair: -abs(pair[0]["shadow_price"]) * max(pair[1].step, PART * pair[0]["limit"]))
    costs = _Costs(moves.given)
    found = []
    for number, (row, more) in enumerate(rows[:top], start=1):
        if told is not None:
            told(number, min(top, len(rows)))
        line = {key: row[key] for key in _KEYS} | {"unit": more.unit, "there": row["limit"], "step": more.step}
        line |= {f"predicted_{name}": row[_PRICES[name]] * more.step for name in _MEASURES}
        line |= _tried(moves, int(row["row"]), more.step, float(row["limit"]))
        found.append({"limit": more.words, **line, "usd": costs.of(row) * more.step})
    return _judged(pd.DataFrame(found, columns=_columns()), moves.objective)


def quotable_confirmed(table: pd.DataFrame) -> str:
    """The limit whose one step more was found to bring most person-years, in a sentence with its numbers."""
    if table.empty:
        return "No limit of the estimate has a price: more of any single one would do nothing."
    moved = "1 limit with a price was" if len(table) == 1 else f"{len(table)} limits with a price were"
    counted = f"{moved} moved by one step and the estimate solved again"
    upward = int(table["holds"].isin([BOTH, MORE_ONLY]).sum())
    best = table.iloc[int(table["more_person_years"].fillna(-np.inf).argmax())]
    if best["more_person_years"] <= _PRICED:
        return f"{counted}: one step more of any of them alone brings nothing."
    return (
        f"{counted}; a step more of {upward} of them brings what its price says. Most is brought by {best['limit']}: "
        f"{more_or_fewer(best['more_persons'])} settle and {best['more_person_years']:,.1f} person-years are added."
    )


def _columns() -> list[str]:
    measured = [f"{kind}_{name}" for name in _MEASURES for kind in ("predicted", "more", "less")]
    return [*_FIRST, *measured, "usd"]


def _tried(moves: Moves, row: int, step: float, there: float) -> dict[str, float]:
    """What a step more brings and a step less takes; no more is taken than there is."""
    less = min(step, there) if there > 0 else 0.0
    more_found = moves.moved(row, step)
    less_found = moves.moved(row, -less) if less > 0 else None
    gained = {name: getattr(more_found, name, np.nan) for name in _MEASURES}
    lost = {name: -getattr(less_found, name, np.nan) * step / less if less > 0 else np.nan for name in _MEASURES}
    return {f"more_{name}": gained[name] for name in _MEASURES} | {f"less_{name}": lost[name] for name in _MEASURES}


def _judged(table: pd.DataFrame, objective: float) -> pd.DataFrame:
    """With what a million brings, and whether the price is between and holds."""
    price, more, less = (table[f"{kind}_objective"].astype(float) for kind in ("predicted", "more", "less"))
    rounding = _PRICED * price.abs() + _ROUNDING * max(1.0, abs(objective))
    between = ~(more > price + rounding) & ~(less < price - rounding)
    slack = _CLOSE * price.abs() + rounding
    upward, downward = (more - price).abs() <= slack, (less - price).abs() <= slack
    holds = np.select([upward & downward, upward, downward], [BOTH, MORE_ONLY, LESS_ONLY], NEITHER)
    millions = table["usd"].astype(float) / _USD_PER_MILLION
    return table.assign(
        persons_per_million=table["predicted_persons"] / millions,
        person_years_per_million=table["predicted_person_years"] / millions,
        between=between,
        holds=holds,
    )


class _Costs:
    """What a unit of a limit costs where money buys it, US$."""

    def __init__(self, given: Dataset) -> None:
        options = given["housing"].merge(given["housing_options"][["option", "kind", "rooms"]], on="option")
        self._homes = options[["place", "kind", "rooms", "unit_cost_usd"]]
        services = given["services"].set_index("service")
        size = services["module_size"].where(services["module_size"] > 0, 1.0)
        self._units = (services["capex_usd_per_module"] / size).to_dict()
        self._clearing = given["land"].set_index("place")["clear_usd_per_ha"].to_dict()

    def of(self, row: Mapping[Hashable, Any]) -> float:
        """US$ a unit; NaN where no price of it is known, or it costs nothing."""
        constraint, place = str(row["constraint"]), str(row["place"])
        if constraint == "eq14_budget":
            return _USD_PER_MILLION
        if constraint == "eq09_standard":
            usd = float(self._units.get(str(row["service"]), np.nan))
        elif constraint == "eq07_land":
            usd = float(self._clearing.get(place, np.nan))
        elif constraint in ("eq05_rooms", "eq05b_tenure"):
            usd = self._home(place, float(str(row["least_rooms"])), arriving=constraint == "eq05b_tenure")
        else:
            usd = np.nan
        return usd if usd > 0 else np.nan

    def _home(self, place: str, rooms: float, *, arriving: bool) -> float:
        """The cheapest home of so many rooms; for people who arrive, none of kind tenure."""
        fits = (self._homes["place"] == place) & (self._homes["rooms"] >= rooms)
        if arriving:
            fits &= self._homes["kind"] != "tenure"
        return float(self._homes.loc[fits, "unit_cost_usd"].min())
