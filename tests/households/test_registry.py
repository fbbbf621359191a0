"""A registry read from a file: the same from every kind of file, and every mistake named, with nothing personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.errors import ResettleError
from resettle.households.columns import MAY_BE_ABSENT, NAMES
from resettle.households.findings import MOST_SHOWN, RegistryError
from resettle.households.registry import read_registry, write_registry

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset


def spoilt(written: Path, folder: Path, **cells: dict[int, str]) -> Path:
    """The file with some cells changed: column to row (as a spreadsheet counts) to text."""
    frame = pd.read_csv(written, dtype=str, keep_default_na=False)
    for column, changes in cells.items():
        if column not in frame:
            frame[column] = ""
        for row, text in changes.items():
            frame.loc[row - 2, column] = text
    file = folder / "spoilt.csv"
    frame.to_csv(file, index=False)
    return file


def found(file: Path, dataset: Dataset) -> pd.DataFrame:
    with pytest.raises(RegistryError) as refusal:
        read_registry(file, dataset)
    return refusal.value.findings


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_what_is_written_is_read_again(small: Dataset, made_up: Registry, tmp_path: Path, suffix: str) -> None:
    write_registry(made_up, tmp_path / f"again{suffix}")
    again = read_registry(tmp_path / f"again{suffix}", small)
    assert again.synthetic
    assert again.warnings == ()
    columns = [*NAMES, "persons", "size_class", "cohort"]
    for name in columns:
        assert again.households[name].tolist() == made_up.households[name].tolist(), name


def test_ten_mistakes_are_these_ten(small: Dataset, made_up: Registry, written: Path, tmp_path: Path) -> None:
    first = str(made_up.households["household"].iloc[0])
    file = spoilt(
        written,
        tmp_path,
        household={3: first, 4: ""},
        programme={5: "norht"},
        origin={6: "Nowhere Else"},
        female_0_5={7: "-1", 8: "many"},
        solution={9: "stay"},
        from_year={10: "20277"},
        kin={11: "nobody"},
        refuses={12: "mars"},
    )
    table = found(file, small)
    assert list(zip(table["row"], table["column"], strict=True)) == [
        (3, "household"),
        (4, "household"),
        (5, "programme"),
        (6, "origin"),
        (7, "female_0_5"),
        (8, "female_0_5"),
        (9, "solution"),
        (10, "from_year"),
        (11, "kin"),
        (12, "refuses"),
    ]
    assert table.loc[0, "found"] == "the id of row 2"
    assert "norht" not in table.to_string()
    assert table.loc[2, "what_to_do"].startswith("Did you mean 'north'?") or "Valid are" in table.loc[2, "what_to_do"]
    assert table.loc[3, "found"] == "a text of 12 characters (not repeated here)"
    assert "Nowhere" not in table.to_string()


def test_a_household_too_large_for_any_class(small: Dataset, written: Path, tmp_path: Path) -> None:
    table = found(spoilt(written, tmp_path, male_18_59={2: "49"}), small)
    assert table["row"].tolist() == [2]
    assert "members in all" in table.loc[0, "found"]


def test_a_year_needs_a_choice_and_nobody_is_their_own_kin(
    small: Dataset, made_up: Registry, written: Path, tmp_path: Path
) -> None:
    first = str(made_up.households["household"].iloc[0])
    table = found(spoilt(written, tmp_path, solution={2: ""}, from_year={2: "2028"}, kin={2: first}), small)
    assert table[["row", "column"]].to_numpy().tolist() == [[2, "from_year"], [2, "kin"]]


@pytest.mark.parametrize(
    "heading", ["name", "Family name", "Telefon", "ad", "Soyad", "անուն", "Фамилия", "date_of_birth"]
)
def test_a_column_that_looks_personal_is_refused_unread(
    small: Dataset, written: Path, tmp_path: Path, heading: str
) -> None:
    file = spoilt(written, tmp_path, **{heading: {2: "Planted Person", 3: "+994 50 123 45 67"}})
    with pytest.raises(RegistryError) as refusal:
        read_registry(file, small)
    said = str(refusal.value) + refusal.value.findings.to_string()
    assert "a column that looks personal" in said
    assert "Planted" not in said
    assert "994" not in said
    dropped = read_registry(file, small, drop_personal=True)
    assert heading not in dropped.households
    assert dropped.warnings == (f"the column {heading!r} looks personal and was left out, unread",)


@pytest.mark.parametrize("text", ["planted@person.org", "+994 50 123 45 67", "050-123-45-67"])
def test_an_address_or_number_in_a_cell_is_refused_and_not_repeated(
    small: Dataset, written: Path, tmp_path: Path, text: str
) -> None:
    file = spoilt(written, tmp_path, community={2: text})
    with pytest.raises(RegistryError) as refusal:
        read_registry(file, small)
    assert refusal.value.findings["column"].tolist() == ["community"]
    assert text not in str(refusal.value)
    assert text not in refusal.value.findings.to_string()


def test_plain_ids_are_no_telephones(small: Dataset, made_up: Registry, tmp_path: Path) -> None:
    ids = [f"{994501234567 + number}" for number in range(len(made_up.households))]
    plain = type(made_up)(made_up.households.assign(household=ids, kin=""), synthetic=False)
    write_registry(plain, tmp_path / "plain.csv")
    assert read_registry(tmp_path / "plain.csv", small).households["household"].tolist() == ids


def test_columns_not_known_are_listed_and_left_out(small: Dataset, written: Path, tmp_path: Path) -> None:
    registry = read_registry(spoilt(written, tmp_path, colour={2: "red"}), small)
    assert registry.warnings == ("columns that are not known were left out: 'colour'",)
    assert "colour" not in registry.households


def test_columns_that_are_missing_are_named_with_what_is_near(small: Dataset, written: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(written, dtype=str, keep_default_na=False)
    frame.rename(columns={"profile": "profiles"}).to_csv(tmp_path / "near.csv", index=False)
    table = found(tmp_path / "near.csv", small)
    assert table[["column", "found", "what_to_do"]].to_numpy().tolist() == [
        [
            "profiles",
            "a column that is nearly one of the registry's",
            "Did you mean 'profile'? Name it so, with the keys in one cell each row, or take it out of the file.",
        ]
    ]


def test_some_columns_may_be_left_out(small: Dataset, written: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(written, dtype=str, keep_default_na=False)
    frame.drop(columns=[*MAY_BE_ABSENT, "synthetic"]).to_csv(tmp_path / "short.csv", index=False)
    registry = read_registry(tmp_path / "short.csv", small)
    assert registry.households["kin"].eq("").all()
    assert registry.households["from_year"].isna().all()
    assert not registry.synthetic


def test_many_mistakes_are_counted_and_all_in_the_table(small: Dataset, written: Path, tmp_path: Path) -> None:
    file = spoilt(written, tmp_path, profile=dict.fromkeys(range(2, 102), "weather"))
    with pytest.raises(RegistryError) as refusal:
        read_registry(file, small)
    assert len(refusal.value.findings) == 100
    assert str(refusal.value).count("error: ") == MOST_SHOWN
    assert "… and 80 more (profile: 100); --report FILE writes them all." in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.csv", None, "found no such file"),
        ("registry.txt", b"household", "found the ending '.txt'; expected one of .csv, .parquet, .xlsx"),
        ("latin.csv", "household\nqəza".encode("cp1251", "replace") + b"\xff", "bytes that are no UTF-8"),
        ("broken.parquet", b"no parquet", "cannot be read as parquet"),
        ("broken.xlsx", b"no workbook", "a file that is no workbook"),
        ("empty.csv", b"", "an empty file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    small: Dataset, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ResettleError, match=told):
        read_registry(tmp_path / name, small)


def test_headings_alone_are_no_registry(small: Dataset, tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text(",".join(NAMES) + "\n", encoding="utf-8")
    assert "no household" in found(tmp_path / "bare.csv", small)["found"].tolist()
