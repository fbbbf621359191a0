"""``resettle plan``: what it answers, where it writes, what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.cli.conftest import CASE, DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

ESTIMATE = ("plan", "--data", DATA, "--estimate")
EXPECTED = json.loads((CASE.parent / "expected.json").read_text(encoding="utf-8"))["small"]


def test_json_is_the_plan_summary_and_nothing_else(say: Callable[..., Said]) -> None:
    """The objective is that of an independent implementation (tests/cases/README.md)."""
    said = say(*ESTIMATE, "--scenario", CASE / "scenarios" / "many_levers.toml", "--json")
    assert said.code == 0
    summary = json.loads(said.out)
    assert summary["objective"] == pytest.approx(EXPECTED["many_levers"]["estimate_objective"], rel=1e-6)
    named = ("status", "mode", "bound", "gap", "person_years", "cost_usd", "persons", "short", "digests", "seconds")
    assert set(named) <= set(summary)
    assert summary["verification"]["clean"]
    assert "read" in summary["seconds"]
    assert {*summary["persons"]} == {"north", "south"}


def test_fairest_states_its_worst_cover(say: Callable[..., Said]) -> None:
    summary = json.loads(say(*ESTIMATE, "--scenario", CASE / "scenarios" / "fairest.toml", "--json").out)
    assert summary["z"] == pytest.approx(EXPECTED["fairest"]["z"], rel=1e-5)
    assert summary["worst_cover_required"] == pytest.approx(0.99 * EXPECTED["fairest"]["z"], rel=1e-5)
    assert summary["objective"] == pytest.approx(EXPECTED["fairest"]["estimate_objective"], rel=1e-5)


def test_fairest_is_told_in_words(say: Callable[..., Said]) -> None:
    """The z is 0.36482, of which 0.99 is 0.36117; whole households reach a little less."""
    told = say(*ESTIMATE, "--scenario", CASE / "scenarios" / "fairest.toml").out
    assert "The worst-off community of origin can be covered to 36.5% at best." in told
    assert "Every community keeps at least 36.1%; the worst-off one reaches 3" in told


def test_progress_goes_to_standard_error(say: Callable[..., Said]) -> None:
    said = say(*ESTIMATE, "--json")
    stages = [line.split("  ")[-1] for line in said.err.splitlines()]
    assert stages[0] == "read"
    assert stages[-1] == "done"
    assert {"build", "solve", "verify"} <= set(stages)


def test_the_story_counts_the_people_of_the_tables(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say(*ESTIMATE, "--out", tmp_path / "plan")
    assert said.code == 0
    placed = pd.read_csv(tmp_path / "plan" / "placements.csv")
    everybody = pd.read_csv(CASE / "dataset" / "cohorts.csv")["persons"].sum()
    assert f"{placed['persons'].sum():,.0f} of {everybody:,.0f} people have settled" in said.out
    by_2027 = placed.loc[placed["year"] == 2027, "persons"].sum()
    numbers = next(line.split()[1:] for line in said.out.splitlines() if line.startswith("  2027"))
    assert sum(float(number.replace(",", "")) for number in numbers) == pytest.approx(by_2027, abs=1.0)
    assert "What holds it back" in said.out
    assert "Checked: every equation" in said.out
    assert f"Written to {tmp_path / 'plan'}" in said.out


def test_json_with_out_keeps_standard_output_clean(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say(*ESTIMATE, "--json", "--out", tmp_path / "plan")
    assert json.loads(said.out)["digests"] == json.loads((tmp_path / "plan" / "plan.json").read_text())["digests"]
    assert "Written to" in said.err


def test_a_plan_with_whole_facilities(say: Callable[..., Said]) -> None:
    """Between the best plan known and the bound proven for it by the independent implementation."""
    said = say("plan", "--data", DATA, "--gap", "0.01", "--time-limit", "60", "--json")
    summary = json.loads(said.out)
    best, bound = EXPECTED["as_shipped"]["plan_objective_at_least"], EXPECTED["as_shipped"]["plan_bound"]
    assert summary["quality"] == "plan"
    assert summary["gap"] <= 0.01
    assert best * 0.99 <= summary["objective"] <= bound * (1 + 1e-6)


def test_an_earlier_plan_is_replaced_in_every_format_and_nothing_else(say: Callable[..., Said], tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert say(*ESTIMATE, "--out", folder).code == 0
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert say(*ESTIMATE, "--out", folder, "--format", "parquet").code == 0
    assert (folder / "placements.parquet").is_file()
    assert not (folder / "placements.csv").exists()
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert say("verify", folder).code == 0


def test_a_workbook_can_be_verified(say: Callable[..., Said], tmp_path: Path) -> None:
    assert say(*ESTIMATE, "--out", tmp_path / "plan", "--format", "xlsx").code == 0
    assert [path.name for path in (tmp_path / "plan").glob("*.xlsx")] == ["plan.xlsx"]
    assert say("verify", tmp_path / "plan").code == 0


def test_nothing_is_written_over_other_things(say: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    said = say(*ESTIMATE, "--out", tmp_path)
    assert said.code == 2
    assert "holds other things and no earlier plan" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_is_no_folder(say: Callable[..., Said], tmp_path: Path, inside: str) -> None:
    file = tmp_path / "taken"
    file.write_text("", encoding="utf-8")
    said = say(*ESTIMATE, "--out", file / inside if inside else file)
    assert said.code == 2
    assert str(file) in said.err
    assert "solve" not in said.err


def test_a_format_whose_package_is_missing(say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resettle.cli.destination.find_spec", lambda package: None)
    said = say(*ESTIMATE, "--out", "unused", "--format", "xlsx")
    assert said.code == 2
    assert "needs the package openpyxl" in said.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--gap", "1.5"], "found '1.5'; expected a share"),
        (["--gap", "little"], "found 'little'; expected a share"),
        (["--gap", "nan"], "found 'nan'; expected a share"),
        (["--time-limit", "0"], "found '0'; expected seconds above 0"),
        (["--time-limit", "soon"], "found 'soon'; expected seconds above 0"),
        (["--solver", "gurobi"], "invalid choice: 'gurobi'"),
        (["--format", "csv"], "give --out DIR too"),
        (["--format", "docx", "--out", "unused"], "invalid choice: 'docx'"),
    ],
)
def test_arguments_that_make_no_sense(say: Callable[..., Said], arguments: list[str], expected: str) -> None:
    said = say(*ESTIMATE, *arguments)
    assert said.code == 2
    assert expected in said.err
    assert said.out == ""


def test_no_plan_in_no_time(say: Callable[..., Said]) -> None:
    said = say(*ESTIMATE, "--time-limit", "1e-9", "--json")
    assert said.code == 3
    assert "no plan: " in said.err
    assert said.out == ""


def test_a_plan_that_fails_its_check_is_no_plan(say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    from resettle.errors import PlanError

    def refuse(*_args: object, **_options: object) -> None:
        message = "the plan failed its check and is not returned: eq09"
        raise PlanError(message)

    monkeypatch.setattr("resettle.cli.plan.make_plan", refuse)
    said = say(*ESTIMATE)
    assert said.code == 3
    assert "failed its check" in said.err


def test_a_scenario_made_for_another_dataset_is_pointed_out(say: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('title = "Other"\ndataset = "elsewhere"\n', encoding="utf-8")
    said = say(*ESTIMATE, "--scenario", tmp_path / "other.toml")
    assert said.code == 0
    assert "made for the dataset 'elsewhere'" in said.err
    assert "Scenario: Other (most people)" in said.out


def test_a_target_out_of_reach_is_told(say: Callable[..., Said], tmp_path: Path) -> None:
    """Twice the people there are: at least as many are missing as there are."""
    everybody = pd.read_csv(CASE / "dataset" / "cohorts.csv")["persons"].sum()
    (tmp_path / "much.toml").write_text(
        f'[[target]]\nscope = "all"\nyear = 2030\npersons = {2 * everybody}\n', encoding="utf-8"
    )
    said = say(*ESTIMATE, "--scenario", tmp_path / "much.toml")
    (line,) = [
        line for line in said.out.splitlines() if line.strip().startswith("Missed:") and f"{2 * everybody:,.0f}" in line
    ]
    missed = float(line.split(" people, ")[1].split()[0].replace(",", ""))
    assert everybody <= missed <= 2 * everybody
