"""Dataset files as people hand them over (issue 15): titles, totals, lookalikes, and what would eat a machine."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from resettle.errors import DataError, ScenarioError
from resettle.inputs.alike import canonical, folded, look_alike
from resettle.inputs.content_limits import toml_too_deep
from resettle.inputs.dataset import load_dataset
from resettle.inputs.downloads import workbook_bytes
from resettle.inputs.problems import nearest
from resettle.inputs.reading import read_packed
from resettle.inputs.scenario import Scenario
from resettle.inputs.table_limits import DATASET
from resettle.inputs.text_files import parse_toml
from resettle.inputs.workbook_parts import unfit_parts
from tests.inputs.careless import errors_of, warnings_of
from tests.tiny import tiny, write_tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem

SHUSHA = "şuşa"
OTHER_FORM = unicodedata.normalize("NFD", SHUSHA)


def edited(folder: Path, table: str, old: str, new: str) -> list[Problem]:
    file = folder / f"{table}.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return errors_of(folder)


def with_key(tmp_path: Path, place: str, origin: str) -> Path:
    """The tiny dataset with the village's key, and the key as its people's origin is written."""
    places = f"place,name,latitude,longitude,programme,site_lead_years\ncamp,C,40,46,p,0\n{place},V,40,47,p,0"
    cohorts = "cohort,programme,origin,current_place,size_class,profile,households,persons"
    cohorts += f"\nc1,p,{origin},camp,m,general,100,400"
    homes = f"place,rooms,from_year,homes,unresolved_claims\n{place},3,,1000,0"
    return write_tiny(tmp_path, places=places, cohorts=cohorts, vacant_homes=homes)


def test_a_key_in_two_forms_of_unicode_is_one_key(tmp_path: Path) -> None:
    """0 of 400 people settled, without a word."""
    dataset = load_dataset(with_key(tmp_path, SHUSHA, OTHER_FORM))
    assert dataset.warnings == ()
    assert dataset["cohorts"]["origin"].tolist() == [SHUSHA]


@pytest.mark.parametrize("origin", ["Şuşa", "ŞUŞA", "şu\u200bşa", "ｓ"])
def test_names_that_look_alike_are_an_error_that_shows_both(tmp_path: Path, origin: str) -> None:
    place = "s" if origin == "ｓ" else SHUSHA
    [problem] = errors_of(with_key(tmp_path, place, origin))
    assert (problem.file, problem.row, problem.column) == ("cohorts.csv", 2, "origin")
    assert repr(place) in problem.expected
    assert problem.found in (repr(origin), ascii(origin))


def test_two_places_that_differ_in_case_are_an_error(tmp_path: Path) -> None:
    places = "place,name,latitude,longitude,programme,site_lead_years"
    places += "\nVillage,C,40,46,p,0\ncamp,C,40,46,p,0\nvillage,V,40,47,p,0"
    [problem] = errors_of(write_tiny(tmp_path, places=places))
    assert (problem.row, problem.found) == (4, "'village'")
    assert "'Village' differs in case or form alone" in problem.expected


def test_what_is_alike_and_what_is_not() -> None:
    assert folded("İmişli") == folded("imişli")
    assert folded("sarı") != folded("sari")
    assert folded("şuşa") != folded("susa")
    assert look_alike(["a", "b", "A", "a "]) == [("A", "a"), ("A", "a ")]
    assert canonical("\ufeff a\u0301 \u200b") == "á"


def test_a_hint_never_proposes_what_was_found() -> None:
    assert nearest("m1", ["m1", "m2"]) == ""
    assert nearest("vilage", ["camp", "village"]) == "Did you mean 'village'?"


def test_a_key_that_a_spreadsheet_would_run_is_refused(tmp_path: Path) -> None:
    found = errors_of(with_key(tmp_path, "=1+1", "=1+1"))
    assert {one.expected for one in found} == {"a name that no spreadsheet would run as a formula"}


@pytest.mark.parametrize("title", ["Population, November", "Population"])
def test_a_title_above_the_headings_is_one_finding(tmp_path: Path, title: str) -> None:
    """Each of 3,319 rows was named before."""
    folder = write_tiny(tmp_path)
    [problem] = edited(folder, "cohorts", "cohort,", f'"{title}"\ncohort,')
    assert (problem.row, problem.found) == (1, "no headings in row 1; they stand in row 2")


@pytest.mark.parametrize("row", ["Total,,,,,,100,400,,", "Итого,,,,,,100,400,,", ",,,,,,100,400,,"])
def test_a_row_of_totals_is_one_finding(tmp_path: Path, row: str) -> None:
    folder = write_tiny(tmp_path)
    file = folder / "cohorts.csv"
    file.write_text(file.read_text() + row + "\n")
    assert [(one.row, one.found) for one in errors_of(folder)] == [(3, "what looks like a row of totals")]


def test_a_remark_below_a_table_is_one_finding(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "cohorts.csv").write_text((folder / "cohorts.csv").read_text() + "\nSource: census,,,,,,,,,\n")
    assert [(one.row, one.found) for one in errors_of(folder)] == [(4, "a row with a single cell")]


def test_rows_that_all_end_in_a_comma_are_one_finding(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    [problem] = edited(folder, "places", "assumption", "assumption,")
    assert (problem.row, problem.found, problem.expected) == (2, "9 cells, as in every row", "8 cells")


def test_digits_of_another_script_have_a_hint(tmp_path: Path) -> None:
    [problem] = edited(write_tiny(tmp_path), "cohorts", "400", "٤٠٠")
    assert problem.hint == "Write it with the digits 0 to 9."


def test_a_hashtag_without_its_sign_is_named(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "programmes.csv").write_text(
        "Program,Ad,Qeyd\nactivity+code+programme,#activity+name+programme,#description+note\np,Programme,x\n"
    )
    problem = next(one for one in errors_of(folder) if one.file == "programmes.csv")
    assert problem.row == 2
    assert problem.found == "'activity+code+programme' in a row of hashtags, in column 1"


def book_of(folder: Path) -> Workbook:
    return load_workbook(io.BytesIO(workbook_bytes(load_dataset(folder))))


def saved(book: Workbook, file: Path) -> Path:
    book.save(file)
    return file


def test_a_hidden_table_is_read_with_a_word(tmp_path: Path) -> None:
    book = book_of(write_tiny(tmp_path))
    book["places"].sheet_state = "hidden"
    assert [one.found for one in warnings_of(saved(book, tmp_path / "b.xlsx"))] == ["a hidden sheet"]


def test_a_sheet_nearly_named_as_a_table_is_an_error(tmp_path: Path) -> None:
    book = book_of(write_tiny(tmp_path))
    book["vacant_homes"].title = "Vacant homes"
    [problem] = errors_of(saved(book, tmp_path / "b.xlsx"))
    assert (problem.found, problem.expected) == ("a sheet 'Vacant homes'", "a sheet 'vacant_homes'")


def test_a_formula_is_seen_whatever_prefix_its_program_writes(tmp_path: Path) -> None:
    """``<x:f>``, as some libraries write it: its blank value was taken for no limit."""
    data = workbook_bytes(load_dataset(write_tiny(tmp_path)))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as again:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("xl/worksheets/") and b"<v>1000</v>" in part:
                part = part.replace(
                    b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                )
                part = part.replace(b"<v>1000</v>", b"<x:f>500*2</x:f>")
            again.writestr(name, part)
    raw = read_packed("b.xlsx", made.getvalue())
    [cell] = [row[3] for row in raw.tables["vacant_homes"].rows]
    assert type(cell).__name__ == "FormulaCell"


@pytest.mark.parametrize("where", ["A1048576", "XFD1", "AZ9"])
def test_one_cell_far_away_takes_no_memory(tmp_path: Path, where: str) -> None:
    book = book_of(write_tiny(tmp_path))
    book["cohorts"][where] = "x"
    [problem] = errors_of(saved(book, tmp_path / "b.xlsx"))
    assert problem.file == "b.xlsx sheet cohorts"


def test_far_too_many_texts_are_refused_before_they_are_parsed() -> None:
    """125 kB of shared strings took a minute."""
    parts = {"xl/sharedStrings.xml": b"<si><t/></si>" * 3_000_000}
    problem = unfit_parts("b.xlsx", parts, DATASET)
    assert problem is not None
    assert problem.found == "more cells or texts"
    assert unfit_parts("b.xlsx", {"xl/styles.xml": b"<xf/>" * 600_000}, DATASET) is not None
    assert unfit_parts("b.xlsx", {"xl/a.xml": b"\xff\xfe<\0"}, DATASET) is not None


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 50_000) + " = 1",
        "[" + ".".join("a" * 50_000) + "]",
        '"a"' + " . 'b'" * 50_000 + " = 1",
        "x = {" + ".".join("a" * 50_000) + " = 1}",
        "a = " + "[" * 50_000,
        "a = " + "{b = " * 50_000,
    ],
)
def test_toml_of_thousands_of_parts_is_refused_before_it_is_parsed(text: str) -> None:
    """A dotted key of 50,000 parts, 100 kB, took over 5 GiB."""
    problem = parse_toml(f"title = 'x'\n{text}", "scenario.toml")
    assert not isinstance(problem, dict)
    assert problem.row == 2


@pytest.mark.parametrize(
    "text", ['a = "' + "b." * 100 + '"', "a = '''\n" + "[" * 100 + "'''", "# " + "." * 100, "a = [1.5, 2.5]"]
)
def test_dots_and_brackets_of_texts_do_not_count(text: str) -> None:
    assert toml_too_deep(text, "s.toml") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (json.dumps({f"a{number}": 1 for number in range(100_000)}), "100,000 entries in one list or table"),
        (json.dumps({"pin": [{"at_most": 1}] * 9_000}), "9,000 entries in one list or table"),
        ('{"title": "\\ud800"}', "half a sign (a lone surrogate, as \\ud800)"),
        ('{"usd_per_person_year": ' + "9" * 5_000 + "}", "a whole number of thousands of digits"),
        ('{"title": ' + "[" * 5_000, "tables nested too deeply"),
    ],
)
def test_json_that_would_take_minutes_is_refused_in_words(text: str, found: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        Scenario.parse(text, "scenario.json")
    assert [one.found for one in refusal.value.problems] == [found]


def test_a_scenario_names_places_in_whatever_form_they_are_written() -> None:
    scenario = Scenario.parse(f'[[pin]]\nplace = "{OTHER_FORM}"\nat_most = 1\n')
    assert scenario.pin[0].place == SHUSHA


def test_thousands_of_settings_are_refused_by_their_size(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "dataset.toml").write_text("\n".join(f"a{number} = 1" for number in range(400_000)))
    with pytest.raises(DataError) as refusal:
        load_dataset(folder)
    assert [(one.file, one.expected) for one in refusal.value.problems if one.severity == "error"] == [
        ("dataset.toml", "at most 64 kB")
    ]


def test_the_tiny_dataset_itself_is_sound(tmp_path: Path) -> None:
    assert tiny(tmp_path).warnings == ()
