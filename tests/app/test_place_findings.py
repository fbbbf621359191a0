"""Sentences about a place and the further pictures: their numbers and their reasons."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from resettle.app import place_findings as findings
from resettle.app.findings import service_finding, works_finding
from resettle.insight.place import NEVER_OPEN, NO_CAPACITY, NO_SITE, NOBODY_CHOSE, Absence

LEFT = "The plan leaves too little of homes."
LIMITS = pd.DataFrame(
    [("a", "homes with rooms enough", "2027–2028", 1234.0, 5.0), ("b", "units of school", "2028", 1.0, 0.0)],
    columns=["key", "label", "years", "person_years", "persons"],
)


@pytest.mark.parametrize(
    ("absence", "said"),
    [
        (Absence(NEVER_OPEN, math.inf, 0.0, 0.0), "it opens never"),
        (Absence(NEVER_OPEN, 2041.0, 0.0, 0.0), "it opens in 2041"),
        (Absence(NOBODY_CHOSE, math.nan, 0.0, 0.0), "No group of people"),
        (Absence(NO_SITE, math.nan, 1400.0, 300.0), "1,400 people are assumed to have chosen it"),
        (Absence(NO_CAPACITY, math.nan, 1400.0, 0.0), "chosen it. The plan leaves too little of homes."),
    ],
)
def test_every_reason_is_told(absence: Absence, said: str) -> None:
    text = findings.absence_finding("Village", absence, 2030, LEFT)
    assert text.startswith("**Nobody settles in Village by 2030.**")
    assert said in text


def test_what_holds_a_place_and_what_else() -> None:
    text = findings.limit_finding("Village", LIMITS, LEFT)
    assert "homes with rooms enough** (used up in 2027–2028)" in text
    assert "1,230 person-years" in text
    assert "Also used up: units of school." in text


def test_nothing_is_used_up_and_what_keeps_people_all_the_same() -> None:
    assert findings.limit_finding("Village", LIMITS.head(0), LEFT) == f"Nothing is used up in Village. {LEFT}"


def test_what_would_bring_nothing_by_itself_is_not_said_to_hold() -> None:
    text = findings.limit_finding("Village", LIMITS.assign(person_years=0.0), LEFT)
    assert "holds" not in text
    assert "more of one of them here alone brings nothing" in text


def test_services_that_are_shown_at_100_per_cent_are_counted() -> None:
    """The cells are in whole per cent: 99.6 % stands there as 100."""
    rows = pd.DataFrame({"year": [2030] * 4, "used_share": [1.0, 0.996, 0.995, 0.994]})
    assert findings.services_finding("Village", rows, 2030) == "3 of 4 services in Village are used to 100 % in 2030"


def test_who_comes_by_solution() -> None:
    rows = pd.DataFrame({"solution": ["return", "relocate", "return"], "persons": [100.0, 20.0, 50.0]})
    text = findings.arrivals_finding("Village", rows, 2030)
    assert text == "170 people settle in Village by 2030: 150 return, 20 relocate"


def test_works_of_one_kind() -> None:
    rows = pd.DataFrame({"unit": ["homes"] * 3, "year": [2028, 2029, 2029], "amount": [10.0, 20.0, 5.0]})
    assert works_finding(rows, 2030) == "35 homes become ready by 2030, most of them in 2029 (25)"


def test_a_service_below_its_norm_is_said_so() -> None:
    rows = pd.DataFrame({"title": ["School"] * 3, "used_share": [1.2, 1.0, 0.5]})
    assert service_finding(rows) == (
        "School: below the norm in 1 of 3 places and years, as the scenario's standard allows"
    )
    assert "1 of 2 are used to 100 %" in service_finding(rows.tail(2))
