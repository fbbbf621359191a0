"""What a plan says of itself in one line: estimate or plan, how near to the best, checked or not, how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app.plans import PLAN
from resettle.app.words import general as words
from resettle.insight.certainty_words import quality_words
from resettle.results.verify import CHECKS

if TYPE_CHECKING:
    from resettle.results.plan import Plan, Summary


def show_status(plan: Plan) -> None:
    """Badge and one line."""
    said = plan.summary
    whole = said.quality == PLAN
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            words.PLAN if whole else words.ESTIMATE,
            icon=":material/verified:" if whole else ":material/speed:",
            color="blue" if whole else "gray",
        )
        means = [words.PLAN_MEANS] if whole else []
        early = [quality_of(said)] if said.status in ("time_limit", "stopped") else []
        took = f"{sum(said.seconds.values()):,.1f} s"
        st.caption(" · ".join([quality_words(said), *means, *early, verdict_of(said), took]))


def quality_of(said: Summary) -> str:
    """How near to the best, in words."""
    return words.STATUS.get(said.status, said.status).format(gap=said.gap)


def verdict_of(said: Summary) -> str:
    """The checker's verdict in words."""
    clean = said.verification.get("clean")
    checked = said.verification.get("largest_violation")
    if clean is not True or not isinstance(checked, dict):
        return words.NOT_CHECKED
    return words.CHECKED.format(checks=len(checked))


def checks_table(said: Summary) -> pd.DataFrame:
    """Every check of the plan: rule, sentence, largest violation."""
    violations = said.verification.get("largest_violation")
    found = violations if isinstance(violations, dict) else {}
    rows = [(rule.equation, rule.sentence, found.get(rule.equation)) for rule in CHECKS if rule.equation in found]
    table = pd.DataFrame(rows, columns=[words.CHECK, words.CHECK_ASKS, words.CHECK_WORST])
    return table.assign(**{words.CHECK_WORST: [f"{worst:.1e}" if worst else "0" for worst in table[words.CHECK_WORST]]})


def shortfalls_table(plan: Plan) -> pd.DataFrame:
    """Targets and pins that are not met, and by how many people, or households of a pin."""
    frame = plan["shortfalls"]
    return pd.DataFrame(
        {words.SHORT_OF: frame["target"], words.SHORT_BY: [f"{missing:,.0f}" for missing in frame["persons"]]}
    )


def solve_table(said: Summary) -> pd.DataFrame:
    """How the plan was made: what, value."""
    rows = [
        (words.MADE_STATUS, quality_of(said)),
        (words.MADE_OBJECTIVE, f"{said.objective:,.0f}"),
        (words.MADE_BOUND, f"{said.bound:,.0f}"),
        (words.MADE_SIZE, " · ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in said.model.items())),
        (
            words.MADE_SECONDS,
            " · ".join(f"{stage.replace('_', ' ')} {time:.1f}" for stage, time in said.seconds.items()),
        ),
        (words.MADE_WITH, " · ".join(f"{name} {version}" for name, version in said.versions.items())),
        *((f"{words.MADE_DIGEST} ({name})", digest[:16]) for name, digest in said.digests.items()),
    ]
    return pd.DataFrame(rows, columns=[words.MADE_WHAT, words.MADE_VALUE])
