"""A placement judged from its tables alone: it shares no code with what placed, and takes the order as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.columns import SEPARATOR
from resettle.households.verify_rooms import rooms_lacking
from resettle.households.verify_waiting import waits_for_nothing
from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection

    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

_SLOT = ["slot", "solution", "place", "year"]
_KIND = ["programme", "size_class"]
_TOLERANCE = 1e-6


def verify_placing(
    plan: Plan,
    registry: Registry,
    placed: pd.DataFrame,
    waiting: pd.DataFrame,
    open_slots: pd.DataFrame,
    *,
    across: bool = False,
    draw: pd.DataFrame | None = None,
    promised: Collection[str] = (),
) -> pd.DataFrame:
    """Everything that is wrong: rule, where, found, expected; no row where nothing is.

    Rules: every household of the registry stands once, placed or waiting; nobody is placed without a stated choice,
    against it, before it holds, or at a refused place; return leads home and integration to where it lives; homes by
    cohort (and so by rooms), place and year are the plan's, placed and open together; each takes its own cohort's, or,
    ``across``, one of its programme and size class where it relocates, and of no cohort more settle in a year than the
    plan says; for each a home with rooms enough (5), (5b); persons are the registry's; services (9) hold with them;
    whoever waits has a reason; nobody waits beside an open place, or one that others could make free, or before
    somebody of its cohort who has a place that it could have (``verify_waiting``). ``draw`` (household, round) and the
    ids of who was ``promised`` a place earlier are needed where a placing follows an earlier one.
    """
    households = registry.households.set_index("household")
    known = placed[households.index.get_indexer(pd.Index(placed["household"])) >= 0]  # many times quicker than isin
    own = households.loc[known["household"]]
    rules = [
        _once(households, placed, waiting),
        _told(known, "the stated choice", own["solution"].to_numpy(dtype=object), "solution"),
        _told(known, "the registry's cohort", own["cohort"].to_numpy(dtype=object), "cohort"),
        _told(known, "the registry's persons", own["persons"].to_numpy(), "persons"),
        _no_choice(known),
        _too_early(known, own),
        _refused(known, own),
        _homewards(known, own),
        _slots(plan, placed, open_slots),
        _own_slots(plan, placed, across=across),
        _rows(rooms_lacking(plan, known)),
        _services(plan, known, own),
        _reasons(waiting),
        _rows(waits_for_nothing(plan, registry, known, waiting, open_slots, draw, frozenset(promised), across=across)),
    ]
    return pd.concat([rule for rule in rules if len(rule)] or [_rows([])], ignore_index=True)


def _rows(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["rule", "where", "found", "expected"])


def _once(households: pd.DataFrame, placed: pd.DataFrame, waiting: pd.DataFrame) -> pd.DataFrame:
    times = pd.concat([placed["household"], waiting["household"]]).value_counts()
    rows: list[tuple[object, ...]] = [
        ("once", key, f"{count} times", "once") for key, count in times[times > 1].items()
    ]
    rows += [("once", key, "nowhere", "placed or waiting") for key in households.index.difference(times.index)]
    rows += [
        ("once", key, "no such household", "one of the registry") for key in times.index.difference(households.index)
    ]
    return _rows(rows)


def _told(placed: pd.DataFrame, rule: str, expected: np.ndarray, column: str) -> pd.DataFrame:
    wrong = placed[column].to_numpy(dtype=object) != expected.astype(object)
    both = zip(placed["household"][wrong], placed[column][wrong], expected[wrong], strict=True)
    return _rows([(rule, household, found, wanted) for household, found, wanted in both])


def _no_choice(placed: pd.DataFrame) -> pd.DataFrame:
    without = placed[placed["solution"] == ""]
    return _rows([("a choice", household, "placed", "nobody without a choice") for household in without["household"]])


def _too_early(placed: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    holds = own["from_year"].fillna(0).to_numpy(dtype=np.int64)
    early = placed["year"].to_numpy(dtype=np.int64) < holds
    told = zip(placed["household"][early], placed["year"][early], holds[early], strict=True)
    return _rows([("the choice holds", household, year, f"{first} or later") for household, year, first in told])


def _refused(placed: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    told = zip(placed["household"], placed["place"], own["refuses"], strict=True)
    return _rows(
        [
            ("refused places", household, place, "none that it refuses")
            for household, place, refuses in told
            if refuses and place in [part.strip() for part in str(refuses).split(SEPARATOR)]
        ]
    )


def _homewards(placed: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for solution, column in (("return", "origin"), ("integrate", "current_place")):
        home = own[column].to_numpy(dtype=object)
        wrong = (placed["solution"] == solution).to_numpy() & (placed["place"].to_numpy(dtype=object) != home)
        both = zip(placed["household"][wrong], placed["place"][wrong], home[wrong], strict=True)
        rows += [(f"{solution} leads to its place", household, place, wanted) for household, place, wanted in both]
    return _rows(rows)


def _slots(plan: Plan, placed: pd.DataFrame, open_slots: pd.DataFrame) -> pd.DataFrame:
    wanted = plan["placements"].rename(columns={"cohort": "slot"}).groupby(_SLOT)["households"].sum()
    taken = placed.groupby(_SLOT).size()
    left = open_slots.rename(columns={"cohort": "slot"}).groupby(_SLOT)["households"].sum()
    both = taken.add(left, fill_value=0).reindex(wanted.index.union(taken.index)).fillna(0)
    expected = wanted.reindex(both.index).fillna(0)
    wrong = both[both != expected]
    return _rows(
        [("the plan's tables", ", ".join(map(str, key)), count, expected[key]) for key, count in wrong.items()]  # type: ignore[call-overload]
    )


def _own_slots(plan: Plan, placed: pd.DataFrame, *, across: bool) -> pd.DataFrame:
    other = placed[placed["slot"] != placed["cohort"]]
    kinds = plan.dataset["cohorts"].set_index("cohort")[_KIND]
    alike = (kinds.reindex(other["slot"]).to_numpy() == kinds.reindex(other["cohort"]).to_numpy()).all(axis=1)
    let = alike & (other["solution"] == "relocate").to_numpy() & across
    told = other[~let]
    rows: list[tuple[object, ...]] = [
        ("its own cohort's places", household, slot, cohort)
        for household, slot, cohort in zip(told["household"], told["slot"], told["cohort"], strict=True)
    ]
    keys = ["cohort", "solution", "year"]
    most = plan["placements"].groupby(keys)["households"].sum()
    found = placed.groupby(keys).size()
    over = found[found > most.reindex(found.index).fillna(0)].rename("found").reset_index()
    rows += [
        ("as many of a cohort", f"{row['cohort']}, {row['solution']}, {row['year']}", row["found"], "the plan's count")
        for row in over.to_dict("records")
    ]
    return _rows(rows)


def _services(plan: Plan, placed: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """(9) standard·norm·persons, running total by place, at most the units there."""
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
    services = evidence.given["services"].fillna({"integrate_share": 1.0})
    people = placed.assign(profile=own["profile"].to_numpy(dtype=object))
    needs = people.merge(evidence.given["service_needs"], on="profile").merge(services, on="service")
    if needs.empty:
        return _rows([])
    share = needs["integrate_share"].where(needs["solution"] == "integrate", 1.0)
    needs["standard"] = needs["service"].map({key: plan.scenario.standard_of(key) for key in services["service"]})
    needs["units"] = needs["persons"] * needs["units_per_person"] * needs["standard"] * share
    used = needs.pivot_table(index=["place", "service"], columns="year", values="units", aggfunc="sum")
    used = used.reindex(columns=list(plan.years)).fillna(0.0).cumsum(axis=1)
    there = evidence.spare.add(evidence.units_ready, fill_value=0.0).reindex(used.index).fillna(0.0)
    over = used.to_numpy() - there.to_numpy() > _TOLERANCE * np.maximum(1.0, there.to_numpy())
    rows: list[tuple[object, ...]] = []
    for at, year in zip(*np.nonzero(over), strict=True):
        place, service = used.index[at]
        where = f"{service} at {place} in {plan.years[year]}"
        rows.append(("services (9)", where, float(used.iloc[at, year]), f"at most {there.iloc[at, year]:.6g}"))
    return _rows(rows)


def _reasons(waiting: pd.DataFrame) -> pd.DataFrame:
    without = waiting[waiting["reason"] == ""]
    return _rows([("a reason", household, "none", "why it waits") for household in without["household"]])
