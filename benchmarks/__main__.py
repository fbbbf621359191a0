"""``python -m benchmarks``: measure, keep the raw seconds, write the tables and plots of docs/performance.md."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.machine import machine, versions
from benchmarks.setting import Setting
from benchmarks.tables import write_part

if TYPE_CHECKING:
    from collections.abc import Sequence


class Section(NamedTuple):
    """Where a section's functions are: module, measure, tables; what its plot shows (blank: it has none)."""

    module: str
    measure: str = "measure"
    tables: str = "tables"
    picture: str = ""


SECTIONS = {
    "layers": Section("layers", picture="Seconds of build, hand over, solve and read out, a bar a way"),
    "settlements": Section("settlement_case"),
    "sizes": Section("sizes", picture="Seconds of each stage over the number of settlements"),
    "finer": Section("sizes", "measure_finer", "finer_table"),
    "whole": Section("whole", picture="Best plan and bound over time"),
    "levers": Section("levers"),
    "why": Section("why"),
    "households": Section("households"),
    "app": Section("app"),
}


def parser() -> argparse.ArgumentParser:
    """Arguments of the command."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    made.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), help="sections to measure")
    made.add_argument("--repeat", type=int, default=5, help="runs of what takes seconds (default 5)")
    made.add_argument("--settlements", type=int, default=1000, help="settlements of the large case (default 1000)")
    made.add_argument("--solve-seconds", type=float, default=1200.0, help="limit of its one solve (default 1200)")
    made.add_argument("--whole-seconds", type=float, default=300.0, help="limit of a whole search (default 300)")
    made.add_argument("--out", type=Path, default=Path("docs/performance"), help="folder of the raw seconds")
    made.add_argument(
        "--rewrite", action="store_true", help="write tables and plots from the raw seconds that are there"
    )
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each section and write it at once, so that a run that is stopped keeps what it has."""
    asked = parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        setting = Setting(asked.repeat, asked.settlements, asked.solve_seconds, asked.whole_seconds, Path(scratch))
        for name in asked.only:
            if not asked.rewrite:
                sys.stderr.write(f"measuring {name} …\n")
                keep(name, setting, asked.out)
            write(name, asked.out)


def keep(name: str, setting: Setting, folder: Path) -> None:
    """Measure a section and keep its raw seconds with machine and versions."""
    section = SECTIONS[name]
    found = getattr(import_module(f"benchmarks.{section.module}"), section.measure)(setting)
    folder.mkdir(parents=True, exist_ok=True)
    content = {"machine": machine(), "versions": versions(), "repeat": setting.repeat, "found": found}
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def write(name: str, folder: Path) -> None:
    """Write a section's tables between its markers (in the document beside the folder), and its plot."""
    section = SECTIONS[name]
    module = import_module(f"benchmarks.{section.module}")
    content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    found, packages = content["found"], ", ".join(f"{name} {number}" for name, number in content["versions"].items())
    text = f"{getattr(module, section.tables)(found)}\n\n*{content['machine']}; {packages}.*"
    if section.picture:
        file = folder.parent / "pictures" / f"performance-{name}.png"
        module.picture(found, file)
        text += f"\n\n![{section.picture}](pictures/{file.name})"
    write_part(folder.with_suffix(".md"), name, text)


if __name__ == "__main__":
    main()
