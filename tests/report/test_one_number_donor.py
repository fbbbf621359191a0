"""One scenario, one number: page, HTML file and workbook tell the same level, and no second one of another quality."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from resettle.insight.donor import donor_facts
from resettle.insight.overview import overview
from resettle.report import contents
from resettle.report.figures import four_figures
from resettle.report.html import html_of
from resettle.report.pack import Pack, packed
from resettle.report.workbook import workbook_of
from resettle.results.make_plan import make_plan
from tests.report.conftest import BASELINE

if TYPE_CHECKING:
    from tests.report.conftest import Answered


@pytest.fixture(scope="module")
def whole(answered: Answered) -> Pack:
    """The plan with whole facilities, beside answers from estimates; 10 people fewer, to be told apart."""
    seen = overview(make_plan(answered.seen.plan.dataset, BASELINE))
    few = seen.settled_by_year.assign(persons=seen.settled_by_year["persons"] * 190 / 200)
    seen.__dict__["settled_by_year"] = few
    facts = donor_facts(seen, BASELINE, BASELINE)
    return packed(facts, seen, BASELINE, answered.asked, answered.answers)


def test_every_level_is_the_plan_s(whole: Pack) -> None:
    assert four_figures(whole)[0].value == "190"
    assert contents.people_table(whole.facts).title.startswith("190 of 400")
    book = load_workbook(io.BytesIO(workbook_of(whole)))
    summary = {row[0]: row[2] for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["People settled by 2028"] == 190.0
    assert [row[4] for row in book["People"].iter_rows(values_only=True) if row[0] == 2028] == [190]
    html = re.sub(r"<script.*?</script>", "", html_of(whole), flags=re.DOTALL)
    assert "190 of 400" in html
    assert "Plan with whole schools" in html


def test_the_estimate_s_level_is_nowhere(whole: Pack) -> None:
    """The range has differences between two estimates, never a level beside the plan's."""
    html = re.sub(r"<script.*?</script>|<style.*?</style>", "", html_of(whole), flags=re.DOTALL)
    assert "200 of 400" not in html
    assert contents.range_table(whole).rows == (("Half the money", -100.0, -100.0, -0.5),)
    assert "between two estimates" in contents.range_table(whole).note
