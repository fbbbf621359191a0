"""What a worker process is asked about single households; it keeps nothing of them when it has answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.app.plan_work import listener, use_plain_text
from resettle.households.aggregate import with_registry
from resettle.households.draw import commitment
from resettle.households.explaining import explained
from resettle.households.ledger import LIST, TABLES
from resettle.households.measures import measures
from resettle.households.placing import place_households
from resettle.households.public_tables import digest_of_tables, public_tables
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list
from resettle.households.synthetic import synthesise
from resettle.households.verify_placing import verify_placing
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.placing import Asked, Placed
    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan
    from resettle.workers.caller import Caller

MAKING, PLACING, CHECKING, COUNTING, EXPLAINING = "making", "placing", "checking", "counting", "explaining"
"""Stages that are told beside those of a plan."""


@dataclass(frozen=True)
class PlacingFound:
    """A placing as it was asked for, its measures, the breaches that the checker found, and the tables for everyone.

    ``releases`` are kinds and digests of what would be published.
    """

    asked: Asked
    placed: Placed
    told: pd.DataFrame
    breaches: int
    tables: pd.DataFrame
    releases: tuple[tuple[str, str], ...]


def make_up(caller: Caller, dataset: Dataset, seed: int) -> Registry:
    """A registry that is made up."""
    use_plain_text()
    caller.tell(MAKING)
    return synthesise(dataset, seed)


def plan_registry(caller: Caller, dataset: Dataset, registry: Registry, scenario: Scenario) -> Plan:
    """An estimate for a registry's cohorts."""
    hear = listener(caller)
    return make_plan(with_registry(dataset, registry), scenario, estimate=True, progress=hear)


def place_registry(caller: Caller, plan: Plan, registry: Registry, asked: Asked) -> PlacingFound:
    """Draw, place, check and count."""
    use_plain_text()
    caller.tell(PLACING)
    found = place_households(plan, registry, asked)
    caller.tell(CHECKING)
    tables = (found.placed, found.waiting, found.open_slots)
    promised = found.changes["household"].tolist()
    breaches = verify_placing(plan, registry, *tables, across=asked.across, draw=found.draw, promised=promised)
    caller.tell(COUNTING)
    told, published = measures(plan, registry, found), public_tables(plan, registry, found, asked.secret)
    known = registry if asked.requests is None else with_requests(registry, asked.requests)
    listed = draw_list(known.households, asked.secret, asked.earlier)
    releases = ((TABLES, digest_of_tables(published)), (LIST, commitment(listed)))
    return PlacingFound(asked, found, told, len(breaches), published, releases)


def explain_household(
    caller: Caller, plan: Plan, registry: Registry, placed: Placed, household: str, asked: Asked
) -> str:
    """Why one household is where it is; raises ResettleError where none has the id."""
    use_plain_text()
    caller.tell(EXPLAINING)
    return explained(plan, registry, placed, household, asked)
