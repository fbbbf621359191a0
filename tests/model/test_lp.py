"""The programme refuses what would silently make another model."""

from __future__ import annotations

import gc

import numpy as np
import pandas as pd
import pytest

from resettle.model.lp import ModelError, Program, minus, term, without_garbage_collection


def program_with(*places: str) -> tuple[Program, pd.DataFrame]:
    program = Program("test", maximise=True)
    return program, program.variables("settle", pd.DataFrame({"place": list(places)}))


def limits_of(**limits: float) -> pd.DataFrame:
    return pd.DataFrame({"place": list(limits), "limit": list(limits.values())})


def rows_of(program: Program) -> list[tuple[dict[str, float], int, float]]:
    return [
        ({variable.name: value for variable, value in row.items()}, row.sense, -row.constant)
        for row in program.problem.constraints()
    ]


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_a_coefficient_that_is_no_number_is_named_by_its_keys(number: float) -> None:
    program, x = program_with("a", "b")
    part = term(x, pd.Series([1.0, number]))
    with pytest.raises(ModelError, match=r"eq05: a coefficient is not finite at .*'b'"):
        program.require("eq05", [part], "<=", limits_of(a=1.0, b=1.0))


def test_an_objective_that_is_no_number_is_refused() -> None:
    program, x = program_with("a")
    with pytest.raises(ModelError, match="objective"):
        program.set_objective([term(x, np.nan)])


def test_a_missing_limit_is_named() -> None:
    program, x = program_with("a", "b")
    with pytest.raises(ModelError, match=r"eq05: a limit is missing at .*'b'"):
        program.require("eq05", [term(x)], "<=", limits_of(a=1.0, b=np.nan))


def test_two_limits_for_one_key_are_refused() -> None:
    program, x = program_with("a")
    with pytest.raises(ModelError, match=r"two limits for .*'a'"):
        program.require("eq05", [term(x)], "<=", pd.concat([limits_of(a=1.0), limits_of(a=2.0)]))


def test_a_duplicate_index_is_refused() -> None:
    with pytest.raises(ModelError, match=r"settle: the index has duplicates.*'a'"):
        program_with("a", "b", "a")


def test_a_left_side_without_a_limit_is_refused() -> None:
    """A term that no row takes up would be free of charge: a join that lost rows shows here."""
    program, x = program_with("a", "b")
    with pytest.raises(ModelError, match=r"eq05: no limit for .*'b'"):
        program.require("eq05", [term(x)], "<=", limits_of(a=1.0))


@pytest.mark.parametrize(("sense", "limit"), [("<=", -1.0), (">=", 1.0), ("==", 1.0)])
def test_an_empty_row_that_nothing_can_meet_is_refused(sense: str, limit: float) -> None:
    """0 ≤ −1, 0 ≥ 1 and 0 = 1 are false whatever is decided."""
    program, x = program_with("a")
    with pytest.raises(ModelError, match=r"nothing can meet the limit at .*'z'"):
        program.require("eq05", [term(x)], sense, limits_of(a=limit, z=limit))


@pytest.mark.parametrize(("sense", "limit"), [("<=", 1.0), (">=", -1.0), ("==", 0.0)])
def test_an_empty_row_that_holds_anyway_is_dropped(sense: str, limit: float) -> None:
    program, x = program_with("a")
    program.require("eq05", [term(x)], sense, limits_of(a=limit, z=limit))
    assert program.ledger["place"].tolist() == ["a"]
    assert len(rows_of(program)) == 1


def test_no_limit_is_no_row() -> None:
    program, x = program_with("a", "b")
    program.require("eq05", [term(x)], "<=", limits_of(a=np.inf, b=2.0))
    assert rows_of(program) == [({"c0000001_settle": 1.0}, -1, 2.0)]
    assert program.ledger[["place", "limit"]].to_numpy().tolist() == [["b", 2.0]]


def test_what_a_variable_counts_for_twice_adds_up() -> None:
    """2a + 3a − b ≤ 7 from three terms."""
    program, x = program_with("a", "b")
    whole = x.assign(place="all")
    first = whole[whole["variable"] == 0]
    second = whole[whole["variable"] == 1]
    program.require("eq06", [term(first, 2.0), term(first, 3.0), minus(term(second))], "<=", limits_of(all=7.0))
    assert rows_of(program) == [({"c0000000_settle": 5.0, "c0000001_settle": -1.0}, -1, 7.0)]


def test_rows_may_have_no_key() -> None:
    """One row over everything: a + b = 3."""
    program, x = program_with("a", "b")
    program.require("eq11", [term(x)], "==", pd.DataFrame({"limit": [3.0]}))
    assert rows_of(program) == [({"c0000000_settle": 1.0, "c0000001_settle": 1.0}, 0, 3.0)]


def test_the_ledger_is_in_the_order_of_the_rows() -> None:
    """What the third row stands for is the ledger's third entry: prices are read by that."""
    program, x = program_with("a", "b")
    program.require("eq05", [term(x)], "<=", limits_of(b=2.0, a=1.0))
    program.require("eq06", [term(x.iloc[:1], 4.0)], ">=", limits_of(a=0.5))
    found = [(row.name, -row.constant) for row in program.problem.constraints()]
    ledger = program.ledger
    assert [limit for _, limit in found] == ledger["limit"].tolist()
    assert ledger["place"].tolist() == ["b", "a", "a"]
    assert [name.split("_")[0] for name, _ in found] == ledger["equation"].tolist() == ["eq05", "eq05", "eq06"]


def test_names_are_safe_and_sort_in_the_order_of_creation() -> None:
    """PuLP orders by name; a place's own name never enters one, so spaces, hyphens and any script are safe."""
    program, _ = program_with("Ağdərə / Mardakert", "a b-c", "Ստեփանակերտ")
    program.variables("build", pd.DataFrame({"place": ["x"] * 12, "year": range(12)}), whole=True)
    names = [column.name for column in program.columns]
    assert names == sorted(names)
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in names)
    assert [column.isInteger() for column in program.columns] == [False] * 3 + [True] * 12


def test_terms_take_numbers_columns_and_series_and_rename_keys() -> None:
    frame = pd.DataFrame({"year": [1, 2], "ready": [3, 4], "cost": [5.0, 6.0], "variable": [0, 1]})
    assert term(frame)["coefficient"].tolist() == [1.0, 1.0]
    assert term(frame, "cost", year="ready")[["year", "coefficient"]].to_numpy().tolist() == [[3, 5], [4, 6]]
    assert minus(term(frame, frame["cost"] * 2))["coefficient"].tolist() == [-10.0, -12.0]


def test_garbage_collection_comes_back_after_an_error() -> None:
    def fail() -> None:
        with without_garbage_collection():
            assert not gc.isenabled()
            raise ModelError("stop")

    with pytest.raises(ModelError):
        fail()
    assert gc.isenabled()
