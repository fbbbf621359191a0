"""EQUATIONS, the model's table of contents, and ``build``, which turns an instance into a programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.model import definitions, fairness, homes, land, money, people, services, supply
from resettle.model.decisions import Decisions, make_decisions
from resettle.model.lp import Program, without_garbage_collection
from resettle.model.objective import least_cost, most_people

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

    from resettle.model.instance import Instance

    Add = Callable[[Program, Decisions, Instance], None]


@dataclass(frozen=True)
class Equation:
    """A numbered equation: ``number`` as in docs/formulation.md, ``key`` of its rows, one sentence, its function."""

    number: str
    key: str
    sentence: str
    add: Add


EQUATIONS: tuple[Equation, ...] = (
    Equation("0a", "eq00a", "moved: households of a class that have settled so far", definitions.moved),
    Equation("0b", "eq00b", "settled: households in a place by rooms needed, staying or arriving", definitions.settled),
    Equation("0c", "eq00c", "persons: people in a place by profile, staying or arriving", definitions.persons),
    Equation("0d", "eq00d", "homes: homes ready", definitions.homes),
    Equation("0e", "eq00e", "facilities: facilities ready", definitions.facilities),
    Equation("0f", "eq00f", "land: hectares used and hectares cleared", definitions.land),
    Equation("0g", "eq00g", "in use: units of a service that the settled use", definitions.in_use),
    Equation("0h", "eq00h", "drawn: a funder's money spent", definitions.drawn),
    Equation("0i", "eq00i", "cover: share of a group covered, weighted by how long", definitions.cover),
    Equation("1", "eq01", "supply: no cohort settles more households than it has", people.supply),
    Equation("2", "eq02", "choice: nobody settles against the stated choice", people.choice),
    Equation("3", "eq03", "opening: nobody settles before a place is open, or beyond its size", people.opening),
    Equation("4", "eq04", "viable community: a place opened reaches its smallest community", people.viable_community),
    Equation("5", "eq05", "rooms: every household has a home with enough rooms", homes.rooms),
    Equation("5b", "eq05b", "tenure: a secured home houses only who integrates where it lives", homes.tenure),
    Equation("6", "eq06", "building: builders, certificates, tenure and stock limit the homes", homes.building),
    Equation("7", "eq07", "land: what is built stands on ready or cleared land", land.land),
    Equation("8", "eq08", "clearance: clearance teams limit the hectares cleared", land.clearance),
    Equation("9", "eq09", "standard: every service reaches its standard", services.standard),
    Equation("10", "eq10", "staff: there are people to run what is newly used", services.staff),
    Equation("11", "eq11", "balance: building material arrives where it is used", supply.balance),
    Equation("12", "eq12", "link: roads, railways and supplies carry what they can", supply.links),
    Equation("13", "eq13", "spending: all that is done is paid for", money.spending),
    Equation("14", "eq14", "budget: nobody pays more than it has", money.budget),
    Equation("15", "eq15", "floors: no group falls below its floor", fairness.floors),
    Equation("16", "eq16", "programme floor: no programme falls below its floor", fairness.programme_floor),
    Equation("17", "eq17", "targets and pins: reached, or the shortfall is reported", fairness.targets_and_pins),
)


@dataclass(frozen=True)
class Model:
    """A programme with the decisions it is made of and the instance it stands for."""

    program: Program
    decisions: Decisions
    given: Instance


def build(given: Instance, *, whole: bool, without: Collection[str] = ()) -> Model:
    """Build the programme with its main objective; ``whole`` makes facilities and openings whole numbers.

    ``without`` leaves out equations by number: only tests use it, to see that the checker misses them.
    """
    with without_garbage_collection():
        program = empty_program(given)
        decisions = make_decisions(program, given, whole=whole)
        for equation in EQUATIONS:
            if equation.number not in without:
                equation.add(program, decisions, given)
        program.set_objective(aim(decisions, given))
    return Model(program, decisions, given)


def empty_program(given: Instance) -> Program:
    """A programme without rows or columns, of the mode's sense."""
    return Program("resettle", maximise=given.scenario.mode != "least_cost")


def aim(x: Decisions, given: Instance) -> list[pd.DataFrame]:
    """The terms of the mode's main objective."""
    return least_cost(x, given) if given.scenario.mode == "least_cost" else most_people(x, given)
