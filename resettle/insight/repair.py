"""The cheapest repair: the least more of capacities and money that meets every target and pin and takes from nobody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.scenario import apply
from resettle.insight.fewer import COLUMNS as FEWER_COLUMNS
from resettle.insight.fewer import fewer_settled
from resettle.insight.kinds import KINDS, kind_of
from resettle.insight.lifting import has_figures, lifted, lifting
from resettle.insight.limits import all_families
from resettle.insight.overview import overview
from resettle.insight.repair_ways import Search, distinct
from resettle.insight.trial import tried
from resettle.insight.why_not import WhyNots
from resettle.results.shortfall import Shortfall, shortfall_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Change, Safeguard, Scenario
    from resettle.insight.repair_ways import Raisable, Way
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.plan import Plan
    from resettle.results.raises import Raised

    Told = Callable[[int, int], None]

MOST = 10.0
"""How many times as much of anything a repair may ask for, unless another is asked for."""
MET, REPAIRED, NEARER, OUT_OF_REACH, NO_PLAN = "met", "repaired", "nearer", "out of reach", "no plan"
NUDGE = 0.001
"""By how much each raise is made larger where its plan just misses what was promised."""
_SHORT = 0.5
_WAYS_COLUMNS = ["way", "said", "families", "usd", "raised", "largest", "short_persons", "short_households", "reaches"]
_WAYS_COLUMNS += ["planned_short_persons", "planned_short_households", "takes", "persons", "spent_usd", "mode", "why"]
_RAISES_COLUMNS = ["way", "family", "kind", "label", "times", "less_short_persons", "less_short_households"]


@dataclass(frozen=True)
class Repair:
    """What it would take to meet every target and pin of a scenario, without taking from anybody.

    Attributes
    ----------
    ended : ``met`` (by the scenario's own plan); ``repaired`` (some way meets them all and takes from nobody);
        ``nearer`` (none does, but some way comes nearer); ``out of reach`` (no way brings them nearer) or ``no plan``
    planned : by how much the scenario's own plan misses its targets and pins
    short : the least by which any plan misses them with the present capacities and money that takes from nobody
    short_at_most : the same with ``most`` times everything that may be raised
    most : how many times as much of anything was allowed
    ways : way, said, families (how many are raised), usd (money added over the horizon), raised (sum of times − 1),
        largest (of times), short_persons and short_households (still missed, at least), reaches (no more missed than
        by the best way that takes from nobody), planned_short_persons, planned_short_households, takes (whether anybody
        has fewer people settled), persons, spent_usd (of its estimate), mode (of that), why (there is no estimate);
        best first
    raises : way, family, kind, label, times; less_short_persons and less_short_households (missed with a hundredth less
        of it; of the first way only, else NaN)
    fewer : who has fewer people settled in each way's plan than in the scenario's own: way, and the columns of
        ``resettle.insight.fewer``
    scenarios : by way, the scenario with the raises as its changes and what others have as its safeguards
    not_chosen : persons of targets beyond those who have chosen a solution that leads there by then: no plan, however
        much is raised, settles anybody against the stated choice
    lacking : labels of what the data has nothing of, so that no factor raises it
    why : why there is no plan; blank where there is one
    """

    ended: str
    planned: Shortfall
    short: Shortfall
    short_at_most: Shortfall
    most: float
    ways: pd.DataFrame
    raises: pd.DataFrame
    fewer: pd.DataFrame
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    not_chosen: float = 0.0
    lacking: tuple[str, ...] = ()
    why: str = ""


def doubling(dataset: Dataset, scenario: Scenario) -> dict[str, tuple[Change, ...]]:
    """What doubles each family of limits of which the scenario has figures; for ``Raises``. Raises ScenarioError."""
    given = apply(dataset, scenario)
    return {family: changes for family, changes in lifting(given, 2.0).items() if has_figures(given, changes)}


def cheapest_repair(
    raisable: Callable[[float, Plan], Raisable],
    estimates: Estimates,
    dataset: Dataset,
    scenario: Scenario,
    *,
    may: Collection[str] = tuple(KINDS),
    most: float = MOST,
    told: Told | None = None,
) -> Repair:
    """The ways to meet every target and pin, each a scenario that was planned, best first.

    No way has fewer people settled of a programme by the end of any year, in a place or of a group by the end of the
    last, than the scenario's own estimate. Where some target can only be met with fewer, one more way shows who would
    lose how much. Every way is planned for the scenario's own aim.

    Ranked are ways that take from nobody, then those that miss less, then by the money that they add, then by the sum
    of the raises: what a capacity costs to raise (how much another builder costs to train) is in no data.

    Parameters
    ----------
    raisable : gives the programme with limits up to so many times as large, with a plan's people as safeguards
    estimates : of scenarios of the dataset
    may : kinds of limits that may be raised, of ``KINDS``
    most : how many times as much of anything
    told : hears number and count before each solve
    """
    own = tried(estimates, scenario)
    if own.plan is None:
        return _without_ways(NO_PLAN, most, why=own.why)
    planned = shortfall_of(own.plan["shortfalls"])
    if not planned.anything:
        return _without_ways(MET, most, planned=planned)
    try:
        programme = raisable(most, own.plan)
    except ResettleError as trouble:
        return _without_ways(NO_PLAN, most, planned=planned, why=str(trouble))
    search = Search(programme, frozenset(may), told)
    repair = replace(
        _without_ways(OUT_OF_REACH, most, planned=planned),
        short=programme.short_with({}),
        short_at_most=search.nearest(),
        lacking=_lacking(dataset, programme),
    )
    found = distinct(search.ways(repair.planned, repair.short, repair.short_at_most))
    if not found:
        return repair
    planner = _Planner(estimates, dataset, scenario, programme, most)
    planned_ways = [(way, *planner.plan(way, raised)) for way, raised in found]
    found = [(way, raised) for way, raised, _ in planned_ways]
    trials = {way.key: trial for way, _, trial in planned_ways}
    ended = NEARER if repair.short_at_most.anything else REPAIRED
    return _with_ways(replace(repair, ended=ended), dataset, search, found, trials, own.plan)


def _with_ways(
    repair: Repair,
    dataset: Dataset,
    search: Search,
    found: list[tuple[Way, Raised]],
    trials: Mapping[str, Trial],
    own: Plan,
) -> Repair:
    """The repair with its ways ranked, their raises, who has fewer, and what a hundredth less of the first's misses."""
    fewer = [fewer_settled(own, trial.plan).assign(way=key) for key, trial in trials.items() if trial.plan is not None]
    losing = pd.concat([_no_rows(["way", *FEWER_COLUMNS]), *fewer], ignore_index=True)[["way", *FEWER_COLUMNS]]
    table = _ranked(found, trials, set(losing["way"]), repair.short_at_most)
    first = str(table["way"].iloc[0])
    way, raised = next((way, raised) for way, raised in found if way.key == first)
    return replace(
        repair,
        ways=table,
        raises=_raises(found, dataset, list(table["way"]), search.less(way, raised)),
        fewer=losing,
        scenarios={key: trial.scenario for key, trial in trials.items()},
        not_chosen=_not_chosen(trials[first]),
    )


@dataclass(frozen=True)
class _Planner:
    """Plans the scenario with a way's raises."""

    estimates: Estimates
    dataset: Dataset
    scenario: Scenario
    programme: Raisable
    most: float

    def plan(self, way: Way, raised: Raised) -> tuple[Raised, Trial]:
        """The raises and the plan with them; each raise a thousandth larger where that meets what was promised.

        With the least that is enough there is hardly any other plan, and the last person of a target can cost others
        more than a target that comes first is worth.
        """
        trial = self._tried(way, raised)
        if _keeps(trial, raised) or not raised.times:
            return raised, trial
        times = {family: min(self.most, round(factor + NUDGE, 3)) for family, factor in raised.times.items()}
        usd = sum((factor - 1.0) * self.programme.usd_of(family) for family, factor in times.items())
        larger = replace(raised, times=times, usd=usd)
        again = self._tried(way, larger)
        return (larger, again) if _keeps(again, raised) else (raised, trial)

    def _tried(self, way: Way, raised: Raised) -> Trial:
        """For the scenario's own aim; targets come first, and what others have is a target, less what is taken."""
        repaired = lifted(self.scenario, apply(self.dataset, self.scenario), raised.times)
        fields = {
            "title": f"{self.scenario.title or 'Own assumptions'}: repaired, {way.said}",
            "targets_first": True,
            "safeguard": _joined(self.scenario.safeguard, self.programme.safeguards.as_fields(raised.fewer)),
        }
        return tried(self.estimates, repaired.model_copy(update=fields))


def _keeps(trial: Trial, raised: Raised) -> bool:
    """Whether a plan misses no more than was promised; one that there is not cannot be mended by a thousandth."""
    if trial.plan is None:
        return True
    return shortfall_of(trial.plan["shortfalls"]).priced <= raised.short.priced + _SHORT


def _joined(own: Sequence[Safeguard], found: Sequence[Safeguard]) -> tuple[Safeguard, ...]:
    """Those that are found, and the scenario's own; of the same people the larger one."""
    joined: dict[tuple[str, str, str, int], Safeguard] = {}
    for one in (*own, *found):
        key = (one.kind, one.programme, one.name, one.year)
        joined[key] = max(one, joined.get(key, one), key=lambda each: each.persons)
    return tuple(joined.values())


def _ranked(
    found: list[tuple[Way, Raised]], trials: Mapping[str, Trial], losing: Collection[str], best: Shortfall
) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for way, raised in found:
        trial = trials[way.key]
        plan = None if trial.plan is None else trial.plan.summary
        nothing = Shortfall(float("nan"), float("nan"))
        short = nothing if trial.plan is None else shortfall_of(trial.plan["shortfalls"])
        rows.append(
            {
                "way": way.key,
                "said": way.said,
                "families": len(raised.times),
                "usd": raised.usd,
                "raised": sum(raised.times.values()) - len(raised.times),
                "largest": max(raised.times.values(), default=1.0),
                "short_persons": raised.short.persons,
                "short_households": raised.short.households,
                "reaches": raised.short.priced <= best.priced + _SHORT,
                "planned_short_persons": short.persons,
                "planned_short_households": short.households,
                "takes": way.key in losing,
                "persons": plan.persons_settled if plan else float("nan"),
                "spent_usd": plan.cost_usd if plan else float("nan"),
                "mode": plan.mode if plan else "",
                "why": trial.why,
            }
        )
    table = pd.DataFrame(rows, columns=_WAYS_COLUMNS)
    far = (~table["reaches"]) * (table["short_persons"] + table["short_households"])
    order = table.assign(far=far).sort_values(["takes", "far", "usd", "raised"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _raises(
    found: list[tuple[Way, Raised]], dataset: Dataset, order: list[str], less: Mapping[str, Shortfall]
) -> pd.DataFrame:
    labels = {family.key: family.label for family in all_families(dataset)}
    by_way, unknown = {way.key: raised for way, raised in found}, Shortfall(float("nan"), float("nan"))
    rows = [
        (way, family, kind_of(family), labels[family], times, *(less[family] if way == order[0] else unknown))
        for way in order
        for family, times in sorted(by_way[way].times.items(), key=lambda pair: -pair[1])
    ]
    return pd.DataFrame(rows, columns=_RAISES_COLUMNS)


def _not_chosen(trial: Trial) -> float:
    """Persons of targets beyond those who have chosen, by the plan of the scenario with the raises."""
    if trial.plan is None:
        return 0.0
    evidence = overview(trial.plan).evidence
    answers = WhyNots(evidence)
    targets = [answers.target(str(name)) for name in evidence.given["targets"]["target"]]
    return sum(max(0.0, target.asked - target.chosen) for target in targets if target.short > 0)


def _lacking(dataset: Dataset, programme: Raisable) -> tuple[str, ...]:
    """What no factor raises, since there is nothing of it."""
    labels = {family.key: family.label for family in all_families(dataset)}
    return tuple(labels[family] for family in programme.left_out)


def _no_rows(columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=columns)


def _without_ways(ended: str, most: float, *, planned: Shortfall | None = None, why: str = "") -> Repair:
    unknown = Shortfall(float("nan"), float("nan"))
    known = planned or unknown
    ways, raises, fewer = (_no_rows(columns) for columns in (_WAYS_COLUMNS, _RAISES_COLUMNS, ["way", *FEWER_COLUMNS]))
    return Repair(ended, known, known, known, most, ways, raises, fewer, why=why)
