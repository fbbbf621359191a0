"""Run by itself: every writer of the project killed at operations on files; prints what a reader finds, as JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from resettle.cli.csv_file import write_csv, write_table_files
from resettle.errors import ResettleError
from resettle.households.aggregate import with_registry
from resettle.households.draw import seed_of
from resettle.households.folder import read_placing, write_placing
from resettle.households.ledger import TABLES, ledger_beside, read_ledger, spend_in
from resettle.households.measures import measures
from resettle.households.placing import Asked, place_households
from resettle.households.secret import read_secret, secret_of
from resettle.households.synthetic import synthesise
from resettle.inputs.downloads import workbook_bytes
from resettle.inputs.scenario import Scenario
from resettle.results.files import read_plan, write_plan
from resettle.results.make_plan import make_plan
from resettle.storage.manifest import with_manifest
from resettle.storage.reading import read_whole
from resettle.storage.single_file import write_file
from resettle.workspace.store import Workspace
from tests.killing import kill_at_each
from tests.tiny import tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resettle.results.plan import Plan

OLD, NEW = Scenario(title="old"), Scenario(title="new")
SECRET = "5e" * 32


def told(look: Callable[[], str]) -> str:
    """What a reader finds, or that it refuses."""
    try:
        return look()
    except ResettleError:
        return "refused"


def cleared(path: Path) -> None:
    """Nothing is there."""
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)


def plans(base: Path, old: Plan, new: Plan) -> list[str]:
    """A plan over another one, in another format."""
    folder = base / "plan"

    def begin() -> None:
        cleared(folder)
        write_plan(old, folder)

    def look() -> str:
        found = read_plan(folder)
        whole = next(one for one in (old, new) if one.summary == found.summary)
        assert found.scenario == whole.scenario
        assert len(found["placements"]) == len(whole["placements"])
        return found.scenario.title

    return kill_at_each(base, begin, lambda: write_plan(new, folder, "parquet"), lambda: told(look), every=29)


def placings(base: Path, plan: Plan) -> list[str]:
    """A placing into a new folder; its plan lies beside."""
    plan_folder, folder = base / "plan", base / "placed"
    registry = synthesise(plan.dataset, 1)
    plan = make_plan(with_registry(plan.dataset, registry), estimate=True)
    cleared(plan_folder)
    write_plan(plan, plan_folder)
    asked = Asked(seed_of("word"), SECRET)
    placed = place_households(plan, registry, asked)
    measured = measures(plan, registry, placed)

    def look() -> str:
        if not folder.exists():
            return "nothing"
        assert (folder.stat().st_mode & 0o777, (folder / "secret.key").stat().st_mode & 0o777) == (0o700, 0o600)
        assert len(read_placing(folder).placed.placed) == len(placed.placed)
        return "new"

    def write() -> None:
        write_placing(folder, plan_folder, plan, registry, asked, placed, measured)

    return kill_at_each(base, lambda: cleared(folder), write, lambda: told(look), every=11)


def lists(base: Path) -> list[str]:
    """Lists by place over those of an earlier placing."""
    folder = base / "lists"
    old, new = ({f"{name}-{text}.csv": text.encode() for name in "abcd"} for text in ("old", "new"))

    def begin() -> None:
        cleared(folder)
        write_table_files(with_manifest(old, "lists"), folder, "--out")

    def look() -> str:
        def read(names: set[str]) -> str:
            (text,) = {(folder / name).read_text(encoding="utf-8") for name in names}
            assert {one.name for one in folder.glob("*.csv")} == names
            return text

        return read_whole(folder, read)

    def write() -> None:
        write_table_files(with_manifest(new, "lists"), folder, "--out")

    return kill_at_each(base, begin, write, lambda: told(look), every=5)


def scenarios(base: Path) -> list[str]:
    """A saved scenario over itself, then under another name: what is saved is whole, and never gone."""
    shelf = Workspace(base / "saved")

    def begin() -> None:
        cleared(shelf.folder)
        shelf.save("one", OLD)

    def look() -> str:
        found = Workspace(shelf.folder).shelf()
        assert not found.damaged
        assert found.saved
        return ", ".join(sorted(f"{name}: {one.scenario.description or 'old'}" for name, one in found.saved.items()))

    def write() -> None:
        saved = shelf.save("one", NEW.model_copy(update={"description": "new"}), version=shelf.open("one").version)
        shelf.rename("one", "two", saved.version)

    return kill_at_each(base, begin, write, lambda: told(look))


def secrets(base: Path) -> list[str]:
    """A secret that is made: there is none, or a whole one."""
    file = base / "secret.key"

    def look() -> str:
        if not file.exists():
            return "nothing"
        assert file.stat().st_mode & 0o777 == 0o600
        return "new" if read_secret(file) else ""

    return kill_at_each(base, lambda: cleared(file), lambda: secret_of(file) and None, lambda: told(look))


def ledgers(base: Path) -> list[str]:
    """An entry into the ledger of releases."""
    file = ledger_beside(base / "budget.key")

    def begin() -> None:
        cleared(file)
        spend_in(file, TABLES, "old")

    def write() -> None:
        spend_in(file, TABLES, "new")

    return kill_at_each(base, begin, write, lambda: told(lambda: read_ledger(file)[TABLES][-1]))


def files(base: Path, plan: Plan) -> list[str]:
    """A table and a workbook over earlier ones: what convert, template, report, letters and grids write."""
    table, book = base / "table.csv", base / "book.xlsx"
    data, frame = workbook_bytes(plan.dataset), plan["placements"].head(3)

    def begin() -> None:
        write_file(table, b"old")
        write_file(book, b"old")

    def write() -> None:
        write_csv(frame, table)
        write_file(book, data)

    def look() -> str:
        old = [one.read_bytes() == b"old" for one in (table, book)]
        assert old[0] or table.read_text(encoding="utf-8") == frame.to_csv(index=False)
        assert old[1] or book.read_bytes() == data
        return ", ".join("old" if one else "new" for one in old)

    return kill_at_each(base, begin, write, look)


def main(base: Path) -> None:
    """Each writer; counts of what was found, the last of each without a kill."""
    dataset = tiny(base / "data")
    old, new = (make_plan(dataset, scenario, estimate=True) for scenario in (OLD, NEW))
    new = replace(new, tables={**new.tables, "placements": new["placements"].iloc[:0]})
    found = {
        "plan": plans(base, old, new),
        "placing": placings(base, old),
        "lists": lists(base),
        "scenario": scenarios(base),
        "secret": secrets(base),
        "ledger": ledgers(base),
        "files": files(base, old),
    }
    json.dump({writer: dict(Counter(each)) for writer, each in found.items()}, sys.stdout)


if __name__ == "__main__":
    from pathlib import Path

    main(Path(sys.argv[1]))
