"""No figure without an origin."""

from __future__ import annotations

import re

Tables = dict[str, list[dict[str, str]]]

ARITHMETIC = re.compile(r"\d[\d,.]*\s*[a-z%$ ]*\s*[x/+=()-]|[=/x]\s*\d")


def rows(written: Tables) -> list[tuple[str, dict[str, str]]]:
    return [(name, row) for name, table in written.items() if name != "sources" for row in table]


def test_every_source_is_listed(written: Tables) -> None:
    listed = {row["source"] for row in written["sources"]}
    assert {row["source"] for _, row in rows(written)} <= listed


def test_sources_have_address_and_date(written: Tables) -> None:
    for row in written["sources"]:
        assert row["title"], row
        assert row["as_of"], row
        assert row["url"].startswith("http") or row["source"] == "planning_assumption", row


def test_sourced_and_derived_rows_lean_on_a_page(written: Tables) -> None:
    astray = [
        row for _, row in rows(written) if row["confidence"] != "assumption" and row["source"] == "planning_assumption"
    ]
    assert astray == []


def test_derived_rows_show_their_arithmetic(written: Tables) -> None:
    derived = [(name, row) for name, row in rows(written) if row["confidence"] == "derived"]
    assert derived
    assert [(name, row["note"]) for name, row in derived if not ARITHMETIC.search(row["note"])] == []


def test_assumptions_give_their_reason(written: Tables) -> None:
    silent = [(name, row) for name, row in rows(written) if row["confidence"] == "assumption" and not row["note"]]
    assert silent == []


def test_confidence_is_one_of_three(written: Tables) -> None:
    assert {row["confidence"] for _, row in rows(written)} == {"sourced", "derived", "assumption"}
