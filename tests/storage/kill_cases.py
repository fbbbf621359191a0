"""Run by itself: writers killed at each operation on files; prints what a reader finds, as JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

from resettle.errors import ResettleError
from resettle.storage.folders import finish_writing, write_files
from resettle.storage.manifest import MANIFEST, with_manifest
from resettle.storage.reading import read_whole
from resettle.storage.single_file import write_file
from tests.killing import kill_at_each

OLD = with_manifest({"a.txt": b"old", "below/b.txt": b"old", "old only.txt": b"old"}, "test")
PLAIN = {name: data for name, data in OLD.items() if name != MANIFEST}
NEW = with_manifest({"a.txt": b"new", "below/b.txt": b"new", "new only.txt": b"new"}, "test")


def files_of(folder: Path) -> str:
    """``old`` or ``new`` where all files are, ``nothing``, else what is mixed."""

    def read(_: set[str]) -> str:
        there = {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        left = {name: data for name, data in there.items() if not name.startswith(".")}
        known = {"nothing": {}, "old": OLD, "new": NEW, "plain": PLAIN}
        return next((name for name, files in known.items() if left == files), f"mixed: {sorted(left)}")

    try:
        return read_whole(folder, read)
    except ResettleError as refusal:
        return f"refused: {refusal}"


def main(base: Path) -> None:
    """The cases: over nothing, over an earlier writing, over files without a manifest, and a single file."""
    folder = base / "folder"

    def fresh() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    def earlier() -> None:
        fresh()
        write_files(folder, OLD)

    def again() -> None:
        """After a kill the next writer sweeps: nothing hidden is left."""
        write_files(folder, NEW)
        left = [one.name for one in [*base.iterdir(), *folder.rglob("*")] if one.name.startswith(".")]
        assert left == [], left

    def plain() -> None:
        fresh()
        for name, data in PLAIN.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)

    def looked() -> str:
        found = files_of(folder)
        again()
        return found

    file = base / "one.txt"
    found = {
        "over nothing": kill_at_each(base, fresh, lambda: write_files(folder, NEW), looked),
        "over an earlier one": kill_at_each(base, earlier, lambda: write_files(folder, NEW), looked),
        "over one without manifest": kill_at_each(
            base, plain, lambda: write_files(folder, NEW, replaces=PLAIN), looked
        ),
    }
    # the next writer is killed while it finishes what the one before it had committed
    earlier()
    (folder / ".committed" / "below").mkdir(parents=True)
    for name, data in NEW.items():
        (folder / ".committed" / name).write_bytes(data)
    record = {"files": list(NEW), "superseded": ["old only.txt"]}
    (folder / ".committed" / "record.json").write_text(json.dumps(record), encoding="utf-8")
    halfway = base / "halfway"
    shutil.copytree(folder, halfway)

    def committed() -> None:
        fresh()
        shutil.copytree(halfway, folder)

    found["while it is finished"] = kill_at_each(base, committed, lambda: finish_writing(folder), looked)
    shutil.rmtree(halfway)

    def one_file() -> str:
        text = file.read_text(encoding="utf-8")
        write_file(file, b"new")
        assert [one.name for one in base.iterdir() if one.name.startswith(".")] == []
        return text

    found["one file"] = kill_at_each(base, lambda: write_file(file, b"old"), lambda: write_file(file, b"new"), one_file)
    json.dump({case: dict(Counter(each)) for case, each in found.items()}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
