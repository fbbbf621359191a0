"""``resettle households``: a registry made up, checked, and made a dataset of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.inputs.dataset import load_dataset
from tests.cli.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said


def test_a_registry_is_made_up_checked_and_planned_for(say: Callable[..., Said], tmp_path: Path) -> None:
    file, folder = tmp_path / "made" / "households.csv", tmp_path / "dataset"
    said = say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file)
    assert said.code == 0, said.err
    assert "made up with seed 3. Nobody in it is real." in said.out
    assert pd.read_csv(file, dtype=str)["synthetic"].eq("true").all()
    said = say("households", "check", file, "--data", DATA, "--dataset-out", folder)
    assert said.code == 0, said.err
    assert "no errors, synthetic." in said.out
    cohorts = load_dataset(DATA)["cohorts"]
    assert load_dataset(folder)["cohorts"]["persons"].sum() == cohorts["persons"].sum()
    assert say("plan", "--data", folder, "--estimate").code == 0


def test_what_is_wrong_is_told_and_written(say: Callable[..., Said], tmp_path: Path) -> None:
    file, report = tmp_path / "households.csv", tmp_path / "reports" / "wrong.csv"
    say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file)
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame.assign(profile="weather", surname="Planted").to_csv(file, index=False)
    said = say("households", "check", file, "--data", DATA, "--report", report)
    assert said.code == 2
    assert "error: households.csv, surname: found a column that looks personal" in said.err
    assert "row 2, profile: found 'weather'" in said.err
    assert "Planted" not in said.err + said.out + report.read_text(encoding="utf-8")
    assert len(pd.read_csv(report)) == len(frame) + 1


def test_a_personal_column_may_be_left_out(say: Callable[..., Said], tmp_path: Path) -> None:
    file = tmp_path / "households.parquet"
    say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file)
    frame = pd.read_parquet(file).assign(surname="Planted")
    frame.to_parquet(file, index=False)
    said = say("households", "check", file, "--data", DATA, "--drop-personal")
    assert said.code == 0, said.err
    assert "warning: the column 'surname' looks personal and was left out, unread." in said.err
    assert "Planted" not in said.err + said.out


@pytest.fixture
def placed(say: Callable[..., Said], tmp_path: Path) -> Path:
    """A registry of the small case, planned for and placed by that plan."""
    file, folder = tmp_path / "households.parquet", tmp_path / "dataset"
    say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file)
    say("households", "check", file, "--data", DATA, "--dataset-out", folder)
    say("plan", "--data", folder, "--estimate", "--out", tmp_path / "plan")
    out = tmp_path / "placed"
    said = say(
        *("households", "place", "--plan", tmp_path / "plan", "--registry", file),
        *("--seed", "word", "--public", "7 12 23", "--out", out),
    )
    assert said.code == 0, said.err
    assert "households placed" in said.out
    assert "Single households are in it" in said.err
    return out


def test_households_are_placed_verified_and_explained(say: Callable[..., Said], placed: Path) -> None:
    said = say("households", "verify", placed)
    assert said.code == 0, said.out + said.err
    assert "Drawn again from the seed: the same, to the last household." in said.out
    table = pd.read_csv(placed / "placed.csv", dtype=str)
    said = say("households", "explain", placed, table["household"].iloc[0])
    assert said.code == 0, said.err
    assert f"Household {table['household'].iloc[0]} is placed in" in said.out
    assert say("households", "explain", placed, "nobody").code == 2


def test_a_placement_that_somebody_changed_is_found(say: Callable[..., Said], placed: Path) -> None:
    """Two households of other cohorts exchanged; then two equals, which breaks no rule but the draw."""
    file = placed / "placed.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table.assign(year="2027").to_csv(file, index=False)
    said = say("households", "verify", placed)
    assert said.code == 2
    assert "this placement breaks its rules" in said.out
    alike = table.groupby(["cohort", "solution"]).filter(lambda rows: (rows["year"] != rows["year"].iloc[0]).any())
    first = alike.drop_duplicates(["cohort", "solution"]).index[0]
    same = alike[(alike["cohort"] == alike.loc[first, "cohort"]) & (alike["solution"] == alike.loc[first, "solution"])]
    other = same.index[same["year"] != same.loc[first, "year"]][0]
    swapped = table.copy()
    swapped.loc[[first, other], ["household", "persons", "position"]] = table.loc[
        [other, first], ["household", "persons", "position"]
    ].to_numpy()
    swapped.to_csv(file, index=False)
    said = say("households", "verify", placed)
    assert said.code == 2


def test_a_folder_that_is_no_placement_is_told(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say("households", "verify", tmp_path)
    assert said.code == 2
    assert "is no placement that can be read" in said.err


def test_a_file_that_cannot_be_written_is_told(say: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    said = say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", tmp_path / "file" / "new.csv")
    assert said.code == 2
    assert "cannot be written" in said.err
