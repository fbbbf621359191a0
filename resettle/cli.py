"""The command line: arguments in, the same functions as in Python, an exit code out.

Exit codes: 0 done, 1 an unexpected failure, 2 bad input, 3 no plan.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import DataError, PlanError, ResettleError, ScenarioError, SolveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.plan import Plan
    from resettle.results.progress import Progress

DONE, UNEXPECTED, BAD_INPUT, NO_PLAN = 0, 1, 2, 3
SHIPPED = Path(__file__).resolve().parent.parent / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing a person typed gives a traceback."""
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as ending:
        return int(ending.code or 0)
    try:
        return int(chosen.run(chosen))
    except (DataError, ScenarioError) as refusal:
        _say(str(refusal))
        return BAD_INPUT
    except SolveError as trouble:
        _say(f"no plan: {trouble}")
        return NO_PLAN
    except PlanError as trouble:
        _say(str(trouble))
        return NO_PLAN if chosen.run is run_plan and "failed its check" in str(trouble) else BAD_INPUT
    except ResettleError as trouble:
        _say(str(trouble))
        return BAD_INPUT
    except KeyboardInterrupt:
        _say("stopped")
        return UNEXPECTED
    except BrokenPipeError:
        return DONE
    except Exception as trouble:  # noqa: BLE001 - the person gets a sentence, whatever it was
        if os.environ.get("RESETTLE_DEBUG"):
            traceback.print_exc()
        _say(
            f"resettle failed unexpectedly: {type(trouble).__name__}: {trouble}. Run it again with RESETTLE_DEBUG=1 and report it."
        )
        return UNEXPECTED


def run_plan(chosen: argparse.Namespace) -> int:
    """Make a plan, say what it is, and write it."""
    from resettle.inputs.dataset import load_dataset  # noqa: PLC0415 - pandas takes its time; --help need not wait
    from resettle.results.make_plan import make_plan  # noqa: PLC0415 - as above

    began = time.perf_counter()
    if chosen.out is not None:
        _refuse_unwritable(Path(chosen.out))
    dataset = load_dataset(_data(chosen))
    read = time.perf_counter() - began
    plan = make_plan(
        dataset,
        _scenario(chosen),
        estimate=True if chosen.estimate else None,
        gap=chosen.gap,
        time_limit=chosen.time_limit,
        solver=chosen.solver,
        progress=_Reporter(),
    )
    plan = plan.with_verification(plan.summary.verification, {"read": read, **plan.summary.seconds})
    if chosen.out is not None:
        plan.write(chosen.out, chosen.format)
    if chosen.json:
        print(plan.summary.model_dump_json(indent=1))
    else:
        _print_plan(plan, chosen.out)
    return DONE


def run_check(chosen: argparse.Namespace) -> int:
    """Check a dataset, with a scenario where one is given."""
    from resettle.inputs.dataset import load_dataset  # noqa: PLC0415 - as above
    from resettle.inputs.scenario import apply  # noqa: PLC0415 - as above

    dataset = load_dataset(_data(chosen))
    if chosen.scenario:
        apply(dataset, _scenario(chosen))
    for warning in dataset.warnings:
        _say(str(warning))
    rows = sum(len(frame) for frame in dataset.tables.values())
    print(f"{dataset.settings.title}: {rows:,} rows in order, {len(dataset.warnings)} warnings")
    return DONE


def run_verify(chosen: argparse.Namespace) -> int:
    """Check a written plan again, from its own tables and inputs."""
    from resettle.results.files import read_plan  # noqa: PLC0415 - as above
    from resettle.results.verify import verify  # noqa: PLC0415 - as above

    plan = read_plan(chosen.plan)
    verdict = verify(plan.dataset, plan.scenario, plan)
    print(verdict.summary())
    return DONE if verdict.clean else NO_PLAN


def run_compare(chosen: argparse.Namespace) -> int:
    """Compare written plans with the first."""
    from resettle.insight.comparison import compare_assumptions, compare_figures  # noqa: PLC0415 - as above
    from resettle.results.files import read_plan  # noqa: PLC0415 - as above

    plans = [(Path(path).name, read_plan(path)) for path in chosen.plans]
    if len({name for name, _ in plans}) < len(plans):
        plans = [(str(path), plan) for path, (_, plan) in zip(chosen.plans, plans, strict=True)]
    assumptions = compare_assumptions(plans)
    print("What was assumed differently")
    print(assumptions.to_string(index=False) if len(assumptions) else "  nothing in the scenarios")
    print("\nWhat came out")
    print(compare_figures(plans).to_string(index=False, float_format="{:,.0f}".format, na_rep="–"))
    return DONE


def run_template(chosen: argparse.Namespace) -> int:
    """Write an empty workbook to fill in."""
    from resettle.inputs.writing import write_template  # noqa: PLC0415 - as above

    path = Path(chosen.out)
    if path.suffix != ".xlsx":
        _say(f"{path}: a template is a workbook; give a name that ends in .xlsx")
        return BAD_INPUT
    if path.exists():
        _say(f"{path} exists already: move it away or give another name")
        return BAD_INPUT
    try:
        write_template(path)
    except OSError as trouble:
        _say(f"{path} cannot be written: {trouble.strerror}")
        return BAD_INPUT
    print(f"wrote {path}: a sheet for each table, units and meaning in the header's notes")
    return DONE


def run_app(chosen: argparse.Namespace) -> int:
    """Start the app on this machine."""
    page = SHIPPED.parent / "streamlit_app.py"
    if not page.is_file():
        _say("the app is not part of this installation: clone the repository and run `make app`")
        return BAD_INPUT
    environment = {**os.environ, **({"RESETTLE_DATA": str(Path(chosen.data).resolve())} if chosen.data else {})}
    return subprocess.call([sys.executable, "-m", "streamlit", "run", str(page)], env=environment, cwd=page.parent)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="resettle", description="Plan who settles where and when, and what that takes."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    plan = command("plan", run_plan, "make a plan")
    _inputs(plan)
    plan.add_argument("--out", metavar="DIR", help="folder to write the plan into")
    plan.add_argument("--estimate", action="store_true", help="facilities in fractions: quick")
    plan.add_argument(
        "--gap", type=_share, default=0.01, help="distance from the proven bound that is good enough (0.01)"
    )
    plan.add_argument("--time-limit", type=_seconds, metavar="S", help="seconds for solving")
    plan.add_argument("--solver", choices=("highs", "cbc"), default="highs")
    plan.add_argument("--format", choices=("csv", "parquet", "xlsx"), default="csv", help="of the tables in --out")
    plan.add_argument("--json", action="store_true", help="print plan.json and nothing else")
    _inputs(command("check", run_check, "check a dataset, and a scenario on it"))
    verify = command("verify", run_verify, "check a written plan from its own tables")
    verify.add_argument("plan", metavar="PLAN_DIR")
    compare = command("compare", run_compare, "compare written plans with the first")
    compare.add_argument("plans", metavar="PLAN_DIR", nargs="+")
    template = command("template", run_template, "write an empty workbook to fill in")
    template.add_argument("out", metavar="OUT.xlsx")
    command("app", run_app, "start the app on this machine").add_argument("--data", metavar="DIR|XLSX")
    return parser


def _inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR|XLSX", help="dataset (the one that ships)")
    parser.add_argument(
        "--scenario", metavar="FILE", help="scenario, .toml or .json (with the shipped data: its baseline)"
    )


def _data(chosen: argparse.Namespace) -> Path:
    return Path(chosen.data) if chosen.data else SHIPPED / "default"


def _scenario(chosen: argparse.Namespace):  # type: ignore[no-untyped-def]  # noqa: ANN202 - imported late
    from resettle.inputs.scenario import Scenario  # noqa: PLC0415 - as above

    if chosen.scenario:
        return Scenario.load(chosen.scenario)
    return Scenario() if chosen.data else Scenario.load(SHIPPED / "scenarios" / "baseline.toml")


def _refuse_unwritable(path: Path) -> None:
    """Say it before an hour of solving, not after."""
    nearest = path
    while not nearest.exists():
        nearest = nearest.parent
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        message = f"{path} cannot be written: choose another folder with --out."
        raise PlanError(message)


def _print_plan(plan: Plan, out: str | None) -> None:
    from resettle.insight.comparison import headline_figures, people_by_year  # noqa: PLC0415 - as above

    print(f"{plan.dataset.settings.title} · {plan.scenario.title or 'no scenario'}")
    print(plan)
    figures = headline_figures(plan)
    for figure, unit, value in figures.itertuples(index=False):
        print(f"  {figure:<52} {value:>18,.0f} {unit}")
    print("\nPersons settled by the end of")
    wide = people_by_year(plan).pivot_table(index="year", columns="programme", values="persons")
    print(wide.to_string(float_format="{:,.0f}".format))
    for title, note in plan.dataset["programmes"][["title", "note"]].to_numpy(dtype=str).tolist():
        if note:
            print(f"\n{title}: {note}")
    print("\nChecked equation by equation from its own tables: clean.")
    if out is not None:
        print(f"Written to {out}")


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value < 1:
        message = f"{text} is no gap: give a share from 0 to 1, such as 0.01"
        raise argparse.ArgumentTypeError(message)
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e7:
        message = f"{text} is no time limit: give seconds above 0"
        raise argparse.ArgumentTypeError(message)
    return value


def _say(text: str) -> None:
    print(text, file=sys.stderr)


class _Reporter:
    """Stages and, at most once a second, the best plan and its bound, on standard error."""

    def __init__(self) -> None:
        self._stage = ""
        self._told = 0.0

    def __call__(self, now: Progress) -> None:
        if now.stage != self._stage:
            self._stage = now.stage
            _say(f"{now.seconds:7.1f} s  {now.stage.replace('_', ' ')}")
        elif now.gap is not None and time.monotonic() - self._told >= 1.0:
            self._told = time.monotonic()
            _say(f"{now.seconds:7.1f} s  best {now.incumbent:,.0f}  bound {now.bound:,.0f}  gap {now.gap:.2%}")
