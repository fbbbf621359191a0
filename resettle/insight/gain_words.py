"""Differences with their ranges, as people read them: a number where it exceeds its noise, else that it does not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from resettle.insight.donor_masking import NOBODY, nearest

if TYPE_CHECKING:
    from resettle.results.gain_ranges import Gain

TOO_SMALL = "too small to tell"
BETWEEN = "between {least} and {most}"
_NOISE = 0.01
"""Of a step: an end so near to a whole number of steps is that; finer, a part of 1e-6 of the objective is seen."""


class ShownGain(NamedTuple):
    """A difference as it is shown: a number, or in words why it is none; and its range, blank where there is none."""

    found: float | str
    least: float | str
    most: float | str

    @property
    def is_number(self) -> bool:
        """Whether the difference is told as a number."""
        return not isinstance(self.found, str)

    @property
    def is_exact(self) -> bool:
        """Whether all plans that are as good have the same difference, as far as it is shown."""
        return self.found == self.least == self.most


def shown_gain(gain: Gain, smallest: float = 0.0, step: float = 1.0) -> ShownGain:
    """A difference as it is shown: rounded to ``step``, its range outwards; masked where it is below ``smallest``."""
    least, most = (_outward(end, smallest, step, up=up) for end, up in ((gain.least, False), (gain.most, True)))
    exact = gain.most - gain.least <= 2 * _NOISE * step
    if abs(gain.found) <= NOBODY and exact:
        return ShownGain(0.0, 0.0, 0.0)
    if gain.is_known and abs(gain.found) < smallest - NOBODY and exact:
        return ShownGain(fewer_than(smallest), "", "")
    if not gain.is_known or (smallest and not exact and 0.0 in (least, most)):
        return ShownGain(TOO_SMALL, _blank(least), _blank(most))
    found = nearest(gain.found, step) + 0.0
    return ShownGain(found, found if exact else least, found if exact else most)


def fewer_than(smallest: float) -> str:
    """``fewer than 10``."""
    return f"fewer than {smallest:,.0f}"


def signed_count(count: float | str) -> str:
    """``+410``, ``−20``, ``0``; a text as it stands."""
    if isinstance(count, str):
        return count
    return "0" if round(count) == 0 else f"{'+' if count > 0 else '−'}{abs(count):,.0f}"


def range_words(shown: ShownGain) -> str:
    """``between 80 and 2,410 more``, ``between 830 fewer and 1,470 more``; blank where no range is known."""
    if isinstance(shown.least, str) or isinstance(shown.most, str):
        return ""
    if shown.least > 0:
        return BETWEEN.format(least=f"{shown.least:,.0f}", most=f"{shown.most:,.0f} more")
    if shown.most < 0:
        return BETWEEN.format(least=f"{-shown.most:,.0f}", most=f"{-shown.least:,.0f} fewer")
    least = f"{-shown.least:,.0f} fewer" if shown.least else "0"
    return BETWEEN.format(least=least, most=f"{shown.most:,.0f} more" if shown.most else "0")


def _outward(end: float, smallest: float, step: float, *, up: bool) -> float:
    """An end of a range, away from the range's middle to a whole number of steps: below ``smallest``, to that or 0."""
    if math.isnan(end):
        return end
    size = smallest if smallest and abs(end) < smallest else step
    return (math.ceil(end / size - _NOISE) if up else math.floor(end / size + _NOISE)) * size + 0.0


def _blank(end: float) -> float | str:
    return "" if math.isnan(end) else end
