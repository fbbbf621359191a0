"""What is made of the seconds: exponents, medians, tables, curves, scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.__main__ import SECTIONS
from benchmarks.exponent import exponent
from benchmarks.levers import CHANGES, moved
from benchmarks.tables import seconds_text, table, write_part
from benchmarks.timing import in_turns, medians
from benchmarks.whole import at, first_plan
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario, apply
from resettle.inputs.shipped import shipped_dataset, shipped_scenario
from tests.docs_in_step import DOCS, part

if TYPE_CHECKING:
    from pathlib import Path


def test_the_exponent_of_a_square_is_two() -> None:
    """Seconds = 3·n²: the slope of the logarithms is 2."""
    sizes = [10, 20, 50, 100]
    assert exponent(sizes, [3.0 * size**2 for size in sizes]) == pytest.approx(2.0)
    assert exponent(sizes, [7.0] * 4) == pytest.approx(0.0, abs=1e-12)


def test_medians_of_stages_and_of_totals() -> None:
    """Totals are 3, 7, 6: their median 6 is not the sum of the stages' medians, 2 + 3."""
    runs = [{"build": 1.0, "solve": 2.0}, {"build": 2.0, "solve": 5.0}, {"build": 3.0, "solve": 3.0}]
    assert medians(runs) == {"build": 2.0, "solve": 3.0, "total": 6.0}


def test_ways_take_turns() -> None:
    order: list[str] = []
    in_turns({"one": lambda: order.append("one"), "other": lambda: order.append("other")}, 2)
    assert order == ["one", "other", "one", "other"]


def test_a_curve_at_a_moment() -> None:
    """At 10 s the best plan is 8 and the tightest bound 12; at 1 s there is only a bound."""
    curve = [(0.5, None, 20.0), (2.0, 8.0, 15.0), (9.0, 7.0, 12.0), (11.0, 10.0, 11.0)]
    assert at(curve, 10) == (8.0, 12.0)
    assert at(curve, 1) == (None, 20.0)


def test_the_first_plan_of_a_curve() -> None:
    """The first plan is 8, at 2 s, when the bound was 15."""
    assert first_plan([(0.5, None, 20.0), (2.0, 8.0, 15.0), (9.0, 9.0, 12.0)]) == (2.0, 8.0, 15.0)
    assert first_plan([(0.5, None, 20.0)]) is None


def test_a_table_and_its_place(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("before\n<!-- some:begin -->\nold\n<!-- some:end -->\nafter\n", encoding="utf-8")
    write_part(document, "some", table(["way", "s"], [["one", "2"]]))
    assert "| way | s |\n| --- | ---: |\n| one | 2 |\n<!-- some:end -->\nafter" in document.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="no markers"):
        write_part(document, "other", "")


def test_seconds_have_three_digits() -> None:
    assert [seconds_text(value) for value in (0.01234, 1.234, 12.34, 123.4)] == ["0.012", "1.23", "12.3", "123"]


def test_every_section_has_its_place_in_the_document() -> None:
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert all(part(text, name) for name in SECTIONS)


@pytest.mark.parametrize("name", CHANGES)
def test_every_lever_fits_the_data_that_ships(name: str) -> None:
    baseline = Scenario.load(shipped_scenario())
    scenario = moved(baseline, CHANGES[name])
    assert scenario.digest != baseline.digest
    apply(load_dataset(shipped_dataset()), scenario)
