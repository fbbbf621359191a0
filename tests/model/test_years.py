"""Yearly figures: the latest earlier year holds, dated rows add up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resettle.model.years import cross_years, look_up, standing, yearly

YEARS = range(2027, 2031)


def test_a_year_left_out_takes_the_latest_earlier_one() -> None:
    """10 from 2027, 30 from 2029: 10, 10, 30, 30."""
    table = pd.DataFrame({"place": ["a", "a"], "year": [2027, 2029], "homes": [10.0, 30.0]})
    assert yearly(table, ["place"], "homes", YEARS)["homes"].tolist() == [10, 10, 30, 30]


def test_before_the_first_year_given_there_is_no_row() -> None:
    """Missing means no limit (capacities) or nothing (funding): the reader of the table says which."""
    table = pd.DataFrame({"place": ["a"], "year": [2029], "homes": [5.0]})
    assert yearly(table, ["place"], "homes", YEARS)["year"].tolist() == [2029, 2030]


def test_a_year_before_the_horizon_holds_in_it_and_one_after_does_not() -> None:
    """7 from 2020 holds until 2029, when it is 9; what 2040 says is beyond the horizon."""
    table = pd.DataFrame({"place": ["a"] * 3, "year": [2040, 2020, 2029], "homes": [1.0, 7.0, 9.0]})
    assert yearly(table, ["place"], "homes", YEARS)["homes"].tolist() == [7, 7, 9, 9]


def test_a_blank_is_no_limit_from_its_year_on() -> None:
    """10, then blank from 2028: infinity, and not 10 carried on."""
    table = pd.DataFrame({"place": ["a", "a"], "year": [2027, 2028], "homes": [10.0, np.nan]})
    assert yearly(table, ["place"], "homes", YEARS)["homes"].tolist() == [10, np.inf, np.inf, np.inf]


def test_an_empty_table_gives_no_rows() -> None:
    table = pd.DataFrame({"place": [], "year": [], "homes": []})
    assert yearly(table, ["place"], "homes", YEARS).empty


def test_dated_rows_add_up() -> None:
    """5 from the start, 3 more from 2028, 2 more from 2030: 5, 8, 8, 10."""
    table = pd.DataFrame({"place": ["a"] * 3, "homes": [5.0, 3.0, 2.0], "from_year": [np.nan, 2028, 2030]})
    assert standing(table, ["place"], "homes", YEARS)["homes"].tolist() == [5, 8, 8, 10]


def test_a_row_from_before_the_horizon_stands_in_all_of_it() -> None:
    table = pd.DataFrame({"place": ["a"], "homes": [5.0], "from_year": [2010.0]})
    assert standing(table, ["place"], "homes", YEARS)["year"].tolist() == list(YEARS)


def test_cross_years_and_look_up() -> None:
    """Every row in every year; a value by shared keys, 0 where there is none."""
    frame = cross_years(pd.DataFrame({"place": ["a", "b"]}), range(2027, 2029))
    table = pd.DataFrame({"place": ["b", "a"], "year": [2028, 2027], "units": [4.0, 3.0]})
    assert len(frame) == 4
    assert look_up(frame, table, "units", 0.0).tolist() == [3.0, 0.0, 0.0, 4.0]
