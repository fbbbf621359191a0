"""``resettle report``: what a donor takes home of a written plan, as one HTML file, a workbook or a PDF."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.csv_file import write_bytes
from resettle.cli.endings import DONE, say
from resettle.errors import ResettleError, SolveError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.inputs.shipped import shipped_dataset, shipped_scenario
from resettle.insight.donor import donor_facts
from resettle.insight.donor_questions import answer_of_money, questions, range_figures, range_row
from resettle.insight.overview import overview
from resettle.report import words
from resettle.report.pack import Answers, packed
from resettle.report.pdf import NoPdfError, browser, no_browser, pdf_of
from resettle.results.estimator import Estimator
from resettle.results.files import read_plan
from resettle.results.more_money import MoreMoney

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.insight.donor_questions import Question
    from resettle.report.pack import Pack
    from resettle.results.plan import Plan

HELP = "write what a donor takes home of a plan: HTML, workbook or PDF"
DESCRIPTION = (
    "Four figures, a map, charts, what the next money brings, range, sources, method and limits of a written plan, in "
    "one file. Counts of people under ten are masked. What the next money brings is planned anew, which takes a while."
)
MILLION = 1e6
AMOUNTS = (10.0, 50.0, 100.0)
ESTIMATE = "estimate"
ENDINGS = (".html", ".xlsx", ".pdf")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``report``."""
    parser.add_argument("plan", metavar="PLAN_DIR", help="folder that `resettle plan --out` wrote")
    parser.add_argument("--out", metavar="FILE", required=True, help="file to write; .html, .xlsx or .pdf")
    parser.add_argument(
        "--next", metavar="MILLION", type=float, default=AMOUNTS[0], help="the next money, million US$ (default: 10)"
    )
    parser.add_argument(
        "--scenarios",
        metavar="DIR",
        help="folder of scenario files for the range (default: those that ship, for a plan of the data that ships)",
    )
    parser.add_argument("--quick", action="store_true", help="the plan's own figures only: no estimate is made")


def run(chosen: argparse.Namespace) -> int:
    """Write the file."""
    out = Path(chosen.out)
    _refuse_unusable(out)
    if not chosen.next > 0:
        message = f"--next {chosen.next:g}: found no amount of money; expected more than 0 million US$."
        raise ResettleError(message)
    plan = read_plan(chosen.plan)
    seen = overview(plan)
    baseline = _baseline(plan.dataset)
    facts = donor_facts(seen, plan.scenario, baseline)
    asked: list[Question] = []
    if not chosen.quick:
        amounts = list(dict.fromkeys([MILLION * chosen.next, *(MILLION * amount for amount in AMOUNTS)]))
        beside = _scenarios(chosen.scenarios, plan.dataset)
        given = float(facts.funders["given_usd"].sum())
        asked = questions(plan.dataset, plan.scenario, beside, amounts, given)
    answers = _answers(plan, asked)
    pack = packed(facts, seen, plan.scenario, asked, answers, datetime.now(UTC).date())
    write_bytes(_made(pack, out.suffix.lower()), out)
    say(f"written: {out}")
    return DONE


def _made(pack: Pack, ending: str) -> bytes:
    # plotly and openpyxl are imported here, so that other commands need not wait for them
    if ending == ".xlsx":
        from resettle.report.workbook import workbook_of

        return workbook_of(pack)
    from resettle.report.html import html_of

    html = html_of(pack)
    return pdf_of(html) if ending == ".pdf" else html.encode()


def _answers(plan: Plan, asked: Sequence[Question]) -> Answers:
    """Every question answered, one after the other; one without an answer with the reason."""
    answers: Answers = {}
    if not asked:
        return answers
    more = MoreMoney(plan.dataset, plan.scenario)
    estimator = Estimator(plan.dataset, plan.scenario)
    estimate = plan if plan.summary.quality == ESTIMATE else estimator.estimate(plan.scenario)
    figures = range_figures(plan.dataset)
    before = estimator.ranges(estimate, figures) if any(not question.is_of_money for question in asked) else {}
    for number, question in enumerate(asked, start=1):
        say(f"answer {number} of {len(asked)}")
        key = (question.kind, question.key, question.usd)
        try:
            if question.is_of_money:
                answers[key] = answer_of_money(question, more, estimate) or words.NO_OPTIMUM
            else:
                other = estimator.estimate(question.scenario)
                answers[key] = range_row(estimate, other, before, estimator.ranges(other, figures))
        except SolveError as trouble:
            answers[key] = str(trouble)
    return answers


def _baseline(dataset: Dataset) -> Scenario | None:
    """The scenario that everything is compared with, where the plan is of the data that ship."""
    with suppress(ResettleError):
        if load_dataset(shipped_dataset()).digest == dataset.digest:
            return Scenario.load(shipped_scenario())
    return None


def _scenarios(folder: str | None, dataset: Dataset) -> Mapping[str, Scenario]:
    """Scenarios for the range, by file name; raises ResettleError where a folder that was named holds none."""
    if folder is None:
        with suppress(ResettleError):
            if load_dataset(shipped_dataset()).digest == dataset.digest:
                folder = str(shipped_scenario().parent)
    if folder is None:
        say("no range: this is not the data that ships; --scenarios DIR names a folder of scenario files.")
        return {}
    files = sorted(Path(folder).glob("*.toml"))
    if not files:
        message = f"--scenarios {folder}: found no scenario file there; expected files that end in .toml."
        raise ResettleError(message)
    return {file.stem: Scenario.load(file) for file in files}


def _refuse_unusable(out: Path) -> None:
    """Refuse before any work what could not be written at its end."""
    if out.suffix.lower() not in ENDINGS:
        message = f"--out {out}: found the ending {out.suffix!r}; expected one of {', '.join(ENDINGS)}."
        raise ResettleError(message)
    folder = out.absolute().parent
    if out.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        message = (
            f"--out {out}: no file can be written there. Give a file in a folder that is there and can be written."
        )
        raise ResettleError(message)
    if out.suffix.lower() == ".pdf" and browser() is None:
        raise NoPdfError(no_browser())
