"""The cheapest repair: the least more of capacities and money that meets every target and pin, as scenarios to open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.scenario import apply
from resettle.insight.kinds import KINDS, MONEY, kind_of
from resettle.insight.lifting import has_figures, lifted, lifting
from resettle.insight.limits import all_families
from resettle.insight.overview import overview
from resettle.insight.trial import tried
from resettle.insight.why_not import WhyNots
from resettle.results.raises import LARGEST, NO_SHORTER, SHORT, SUM, USD
from resettle.results.wanted import owner

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Change, Scenario
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.raises import Raised

    Told = Callable[[int, int], None]

MOST = 10.0
"""How many times as much of anything a repair may ask for, unless another is asked for."""
MET, REPAIRED, NEARER, OUT_OF_REACH, NO_PLAN = "met as it is", "repaired", "nearer", "out of reach", "no plan"
LESS = 0.01
"""By what part each raise is lowered to see that it cannot be smaller."""
_SHORT = 0.5
_WAYS_COLUMNS = ["way", "said", "families", "usd", "raised", "largest", "short", "reaches", "planned_short", "persons"]
_WAYS_COLUMNS += ["spent_usd", "mode", "why"]
_RAISES_COLUMNS = ["way", "family", "kind", "label", "times", "short_with_less"]


class Raisable(Protocol):
    """The programme whose limits can be raised (``resettle.results.raises.Raises``)."""

    families: tuple[str, ...]
    left_out: tuple[str, ...]

    def least(
        self, aims: Sequence[str], allowed: Collection[str] | None = None, *, short: float | None = None
    ) -> Raised | None:
        """The raises that make each aim in turn smallest."""

    def short_with(self, times: Mapping[str, float]) -> float:
        """The least that is missed with these raises."""

    def short_with_less(self, times: Mapping[str, float], part: float) -> dict[str, float]:
        """The same with a part less of each in turn."""


class Way(NamedTuple):
    """A way to repair: its key, what it keeps small in words, its aims, and whether money or capacities may rise."""

    key: str
    said: str
    aims: tuple[str, ...]
    money: bool = True
    capacities: bool = True


LEAST_MONEY = Way("least_money", "as little more money as can be, to 1 %", (USD, SUM))
LEAST = Way("least", "as little more of everything as can be, added up", (SUM,))
EVEN = Way("even", "what rises most rises as little as can be", (LARGEST, SUM))
FEWEST = Way("fewest", "as few limits raised as were found to do", (SUM,))
NO_MONEY = Way("no_money", "capacities only, no more money", (SUM,), money=False)
MONEY_ONLY = Way("money_only", "money only", (USD, SUM), capacities=False)
WAYS = (LEAST_MONEY, LEAST, EVEN, FEWEST, NO_MONEY, MONEY_ONLY)


@dataclass(frozen=True)
class Repair:
    """What it would take to meet every target and pin of a scenario.

    Attributes
    ----------
    ended : ``met as it is``; ``repaired`` (some way meets them all); ``nearer`` (none does, but some come nearer);
        ``out of reach`` (what may be raised brings them no nearer) or ``no plan``
    short : the least by which targets (persons) and pins (households) are missed as things are, in any plan
    short_at_most : the same with ``most`` times of everything that may be raised
    most : how many times as much of anything was allowed
    ways : way, said, families (how many are raised), usd (money added over the horizon), raised (sum of times − 1),
        largest (of times), short (still missed, at least), reaches (no more than the best way), planned_short,
        persons, spent_usd (of its estimate), mode (of that), why (there is no estimate); best first
    raises : way, family, kind, label, times; short_with_less (missed with a hundredth less of it; of the first way
        only, else NaN)
    scenarios : by way, the scenario with the raises as its changes
    not_chosen : persons of targets beyond those who have chosen a solution that leads there by then: no plan, however
        much is raised, settles anybody against the stated choice
    planned_short : missed in the scenario's own plan where nothing needs to be: its aim prefers others
    lacking : labels of what the data has nothing of, so that no factor raises it
    why : why there is no plan; blank where there is one
    """

    ended: str
    short: float
    short_at_most: float
    most: float
    ways: pd.DataFrame
    raises: pd.DataFrame
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    not_chosen: float = 0.0
    planned_short: float = 0.0
    lacking: tuple[str, ...] = ()
    why: str = ""


def doubling(dataset: Dataset, scenario: Scenario) -> dict[str, tuple[Change, ...]]:
    """What doubles each family of limits of which the scenario has figures; for ``Raises``. Raises ScenarioError."""
    given = apply(dataset, scenario)
    return {family: changes for family, changes in lifting(given, 2.0).items() if has_figures(given, changes)}


def cheapest_repair(
    raisable: Callable[[float], Raisable],
    estimates: Estimates,
    dataset: Dataset,
    scenario: Scenario,
    *,
    may: Collection[str] = tuple(KINDS),
    most: float = MOST,
    told: Told | None = None,
) -> Repair:
    """The ways to meet every target and pin, each a scenario that was planned, best first.

    Ranked are ways that reach what can be reached, by the money that they add, then by the sum of the raises: what
    a capacity costs to raise (how much another builder costs to train) is in no data.

    Parameters
    ----------
    raisable : gives the programme with limits up to so many times as large
    estimates : of scenarios of the dataset
    may : kinds of limits that may be raised, of ``KINDS``
    most : how many times as much of anything
    told : hears number and count before each solve
    """
    try:
        programme = raisable(most)
    except ResettleError as trouble:
        return _without_ways(NO_PLAN, float("nan"), float("nan"), most, why=str(trouble))
    search = _Search(programme, frozenset(may), told)
    short = programme.short_with({})
    if short <= _SHORT:
        own = tried(estimates, scenario).plan
        return replace(_without_ways(MET, short, short, most), planned_short=own.summary.short if own else 0.0)
    lacking = _lacking(dataset, programme)
    best = search.nearest()
    if best >= short - _SHORT:
        return _without_ways(OUT_OF_REACH, short, best, most, lacking=lacking)
    found = _distinct(search.ways(best))
    planned = _planned(estimates, dataset, scenario, found)
    if not planned:
        # every raise is below a thousandth, or the solver found no optimum for any way
        return _without_ways(OUT_OF_REACH, short, best, most, lacking=lacking)
    repair = _without_ways(REPAIRED if best <= _SHORT else NEARER, short, best, most, lacking=lacking)
    return _with_ways(repair, dataset, search, found, planned)


def _with_ways(
    repair: Repair,
    dataset: Dataset,
    search: _Search,
    found: list[tuple[Way, Raised]],
    planned: Mapping[str, Trial],
) -> Repair:
    """The repair with its ways ranked, their raises, and what a hundredth less of the first's misses."""
    table = _ranked(found, planned, repair.short_at_most)
    first = str(table["way"].iloc[0])
    less = search.less(next(raised for way, raised in found if way.key == first))
    return replace(
        repair,
        ways=table,
        raises=_raises(found, dataset, list(table["way"]), less),
        scenarios={key: trial.scenario for key, trial in planned.items()},
        not_chosen=_not_chosen(planned[first]) if first in planned else 0.0,
    )


class _Search:
    """The ways, one programme solved for each of their aims."""

    def __init__(self, programme: Raisable, kinds: frozenset[str], told: Told | None) -> None:
        self._programme, self._told = programme, told
        self.allowed = [family for family in programme.families if kind_of(family) in kinds]

    def nearest(self) -> float:
        """The least that is missed with as much as may be of everything."""
        found = self._programme.least((SHORT,), self.allowed)
        return float("inf") if found is None else found.short

    def ways(self, best: float) -> Iterator[tuple[Way, Raised]]:
        """Each way that the kinds allow, with its raises."""
        for number, way in enumerate(WAYS, start=1):
            if self._told is not None:
                self._told(number, len(WAYS))
            found = self._fewest(best) if way is FEWEST else self._way(way, best)
            if found is not None:
                yield way, found

    def less(self, raised: Raised) -> dict[str, float]:
        """What is missed with a hundredth less of each raise."""
        return self._programme.short_with_less(raised.times, LESS)

    def _way(self, way: Way, best: float) -> Raised | None:
        allowed = [one for one in self.allowed if (way.money if kind_of(one) == MONEY else way.capacities)]
        if len(allowed) == len(self.allowed):
            return self._programme.least(way.aims, allowed, short=best) if way.money and way.capacities else None
        return self._programme.least((SHORT, *way.aims), allowed) if allowed else None

    def _fewest(self, best: float) -> Raised | None:
        """As few families as are found: those of the least sum, each left out where the rest does without it."""
        found = self._programme.least((SUM,), self.allowed, short=best)
        if found is None:
            return None
        for family in sorted(found.times, key=found.times.__getitem__):
            without = [one for one in found.times if one != family]
            fewer = self._programme.least((SUM,), without, short=best) if len(without) < len(found.times) else None
            found = fewer or found
        return found


def _distinct(ways: Iterator[tuple[Way, Raised]]) -> list[tuple[Way, Raised]]:
    """Each set of raises once, under the first way that leads to it."""
    found: list[tuple[Way, Raised]] = []
    for way, raised in ways:
        if all(raised.times != known.times for _, known in found):
            found.append((way, raised))
    return found


def _planned(
    estimates: Estimates, dataset: Dataset, scenario: Scenario, found: list[tuple[Way, Raised]]
) -> dict[str, Trial]:
    """The scenario with each way's raises, planned; ways without any are left out.

    In its own mode, or at least cost, which misses a target only where nothing else is left, once its own aim has
    preferred others to those whom the targets ask for.
    """
    given, planned, mode = apply(dataset, scenario), {}, scenario.mode
    for way, raised in found:
        if not raised.times:
            continue
        said = f"{scenario.title or 'Own assumptions'}: repaired, {way.said}"
        repaired = lifted(scenario, given, raised.times).model_copy(update={"title": said, "mode": mode})
        trial = tried(estimates, repaired)
        if trial.plan is not None and trial.plan.summary.short > raised.short + NO_SHORTER + _SHORT:
            mode = "least_cost"
            trial = tried(estimates, repaired.model_copy(update={"mode": mode}))
        planned[way.key] = trial
    return planned


def _ranked(found: list[tuple[Way, Raised]], planned: Mapping[str, Trial], best: float) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for way, raised in found:
        trial = planned.get(way.key)
        plan = None if trial is None or trial.plan is None else trial.plan.summary
        rows.append(
            {
                "way": way.key,
                "said": way.said,
                "families": len(raised.times),
                "usd": raised.usd,
                "raised": sum(raised.times.values()) - len(raised.times),
                "largest": max(raised.times.values(), default=1.0),
                "short": raised.short,
                "reaches": raised.short <= best + _SHORT,
                "planned_short": plan.short if plan else float("nan"),
                "persons": plan.persons_settled if plan else float("nan"),
                "spent_usd": plan.cost_usd if plan else float("nan"),
                "mode": plan.mode if plan else "",
                "why": trial.why if trial else "nothing to raise",
            }
        )
    table = pd.DataFrame(rows, columns=_WAYS_COLUMNS)
    far = (~table["reaches"]) * table["short"]
    order = table.assign(far=far).sort_values(["far", "usd", "raised"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _raises(
    found: list[tuple[Way, Raised]], dataset: Dataset, order: list[str], less: Mapping[str, float]
) -> pd.DataFrame:
    labels = {family.key: family.label for family in all_families(dataset)}
    by_way = {way.key: raised for way, raised in found}
    rows = [
        (way, family, kind_of(family), labels[family], times, less[family] if way == order[0] else float("nan"))
        for way in order
        for family, times in sorted(by_way[way].times.items(), key=lambda pair: -pair[1])
    ]
    return pd.DataFrame(rows, columns=_RAISES_COLUMNS)


def _not_chosen(trial: Trial) -> float:
    """Persons of targets beyond those who have chosen, by the plan of the scenario with the raises."""
    if trial.plan is None:
        return 0.0
    answers = WhyNots(overview(trial.plan).evidence)
    targets = [
        answers.target(str(name)) for name in trial.plan["shortfalls"]["target"] if owner(str(name)) == str(name)
    ]
    return sum(max(0.0, target.asked - target.chosen) for target in targets if target.short > 0)


def _lacking(dataset: Dataset, programme: Raisable) -> tuple[str, ...]:
    """What no factor raises, since there is nothing of it."""
    labels = {family.key: family.label for family in all_families(dataset)}
    return tuple(labels[family] for family in programme.left_out)


def _without_ways(
    ended: str, short: float, at_most: float, most: float, *, lacking: tuple[str, ...] = (), why: str = ""
) -> Repair:
    ways, raises = pd.DataFrame(columns=_WAYS_COLUMNS), pd.DataFrame(columns=_RAISES_COLUMNS)
    return Repair(ended, short, at_most, most, ways, raises, lacking=lacking, why=why)
