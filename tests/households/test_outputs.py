"""Letters, lists and tables for everyone, on the small case."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from resettle import make_plan
from resettle.errors import ResettleError
from resettle.households import table_file
from resettle.households.aggregate import with_registry
from resettle.households.bundle import bundle
from resettle.households.earlier_file import read_earlier
from resettle.households.folder import read_placing
from resettle.households.letters import ENGLISH, letters, read_template
from resettle.households.lists import COLUMNS, file_of, lists_by_place
from resettle.households.measures import measures
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.public_tables import AS_COUNTED, FEW, OTHER, TABLES, public_tables
from resettle.households.secret import secret_of
from resettle.households.table_file import table_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

SECRET = "5e" * 32


@pytest.fixture(scope="module")
def plan(small: Dataset, made_up: Registry) -> Plan:
    return make_plan(with_registry(small, made_up), estimate=True)


@pytest.fixture(scope="module")
def placed(plan: Plan, made_up: Registry) -> Placed:
    return place_households(plan, made_up, Asked("seed", SECRET))


def test_everybody_gets_a_letter_and_it_says_where_or_why_not(plan: Plan, made_up: Registry, placed: Placed) -> None:
    table = letters(plan, made_up, placed, read_template(), "Ask at the office.").set_index("household")["text"]
    assert len(table) == len(made_up.households)
    assert table.str.contains("Ask at the office.").all()
    assert not table.str.contains("$", regex=False).any()
    row = placed.placed.iloc[0]
    name = plan.dataset["places"].set_index("place")["name"][row["place"]]
    assert f"Place:  {name}\n    Year:   {row['year']}\n" in table[row["household"]]
    assert placed.draw.set_index("household")["ticket"][row["household"]] in table[row["household"]]
    silent = placed.waiting[placed.waiting["reason"] == "no_choice"]["household"].iloc[0]
    assert "you have stated no choice yet" in table[silent]
    assert "ticket" not in table[silent]


def test_a_letter_says_what_could_change_it_and_promises_nothing(plan: Plan, made_up: Registry, placed: Placed) -> None:
    """Who waits in order is told how many homes, and how many wait before it: so many of its cohort by the draw."""
    waits = placed.waiting[placed.waiting["reason"] == "in_order"].iloc[0]
    text = letters(plan, made_up, placed, read_template(), household=waits["household"])["text"].iloc[0]
    every = letters(plan, made_up, placed, read_template()).set_index("household")["text"]
    assert text == every[waits["household"]]
    same = placed.waiting[
        (placed.waiting["cohort"] == waits["cohort"])
        & (placed.waiting["solution"] == waits["solution"])
        & (placed.waiting["reason"] == "in_order")
    ]
    before = int((same["position"] < waits["position"]).sum())
    assert f"What could change this. {before + 1} more homes of" in text
    assert f"may bring you a place; {before} households like yours wait before you." in text
    assert "You lose no right by waiting" in text
    assert not every.str.contains("$", regex=False).any()


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_is_written_by_its_ending_and_no_text_of_it_is_run(ending: str) -> None:
    """Figures stay figures, texts that a spreadsheet would run stand behind an apostrophe, headings stay in view."""
    table = pd.DataFrame({"household": ["=1+1", "b"], "persons": [3, 4], "text": ["@x", "long " * 20]})
    made = io.BytesIO(table_bytes(table, f"letters{ending}", "letters"))
    back = pd.read_csv(made) if ending == ".csv" else pd.read_excel(made)
    assert back["household"].tolist() == ["'=1+1", "b"]
    assert back["text"].iloc[0] == "'@x"
    assert back["persons"].tolist() == [3, 4]
    if ending == ".xlsx":
        made.seek(0)
        page = load_workbook(made)["letters"]
        assert page.freeze_panes == "A2"
        assert {cell.data_type for cell in page["A"]} == {"s"}


def test_what_a_workbook_cannot_hold_is_told_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ResettleError, match=r"found the ending '.pdf'; expected one of .csv, .xlsx"):
        table_bytes(pd.DataFrame({"a": [1]}), "letters.pdf", "letters")
    with pytest.raises(ResettleError, match="text: found a text of 40,000 characters"):
        table_bytes(pd.DataFrame({"text": ["x" * 40_000]}), "letters.xlsx", "letters")
    with pytest.raises(ResettleError, match="found a control character") as refusal:
        table_bytes(pd.DataFrame({"text": ["Planted\x07"]}), "letters.xlsx", "letters")
    assert "Planted" not in str(refusal.value)
    monkeypatch.setattr(table_file, "MOST_ROWS", 2)
    with pytest.raises(ResettleError, match="found 3 rows; expected at most 2 in a workbook"):
        table_bytes(pd.DataFrame({"a": [1, 2, 3]}), "letters.xlsx", "letters")


def test_a_translation_is_checked_and_everything_that_is_wrong_is_told(tmp_path: Path) -> None:
    file = tmp_path / "letter_xx.toml"
    text = ENGLISH.read_text(encoding="utf-8").replace("$ticket", "$tickett").replace('later = "', 'latter = "')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ResettleError) as refusal:
        read_template(file)
    said = str(refusal.value)
    assert "placed: found $tickett; expected one of $contact, $equals" in said
    assert "order: found $tickett" in said
    assert "reasons: found no text for later; expected one." in said
    file.write_text('placed = "5 $ a"\nwaiting = ""', encoding="utf-8")
    with pytest.raises(ResettleError, match=r"placed: found a dollar sign before no word"):
        read_template(file)
    file.write_text("placed =", encoding="utf-8")
    with pytest.raises(ResettleError, match="cannot be read as a letter"):
        read_template(file)


def test_lists_hold_everybody_once_and_no_more_than_is_needed(plan: Plan, made_up: Registry, placed: Placed) -> None:
    lists = list(lists_by_place(plan, made_up, placed))
    assert sum(len(rows) for _, _, rows in lists) == len(placed.placed)
    assert all(list(rows.columns) == COLUMNS for _, _, rows in lists)
    keys = [(place, year) for place, year, _ in lists]
    assert keys == sorted(set(keys))
    assert file_of("a/../b", 2027) == "a____b-900ea8b7-2027.csv"


def test_tables_have_every_cell_and_none_below_ten(plan: Plan, made_up: Registry, placed: Placed) -> None:
    table = public_tables(plan, made_up, placed, SECRET)
    assert set(table["table"]) == set(TABLES)
    assert table["households"].dropna().min() >= 10
    assert table["households"].isna().eq(table["shown"] == FEW).all()
    programmes = len(plan.dataset["programmes"])
    places = len(plan.dataset["places"])
    assert (table["table"] == "programme").sum() == programmes
    assert (table["table"] == "place").sum() == places
    assert (table["table"] == "place_year").sum() == places * len(plan.years)


def test_counts_are_right_but_for_noise(plan: Plan, made_up: Registry, placed: Placed) -> None:
    """Against counts by pandas: nowhere further off than 25, and by 5.5 on average over large cells (√30)."""
    table = public_tables(plan, made_up, placed, SECRET)
    by_place = table[table["table"] == "place_year"]
    true = placed.placed.groupby(["place", "year"]).size()
    keys = pd.MultiIndex.from_arrays([by_place["place"], by_place["year"].astype(int)])
    counted = true.reindex(keys).fillna(0).to_numpy()
    shown = by_place["households"].to_numpy(dtype=float, na_value=np.nan)
    assert np.all(np.abs(shown - counted)[~np.isnan(shown)] <= 25)
    large = counted > 40
    assert 2.0 < np.sqrt(np.mean((shown - counted)[large] ** 2)) < 11.0
    assert by_place["shown"][counted == 0].eq(FEW).all()
    assert by_place["shown"][large].eq(AS_COUNTED).all()


def test_an_origin_that_the_plan_does_not_have_is_another(plan: Plan, made_up: Registry, placed: Placed) -> None:
    """100 who came late from elsewhere are counted in a cell that is there for any, with noise of at most 25."""
    late = made_up.households["household"].isin(placed.waiting["household"].head(100))
    elsewhere = made_up.households.assign(origin=made_up.households["origin"].mask(late, "elsewhere"))
    table = public_tables(plan, type(made_up)(elsewhere, True), placed, SECRET)
    other = table[(table["table"] == "waiting_origin") & (table["origin"] == OTHER)]["households"]
    assert abs(float(other.fillna(0).sum()) - 100) <= 25 * len(other)
    assert "elsewhere" not in table.to_csv()


def test_no_id_no_village_and_no_ticket_is_in_a_table(plan: Plan, made_up: Registry, placed: Placed) -> None:
    text = public_tables(plan, made_up, placed, SECRET).to_csv()
    assert not any(household in text for household in made_up.households["household"].head(200))
    assert not any(ticket in text for ticket in placed.draw["ticket"].head(200))
    assert "-v0" not in text


def test_one_household_less_changes_the_noise_of_all_its_cells_and_of_no_other(
    plan: Plan, made_up: Registry, placed: Placed
) -> None:
    """So a difference of two releases is noise in its cells, and nothing anywhere else."""
    before = public_tables(plan, made_up, placed, SECRET)
    gone = placed.placed.iloc[0]
    less = Placed(
        placed.placed.iloc[1:],
        *(getattr(placed, name) for name in ("waiting", "open_slots", "draw")),
        *[placed.answers, placed.changes],
    )
    households = made_up.households[made_up.households["household"] != gone["household"]]
    after = public_tables(plan, type(made_up)(households, True), less, SECRET)
    changed = before["households"].fillna(0) != after["households"].fillna(0)
    touched = before[changed]
    assert touched["place"].isin(["", gone["place"]]).all()
    assert touched["year"].isin(["", str(gone["year"])]).all()
    difference = (before["households"] - after["households"])[changed].dropna()
    assert (difference != 1).any()


def test_a_secret_is_made_once_kept_to_its_owner_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "secret.key"
    made = secret_of(file)
    assert secret_of(file) == made
    assert len(made) == 64
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("short", encoding="ascii")
    with pytest.raises(ResettleError, match="expected 64 hexadecimal digits"):
        secret_of(file)
    with pytest.raises(ResettleError, match="a part of its path is a file"):
        secret_of(file / "below")


def test_everything_in_one_file_unpacks_to_a_placement_that_reads_back(
    plan: Plan, made_up: Registry, placed: Placed, tmp_path: Path
) -> None:
    """The folder has the same placement and plan; what it promised and its secret are read from the file itself."""
    asked = Asked("seed", SECRET)
    data = bundle(plan, made_up, asked, placed, measures(plan, made_up, placed))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    folder = read_placing(tmp_path)
    assert folder.plan.summary.digests == plan.summary.digests
    assert folder.asked == asked
    pd.testing.assert_frame_equal(folder.placed.placed, placed.placed, check_dtype=False)
    public = sorted(file.name for file in (tmp_path / "for_everyone").iterdir())
    assert public == ["draw_list.csv", "draw_order.csv", "tables.csv"]
    order, entries = (
        pd.read_csv(tmp_path / "for_everyone" / f"draw_{name}.csv", dtype=str) for name in ("order", "list")
    )
    assert set(order["ticket"]) == set(entries["ticket"])  # an order of households alone would tell the blank tickets
    assert set(placed.draw["ticket"]) < set(entries["ticket"])
    earlier, secret, releases = read_earlier(data)
    assert (secret, releases) == (SECRET, {})
    again = place_households(plan, made_up, Asked("later", SECRET, earlier=earlier))
    assert set(again.changes["change"]) == {"kept"}
    assert len(again.changes) == len(placed.placed)
