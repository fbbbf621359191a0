"""``python -m benchmarks.mutated_inputs``: spoilt files over every loader; each is read, or refused in words.

Counts what was read and what was refused, and lists every exception that is no refusal, with the number that makes its
file again, and the files that took longest. Exits with 1 where there is an unforeseen exception, where a file took
over 10 seconds of the processor, or where the whole run took over 1 GiB of memory.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from benchmarks.mutations import spoilt, spoilt_archive, spoilt_binary
from resettle.errors import Problem, ResettleError
from resettle.households.aggregate import with_registry
from resettle.households.bundle import bundle
from resettle.households.draw import seed_of
from resettle.households.earlier_file import read_earlier
from resettle.households.folder import read_placing, write_placing
from resettle.households.list_file import read_list
from resettle.households.measures import measures
from resettle.households.placing import Asked, place_households
from resettle.households.registry import read_registry, registry_bytes
from resettle.households.requests import read_requests
from resettle.households.synthetic import synthesise
from resettle.inputs.apply import apply
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.downloads import workbook_bytes, zip_bytes
from resettle.inputs.scenario import Scenario
from resettle.inputs.text_files import decoded
from resettle.inputs.uploads import read_upload
from resettle.results.files import read_plan, write_plan
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SECONDS, MOST_BYTES = 10.0, 2**30
_SCENARIO = """title = "Half"
mode = "fairest"
horizon = [2027, 2028]
standard = 0.9
floors = { origin = 0.1 }

[scale]
funding = 0.5

[[change]]
table = "funding"
where = { funder = "gov" }
column = "usd"
times = 1.5

[[add]]
table = "vacant_homes"
row = { place = "village", rooms = 3, from_year = 2028, homes = 5 }

[opens]
place.village = 2028

[[target]]
scope = "all"
year = 2028
persons = 10

[[pin]]
place = "village"
at_most = 50
"""


class Loader(NamedTuple):
    """What reads a kind of file, a sound file of it, and how it is spoilt."""

    name: str
    sound: bytes
    spoil: Callable[[bytes, Random], bytes]
    read: Callable[[bytes], object]


class Result(NamedTuple):
    """What came of one file: ``read``, ``refused``, or the traceback of an unforeseen exception."""

    loader: str
    number: int
    outcome: str
    seconds: float


def loaders(data: Path, work: Path) -> list[Loader]:
    """Every loader with a sound file of the dataset in ``data``; ``work`` is an empty folder for what they write."""
    dataset = load_dataset(data)
    registry = synthesise(dataset, 1)
    fitted = with_registry(dataset, registry)
    plan = make_plan(fitted, Scenario(), estimate=True)
    asked = Asked(seed_of("word", "1"), "0" * 64)
    placed = place_households(plan, registry, asked)
    told = measures(plan, registry, placed)
    write_plan(plan, work / "plan")
    write_placing(work / "placed", work / "plan", plan, registry, asked, placed, told)
    whole = bundle(plan, registry, asked, placed, told)
    files = {name: (data / name).read_bytes() for name in ("cohorts.csv", "places.csv")}
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        listed = archive.read("for_everyone/draw_list.csv")
    requests = f"household,request,value\n{registry.households['household'].iloc[0]},withdraw,\n".encode()
    csv, parquet, book = (registry_bytes(registry, Path(f"r.{end}")) for end in ("csv", "parquet", "xlsx"))
    as_json = Scenario.parse(_SCENARIO).model_dump_json(indent=1).encode()
    return [
        Loader("dataset folder", _zipped(data), spoilt_archive, lambda one: _folder(one, work / "d", load_dataset)),
        Loader("dataset zip", zip_bytes(dataset), spoilt_archive, lambda one: read_upload("d.zip", one, dataset)),
        Loader("workbook", workbook_bytes(dataset), spoilt_archive, lambda one: read_upload("d.xlsx", one, dataset)),
        Loader("one table", files["cohorts.csv"], spoilt, lambda one: read_upload("cohorts.csv", one, dataset)),
        Loader("scenario", _SCENARIO.encode(), spoilt, lambda one: _scenario(one, "s.toml", dataset)),
        Loader("scenario json", as_json, spoilt, lambda one: _scenario(one, "s.json", dataset)),
        Loader("registry csv", csv, spoilt, lambda one: read_registry("r.csv", dataset, data=one)),
        Loader("registry xlsx", book, spoilt_archive, lambda one: read_registry("r.xlsx", dataset, data=one)),
        Loader("registry parquet", parquet, spoilt_binary, lambda one: read_registry("r.parquet", dataset, data=one)),
        Loader("requests", requests, spoilt, lambda one: read_requests("q.csv", registry, dataset, data=one)),
        Loader("earlier placing", _few(whole), spoilt_archive, read_earlier),
        Loader("plan folder", _zipped(work / "plan"), spoilt_archive, lambda one: _folder(one, work / "p", read_plan)),
        Loader(
            "placing folder",
            _zipped(work / "placed"),
            spoilt_archive,
            lambda one: _folder(one, work / "q", read_placing),
        ),
        Loader("draw list", listed, spoilt, lambda one: _file(one, work / "list.csv", read_list)),
    ]


def tried(loader: Loader, number: int) -> Result:
    """The file of that number, read or refused."""
    content = loader.spoil(loader.sound, Random(f"{loader.name} {number}"))
    begun = time.process_time()
    outcome = "read"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loader.read(content)
    except ResettleError as refusal:
        outcome = "refused"
        str(refusal).encode("utf-8")
    except BaseException:  # whatever it is, it is what is looked for
        outcome = traceback.format_exc()
    return Result(loader.name, number, outcome, time.process_time() - begun)


def _scenario(content: bytes, name: str, dataset: Dataset) -> object:
    text = decoded(content, name)
    if isinstance(text, Problem):
        raise ResettleError(str(text))
    scenario = Scenario.parse(text, name)
    return apply(dataset, scenario), scenario.digest, scenario.dump_toml().encode("utf-8")


def _zipped(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    return made.getvalue()


def _few(whole: bytes) -> bytes:
    """The parts of an earlier placing that are read."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, zipfile.ZipFile(made, "w") as few:
        for name in ("placed.csv", "draw.csv", "secret.key"):
            few.writestr(name, archive.read(name))
    return made.getvalue()


def _folder(packed: bytes, folder: Path, read: Callable[[Path], object]) -> object:
    """What is read of the folder that a zip file was packed from; one that no program unpacks is no folder."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(folder)
    except Exception:
        return None
    return read(folder)


def _file(content: bytes, file: Path, read: Callable[[Path], object]) -> object:
    file.write_bytes(content)
    return read(file)


def most_memory() -> int:
    """Bytes of memory that this process took at most; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 2**10)


def run(data: Path, numbers: Sequence[int], only: str = "") -> list[Result]:
    """The files of these numbers, dealt out over all loaders."""
    with tempfile.TemporaryDirectory() as work:
        every = [one for one in loaders(data, Path(work)) if only in one.name]
        return [tried(every[number % len(every)], number) for number in numbers]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutated_inputs", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="files (default 10,000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first file, as a finding names it")
    parser.add_argument("--only", default="", help="loaders whose name holds this")
    parser.add_argument("--data", type=Path, required=True, help="folder of a small dataset")
    asked = parser.parse_args(arguments)
    results = run(asked.data, range(asked.first, asked.first + asked.count), asked.only)
    rows = pd.DataFrame(results).assign(outcome=[_short(one.outcome) for one in results])
    print(rows.groupby(["loader", "outcome"]).agg(files=("number", "size"), slowest=("seconds", "max")).to_string())
    wrong = [one for one in results if one.outcome not in ("read", "refused")]
    kinds = Counter(one.outcome.splitlines()[-1][:120] for one in wrong)
    for kind, count in kinds.most_common():
        first = next(one for one in wrong if one.outcome.splitlines()[-1][:120] == kind)
        print(f"\n{count} × {kind}\nfirst: {first.loader} {first.number}\n{first.outcome}")
    slowest, memory = max(one.seconds for one in results), most_memory()
    print(
        f"{len(results):,} files: {len(wrong)} unforeseen; slowest {slowest:.1f} s; {memory / 2**20:,.0f} MiB at most"
    )
    return int(bool(wrong) or slowest > MOST_SECONDS or memory > MOST_BYTES)


def _short(outcome: str) -> str:
    return outcome if outcome in ("read", "refused") else "unforeseen"


if __name__ == "__main__":
    sys.exit(main())
