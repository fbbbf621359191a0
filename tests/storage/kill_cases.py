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


class Folder:
    """A folder that is written, and how it is before."""

    def __init__(self, base: Path) -> None:
        self.base, self.path, self.halfway = base, base / "folder", base / "halfway"

    def fresh(self) -> None:
        """There is none."""
        shutil.rmtree(self.path, ignore_errors=True)

    def earlier(self) -> None:
        """An earlier writing."""
        self.fresh()
        write_files(self.path, OLD)

    def plain(self) -> None:
        """The files of an earlier writing that had no manifest."""
        self.fresh()
        for name, data in PLAIN.items():
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).write_bytes(data)

    def make_halfway(self) -> None:
        """An earlier writing whose writer was killed when all it wrote was committed, but not yet in place."""
        self.earlier()
        (self.path / ".committed" / "below").mkdir(parents=True)
        for name, data in NEW.items():
            (self.path / ".committed" / name).write_bytes(data)
        record = {"files": list(NEW), "superseded": ["old only.txt"]}
        (self.path / ".committed" / "record.json").write_text(json.dumps(record), encoding="utf-8")
        shutil.copytree(self.path, self.halfway)

    def committed(self) -> None:
        """As ``make_halfway`` left it."""
        self.fresh()
        shutil.copytree(self.halfway, self.path)

    def write(self) -> None:
        """Write it."""
        write_files(self.path, NEW)

    def looked(self) -> str:
        """What a reader finds after a kill; the next writer sweeps, so that nothing hidden is left."""
        found = files_of(self.path)
        self.write()
        left = [one.name for one in [*self.base.iterdir(), *self.path.rglob("*")] if one.name.startswith(".")]
        assert left == [], left
        return found


def one_file(base: Path) -> list[str]:
    """A single file over an earlier one."""
    file = base / "one.txt"

    def looked() -> str:
        text = file.read_text(encoding="utf-8")
        write_file(file, b"new")
        assert [one.name for one in base.iterdir() if one.name.startswith(".")] == []
        return text

    return kill_at_each(base, lambda: write_file(file, b"old"), lambda: write_file(file, b"new"), looked)


def main(base: Path) -> None:
    """The cases: over nothing, over an earlier writing, over files without a manifest, halfway, and a single file."""
    folder = Folder(base)
    found = {
        "over nothing": kill_at_each(base, folder.fresh, folder.write, folder.looked),
        "over an earlier one": kill_at_each(base, folder.earlier, folder.write, folder.looked),
        "over one without manifest": kill_at_each(
            base, folder.plain, lambda: write_files(folder.path, NEW, replaces=PLAIN), folder.looked
        ),
    }
    folder.make_halfway()
    found["while it is finished"] = kill_at_each(
        base, folder.committed, lambda: finish_writing(folder.path), folder.looked
    )
    shutil.rmtree(folder.halfway)
    found["one file"] = one_file(base)
    json.dump({case: dict(Counter(each)) for case, each in found.items()}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
