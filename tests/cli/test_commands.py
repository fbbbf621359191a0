"""``check``, ``verify``, ``compare``, ``template`` and ``app``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import load_workbook

from resettle.inputs.schema import INPUT_TABLES
from tests.cli.conftest import CASE, DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said


def test_check_counts_what_it_read(say: Callable[..., Said]) -> None:
    said = say("check", "--data", DATA)
    cohorts = pd.read_csv(CASE / "dataset" / "cohorts.csv")
    assert said.code == 0
    assert "no errors" in said.out
    assert f"{cohorts['persons'].sum():,.0f} persons in {cohorts['households'].sum():,.0f} households" in said.out


def test_check_of_the_data_that_ships(say: Callable[..., Said]) -> None:
    said = say("check")
    assert said.code == 0
    assert "1,100,000 persons" in said.out


def test_check_lists_every_problem_of_a_dataset(say: Callable[..., Said], tmp_path: Path) -> None:
    folder = shutil.copytree(DATA, tmp_path / "dataset")
    places = (folder / "places.csv").read_text(encoding="utf-8").splitlines()
    places[1] = places[1].replace("north", "nroth")
    (folder / "places.csv").write_text("\n".join(places), encoding="utf-8")
    (folder / "funders.csv").unlink()
    said = say("check", "--data", folder)
    assert said.code == 2
    assert "places.csv, row 2" in said.err
    assert "nroth" in said.err
    assert "funders.csv" in said.err
    assert "Traceback" not in said.err


def test_check_lists_every_problem_of_a_scenario(say: Callable[..., Said], tmp_path: Path) -> None:
    scenario = tmp_path / "wrong.toml"
    scenario.write_text('moed = "fairest"\n[scale]\nclearence = 2\nbuild = -1\n', encoding="utf-8")
    said = say("check", "--data", DATA, "--scenario", scenario)
    assert said.code == 2
    for word in ("moed", "mode", "clearence", "clearance", "scale.build"):
        assert word in said.err


def test_check_refuses_a_scenario_that_does_not_fit(say: Callable[..., Said], tmp_path: Path) -> None:
    scenario = tmp_path / "unfit.toml"
    scenario.write_text("[opens]\nplace.atlantis = 2028\n", encoding="utf-8")
    said = say("check", "--data", DATA, "--scenario", scenario)
    assert said.code == 2
    assert "atlantis" in said.err


@pytest.mark.parametrize("option", ["--data", "--scenario"])
def test_what_is_not_there_is_named(say: Callable[..., Said], tmp_path: Path, option: str) -> None:
    said = say("check", "--data", DATA, option, tmp_path / "nowhere.toml")
    assert said.code == 2
    assert "nowhere.toml" in said.err


def test_data_that_does_not_ship_with_an_installed_package(
    say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("resettle.inputs.shipped.REPOSITORY", tmp_path)
    said = say("check")
    assert said.code == 2
    assert "--data" in said.err
    assert str(tmp_path) in said.err


def test_verify_finds_a_plan_clean_and_a_changed_one_not(
    say: Callable[..., Said], written: Path, tmp_path: Path
) -> None:
    assert say("verify", written).code == 0
    folder = shutil.copytree(written, tmp_path / "plan")
    placed = pd.read_csv(folder / "placements.csv")
    placed[["households", "persons"]] *= 1000
    placed.to_csv(folder / "placements.csv", index=False)
    said = say("verify", folder)
    assert said.code == 3
    assert "eq02" in said.out
    assert "eq05" in said.out


@pytest.mark.parametrize("missing", ["plan.json", "placements.csv", "inputs/places.csv"])
def test_verify_says_what_a_folder_lacks(say: Callable[..., Said], written: Path, tmp_path: Path, missing: str) -> None:
    folder = shutil.copytree(written, tmp_path / "plan")
    (folder / missing).unlink()
    said = say("verify", folder)
    assert said.code == 2
    assert Path(missing).stem in said.err


def test_compare_names_the_differences(say: Callable[..., Said], written: Path, tmp_path: Path) -> None:
    scenario = tmp_path / "half.toml"
    scenario.write_text("[scale]\nfunding = 0.5\n", encoding="utf-8")
    other = tmp_path / "half"
    assert say("plan", "--data", DATA, "--scenario", scenario, "--estimate", "--out", other).code == 0
    said = say("compare", written, other)
    assert said.code == 0
    assert "half: scale.funding: 1.0 → 0.5" in said.out
    settled = [pd.read_csv(folder / "placements.csv")["persons"].sum() for folder in (written, other)]
    level, difference = (line for line in said.out.splitlines() if line.strip().startswith("People settled  "))
    shown = [float(number.replace(",", "")) for number in level.replace("People settled", "").split()[1:]]
    assert shown == pytest.approx(settled, abs=1.0)
    found = re.search(r"persons +([+−][\d,]+) \(([+−][\d,]+) to ([+−][\d,]+)\)", difference)
    assert found is not None, difference
    value, least, most = (float(text.replace(",", "").replace("−", "-")) for text in found.groups())
    assert value == pytest.approx(settled[1] - settled[0], abs=1.0)
    assert least <= value <= most < 0
    assert said.out.count("Estimate, slightly optimistic") == 2


def test_compare_takes_differences_from_the_estimates_of_exact_plans(
    say: Callable[..., Said], written: Path, tmp_path: Path
) -> None:
    """An exact plan beside an estimate of the same scenario: two levels, each with its quality, and no difference."""
    exact = tmp_path / "exact"
    assert say("plan", "--data", DATA, "--gap", "0.05", "--out", exact).code == 0
    said = say("compare", written, exact)
    assert said.code == 0
    assert re.search(r"exact: Plan, within \d\.\d% of the best possible", said.out)
    after = said.out[said.out.index("Differences to") :]
    rows = [line for line in after.splitlines() if line.startswith("    ")]
    assert len(rows) > 10
    assert all(line.endswith("no change") for line in rows)


def test_compare_tells_plans_of_one_name_apart(say: Callable[..., Said], written: Path) -> None:
    said = say("compare", written, written)
    assert said.code == 0
    assert "nothing in the scenarios" in said.out
    assert f"2: {written}" in said.out


def test_compare_points_out_different_datasets(say: Callable[..., Said], written: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(CASE / "dataset", tmp_path / "dataset")
    text = (folder / "dataset.toml").read_text(encoding="utf-8")
    (folder / "dataset.toml").write_text(text.replace("usd_per_household_km = ", "usd_per_household_km = 1"), "utf-8")
    assert say("plan", "--data", folder, "--estimate", "--out", tmp_path / "other" / "plan").code == 0
    said = say("compare", written, tmp_path / "other" / "plan")
    assert "different datasets" in said.err


def test_compare_needs_two(say: Callable[..., Said], written: Path) -> None:
    said = say("compare", written)
    assert said.code == 2
    assert "two plans or more" in said.err


def test_template_has_a_sheet_for_every_table(say: Callable[..., Said], tmp_path: Path) -> None:
    assert say("template", tmp_path / "mine.xlsx").code == 0
    assert set(INPUT_TABLES) <= set(load_workbook(tmp_path / "mine.xlsx").sheetnames)
    again = say("template", tmp_path / "mine.xlsx")
    assert again.code == 2
    assert "exists already" in again.err


@pytest.mark.parametrize(
    ("name", "expected"), [("mine.csv", ".xlsx"), ("file/mine.xlsx", "a part of its path is a file")]
)
def test_template_refuses(say: Callable[..., Said], tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = say("template", tmp_path / name)
    assert said.code == 2
    assert expected in said.err


def test_app_runs_streamlit_in_the_repository(
    say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: dict[str, object] = {}

    def call(command: list[str], *, cwd: Path, env: dict[str, str]) -> int:
        called.update(command=command, cwd=cwd, view=env.get("RESETTLE_VIEW"))
        return 0

    monkeypatch.delenv("RESETTLE_VIEW", raising=False)

    monkeypatch.setattr("resettle.cli.app.subprocess.call", call)
    monkeypatch.setattr("resettle.cli.app.REPOSITORY", tmp_path)
    assert say("app").code == 2
    (tmp_path / "streamlit_app.py").write_text("", encoding="utf-8")
    assert say("app", "--port", "8600").code == 0
    assert called["cwd"] == tmp_path
    assert str(called["command"]).endswith("'--server.port', '8600']")
    assert called["view"] is None
    assert say("app", "--view", "donor").code == 0
    assert called["view"] == "donor"
