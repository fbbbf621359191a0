"""What a session does with single households: held in the session alone, never in a cache that others share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.household_calls import explain_household, make_up, place_registry, plan_registry
from resettle.app.household_runs import Step, begin, leave_all
from resettle.errors import ResettleError
from resettle.households.ledger import spend
from resettle.households.requests import with_requests
from resettle.households.secret import new_secret

if TYPE_CHECKING:
    import pandas as pd

    from resettle.app.household_calls import PlacingFound
    from resettle.households.ledger import Ledger
    from resettle.households.placing import Asked, Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

MAKE, PLAN, PLACE, FAMILY = "make", "plan", "place", "family"
"""Steps that are worked out in a worker process."""
_WORK, _SECRET = "resettle.households", "resettle.households.secret"
_FAMILY = "resettle.households.family"
_LEDGER = "resettle.households.releases"


@dataclass(frozen=True)
class Outcome:
    """A placing with its measures, the breaches that the checker found, and the tables for everyone.

    ``withheld`` are the kinds of releases (``households.ledger``) for which the disclosure budget is spent; ``seed``
    says what the seed was of.
    """

    asked: Asked
    placed: Placed
    told: pd.DataFrame
    breaches: int
    tables: pd.DataFrame
    withheld: frozenset[str] = frozenset()
    seed: str = ""


@dataclass(frozen=True)
class Work:
    """A registry, the plan for it, and what came of placing it, as far as the session has come.

    Attributes
    ----------
    dataset : digest of the dataset that the registry was checked against
    source : what it was made from, so that it is read once: a file's number, or the seed
    """

    dataset: str
    source: str
    registry: Registry
    plan: Plan | None = None
    scenario: str = ""
    outcome: Outcome | None = None


def work() -> Work | None:
    """The session's work; none of another dataset."""
    known = cast("Work | None", st.session_state.get(_WORK))
    if known is not None and known.dataset != state.opened().dataset.digest:
        forget()
        return None
    return known


def keep(now: Work) -> Work:
    """Go on with it."""
    st.session_state[_WORK] = now
    return now


def forget() -> None:
    """Let go of everything about single households."""
    leave_all()
    for key in (_WORK, _FAMILY):
        st.session_state.pop(key, None)


def secret() -> str:
    """The session's secret; it is taken along with everything else."""
    return cast("str", st.session_state.setdefault(_SECRET, new_secret()))


def use_secret(of_earlier: str, releases: Ledger) -> None:
    """Go on with the secret of an earlier placing, and with what was published with it."""
    known = ledger() if secret() == of_earlier else {}
    for kind, digests in releases.items():
        known = {**known, kind: list(dict.fromkeys([*digests, *known.get(kind, [])]))}
    st.session_state[_SECRET], st.session_state[_LEDGER] = of_earlier, known


def ledger() -> Ledger:
    """What was published with the session's secret; it is downloaded with everything else."""
    return cast("Ledger", st.session_state.setdefault(_LEDGER, {}))


def is_within_budget(kind: str, digest: str) -> bool:
    """Enter a release into the session's ledger; whether the disclosure budget has room for it."""
    try:
        st.session_state[_LEDGER] = spend(ledger(), kind, digest)
    except ResettleError:
        return False
    return True


def begin_registry(seed: int) -> None:
    """Make a registry up."""
    dataset = state.opened().dataset
    begin(making(seed), make_up, dataset, seed, shared={dataset.digest: dataset})


def making(seed: int) -> Step:
    """The step of making a registry up."""
    return Step(MAKE, f"{state.opened().dataset.digest} {seed}")


def begin_plan(now: Work) -> None:
    """Make an estimate for the registry's cohorts with the session's assumptions; it is kept in no shared store."""
    dataset = state.opened().dataset
    begin(planning(now), plan_registry, dataset, now.registry, state.scenario(), shared={dataset.digest: dataset})


def planning(now: Work) -> Step:
    """The step of planning for a registry."""
    return Step(PLAN, f"{now.dataset} {now.source} {state.scenario().digest}")


def begin_placing(now: Work, asked: Asked) -> None:
    """Draw, place, check and count."""
    begin(placing(now), place_registry, now.plan, now.registry, asked, shared={})


def placing(now: Work) -> Step:
    """The step of placing a registry by its plan."""
    return Step(PLACE, f"{now.dataset} {now.source} {now.scenario}")


def outcome_of(found: PlacingFound) -> Outcome:
    """What came of a placing, with its releases entered into the session's ledger."""
    withheld = [kind for kind, digest in found.releases if not is_within_budget(kind, digest)]
    return Outcome(found.asked, found.placed, found.told, found.breaches, found.tables, frozenset(withheld))


def registry_as_placed(now: Work) -> Registry:
    """The registry as requests have it, which letters are written from and the next placing needs."""
    requests = None if now.outcome is None else now.outcome.asked.requests
    return now.registry if requests is None else with_requests(now.registry, requests)


def known_explanation(now: Work, household: str) -> str | None:
    """Why one household is where it is, where that was worked out last."""
    known = cast("tuple[Outcome, str, str] | None", st.session_state.get(_FAMILY))
    return known[2] if known is not None and known[0] is now.outcome and known[1] == household else None


def keep_explanation(now: Work, household: str, text: str) -> None:
    """Keep why one household is where it is."""
    st.session_state[_FAMILY] = (now.outcome, household, text)


def begin_explanation(now: Work, household: str) -> None:
    """Work out why one household is where it is."""
    if now.outcome is not None:
        placed, asked = now.outcome.placed, now.outcome.asked
        given = (now.plan, registry_as_placed(now), placed, household, asked)
        begin(explaining(now, household), explain_household, *given, shared={})


def explaining(now: Work, household: str) -> Step:
    """The step of explaining one household."""
    return Step(FAMILY, f"{now.source} {id(now.outcome)} {household}")
