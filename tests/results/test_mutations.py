"""Every table and every figure of plan.json, changed one at a time: each change is refused, or listed with a reason.

The digests of the changed tables are made anew, as somebody would who wants the change to pass: what refuses it is what
the tables say. Only what nothing but its digest can prove (the size of a price) is left to it.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from resettle.inputs.dataset import load_dataset
from resettle.inputs.result_tables import RESULT_TABLES
from resettle.inputs.scenario import Change, Floors, Pin, Scenario, Target, apply
from resettle.results.make_plan import make_plan
from resettle.results.plan import Plan, Summary, digest_of_tables, read_only
from resettle.results.verification.evidence import Evidence
from resettle.results.verification.verdict import Verdict, judge
from resettle.results.verify import CHECKS, verify
from tests.conftest import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNCHECKED = {
    "seconds": "time passed on another machine",
    "versions": "what made the plan is not here any more",
    "model.rows": "the model's own size, which nothing follows from",
    "model.columns": "the model's own size, which nothing follows from",
    "model.nonzeros": "the model's own size, which nothing follows from",
}
"""Fields of plan.json that nobody can check without the model, and why."""


SMALL = CASES / "small"
WISHES = Scenario(
    floors=Floors(size=0.6, programme=0.5),
    pin=(Pin(place="r0", year=2028, at_most=40), Pin(place="m0", at_least=100_000)),
    target=(Target(scope="all", year=2030, persons=1e6),),
    change=(Change(table="land", column="ready_ha", times=0.05),),
)
"""Floors, a pin that is full, a pin and a target that are missed; so little land is ready that some is cleared."""


@pytest.fixture(scope="module")
def whole() -> Plan:
    """A plan with whole facilities."""
    return make_plan(load_dataset(SMALL / "dataset"), WISHES, estimate=False, gap=0.05)


@pytest.fixture(scope="module", params=["whole", "fairest", "least_cost"])
def plan(request: pytest.FixtureRequest) -> Plan:
    """The same, and estimates of the two other aims."""
    if request.param == "whole":
        found: Plan = request.getfixturevalue("whole")
        return found
    return make_plan(
        load_dataset(SMALL / "dataset"), Scenario.load(SMALL / "scenarios" / f"{request.param}.toml"), estimate=True
    )


def checked(plan: Plan, tables: Mapping[str, pd.DataFrame] | None = None, *, summary: Summary | None = None) -> str:
    """The verdict on a changed plan, with digests that fit its tables; blank where it is clean."""
    tables, said = dict(tables or plan.tables), summary or plan.summary
    if summary is None:
        decided = {name: table for name, table in tables.items() if name != "bottlenecks"}
        digests = {
            "plan": digest_of_tables(decided),
            "bottlenecks": digest_of_tables({"bottlenecks": tables["bottlenecks"]}),
        }
        said = said.model_copy(update={"digests": {**said.digests, **digests}})
    verdict = verify(plan.dataset, plan.scenario, replace(plan, summary=said, tables=read_only(tables)))
    return "" if verdict.clean else verdict.summary()


def is_refused(plan: Plan, summary: Summary) -> bool:
    """Whether ``verify`` finds anything; those of its checks that read most of plan.json come first, and end it."""
    evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, replace(plan, summary=summary))
    for rule in sorted(CHECKS, key=lambda one: one.equation not in ("summary", "ending")):
        if not Verdict((judge(rule.equation, rule.sentence, rule.function(evidence)),)).clean:
            return True
    return checked(plan, summary=summary) != ""


def test_the_plan_is_clean(plan: Plan) -> None:
    assert checked(plan) == ""
    assert checked(plan, summary=plan.summary) == ""


def changes() -> Iterator[tuple[str, str, str]]:
    """Table, column and kind of change: one more, a tenth more, gone, another row's name."""
    for name, table in RESULT_TABLES.items():
        for column in table.columns:
            if column.kind in ("number", "whole"):
                yield from ((name, column.name, kind) for kind in ("one more", "a tenth more"))
            else:
                yield name, column.name, "another"
        yield name, "", "without the row"
        yield name, "", "the row twice"


PLACES_THERE = {"place": ["r2"]}
"""Another name of the dataset, for a table with one row."""
PRICES = {"shadow_price", "persons_per_unit", "person_years_per_unit"}


@pytest.mark.parametrize(("table", "column", "kind"), list(changes()))
def test_a_changed_table_is_refused(whole: Plan, table: str, column: str, kind: str) -> None:
    """In words that name what is wrong; the size of a price, and a price that is gone, by the digest alone."""
    frame = whole[table]
    assert not frame.empty
    changed = _changed(frame, column, kind)
    if changed is None:
        assert column in ("year", "solution", "programme", "node"), "no other name in the table"
        return
    tables = {**whole.tables, table: changed}
    if table == "bottlenecks" and (column in PRICES or kind == "without the row"):
        assert "another bottlenecks" in checked(whole, tables, summary=whole.summary)
    else:
        assert "broken" in checked(whole, tables), f"{table}: {column} {kind} passes"


def _changed(frame: pd.DataFrame, column: str, kind: str) -> pd.DataFrame | None:
    """The table with the row of its largest amount or price changed, else the middle one; None: no other name."""
    sizes = ("households", "homes", "units", "hectares", "tonnes", "usd", "shadow_price")
    amounts = [name for name in sizes if name in frame]
    row = int(frame[amounts[0]].to_numpy(dtype=float).argmax()) if amounts else len(frame) // 2
    if kind == "without the row":
        return frame.loc[frame.index != frame.index[row]].reset_index(drop=True)
    if kind == "the row twice":
        return pd.concat([frame, frame.iloc[[row]]], ignore_index=True)
    changed = frame.copy()
    if kind == "another":
        known = frame[column].dropna().unique() if len(frame) > 1 else PLACES_THERE.get(column, [])
        others = [value for value in known if value != frame[column].iloc[row]]
        if not others:
            return None
        changed.loc[row, column] = others[0]
        return changed
    value = float(frame[column].iloc[row])
    changed[column] = changed[column].astype(float)
    changed.loc[row, column] = value + 1.0 if kind == "one more" else value * 1.1 + 1e-3
    return changed


def leaves(content: object, path: str = "") -> Iterator[str]:
    """The path of every single value of plan.json."""
    if isinstance(content, dict) and content:
        for key, value in content.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    else:
        yield path


def _other(path: str, value: object) -> list[object]:
    """Other values of a field: for figures up and down, for words every other one."""
    if path in ("verification.clean", "verification.violations"):
        return [False] if path.endswith("clean") else [["eq05 broken"]]
    words = {
        "status": ["optimal", "within_gap", "time_limit", "stopped", "perfect"],
        "quality": ["estimate", "plan", "perfect"],
        "mode": ["most_people", "least_cost", "fairest"],
        "solver": ["gurobi"],
    }
    if path in words:
        return [word for word in words[path] if word != value]
    if value is None:
        return [0.5]
    if path.startswith("verification."):
        return [1e3] if path.endswith(("eq05", "eq17", "bottlenecks")) else []
    if path == "gap":
        return [float(str(value)) + 1e-4]
    if isinstance(value, int | float):
        return [value * 1.02 + 1e-3, value * 0.98 - 1e-3]
    if isinstance(value, str):
        return [value[::-1] + "0"]
    return [["something"]]


def test_a_changed_field_of_plan_json_is_refused(plan: Plan) -> None:
    content = plan.summary.model_dump()
    passed = []
    for path in leaves(content):
        if path in UNCHECKED or path.partition(".")[0] in UNCHECKED:
            continue
        *parents, last = path.split(".")
        for other in _other(path, _at(content, path)):
            changed = copy.deepcopy(content)
            inside: Any = changed
            for key in parents:
                inside = inside[key]
            inside[last] = other
            try:
                summary = Summary.model_validate(changed)
            except ValueError:
                continue  # refused as it is read
            if not is_refused(plan, summary) and not _says_the_same(path, content, other):
                passed.append((path, other))
    assert not passed


@pytest.mark.parametrize("field", ["z", "worst_cover_required", "worst_cover_reached"])
@pytest.mark.parametrize("plan", ["fairest"], indirect=True)
def test_a_fairest_plan_that_does_not_say_its_covers_is_refused(plan: Plan, field: str) -> None:
    refusal = checked(plan, summary=plan.summary.model_copy(update={field: None}))
    assert "missing:, " in refusal


@pytest.mark.parametrize("plan", ["least_cost", "fairest"], indirect=True)
def test_an_estimate_without_a_bound_ran_out_of_time(plan: Plan) -> None:
    """Without an end are both bound and gap, the bound on the side of what would be better, and the status says why."""
    better = -np.inf if plan.summary.mode == "least_cost" else np.inf
    unproven = {"bound": better, "gap": np.inf, "status": "time_limit"}
    assert checked(plan, summary=plan.summary.model_copy(update=unproven)) == ""
    for field, value in (("bound", -better), ("gap", 0.0), ("status", "optimal")):
        assert checked(plan, summary=plan.summary.model_copy(update={**unproven, field: value})) != ""


def _says_the_same(path: str, content: dict[str, Any], other: object) -> bool:
    """A requested gap that the status does not turn on; the two ways of ending early."""
    if path == "gap_requested" and isinstance(other, float):
        return other >= content["gap"] if content["status"] == "within_gap" else other >= 0
    return path == "status" and {content["status"], other} == {"time_limit", "stopped"}


def _at(content: object, path: str) -> object:
    for key in path.split("."):
        content = content[key]  # type: ignore[index]
    return content
