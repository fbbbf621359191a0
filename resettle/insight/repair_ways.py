"""The ways to repair: which raises are looked for, and the search for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from resettle.insight.kinds import MONEY, kind_of
from resettle.results.raises import LARGEST, LOST, SHORT, SUM, USD, Raised
from resettle.results.shortfall import Shortfall

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from resettle.results.safeguards import Safeguards

LESS = 0.01
"""By what part each raise is lowered to see that it cannot be smaller."""
_SHORT = 0.5


class Raisable(Protocol):
    """The programme whose limits can be raised (``resettle.results.raises.Raises``)."""

    families: tuple[str, ...]
    left_out: tuple[str, ...]
    safeguards: Safeguards

    def least(
        self,
        aims: Sequence[str],
        allowed: Collection[str] | None = None,
        *,
        short: float | None = None,
        safe: bool = True,
    ) -> Raised | None:
        """The raises that make each aim in turn smallest."""

    def usd_of(self, family: str) -> float:
        """Money over the horizon that doubling a family adds."""

    def short_with(self, times: Mapping[str, float], *, safe: bool = True) -> Shortfall:
        """The least that is missed with these raises."""

    def short_with_less(self, times: Mapping[str, float], part: float, *, safe: bool = True) -> dict[str, Shortfall]:
        """The same with a part less of each in turn."""


class Way(NamedTuple):
    """A way to repair.

    Attributes
    ----------
    key, said : its key, and what it keeps small in words
    aims : what is made small, one after the other
    money, capacities : whether these may rise
    safe : whether every programme, place and group has at least as many people settled as in the scenario's own plan
    """

    key: str
    said: str
    aims: tuple[str, ...]
    money: bool = True
    capacities: bool = True
    safe: bool = True


AS_IT_IS = Way("as_it_is", "nothing raised, targets first", (), money=False, capacities=False)
LEAST_MONEY = Way("least_money", "the least extra money, to 1%", (USD, SUM))
LEAST = Way("least", "the smallest sum of increases", (SUM,))
EVEN = Way("even", "the smallest largest increase", (LARGEST, SUM))
FEWEST = Way("fewest", "the fewest limits that were found to be enough", (SUM,))
NO_MONEY = Way("no_money", "more capacity, no extra money", (SUM,), money=False)
MONEY_ONLY = Way("money_only", "extra money, no more capacity", (USD, SUM), capacities=False)
TAKING = Way("taking", "fewer people settled elsewhere", (LOST, USD, SUM), safe=False)
WAYS = (LEAST_MONEY, LEAST, EVEN, FEWEST, NO_MONEY, MONEY_ONLY)
"""Those that take from nobody; ``TAKING`` is shown beside them where it meets more."""


class Search:
    """The ways, one programme solved for each of their aims."""

    def __init__(self, programme: Raisable, kinds: frozenset[str], told: Callable[[int, int], None] | None) -> None:
        self._programme, self._told = programme, told
        self.allowed = [family for family in programme.families if kind_of(family) in kinds]

    def nearest(self, *, safe: bool = True) -> Shortfall:
        """The least that is missed with as much as may be of everything."""
        found = self._programme.least((SHORT,), self.allowed, safe=safe)
        return Shortfall(float("inf"), 0.0) if found is None else found.short

    def ways(self, planned: Shortfall, short: Shortfall, best: Shortfall) -> Iterator[tuple[Way, Raised]]:
        """Each way that the kinds allow and that brings the plan nearer, with its raises."""
        every = (AS_IT_IS, *WAYS, TAKING)
        for number, way in enumerate(every, start=1):
            if self._told is not None:
                self._told(number, len(every))
            found = self._of(way, short, best)
            if found is not None and (found.times or found.short.priced < planned.priced - _SHORT):
                yield way, found

    def less(self, way: Way, raised: Raised) -> dict[str, Shortfall]:
        """What is missed with a hundredth less of each raise."""
        return self._programme.short_with_less(raised.times, LESS, safe=way.safe)

    def _of(self, way: Way, short: Shortfall, best: Shortfall) -> Raised | None:
        if way is AS_IT_IS:
            return Raised({}, short, 0.0) if short.priced <= best.priced + _SHORT else None
        if way is TAKING:
            return self._taking(best)
        if best.priced >= short.priced - _SHORT:
            return None
        return self._fewest(best) if way is FEWEST else self._way(way, best)

    def _way(self, way: Way, best: Shortfall) -> Raised | None:
        allowed = [one for one in self.allowed if (way.money if kind_of(one) == MONEY else way.capacities)]
        if len(allowed) == len(self.allowed):
            aims = way.aims if way.money and way.capacities else ()
            return self._programme.least(aims, allowed, short=best.priced) if aims else None
        return self._programme.least((SHORT, *way.aims), allowed) if allowed else None

    def _taking(self, best: Shortfall) -> Raised | None:
        """What meets more than can be met without taking from others: as few people fewer as can be."""
        nearest = self.nearest(safe=False)
        if nearest.priced >= best.priced - _SHORT:
            return None
        return self._programme.least(TAKING.aims, self.allowed, short=nearest.priced, safe=False)

    def _fewest(self, best: Shortfall) -> Raised | None:
        """As few families as are found: those of the least sum, each left out where the rest does without it."""
        found = self._programme.least((SUM,), self.allowed, short=best.priced)
        if found is None:
            return None
        for family in sorted(found.times, key=found.times.__getitem__):
            without = [one for one in found.times if one != family]
            trimmed = len(without) < len(found.times)
            fewer = self._programme.least((SUM,), without, short=best.priced) if trimmed else None
            found = fewer or found
        return found


def distinct(ways: Iterator[tuple[Way, Raised]]) -> list[tuple[Way, Raised]]:
    """Each set of raises once, under the first way that leads to it."""
    found: list[tuple[Way, Raised]] = []
    for way, raised in ways:
        if all(raised.times != known.times or way.safe != other.safe for other, known in found):
            found.append((way, raised))
    return found
