"""How certain a figure is, in words that may be quoted; the same on every page, in files and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.insight.certainty import Difference
    from resettle.results.plan import Summary

PLAN = "Plan, within {gap:.1%} of the best possible"
PLAN_OPTIMAL = "Plan, proven to be the best possible"
ESTIMATE = "Estimate, slightly optimistic because part-built facilities are allowed"
NO_CHANGE = "no change"
TOLD = "{value} ({least} to {most})"
TOLD_EXACTLY = "{value}"
TOO_SMALL = "too small to tell ({least} to {most})"
CHECKING = "about {value}, being checked"
UNCHECKED = "about {value}, not checked"
DIFFERENCES = (
    "Differences are between the two estimates, whose optima are exact. In brackets: the least and the most among "
    "plans as good as the best. Where that includes 0, the difference is too small to tell."
)


def quality_words(summary: Summary) -> str:
    """What a level is: a plan with its distance from the best possible, or an estimate."""
    if summary.quality == "estimate":
        return ESTIMATE
    return PLAN_OPTIMAL if summary.gap <= _PROVEN else PLAN.format(gap=summary.gap)


def difference_words(difference: Difference, sized: Callable[[float], str], *, checking: bool = True) -> str:
    """A difference with its range; ``sized`` writes a number with its sign. ``checking``: a range is on its way."""
    value = sized(difference.value)
    if difference.is_none:
        return NO_CHANGE
    if difference.least is None or difference.most is None:
        return (CHECKING if checking else UNCHECKED).format(value=value)
    least, most = sized(difference.least), sized(difference.most)
    if not difference.can_be_told:
        return TOO_SMALL.format(least=least, most=most)
    if least == most == value:
        return TOLD_EXACTLY.format(value=value)
    return TOLD.format(value=value, least=least, most=most)


_PROVEN = 1e-6
"""A gap that is no more than what objectives are promised to."""
