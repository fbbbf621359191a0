"""What a session does with single households: held in the session alone, never in a cache that others share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.errors import ResettleError
from resettle.households.aggregate import with_registry
from resettle.households.draw import commitment
from resettle.households.explaining import explained
from resettle.households.ledger import LIST, TABLES, spend
from resettle.households.measures import measures
from resettle.households.placing import Asked, place_households
from resettle.households.public_tables import digest_of_tables, public_tables
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list
from resettle.households.secret import new_secret
from resettle.households.verify_placing import verify_placing
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    import pandas as pd

    from resettle.households.ledger import Ledger
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

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


def planned(now: Work) -> Plan:
    """An estimate for the registry's cohorts with the session's assumptions; it is kept in no shared store."""
    dataset = with_registry(state.opened().dataset, now.registry)
    return make_plan(dataset, state.scenario(), estimate=True)


def placed(plan: Plan, registry: Registry, asked: Asked) -> Outcome:
    """Draw, place, check and count."""
    found = place_households(plan, registry, asked)
    tables = (found.placed, found.waiting, found.open_slots)
    promised = found.changes["household"].tolist()
    breaches = verify_placing(plan, registry, *tables, across=asked.across, draw=found.draw, promised=promised)
    told = measures(plan, registry, found)
    published = public_tables(plan, registry, found, asked.secret)
    withheld = [kind for kind, digest in _releases(registry, asked, published) if not is_within_budget(kind, digest)]
    return Outcome(asked, found, told, len(breaches), published, frozenset(withheld))


def _releases(registry: Registry, asked: Asked, published: pd.DataFrame) -> list[tuple[str, str]]:
    """Kinds and digests of what a placing has for everyone."""
    known = registry if asked.requests is None else with_requests(registry, asked.requests)
    listed = draw_list(known.households, asked.secret, asked.earlier)
    return [(TABLES, digest_of_tables(published)), (LIST, commitment(listed))]


def registry_as_placed(now: Work) -> Registry:
    """The registry as requests have it, which letters are written from and the next placing needs."""
    requests = None if now.outcome is None else now.outcome.asked.requests
    return now.registry if requests is None else with_requests(now.registry, requests)


def explanation(now: Work, household: str) -> str:
    """Why one household is where it is, worked out once; raises ResettleError where none has the id."""
    outcome, plan = now.outcome, now.plan
    if outcome is None or plan is None:
        return ""
    known = cast("tuple[Outcome, str, str] | None", st.session_state.get(_FAMILY))
    if known is not None and known[0] is outcome and known[1] == household:
        return known[2]
    text = explained(plan, registry_as_placed(now), outcome.placed, household, outcome.asked)
    st.session_state[_FAMILY] = (outcome, household, text)
    return text
