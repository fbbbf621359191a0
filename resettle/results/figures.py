"""Figures of a plan by name: what they are in its tables, and a range of each where one was worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from resettle.results.plan import Plan

PERSONS, PROGRAMME, PLACE, YEAR = "persons", "programme_persons", "place_persons", "year_persons"
"""Persons settled by the last year: in all, of one programme, at one place; and settled by the end of one year."""
PERSON_YEARS, COST = "person_years", "cost_usd"
"""Weighted person-years, and US$ spent, over the horizon."""


class Figure(NamedTuple):
    """A figure of a plan: its kind, and the programme, place or year it is of (blank for the whole plan)."""

    kind: str
    key: str = ""


@dataclass(frozen=True)
class FigureRange:
    """A figure as an estimate shows it, and the least and most of it among plans that are as good, in its unit.

    Attributes
    ----------
    value : of whole households, as it is shown
    least, most : of the programme's fractions, before rounding to whole households
    rounding : what rounding took from the figure of the plan that is shown (below 0: what it added)
    """

    value: float
    least: float
    most: float
    rounding: float = 0.0

    @property
    def lowest(self) -> float:
        """The least of whole households: rounding may take from other plans what it took from this one."""
        return min(self.least - max(0.0, self.rounding), self.value)

    @property
    def highest(self) -> float:
        """The most of whole households."""
        return max(self.most + max(0.0, -self.rounding), self.value)


def headline_figures(plan: Plan) -> list[Figure]:
    """Persons settled in all and by programme, weighted person-years, spending."""
    programmes = [Figure(PROGRAMME, programme) for programme in plan.summary.persons]
    return [Figure(PERSON_YEARS), Figure(PERSONS), *programmes, Figure(COST)]


def figure_value(plan: Plan, figure: Figure) -> float:
    """The figure as the plan's tables and summary have it, in whole households."""
    summary, placed = plan.summary, plan["placements"]
    if figure.kind == PERSON_YEARS:
        return summary.person_years
    if figure.kind == COST:
        return summary.cost_usd
    if figure.kind == PROGRAMME:
        return float(sum(summary.persons[figure.key].values()))
    if figure.kind == PLACE:
        return float(placed.loc[placed["place"] == figure.key, "persons"].sum())
    if figure.kind == YEAR:
        return float(placed.loc[placed["year"] <= int(figure.key), "persons"].sum())
    return summary.persons_settled
