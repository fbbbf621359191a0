"""A plan on disk: the same again in every format, and no traceback for a damaged folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from resettle.errors import PlanError, ResettleError
from resettle.inputs.scenario import Pin, Scenario, Target
from resettle.results.files import plan_files, read_plan
from resettle.results.make_plan import make_plan
from resettle.results.plan import Plan, digest_of_tables
from resettle.results.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

    Damage = Callable[[Path], None]

FORMATS = pytest.mark.parametrize("table_format", ["csv", "parquet", "xlsx"])


@pytest.fixture(scope="module")
def plan(small: Dataset) -> Plan:
    scenario = Scenario(
        title="Երկու / iki",
        pin=(Pin(place="r0", at_most=200),),
        target=(Target(scope="all", year=2028, persons=3000),),
        horizon=(2027, 2029),
    )
    return make_plan(small, scenario, estimate=True)


@FORMATS
def test_what_was_written_is_read(tmp_path: Path, plan: Plan, table_format: str) -> None:
    """Every table with its types, the summary, the scenario and the dataset."""
    again = Plan.read(plan.write(tmp_path / "plan", table_format))
    assert again.summary == plan.summary
    assert again.scenario == plan.scenario
    assert again.dataset.digest == plan.dataset.digest
    assert set(again.tables) == set(plan.tables)
    for name, table in plan.tables.items():
        assert_frame_equal(again[name], table, check_dtype=False, rtol=1e-9)


@FORMATS
def test_a_plan_read_back_stands_its_check(tmp_path: Path, plan: Plan, table_format: str) -> None:
    again = Plan.read(plan.write(tmp_path / "plan", table_format))
    assert verify(again.dataset, again.scenario, again).clean
    tables = {name: table for name, table in again.tables.items() if name != "bottlenecks"}
    assert digest_of_tables(tables) == plan.summary.digests["plan"]


def test_a_bound_that_was_never_proven_survives_the_file(tmp_path: Path, plan: Plan) -> None:
    """JSON knows no infinity; a plan stopped before anything was proven has an infinite bound and gap."""
    summary = plan.summary.model_copy(update={"bound": float("inf"), "gap": float("inf")})
    again = Plan.read(Plan(plan.dataset, plan.scenario, summary, plan.tables).write(tmp_path / "plan"))
    assert again.summary.bound == float("inf")
    assert again.summary.gap == float("inf")


@pytest.mark.parametrize(("table_format", "file"), [("csv", "homes.csv"), ("xlsx", "plan.xlsx")])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(
    tmp_path: Path, plan: Plan, table_format: str, file: str
) -> None:
    """A place named like a formula is text in CSV and workbook, and itself again when it is read; figures stay."""
    texts = ["=1+1", "-x", "＋1", "'=a", "＠b", "it's"]
    homes = pd.DataFrame({"place": texts, "option": "-x", "year": 2027, "homes": -1.5})
    tables = {**plan.tables, "homes": homes}
    folder = Plan(plan.dataset, plan.scenario, plan.summary, tables).write(tmp_path / "plan", table_format)
    read = pd.read_csv(folder / file) if table_format == "csv" else pd.read_excel(folder / file, sheet_name="homes")
    assert read["place"].tolist() == ["'=1+1", "'-x", "'＋1", "''=a", "'＠b", "it's"]
    assert set(read["homes"]) == {-1.5}
    assert Plan.read(folder)["homes"][["place", "option"]].to_numpy().tolist() == [[text, "-x"] for text in texts]


def test_an_unknown_format_is_refused(tmp_path: Path, plan: Plan) -> None:
    with pytest.raises(PlanError, match="csv, parquet, xlsx"):
        plan.write(tmp_path / "plan", "ods")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(PlanError, match="cannot be written"):
        plan.write(tmp_path / "file" / "plan")


# Damage


def _no_summary(folder: Path) -> None:
    (folder / "plan.json").unlink()


def _broken_json(folder: Path) -> None:
    (folder / "plan.json").write_text("{", encoding="utf-8")


def _not_text(folder: Path) -> None:
    (folder / "plan.json").write_bytes(b"\xff\xfe\x00")


def _missing_field(folder: Path) -> None:
    (folder / "plan.json").write_text('{"status": "optimal"}', encoding="utf-8")


def _no_table(folder: Path) -> None:
    (folder / "placements.csv").unlink()


def _no_column(folder: Path) -> None:
    file = folder / "placements.csv"
    pd.read_csv(file).drop(columns="households").to_csv(file, index=False)


def _no_figure(folder: Path) -> None:
    file = folder / "homes.csv"
    pd.read_csv(file).astype({"homes": object}).assign(homes="many").to_csv(file, index=False)


def _half_a_year(folder: Path) -> None:
    file = folder / "homes.csv"
    frame = pd.read_csv(file)
    frame.assign(year=frame["year"] + 0.5).to_csv(file, index=False)


def _empty_table(folder: Path) -> None:
    (folder / "homes.csv").write_text("", encoding="utf-8")


def _binary_table(folder: Path) -> None:
    (folder / "homes.csv").write_bytes(b"\xff\xfe\x00\x81")


def _no_inputs(folder: Path) -> None:
    for file in (folder / "inputs").iterdir():
        file.unlink()


def _no_scenario(folder: Path) -> None:
    (folder / "inputs" / "scenario.json").unlink()


def _broken_input(folder: Path) -> None:
    (folder / "inputs" / "places.csv").write_text("place\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (_no_summary, "plan.json"),
        (_broken_json, "plan.json"),
        (_not_text, "plan.json"),
        (_missing_field, "plan.json"),
        (_no_table, "placements"),
        (_no_column, "households"),
        (_no_figure, "homes"),
        (_half_a_year, "year"),
        (_empty_table, "homes"),
        (_binary_table, "homes"),
        (_no_inputs, "inputs"),
        (_no_scenario, "scenario.json"),
        (_broken_input, "places"),
    ],
)
def test_a_damaged_folder_is_told_not_thrown(tmp_path: Path, plan: Plan, damage: Damage, named: str) -> None:
    """Each says which part is missing or damaged: a folder of version 0.1, and one that is read to be checked."""
    folder = plan.write(tmp_path / "plan")
    damage(folder)
    with pytest.raises(ResettleError, match=named):
        read_plan(folder, as_written=False)
    (folder / "manifest.json").unlink()
    with pytest.raises(ResettleError, match=named):
        Plan.read(folder)


def _edited_inputs(folder: Path) -> None:
    file = folder / "inputs" / "funding.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table.assign(usd="1").to_csv(file, index=False)


def _edited_scenario(folder: Path) -> None:
    (folder / "inputs" / "scenario.json").write_text('{"title": "Another"}', encoding="utf-8")


def _edited_table(folder: Path) -> None:
    file = folder / "homes.csv"
    pd.read_csv(file).head(1).to_csv(file, index=False)


def _edited_bottlenecks(folder: Path) -> None:
    file = folder / "bottlenecks.csv"
    pd.read_csv(file).head(1).to_csv(file, index=False)


def _edited_summary(folder: Path) -> None:
    file = folder / "plan.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"quality": "estimate"', '"quality": "plan"'), "utf-8")


@pytest.mark.parametrize(
    ("edit", "file", "digest"),
    [
        (_edited_inputs, "inputs/funding.csv", "another content of inputs"),
        (_edited_scenario, "inputs/scenario.json", "another content of inputs/scenario.json"),
        (_edited_table, "homes.csv", "another content of its tables"),
        (_edited_bottlenecks, "bottlenecks.csv", "another content of its table bottlenecks"),
        (_edited_summary, "plan.json", ""),
    ],
)
def test_files_of_two_plans_are_no_plan(tmp_path: Path, plan: Plan, edit: Damage, file: str, digest: str) -> None:
    """The manifest names the file; what version 0.1 wrote has no manifest, but digests in plan.json of all else."""
    folder = plan.write(tmp_path / "plan")
    edit(folder)
    with pytest.raises(PlanError, match=f"do not belong together: {file} is not the file that was written"):
        Plan.read(folder)
    assert isinstance(read_plan(folder, as_written=False), Plan)
    (folder / "manifest.json").unlink()
    if digest:
        with pytest.raises(PlanError, match=digest):
            Plan.read(folder)


def test_a_folder_of_version_0_1_is_read(tmp_path: Path, plan: Plan) -> None:
    """It has no manifest; its digests agree."""
    for table_format in ("csv", "parquet", "xlsx"):
        folder = plan.write(tmp_path / table_format, table_format)
        (folder / "manifest.json").unlink()
        assert Plan.read(folder).summary == plan.summary


def test_a_table_beside_the_plan_is_not_read_in_its_place(tmp_path: Path, plan: Plan) -> None:
    """Parquet comes before CSV, but this one the plan did not write."""
    folder = plan.write(tmp_path / "plan")
    plan["homes"].iloc[:1].to_parquet(folder / "homes.parquet")
    assert len(Plan.read(folder)["homes"]) == len(plan["homes"]) > 1


@pytest.mark.parametrize(
    ("manifest", "found"),
    [(b"{", "is damaged"), (b"[1]", "is damaged"), (b'{"sha256": {"../x": "0"}}', "names files elsewhere")],
)
def test_a_damaged_manifest_is_told(tmp_path: Path, plan: Plan, manifest: bytes, found: str) -> None:
    folder = plan.write(tmp_path / "plan")
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(PlanError, match=found):
        Plan.read(folder)


@pytest.mark.parametrize(("name", "table_format"), [("homes.parquet", "parquet"), ("plan.xlsx", "xlsx")])
def test_a_damaged_binary_file_is_told_not_thrown(tmp_path: Path, plan: Plan, name: str, table_format: str) -> None:
    folder = plan.write(tmp_path / "plan", table_format)
    (folder / name).write_bytes(b"not what it says")
    with pytest.raises(PlanError, match=name.split(".")[0]):
        Plan.read(folder)


def test_a_folder_of_another_format_written_over_is_no_mixture(tmp_path: Path, plan: Plan) -> None:
    """Written as Parquet, then another plan as CSV into the same folder: the second one is read."""
    folder = plan.write(tmp_path / "plan", "parquet")
    fewer = {**plan.tables, "homes": plan["homes"].iloc[:1]}
    Plan(plan.dataset, plan.scenario, plan.summary, fewer).write(folder, "csv")
    assert len(Plan.read(folder)["homes"]) == 1


def test_a_plan_is_described_in_a_line(plan: Plan) -> None:
    assert str(plan).startswith("estimate (optimal): ")
    assert "settled by 2029" in str(plan)
    assert plan.years == range(2027, 2030)


def test_files_in_memory_are_those_that_are_written(tmp_path: Path, plan: Plan) -> None:
    """For whoever puts a plan into a zip file: the same names and bytes as the folder's."""
    folder = plan.write(tmp_path / "plan")
    written = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert plan_files(plan) == written
