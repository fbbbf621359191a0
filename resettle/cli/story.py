"""A plan told to a person: for whom, how sure, year by year, what holds it back, what to bear in mind."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from resettle.inputs.scenario import apply
from resettle.insight.certainty_words import quality_words
from resettle.insight.comparison import people_by_year
from resettle.insight.limits import MORE, limits
from resettle.insight.limits_words import size_text
from resettle.insight.provenance import confidence_by_table, confidence_of_all
from resettle.insight.targets import TARGET, target_states, target_text
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.results.plan import Plan

_SOLUTIONS = {"return": "return", "integrate": "integrate where they live", "relocate": "settle elsewhere"}
_MODES = {"most_people": "most people", "least_cost": "least cost", "fairest": "fairest"}
_EARLY = {"time_limit": ", where the time limit ended it", "stopped": ", where it was stopped"}
_LIMITS_TOLD = 6
_LEAST_SHORT = 0.5
"""Less than half a person short is told as none."""
_COLUMNS = 110


def story(plan: Plan) -> str:
    """The plan in sentences and one table, ready to print."""
    parts = (_what(plan), _for_whom(plan), _targets(plan), _by_year(plan), _limits(plan), _notes(plan), _checked(plan))
    return "\n\n".join("\n".join(part) for part in (list(lines) for lines in parts) if part) + "\n"


def _what(plan: Plan) -> Iterator[str]:
    said = plan.summary
    yield plan.dataset.settings.title
    yield f"Scenario: {plan.scenario.title or 'the data as it is'} ({_MODES[said.mode]})"
    yield f"{quality_words(said)}{_EARLY.get(said.status, '')}."
    if said.z is not None:
        yield (
            f"The worst-off community of origin can be covered to {said.z:.1%} at best. Every community keeps at least "
            f"{said.worst_cover_required:.1%}; the worst-off one reaches {said.worst_cover_reached:.1%}."
        )


def _for_whom(plan: Plan) -> Iterator[str]:
    said, last = plan.summary, plan.years[-1]
    planned = apply(plan.dataset, plan.scenario)
    people = planned["cohorts"].groupby("programme")["persons"].sum()
    share = said.persons_settled / people.sum() if people.sum() else 0.0
    yield (
        f"By the end of {last}, {said.persons_settled:,.0f} of {people.sum():,.0f} people have settled ({share:.0%}), "
        f"for {_money(said.cost_usd)}{_each(said.cost_usd, said.persons_settled)}."
    )
    for programme, title in plan.dataset["programmes"][["programme", "title"]].itertuples(index=False):
        by_solution = said.persons[programme]
        parts = ", ".join(f"{by_solution[name]:,.0f} {words}" for name, words in _SOLUTIONS.items())
        yield f"  {title}: {sum(by_solution.values()):,.0f} of {people.get(programme, 0.0):,.0f}: {parts}."


def _targets(plan: Plan) -> Iterator[str]:
    """Every target and pin, met or missed, by name and with how many."""
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
    states = target_states(evidence)
    if states:
        met = sum(one.is_met for one in states)
        yield f"Targets and pins: {met} of {len(states)} met"
    for one in states:
        ask = f' `resettle why PLAN_DIR --target "{one.key}"` says why.' if one.kind == TARGET else ""
        yield f"  {target_text(one)}{'' if one.is_met else ask}"


def _by_year(plan: Plan) -> Iterator[str]:
    yield "Persons settled by the end of each year"
    titles = plan.dataset["programmes"].set_index("programme")["title"]
    wide = people_by_year(plan).pivot_table(index="year", columns="programme", values="persons")[list(titles.index)]
    yield "  year" + "".join(f"{name:>{_width(name)}}" for name in wide.columns)
    for year, row in wide.iterrows():
        yield f"  {year}" + "".join(f"{row[name]:>{_width(name)},.0f}" for name in wide.columns)


def _limits(plan: Plan) -> Iterator[str]:
    found = limits(plan).head(_LIMITS_TOLD).to_dict("records")
    if found:
        yield f"What holds it back, and about what {MORE:.0%} more of it would bring (share of the plan's person-years)"
    sizes = [size_text(limit) for limit in found]
    width = max((len(size) for size in sizes), default=0)
    for limit, size in zip(found, sizes, strict=True):
        yield f"  {size:>{width}}  {limit['label']}, {limit['years']}"


def _notes(plan: Plan) -> Iterator[str]:
    if plan.scenario.description:
        yield from textwrap.wrap(f"About this scenario. {plan.scenario.description}", _COLUMNS)
    programmes = plan.dataset["programmes"]
    for title, note in programmes[["title", "note"]].itertuples(index=False):
        if note:
            yield from textwrap.wrap(f"{title}: {note}", _COLUMNS)
    known = confidence_of_all(confidence_by_table(plan.dataset))
    if known:
        counts = ", ".join(f"{rows:,} {word}" for word, rows in known.items())
        yield f"Rows of the dataset by their weakest figure: {counts}."
    warnings = len(plan.dataset.warnings)
    if warnings:
        yield f"The dataset has {warnings} warning{'s' * (warnings > 1)}: `resettle check` lists them."


def _checked(plan: Plan) -> Iterator[str]:
    said = plan.summary.verification
    if not said:
        yield "Not checked."
    elif said["clean"]:
        yield "Checked: every equation, recomputed from the plan's own tables, holds."
    else:
        yield "Checked: an equation does not hold; `resettle verify` says which."


def _money(usd: float) -> str:
    return f"{usd / 1e9:,.2f} bn US$" if usd >= 1e9 else f"{usd / 1e6:,.1f} m US$"


def _each(usd: float, persons: float) -> str:
    return f", {usd / persons:,.0f} US$ a person" if persons else ""


def _width(name: str) -> int:
    return max(12, len(name) + 2)
