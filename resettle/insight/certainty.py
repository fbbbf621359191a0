"""How certain a figure is: the quality of a level, and whether a difference of two scenarios can be told.

Levels come from the plan with whole facilities where there is one. Differences between scenarios always come from
their two estimates, whose optima are exact; what an optimum leaves undecided is their near-optimal range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.insight import comparison
from resettle.insight.comparison import headline_figures
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, PROGRAMME, Figure, FigureRange, figure_value

if TYPE_CHECKING:
    from resettle.results.plan import Plan

Ranges = Mapping[Figure, FigureRange]
"""Near-optimal ranges of an estimate's figures, as ``Estimator.ranges`` finds them."""

EACH = Figure("usd_per_person")
"""Money per person settled: a ratio of two figures, whose range is as wide as theirs allow."""


@dataclass(frozen=True)
class Difference:
    """A figure of one estimate less the same of another, and the least and most it is among estimates as good.

    Attributes
    ----------
    value : the difference of the two estimates as they are shown, in the figure's unit
    least, most : of all pairs of plans as good as the two; None where it was not worked out (yet)
    """

    value: float
    least: float | None = None
    most: float | None = None

    @property
    def is_checked(self) -> bool:
        """Whether its range is known."""
        return self.least is not None and self.most is not None

    @property
    def is_none(self) -> bool:
        """Whether there is no difference at all: the two are the same."""
        return self.least == self.most == self.value == 0.0

    @property
    def can_be_told(self) -> bool:
        """Whether every pair of equally good plans differs to the same side, by something that is not rounded to 0."""
        if self.least is None or self.most is None:
            return False
        return self.least >= _SMALLEST or self.most <= -_SMALLEST


_SMALLEST = 0.5
"""Half of a person, a person-year or a dollar."""
NO_DIFFERENCE = Difference(0.0, 0.0, 0.0)


def difference(after: FigureRange, before: FigureRange) -> Difference:
    """The difference of two figures with ranges: [least after − most before, most after − least before].

    Both are optima in fractions, whose difference is exact to these ranges. Rounding to whole households takes much
    the same from both: what it takes more from one than from the other is added to either side.
    """
    noise = abs(after.rounding - before.rounding)
    return Difference(after.value - before.value, after.least - before.most - noise, after.most - before.least + noise)


def differences(
    after: Plan, before: Plan, after_ranges: Ranges | None = None, before_ranges: Ranges | None = None
) -> dict[Figure, Difference]:
    """Headline differences of two estimates: person-years, persons in all and by programme, money, money per person.

    Raises
    ------
    ValueError
        Where the two are not of the same quality: an exact plan less an estimate is no difference of scenarios.
    """
    if after.summary.quality != before.summary.quality:
        message = f"a {after.summary.quality} and a {before.summary.quality} are not compared with each other"
        raise ValueError(message)
    same = asked_alike(after, before)
    found: dict[Figure, Difference] = {}
    for figure in compared_figures(before):
        ranges = (known.get(figure) if known else None for known in (after_ranges, before_ranges))
        one, other = ranges
        if same:
            found[figure] = NO_DIFFERENCE
        elif one is not None and other is not None:
            found[figure] = difference(one, other)
        else:
            found[figure] = Difference(_value(after, figure) - _value(before, figure))
    found[EACH] = NO_DIFFERENCE if same else _each(after, before, after_ranges, before_ranges)
    return found


def differences_by_name(
    after: Plan, before: Plan, after_ranges: Ranges | None = None, before_ranges: Ranges | None = None
) -> dict[str, Difference]:
    """The same for every figure that ``headline_figures`` names; those without a near-optimal range have no ends.

    A figure that only one of the two has (another programme) is left out. Raises ValueError as ``differences`` does.
    """
    ranged = differences(after, before, after_ranges, before_ranges)
    named, same = _figures_by_name(before), asked_alike(after, before)
    one, other = (headline_figures(plan).set_index("figure")["value"] for plan in (after, before))
    found: dict[str, Difference] = {}
    for name in other.index.intersection(one.index):
        plain = NO_DIFFERENCE if same else Difference(float(one[name] - other[name]))
        figure = named.get(str(name))
        found[str(name)] = plain if figure is None else ranged[figure]
    return found


def has_range(name: str) -> bool:
    """Whether near-optimal ranges of a figure of ``headline_figures`` are worked out."""
    people_of = comparison.PEOPLE_OF.format(title="")
    return name.startswith(people_of) or name in (
        comparison.PERSON_YEARS,
        comparison.PEOPLE,
        comparison.MONEY,
        comparison.MONEY_EACH,
    )


def _figures_by_name(plan: Plan) -> dict[str, Figure]:
    """What ``headline_figures`` calls the figures that have ranges."""
    titles = plan.dataset["programmes"].set_index("programme")["title"]
    programmes = {
        comparison.PEOPLE_OF.format(title=titles.get(programme, programme)): Figure(PROGRAMME, programme)
        for programme in plan.summary.persons
    }
    return {
        comparison.PERSON_YEARS: Figure(PERSON_YEARS),
        comparison.PEOPLE: Figure(PERSONS),
        comparison.MONEY: Figure(COST),
        comparison.MONEY_EACH: EACH,
        **programmes,
    }


def asked_alike(after: Plan, before: Plan) -> bool:
    """Whether two plans answer the same question of the same data."""
    return (after.dataset.digest, after.scenario.digest) == (before.dataset.digest, before.scenario.digest)


def compared_figures(plan: Plan) -> list[Figure]:
    """Person-years first, then persons in all and by programme, then money."""
    programmes = [Figure(PROGRAMME, programme) for programme in plan.summary.persons]
    return [Figure(PERSON_YEARS), Figure(PERSONS), *programmes, Figure(COST)]


def _value(plan: Plan, figure: Figure) -> float:
    known = figure.kind != PROGRAMME or figure.key in plan.summary.persons
    return figure_value(plan, figure) if known else 0.0


def _each(after: Plan, before: Plan, after_ranges: Ranges | None, before_ranges: Ranges | None) -> Difference:
    one, other = (_each_range(plan, known) for plan, known in ((after, after_ranges), (before, before_ranges)))
    both = after_ranges and before_ranges
    return difference(one, other) if both else Difference(one.value - other.value)


def _each_range(plan: Plan, ranges: Ranges | None) -> FigureRange:
    said = plan.summary
    value = said.cost_usd / said.persons_settled if said.persons_settled else 0.0
    cost, persons = (ranges.get(Figure(kind)) if ranges else None for kind in (COST, PERSONS))
    if cost is None or persons is None or persons.least <= 0:
        return FigureRange(value, value, value)
    in_fractions = (cost.value + cost.rounding) / (persons.value + persons.rounding)
    return FigureRange(value, cost.least / persons.most, cost.most / persons.least, in_fractions - value)
