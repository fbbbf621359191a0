"""``resettle households``: a registry made up, checked, and made a dataset of."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.cli import main
from resettle.households.folder import read_placing
from resettle.households.tickets import fingerprint, listed
from resettle.inputs.dataset import load_dataset
from tests.cli.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert "row 2, profile: found a text of 7 characters (not repeated here)" in said.err
    assert "weather" not in said.err + report.read_text(encoding="utf-8")
    assert "Planted" not in said.err + said.out + report.read_text(encoding="utf-8")
    assert len(pd.read_csv(report)) == len(frame) + 1
    again = say("households", "check", file, "--data", DATA)
    assert again.code == 2
    assert again.err == said.err.replace(f"written: {report}, {len(frame) + 1:,} findings\n", "")


def test_a_personal_column_may_be_left_out(say: Callable[..., Said], tmp_path: Path) -> None:
    file = tmp_path / "households.parquet"
    say("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file)
    frame = pd.read_parquet(file).assign(surname="Planted")
    frame.to_parquet(file, index=False)
    said = say("households", "check", file, "--data", DATA, "--drop-personal")
    assert said.code == 0, said.err
    assert "warning: the column 'surname' looks personal and was left out, unread." in said.err
    assert "Planted" not in said.err + said.out


@pytest.fixture(scope="module")
def placed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of the small case, planned for and placed by that plan."""
    home = tmp_path_factory.mktemp("home")
    file, folder, out = home / "households.parquet", home / "dataset", home / "placed"
    for arguments in (
        ("households", "synthesise", "--data", DATA, "--seed", 3, "--out", file),
        ("households", "check", file, "--data", DATA, "--dataset-out", folder),
        ("plan", "--data", folder, "--estimate", "--out", home / "plan"),
        (
            *("households", "place", "--plan", home / "plan", "--registry", file),
            *("--seed", "word", "--public", "7 12 23", "--out", out),
        ),
    ):
        assert main([str(one) for one in arguments]) == 0
    return home


@pytest.fixture
def placed(placed_once: Path, tmp_path: Path) -> Path:
    """The same in a folder of the test's own, which it may change."""
    shutil.copytree(placed_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "placed"


def test_a_placing_says_what_it_did(say: Callable[..., Said], placed: Path) -> None:
    said = say(
        *("households", "place", "--plan", placed.parent / "plan", "--registry", placed.parent / "households.parquet"),
        *("--seed", "word", "--public", "7 12 23", "--out", placed.parent / "again"),
    )
    assert said.code == 0, said.err
    assert "households placed" in said.out
    assert "Single households are in it" in said.err


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


def test_anyone_draws_again_from_the_public_list(say: Callable[..., Said], placed: Path, tmp_path: Path) -> None:
    """The order in the placement's folder, from nothing but the list and the seed; a ticket looked up in it."""
    public, order = tmp_path / "public" / "list.csv", tmp_path / "order.csv"
    registry, secret = tmp_path / "households.parquet", placed / "secret.key"
    said = say("households", "list", registry, "--data", DATA, "--secret", secret, "--out", public)
    assert said.code == 0, said.err
    digest = json.loads((placed / "placing.json").read_text(encoding="utf-8"))["commitment"]
    assert digest in said.out
    draw = pd.read_csv(placed / "draw.csv", dtype=str)
    ticket = draw["ticket"].iloc[3]
    said = say(
        *("households", "draw", public, "--seed", "word", "--public", "7 12 23"),
        *("--ticket", ticket.upper(), "--out", order),
    )
    assert said.code == 0, said.err
    assert digest in said.out
    number = round(float(draw["position"].iloc[3]) * int(draw["equals"].iloc[3]) + 0.5)
    assert f"Ticket {ticket} stands {number:,} of {int(draw['equals'].iloc[3]):,} in its group" in said.out
    both = pd.read_csv(order, dtype=str).merge(draw, on="ticket", suffixes=("", "_placed"))
    assert len(both) == len(draw)
    assert both["position"].equals(both["position_placed"])
    assert say("households", "draw", public, "--seed", "word", "--ticket", "none").code == 2
    said = say("households", "draw", public, "--seed", "word", "--public", "7 12 23")
    assert said.code == 0, said.err
    assert digest in said.out
    assert "Ticket" not in said.out
    public.write_text("ticket,group,circle,community,cluster\na,b,c,d,e", encoding="utf-8")
    assert "found a list of version 0.1" in say("households", "draw", public, "--seed", "word").err


def test_requests_for_a_list_are_about_an_earlier_placement(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say(
        *("households", "list", tmp_path / "registry.csv", "--data", DATA),
        *("--requests", tmp_path / "requests.csv", "--out", tmp_path / "list.csv"),
    )
    assert said.code == 2
    assert "--requests is about an earlier placement: give its folder with --keep" in said.err
    assert not (tmp_path / "list.csv").exists()


def test_a_list_that_is_none_is_told(say: Callable[..., Said], tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    assert "found no such file" in say("households", "draw", file, "--seed", "word").err
    file.write_text("ticket,group\na,b", encoding="utf-8")
    assert "found no column stretch, neighbours" in say("households", "draw", file, "--seed", "word").err
    code = f"{7:016x}"
    line = f"{code},{code},3,{code}"
    file.write_text(f"ticket,group,stretch,neighbours\n{line}\n{line}", encoding="utf-8")
    assert "1 tickets twice, the first of them in row 3" in say("households", "draw", file, "--seed", "word").err
    said = say("households", "draw", file, "--seed", "word", "--out", file / "below.csv")
    assert said.code == 2


def test_lists_letters_and_tables(say: Callable[..., Said], placed: Path, tmp_path: Path) -> None:
    said = say("households", "tables", placed, "--out", tmp_path / "tables.csv")
    assert said.code == 0, said.err
    assert "fewer than ten households or none" in said.out
    assert pd.read_csv(tmp_path / "tables.csv")["households"].min() >= 10
    assert say("households", "lists", placed, "--out", tmp_path / "lists").code == 0
    there = pd.read_csv(placed / "placed.csv", dtype=str)
    files = sorted((tmp_path / "lists").glob("*.csv"))
    assert len(files) == len(there[["place", "year"]].drop_duplicates())
    assert sum(len(pd.read_csv(file)) for file in files) == len(there)
    one = there["household"].iloc[0]
    said = say(
        *("households", "letters", placed, "--household", one, "--contact", "Office 3"),
        *("--out", tmp_path / "letters.csv"),
    )
    assert said.code == 0, said.err
    assert f"Household {one}" in said.out
    assert "Office 3" in said.out
    assert len(pd.read_csv(tmp_path / "letters.csv")) == len(pd.read_parquet(placed / "registry.parquet"))
    assert say("households", "letters", placed, "--out", tmp_path / "letters.xlsx").code == 0
    book = pd.read_excel(tmp_path / "letters.xlsx", dtype=str)
    assert len(book) == len(pd.read_csv(tmp_path / "letters.csv"))
    assert book["text"].str.startswith("Household synthetic-").all()
    assert "expected one of .csv, .xlsx" in say("households", "letters", placed, "--out", tmp_path / "letters.pdf").err
    assert "expected one of them" in say("households", "letters", placed).err
    assert say("households", "letters", placed, "--household", "nobody").code == 2
    assert say("households", "tables", placed, "--out", placed / "placed.csv" / "below.csv").code == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_the_registry_comes_out_by_its_ending_and_places_again(
    say: Callable[..., Said], placed: Path, tmp_path: Path, ending: str
) -> None:
    file, again = tmp_path / f"again.{ending}", tmp_path / "again"
    said = say("households", "registry", placed, "--out", file)
    assert said.code == 0, said.err
    assert "Keep it from everybody who need not place them." in said.err
    asked = ("--seed", "word", "--public", "7 12 23", "--secret", placed / "secret.key")
    said = say("households", "place", "--plan", tmp_path / "plan", "--registry", file, *asked, "--out", again)
    assert said.code == 0, said.err
    assert (again / "placed.csv").read_text(encoding="utf-8") == (placed / "placed.csv").read_text(encoding="utf-8")


def test_promises_are_kept_in_a_later_placing(say: Callable[..., Said], placed: Path, tmp_path: Path) -> None:
    """Three withdraw; the later folder verifies, and keeps every other promise."""
    there = pd.read_csv(placed / "placed.csv", dtype=str)
    asked = pd.DataFrame({"household": there["household"].head(3), "request": "withdraw", "value": ""})
    asked.to_csv(tmp_path / "requests.csv", index=False)
    out, registry = tmp_path / "later", tmp_path / "households.parquet"
    later = ("households", "place", "--plan", tmp_path / "plan", "--registry", registry, "--seed", "two")
    said = say(*later, "--keep", placed, "--requests", tmp_path / "requests.csv", "--wait-for-kin", 1, "--out", out)
    assert said.code == 0, said.err
    assert "requests granted: it has no choice now and is placed nowhere: 3" in said.out
    assert "promises: changed, as the household asked" in said.out
    said = say("households", "verify", out)
    assert said.code == 0, said.out + said.err
    assert "never overwritten" in say(*later, "--keep", placed, "--out", out).err
    new = ("--out", tmp_path / "third")
    assert "--requests and --exchange are about" in say(*later, "--requests", tmp_path / "requests.csv", *new).err
    assert "expected a number of years" in say(*later, "--wait-for-kin", -1, *new).err
    said = say(*later, "--keep", placed, "--secret", tmp_path / "another.key", *new)
    assert "found another secret than the earlier placement's" in said.err


def test_a_registry_or_plan_that_was_exchanged_is_told(say: Callable[..., Said], placed: Path) -> None:
    registry = placed / "registry.parquet"
    frame = pd.read_parquet(registry)
    frame.assign(community="").to_parquet(registry, index=False)
    assert "another than the one that the draw was committed to" in say("households", "verify", placed).err
    frame.to_parquet(registry, index=False)
    manifest = placed / "placing.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"plan": "0" * 64}), encoding="utf-8")
    assert "this plan is another than the one" in say("households", "verify", placed).err


def test_across_cohorts_is_verified_as_it_was_asked(say: Callable[..., Said], placed: Path, tmp_path: Path) -> None:
    out, registry = tmp_path / "across", tmp_path / "households.parquet"
    asked = ("households", "place", "--plan", tmp_path / "plan", "--registry", registry, "--seed", "word")
    assert say(*asked, "--across-cohorts", "--out", out).code == 0
    assert say("households", "verify", out).code == 0
    manifest = out / "placing.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"across": False}), encoding="utf-8")
    said = say("households", "verify", out)
    assert said.code == 2
    assert "its own cohort's places" in said.out


def test_the_disclosure_budget_is_kept_beside_the_secret(
    say: Callable[..., Said], placed: Path, tmp_path: Path
) -> None:
    """The same tables again cost nothing; where eight different ones were published, another is refused."""
    tables = tmp_path / "tables.csv"
    for _ in range(2):
        said = say("households", "tables", placed, "--out", tables)
        assert said.code == 0, said.err
        assert "disclosure budget: 7 more different releases" in said.err
    named = json.loads((placed / "placing.json").read_text(encoding="utf-8"))["releases"]
    ledger = Path(named)
    assert len(json.loads(ledger.read_text(encoding="utf-8"))["tables"]) == 1
    ledger.write_text(json.dumps({"tables": [f"{number}" for number in range(8)]}), encoding="utf-8")
    tables.unlink()
    said = say("households", "tables", placed, "--out", tables)
    assert said.code == 2
    assert "8 different tables have been published with this secret" in said.err
    assert not tables.exists()
    ledger.write_text("[]", encoding="utf-8")
    assert "Restore it" in say("households", "tables", placed, "--out", tables).err
    ledger.unlink()


def test_a_placing_without_a_secret_has_the_one_beside_its_registry(
    say: Callable[..., Said], placed: Path, tmp_path: Path
) -> None:
    """So that a redraw has the same tickets, the same noise, and the same disclosure budget."""
    registry = tmp_path / "households.parquet"
    secret = Path(f"{registry}.secret.key").read_text(encoding="ascii")
    assert (placed / "secret.key").read_text(encoding="ascii") == secret
    public = tmp_path / "list.csv"
    said = say("households", "list", registry, "--data", DATA, "--out", public)
    assert said.code == 0, said.err
    digest = json.loads((placed / "placing.json").read_text(encoding="utf-8"))["commitment"]
    assert digest in said.out


def test_a_placing_of_version_01_is_not_called_false(say: Callable[..., Said], placed: Path) -> None:
    """Its draw had other codes: the rules are checked, and what draws it again is named."""
    manifest = json.loads((placed / "placing.json").read_text(encoding="utf-8"))
    registry = read_placing(placed).registry.households
    secret = (placed / "secret.key").read_text(encoding="ascii").strip()
    assert manifest.pop("registry") == fingerprint(listed(registry, secret))
    manifest["commitment"] = fingerprint(listed(registry, secret))
    (placed / "placing.json").write_text(json.dumps(manifest), encoding="utf-8")
    said = say("households", "verify", placed)
    assert said.code == 0, said.out + said.err
    assert "Drawn by the rules of version 0.1" in said.out


def test_a_later_list_has_only_who_is_drawn_then(say: Callable[..., Said], placed: Path, tmp_path: Path) -> None:
    """Of a registry without 60 of its households, and then with them: the second list is that of the second draw."""
    registry, fewer = tmp_path / "households.parquet", tmp_path / "fewer.parquet"
    frame = pd.read_parquet(registry)
    left = frame["household"].tail(60)
    kin = frame["kin"].fillna("").map(lambda text: ";".join(one for one in text.split(";") if one not in set(left)))
    frame.assign(kin=kin).head(-60).to_parquet(fewer, index=False)
    frame.assign(kin=kin).to_parquet(registry, index=False)
    first, second, public = tmp_path / "first", tmp_path / "second", tmp_path / "list.csv"
    secret = ("--secret", placed / "secret.key", "--plan", tmp_path / "plan")
    assert say("households", "place", "--registry", fewer, *secret, "--seed", "a", "--out", first).code == 0
    again = ("--plan", tmp_path / "plan", "--registry", registry, "--keep", first)
    said = say("households", "place", *again, "--seed", "b", "--out", second)
    assert said.code == 0, said.err
    said = say("households", "list", registry, "--data", DATA, "--keep", first, "--out", public)
    assert said.code == 0, said.err
    assert json.loads((second / "placing.json").read_text(encoding="utf-8"))["commitment"] in said.out
    draw = pd.read_csv(second / "draw.csv", dtype=str)
    late = draw[draw["round"] == "2"]
    tickets = set(pd.read_csv(public, dtype=str)["ticket"])
    assert set(late["ticket"]) < tickets
    assert not tickets & set(draw[draw["round"] == "1"]["ticket"])
    assert 0 < len(late) <= 60
