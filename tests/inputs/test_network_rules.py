"""The supply network: halves of it, nodes that lead nowhere, places cut off, circles for free."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.dataset import load_dataset
from tests.inputs.careless import (
    add_row,
    errors_of,
    keep_rows,
    read_rows,
    set_cell,
    set_column,
    warnings_of,
    write_rows,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("missing", "given"), [("links", "supplies"), ("supplies", "links")])
def test_only_one_of_links_and_supplies_is_an_error(folder: Path, missing: str, given: str) -> None:
    (folder / f"{missing}.csv").unlink()
    [problem] = errors_of(folder)
    assert (problem.file, problem.expected) == (f"{missing}.csv", f"rows, since there are {given}")
    assert "material then moves free" in problem.hint


def test_neither_links_nor_supplies_is_fine(folder: Path) -> None:
    for table in ("links", "supplies", "corridors"):
        (folder / f"{table}.csv").unlink()
    assert errors_of(folder) == warnings_of(folder) == []


@pytest.mark.parametrize(("column", "text"), [("from_node", "hbu"), ("to_node", "r00")])
def test_a_node_that_leads_nowhere_is_named(folder: Path, column: str, text: str) -> None:
    set_cell(folder, "links", 2, column, text)
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.column) == ("links.csv", 2, column)
    assert problem.hint == ("Did you mean 'hub'?" if column == "from_node" else "Did you mean 'r0'?")


def test_a_node_of_other_links_only_is_fine(folder: Path) -> None:
    add_row(folder, "links", "a", "hub", "junction", "road", "1", "", "1", "")
    add_row(folder, "links", "b", "junction", "r0", "road", "1", "", "1", "")
    assert errors_of(folder) == []


def test_a_link_to_where_it_comes_from_is_named(folder: Path) -> None:
    add_row(folder, "links", "loop", "hub", "hub", "road", "1", "", "1", "")
    [problem] = errors_of(folder)
    assert problem.expected == "another node than the link comes from"


def test_a_place_cut_off_is_a_warning(folder: Path) -> None:
    keep_rows(folder, "links", lambda row: row["to_node"] != "r0")
    [problem] = warnings_of(folder)
    assert (problem.file, problem.row) == ("places.csv", 2)
    assert problem.found == "'r0', which no supply reaches"


@pytest.mark.parametrize("opens", ["2031", "never"])
def test_a_place_behind_a_corridor_that_stays_closed_is_cut_off(folder: Path, opens: str) -> None:
    keep_rows(folder, "links", lambda row: row["link"] != "hub-r0")
    assert warnings_of(folder) == []
    set_cell(folder, "corridors", 2, "opens_year", opens)
    assert [problem.row for problem in warnings_of(folder)] == [2]


@pytest.mark.parametrize("table", ["links", "supplies"])
def test_what_carries_or_gives_nothing_reaches_nobody(folder: Path, table: str) -> None:
    set_column(folder, table, "tonnes_per_year", "0")
    assert [problem.row for problem in warnings_of(folder)] == list(range(2, 10))


def test_a_place_that_builds_nothing_heavy_may_be_cut_off(folder: Path) -> None:
    """No service takes material, and r0 has no homes that do: nobody needs to be warned."""
    set_column(folder, "services", "material_t", "0")
    keep_rows(folder, "links", lambda row: row["to_node"] != "r0")
    assert [problem.row for problem in warnings_of(folder)] == [2]
    keep_rows(folder, "housing", lambda row: row["place"] != "r0")
    assert warnings_of(folder) == []


def test_a_circle_of_free_links_is_a_warning(folder: Path) -> None:
    add_row(folder, "links", "there", "r0", "r1", "road", "1", "", "0", "")
    add_row(folder, "links", "back", "r1", "r0", "road", "1", "", "", "")
    [problem] = warnings_of(folder)
    assert problem.found == "a circle of links without a cost (r0, r1)"


def test_circles_that_cost_and_chains_that_do_not_are_left_alone(folder: Path) -> None:
    add_row(folder, "links", "there", "r0", "r1", "road", "1", "", "0", "")
    add_row(folder, "links", "back", "r1", "r0", "road", "1", "", "1", "")
    add_row(folder, "links", "on", "r1", "r2", "road", "1", "", "0", "")
    assert warnings_of(folder) == []


def test_a_long_circle_is_cut_short_in_words(folder: Path) -> None:
    rows = read_rows(folder, "links")
    names = [f"n{number}" for number in range(10)]
    for start, end in zip(names, [*names[1:], names[0]], strict=True):
        rows.append([f"{start}-{end}", start, end, "road", "1", "", "0", "", "s1", "assumption"])
    write_rows(folder, "links", rows)
    [problem] = [one for one in load_dataset(folder).warnings if one.file == "links.csv"]
    assert problem.found.endswith("(n0, n1, n2, n3, n4, n5, n6, n7, …)")
