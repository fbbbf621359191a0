"""What stands beside a lever: how much there is before and after in real units, and where the figures come from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.app.single_figures import given
from resettle.app.words import levers as words
from resettle.charts.style import short
from resettle.insight.levers import amounts, origin_of, origins, scaled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.levers import Amount, Origin

MOST_SOURCES = 2
_OTHER_TABLES = {
    "standard": ("services", "service_needs"),
    "corridor": ("corridors", "links"),
    "place": ("places",),
    "solution": ("willingness", "solutions"),
}


@dataclass(frozen=True)
class LeverTexts:
    """Texts of a dataset's levers, with a scenario's changes of single figures in them.

    Attributes
    ----------
    dataset : with the changes, before any lever
    amounts : how much there is, by lever
    origins : where figures come from, by lever
    """

    dataset: Dataset
    amounts: Mapping[str, Amount]
    origins: Mapping[str, Origin]

    @classmethod
    def of(cls, dataset: Dataset, scenario: Scenario) -> LeverTexts:
        """Worked out once for a dataset and its changes; moving a lever changes nothing of it."""
        known = given(dataset, scenario)
        others = {name: origin_of(dataset, tables) for name, tables in _OTHER_TABLES.items()}
        return cls(known, amounts(known), origins(dataset) | others)

    def beneath(self, lever: str, factor: float = 1.0) -> str:
        """One line under a capacity lever: the amount, before and after where it is moved, and its confidence."""
        amount = self.amounts.get(lever)
        if amount is None:
            return words.AMOUNT_NONE
        text = self._before_and_after(lever, amount, factor)
        said = confidence(self.origins[lever])
        return f"{text} · {said}" if said else text

    def source(self, lever: str) -> str:
        """Tables, confidence and sources behind a lever, for its help."""
        origin = self.origins[lever]
        return words.ORIGIN_HELP.format(
            tables=", ".join(origin.tables) or "–",
            confidence=confidence(origin) or "–",
            sources=sources(origin) or "–",
        )

    def _before_and_after(self, lever: str, amount: Amount, factor: float) -> str:
        years = self.dataset.years
        unit = words.AMOUNT_UNITS[amount.unit].format(year=amount.year, of=amount.of, first=years[0], last=years[-1])
        before = _figure(amount)
        if factor == 1.0:
            return words.AMOUNT_SAME.format(before=before, unit=unit)
        after = _figure(scaled(self.dataset, lever, amount, factor))
        return words.AMOUNT_MOVED.format(before=before, after=after, unit=unit)


def confidence(origin: Origin) -> str:
    """Rows by confidence in words: ``12 sourced, 30 assumed``; ``all assumed`` where they agree."""
    said = [(words.CONFIDENCE[key], count) for key, count in origin.confidence.items() if key in words.CONFIDENCE]
    if len(said) == 1:
        return f"all {said[0][0]}"
    return ", ".join(f"{count:,} {name}" for name, count in said)


def sources(origin: Origin) -> str:
    """Titles of the sources of most rows, and how many others there are."""
    named = "; ".join(origin.sources[:MOST_SOURCES])
    more = len(origin.sources) - MOST_SOURCES
    return named + (words.ORIGIN_OTHERS.format(count=more) if more > 0 else "")


def _figure(amount: Amount) -> str:
    if math.isinf(amount.figure):
        return words.NO_LIMIT
    if amount.unit == "share":
        return f"{amount.figure:.1%}"
    if amount.unit in ("usd", "usd_a_home"):
        return short(amount.figure, "US$")
    return f"{amount.figure:,.0f}"
