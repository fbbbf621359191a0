"""Single figures: set, multiplied, added to; refused with the field that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.errors import ScenarioError
from resettle.inputs.scenario import Scenario, apply

if TYPE_CHECKING:
    from resettle.errors import Problem
    from resettle.inputs.dataset import Dataset


def changed(dataset: Dataset, text: str) -> Dataset:
    return apply(dataset, Scenario.parse(f"[[change]]\n{text}", "mine.toml"))


def refused(dataset: Dataset, text: str) -> Problem:
    with pytest.raises(ScenarioError) as refusal:
        changed(dataset, text)
    return refusal.value.problems[0]


@pytest.mark.parametrize(
    ("how", "values"),
    [
        ("set = 7", [7.0, 7.0]),
        ("times = 2", [91.208e6, 105.24e6]),
        ("plus = -4000", [45.6e6, 52.616e6]),
    ],
)
def test_figures_of_some_rows(small: Dataset, how: str, values: list[float]) -> None:
    """The government gives 45,604,000 in 2027 and 52,620,000 in 2029; the other funders' rows stay."""
    after = changed(small, f'table = "funding"\nwhere = {{ funder = "gov" }}\ncolumn = "usd"\n{how}')["funding"]
    mine = after["funder"] == "gov"
    assert after.loc[mine, "usd"].tolist() == values
    assert after.loc[~mine, "usd"].tolist() == small["funding"].loc[~mine, "usd"].tolist()


def test_without_where_every_row_is_meant(small: Dataset) -> None:
    after = changed(small, 'table = "funding"\ncolumn = "usd"\ntimes = 0')
    assert (after["funding"]["usd"] == 0).all()


@pytest.mark.parametrize("year", ["2029", '"2029"', "2029.0"])
def test_where_takes_years_as_numbers_or_text(small: Dataset, year: str) -> None:
    after = changed(small, f'table = "funding"\nwhere = {{ funder = "gov", year = {year} }}\ncolumn = "usd"\nset = 1')
    assert after["funding"]["usd"].tolist()[:2] == [45_604_000.0, 1.0]


@pytest.mark.parametrize(
    ("table", "where", "column"),
    [
        ("corridors", 'opens_year = "2029"', "opens_year"),
        ("solutions", 'opens_year = "never"', "opens_year"),
        ("places", 'opens_year = ""', "max_households"),
        ("funding", 'source = "s1"', "usd"),
    ],
)
def test_where_reads_values_as_they_are_written_in_files(small: Dataset, table: str, where: str, column: str) -> None:
    after = changed(small, f'table = "{table}"\nwhere = {{ {where} }}\ncolumn = "{column}"\nset = 2030')
    assert (after[table][column] == 2030).any()


def test_a_table_without_figures_has_none_to_change(small: Dataset) -> None:
    problem = refused(small, 'table = "funders"\ncolumn = "carries_over"\nset = 1')
    assert problem.expected == "a column of figures in funders"
    assert problem.hint == "There are none yet."


def test_changes_apply_in_their_order(small: Dataset) -> None:
    text = 'table="funding"\ncolumn="usd"\nset=10\n[[change]]\ntable="funding"\ncolumn="usd"\ntimes=3'
    assert set(changed(small, text)["funding"]["usd"]) == {30.0}


@pytest.mark.parametrize("how", ["times = 2", "plus = 5"])
def test_a_blank_stays_blank_under_times_and_plus(small: Dataset, how: str) -> None:
    after = changed(small, f'table = "housing"\ncolumn = "units_per_year"\n{how}')["housing"]["units_per_year"]
    assert after.isna().equals(small["housing"]["units_per_year"].isna())


def test_set_replaces_a_blank(small: Dataset) -> None:
    after = changed(small, 'table = "housing"\ncolumn = "units_per_year"\nset = 5')
    assert set(after["housing"]["units_per_year"]) == {5.0}


def test_set_never_closes_what_opens(small: Dataset) -> None:
    after = changed(small, 'table = "corridors"\ncolumn = "opens_year"\nset = "never"')
    assert after["corridors"]["opens_year"].tolist() == [np.inf]


def test_plus_delays_what_opens_and_leaves_never_and_always(small: Dataset) -> None:
    after = changed(small, 'table = "places"\ncolumn = "opens_year"\nplus = 2')["places"]["opens_year"]
    assert after.dropna().tolist() == (small["places"]["opens_year"].dropna() + 2).tolist()
    never = changed(small, 'table = "solutions"\ncolumn = "opens_year"\nplus = 2')
    assert never["solutions"]["opens_year"].tolist() == [np.inf]


def test_households_may_be_parts_in_a_scenario(small: Dataset) -> None:
    """209 households and 355 persons times a half."""
    text = 'table="cohorts"\ncolumn="households"\ntimes=0.5\n[[change]]\ntable="cohorts"\ncolumn="persons"\ntimes=0.5'
    assert changed(small, text)["cohorts"].loc[0, ["households", "persons"]].tolist() == [104.5, 177.5]


def test_whole_numbers_stay_whole(small: Dataset) -> None:
    after = changed(small, 'table = "housing_options"\ncolumn = "lead_years"\nset = 2')
    assert after["housing_options"]["lead_years"].dtype == "int64"


@pytest.mark.parametrize(
    ("text", "row", "field", "expected", "hint"),
    [
        ('table="fundng"\ncolumn="usd"\nset=1', 2, "fundng.usd, table", "a table of the dataset", "'funding'"),
        ('table="funding"\ncolumn="us"\nset=1', 3, "funding.us, column", "a column of figures in funding", "'usd'"),
        ('table="funding"\ncolumn="funder"\nset=1', 3, "funding.funder, column", "a column of figures", "Valid are"),
        (
            'table="funding"\ncolumn="usd"\nset=1\nwhere={fundr="gov"}',
            5,
            "funding.usd, where.fundr",
            "a column of funding",
            "'funder'",
        ),
        (
            'table="funding"\ncolumn="usd"\nset=1\nwhere={funder="gvo"}',
            5,
            "funding.usd, where.funder",
            "a value of funding.funder",
            "'gov'",
        ),
        (
            'table="funding"\ncolumn="usd"\nset=1\nwhere={year=2028, funder="gov"}',
            5,
            "funding.usd, where",
            "what at least one row of funding has",
            "",
        ),
        ('table="travel"\ncolumn="usd_per_household"\nset=1', 1, "travel.usd_per_household, where", "travel has", ""),
        ('table="funding"\ncolumn="usd"\nset=-1', 4, "funding.usd, set", "a number of at least 0", ""),
        ('table="funding"\ncolumn="usd"\nplus=-1e12', 4, "funding.usd, plus", "a number of at least 0", ""),
        ('table="funding"\ncolumn="usd"\ntimes=-1', 4, "funding.usd, times", "a number of at least 0", ""),
        ('table="funding"\ncolumn="usd"\nset="never"', 4, "funding.usd, set", "a number of at least 0", ""),
        ('table="funding"\ncolumn="year"\ntimes=1.1', 4, "funding.year, times", "set or plus, for a year", ""),
        ('table="funding"\ncolumn="year"\nplus=0.5', 4, "funding.year, plus", "a year from 1900 to 2200", ""),
        ('table="housing_options"\ncolumn="rooms"\ntimes=1.1', 4, "housing_options.rooms, times", "a whole number", ""),
        (
            'table="cohorts"\ncolumn="households"\ntimes=-1',
            4,
            "cohorts.households, times",
            "a number of at least 0",
            "",
        ),
        ('table="willingness"\ncolumn="share"\nset=1.5', 4, "willingness.share, set", "from 0 to 1", ""),
    ],
)
def test_what_does_not_fit_is_named_with_line_and_field(
    small: Dataset, text: str, row: int, field: str, expected: str, hint: str
) -> None:
    problem = refused(small, text)
    assert (problem.file, problem.row, problem.column) == ("mine.toml", row, f"change 1: {field}")
    assert expected in problem.expected
    assert hint in problem.hint


def test_a_figure_out_of_range_says_what_it_was_and_how_many_there_are(small: Dataset) -> None:
    problem = refused(small, 'table="funding"\ncolumn="usd"\ntimes=-1')
    assert problem.found == f"-4.5604e+07 (was 45604000), and {len(small['funding']) - 1} more such rows"
    one = refused(small, 'table="funding"\nwhere={funder="donor"}\ncolumn="usd"\nset=-1')
    assert one.found == "-1 (was 6139000)"


def test_a_figure_out_of_range_where_there_was_none(small: Dataset) -> None:
    problem = refused(small, 'table="housing"\nwhere={place="r0",option="flat2"}\ncolumn="units_total"\nset=-1')
    assert problem.found == "-1 (was blank)"


def test_blank_is_no_limit_and_not_nothing(small: Dataset) -> None:
    """A place's builders without a limit; the same with 0 are none."""
    where = 'table = "build_capacity"\nwhere = { place = "r0", year = 2027 }\ncolumn = "homes"'
    unlimited, none = (changed(small, f"{where}\nset = {value}")["build_capacity"] for value in ('"blank"', "0"))
    assert np.isnan(unlimited["homes"].iloc[0])
    assert none["homes"].iloc[0] == 0.0
    assert unlimited["homes"].iloc[1:].tolist() == none["homes"].iloc[1:].tolist()


def test_blank_is_refused_where_a_figure_must_stand(small: Dataset) -> None:
    problem = refused(small, 'table = "funding"\ncolumn = "usd"\nset = "blank"')
    assert problem.column == "change 1: funding.usd, set"
    assert problem.found == "'blank'"
    assert problem.hint == "This column may not be blank."
