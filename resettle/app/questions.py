"""What a worker process works out for the questions of the page Why; nothing here knows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.alternatives import MOST as MOST_ALTERNATIVES
from resettle.insight.alternatives import Alternatives, alternatives
from resettle.insight.confirmed import MOST as MOST_LIMITS
from resettle.insight.confirmed import confirmed
from resettle.insight.conflict import Conflict, smallest_conflict
from resettle.insight.fairness_price import FairnessPrice, fairness_price
from resettle.insight.frontier import Frontier, frontier
from resettle.insight.ladder import Ladder, ladder
from resettle.insight.next_million import AMOUNTS, NextMillion, next_million
from resettle.insight.pins import PinRegret, pin_regret
from resettle.insight.repair import MOST as MOST_TIMES
from resettle.insight.repair import Repair, cheapest_repair
from resettle.insight.what_changed import WhatChanged, what_changed

if TYPE_CHECKING:
    import pandas as pd

    from resettle.app.study import Study
    from resettle.inputs.scenario import Scenario


def find_what_changed(study: Study, before: Scenario) -> WhatChanged:
    """What made the difference to another scenario."""
    return what_changed(study, before, study.scenario)


def find_alternatives(study: Study) -> Alternatives:
    """Plans that are nearly as good."""
    return alternatives(study.near_best(), MOST_ALTERNATIVES, study.told)


def find_frontier(study: Study) -> Frontier:
    """How far money goes."""
    return frontier(study.afar(), study.scenario)


def find_repair(study: Study, may: tuple[str, ...], most: float) -> Repair:
    """What would meet the targets."""
    return cheapest_repair(study.raises, study, study.dataset, study.scenario, may=may, most=most, told=study.told)


def find_conflict(study: Study) -> Conflict:
    """Targets and pins that contradict one another."""
    return smallest_conflict(lambda: study.raises(MOST_TIMES), study.dataset, study.scenario, MOST_TIMES, study.told)


def find_next_million(study: Study) -> NextMillion:
    """What a million more brings."""
    return next_million(study.more_money(), AMOUNTS, study.told)


def find_confirmed(study: Study) -> pd.DataFrame:
    """What one more of each limit brings."""
    return confirmed(study.moves(), MOST_LIMITS, study.told)


def find_fairness_price(study: Study) -> FairnessPrice:
    """What fairness costs."""
    return fairness_price(study.afar(), study.scenario)


def find_pin_regret(study: Study) -> PinRegret:
    """What pins cost."""
    return pin_regret(study, study.scenario)


def find_ladder(study: Study, programme: str) -> Ladder:
    """What stops the plan next."""
    return ladder(study.afar(), study.scenario, programme=programme)
