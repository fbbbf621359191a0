"""Safeguards of (17) in two villages, worked by hand (see tests/two_villages.py), and what the checker says of them.

One year, 1.2 million US$: all 100 households near for 10,000 US$ each, and 6 2/3 far for 30,000 US$. 25 households
(100 people) far cost 0.75 million, and leave 45 near.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resettle.errors import ScenarioError
from resettle.inputs.scenario import Safeguard, Scenario, apply
from resettle.results.make_plan import make_plan
from resettle.results.verify import verify
from tests.two_villages import two_villages

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def far(kind: str, name: str = "far", persons: float = 100.0, programme: str = "p") -> Safeguard:
    content = {"kind": kind, "programme": programme, "name": name, "year": 2027, "persons": persons}
    return Safeguard.model_validate(content)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return two_villages(tmp_path_factory.mktemp("villages"))


def settled(dataset: Dataset, scenario: Scenario) -> tuple[dict[str, float], float]:
    plan = make_plan(dataset, scenario, estimate=True)
    assert plan.summary.verification["clean"]
    placed = plan["placements"].groupby("place")["persons"].sum()
    return {str(place): float(persons) for place, persons in placed.items()}, float(plan.summary.short)


@pytest.mark.parametrize("kind", ["place", "origin"])
def test_a_place_and_a_community_have_at_least_so_many(dataset: Dataset, kind: str) -> None:
    """A household far is worth 4 person-years and 100 times 4 of the safeguard: 45 near give way for it."""
    scenario = Scenario(safeguard=(far(kind),), targets_first=True)
    assert settled(dataset, scenario) == ({"near": 180.0, "far": 100.0}, pytest.approx(0.0, abs=1e-6))


def test_without_targets_first_it_is_weighed_against_others(dataset: Dataset) -> None:
    """Far: 4 person-years and 4 of the safeguard for 30,000 US$; near: 4 for 10,000.

    6 2/3 households have a home there, so 6 whole ones settle: 24 people.
    """
    people, short = settled(dataset, Scenario(safeguard=(far("place"),)))
    assert people == {"near": 400.0, "far": 24.0}
    assert short == pytest.approx(100.0 - 24.0)


@pytest.mark.parametrize(("kind", "name"), [("programme", "p"), ("size", "m"), ("profile", "general")])
def test_of_everybody_it_asks_for_all_who_can_be_paid_for(dataset: Dataset, kind: str, name: str) -> None:
    """800 of the programme, the size class, the profile: 426 2/3 can be paid for, 424 in whole households."""
    _, short = settled(dataset, Scenario(safeguard=(far(kind, name, 800.0),), targets_first=True))
    assert short == pytest.approx(800.0 - 424.0)


def test_the_checker_counts_for_itself(dataset: Dataset) -> None:
    """A plan that says a safeguard is met, when 73 people are missing, breaks (17)."""
    plan = make_plan(dataset, Scenario(safeguard=(far("origin"),)), estimate=True)
    tables = {**plan.tables, "shortfalls": plan["shortfalls"].assign(persons=0.0)}
    verdict = verify(dataset, plan.scenario, replace(plan, tables=tables))
    assert "eq17" in {finding.equation for finding in verdict.violations}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (far("place", "fer"), "a place of the programme p"),
        (far("origin", "camp"), "a community of origin of the programme p"),
        (far("size", "xl"), "a size class of the programme p"),
        (far("programme", "q"), "the key of the programme p"),
        (far("place", programme="q"), "a programme"),
        (far("place").model_copy(update={"year": 2031}), "a year of the horizon, 2027 to 2027"),
    ],
)
def test_a_safeguard_of_what_there_is_not_is_refused(dataset: Dataset, wrong: Safeguard, expected: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        apply(dataset, Scenario(safeguard=(wrong,)))
    assert expected in str(refused.value)
