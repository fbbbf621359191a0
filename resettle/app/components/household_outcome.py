"""What came of a placing: exact figures for those who place, one family, and files to take along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.downloads import download_once
from resettle.app.components.figures import figure_card, in_rows
from resettle.app.components.household_waits import answer_of
from resettle.app.components.pictures import csv_of
from resettle.app.household_runs import run_of
from resettle.app.household_work import (
    FAMILY,
    begin_explanation,
    explaining,
    keep_explanation,
    known_explanation,
    ledger,
    registry_as_placed,
)
from resettle.app.plain import plain, plain_table
from resettle.app.words import households as words
from resettle.charts.households import households_chart
from resettle.households.bundle import bundle
from resettle.households.ledger import LIST, MOST, TABLES, left_of
from resettle.households.letters import letters, read_template
from resettle.households.measures import PROMISES
from resettle.households.reasons import REASONS
from resettle.households.registry import registry_bytes
from resettle.households.roster import draw_list
from resettle.households.table_file import table_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.app.household_work import Outcome, Work
    from resettle.households.placing import Asked
    from resettle.results.plan import Plan

WORKBOOK_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_outcome(now: Work) -> None:
    """Figures, a chart by year, why others wait, measures."""
    outcome, plan = now.outcome, now.plan
    if outcome is None or plan is None:
        return
    if outcome.breaches:
        st.error(words.NOT_CHECKED.format(count=outcome.breaches), icon=":material/error:")
    else:
        st.success(words.CHECKED, icon=":material/check_circle:")
    st.markdown(plain(outcome.seed))
    st.caption(words.EXACT)
    told = outcome.told.set_index("measure")
    value, of = told["value"].to_dict(), told["of"].to_dict()
    weighted = "person-years, weighted as the plan weighs them"
    slots = int(of["households placed"])
    cards = iter(in_rows(3))
    with next(cards):
        placed = len(outcome.placed.placed)
        figure_card(words.PLACED_CARD, f"{placed:,}", words.PLACED_NOTE.format(slots=slots))
    with next(cards):
        left = int(outcome.placed.open_slots["households"].sum())
        figure_card(words.OPEN_CARD, f"{left:,}", words.OPEN_NOTE)
    with next(cards):
        figure_card(words.WORTH_CARD, f"{value[weighted] / max(of[weighted], 1.0):.2%}", words.WORTH_NOTE)
    if TABLES in outcome.withheld:
        st.info(words.BUDGET_SPENT.format(count=MOST), icon=":material/info:")
    else:
        _by_year(plan, outcome)
    _promises(outcome)
    st.subheader(words.WAITING)
    waits = outcome.placed.waiting["reason"].map(REASONS).value_counts().rename_axis("reason")
    st.table(_with_commas(waits.rename("households").reset_index(), words.WAITING_HEADINGS), hide_index=True)
    st.subheader(words.MEASURES)
    st.table(_with_commas(outcome.told, words.MEASURES_HEADINGS), hide_index=True)


def _promises(outcome: Outcome) -> None:
    changes, answers = outcome.placed.changes, outcome.placed.answers
    if len(changes):
        st.subheader(words.PROMISES.format(count=len(changes)))
        counts = changes["change"].map(PROMISES).value_counts().rename_axis("change").rename("households")
        st.table(_with_commas(counts.reset_index(), words.PROMISES_HEADINGS), hide_index=True)
    if len(answers):
        st.subheader(words.ANSWERS)
        counted = answers.groupby(["request", "answer"]).size().rename("households").reset_index()
        st.table(_with_commas(counted, words.ANSWERS_HEADINGS), hide_index=True)


def _with_commas(table: pd.DataFrame, headings: dict[str, str]) -> pd.DataFrame:
    told = table.copy()
    for name in told:
        if pd.api.types.is_numeric_dtype(told[name]):
            told[name] = told[name].map("{:,.0f}".format)
    return plain_table(told.rename(columns=headings))


def _by_year(plan: Plan, outcome: Outcome) -> None:
    rows = outcome.tables[outcome.tables["table"] == "year"]
    titles = plan.dataset["programmes"].set_index("programme")["title"]
    table = rows.assign(title=rows["programme"].map(titles), year=rows["year"].astype("int64"))
    by_year = table.groupby("year")["households"].sum()
    shown = by_year[by_year > 0]
    if shown.empty:
        return
    first, last = shown.index[0], shown.index[-1]
    finding = words.FINDING.format(first=int(shown[first]), year=first, last=int(shown[last]), last_year=last)
    charted(
        finding,
        lambda: households_chart(table),
        *for_people("households_by_year", table),
        caption=words.BY_YEAR_CAPTION,
        key="households_by_year",
    )


def show_family(now: Work) -> None:
    """One household by its id: why it is where it is, and its letter."""
    outcome, plan = now.outcome, now.plan
    if outcome is None or plan is None:
        return
    there, waits = outcome.placed.placed["household"], outcome.placed.waiting["household"]
    if len(there) and len(waits):
        st.caption(words.FAMILY_SOME.format(placed=plain(there.iloc[0]), waiting=plain(waits.iloc[0])))
    household = st.text_input(words.FAMILY_ID, key="households.family", help=words.FAMILY_HELP, max_chars=200).strip()
    if not household:
        return
    told = _explanation(now, household)
    if told is None:
        return
    for line in told.split("\n"):
        st.markdown(plain(line))
    with st.expander(words.LETTER):
        own = letters(plan, registry_as_placed(now), outcome.placed, read_template(), household=household)
        st.text(own["text"].iloc[0])


def _explanation(now: Work, household: str) -> str | None:
    """Why a household is where it is, worked out once; None until it is there."""
    known, step = known_explanation(now, household), explaining(now, household)
    if known is not None:
        return known
    under_way = run_of(FAMILY)
    if under_way is None or under_way.key != step:
        begin_explanation(now, household)
    found = answer_of(step, quiet=True)
    if found is not None:
        keep_explanation(now, household, found)
    return found


def take_along(now: Work) -> None:
    """Files, made when they are asked for."""
    outcome, plan = now.outcome, now.plan
    if outcome is None or plan is None:
        return
    st.markdown(words.TAKE_INTRO)
    asked, registry = outcome.asked, now.registry
    with st.container(horizontal=True):
        if TABLES not in outcome.withheld:
            _button(words.TAKE_TABLES, lambda: csv_of(outcome.tables), "tables_for_everyone.csv", "text/csv")
        if LIST not in outcome.withheld:
            _button(words.TAKE_LIST, lambda: csv_of(_draw_list(now, asked)), "draw_list.csv", "text/csv")
        _button(
            words.TAKE_ALL,
            partial(bundle, plan, registry, asked, outcome.placed, outcome.told, ledger(), outcome.withheld),
            "placed_households.zip",
            "application/zip",
            words.TAKE_ALL_HELP,
        )
    st.caption(words.BUDGET_LEFT.format(tables=left_of(ledger(), TABLES), lists=left_of(ledger(), LIST)))
    st.markdown(words.TAKE_SINGLE)
    with st.container(horizontal=True):
        for name, kind in (("letters.csv", "text/csv"), ("letters.xlsx", WORKBOOK_KIND)):
            _button(words.TAKE_LETTERS[name], partial(_letters, plan, now, outcome, name), name, kind)
        for name, kind in (("registry.csv", "text/csv"), ("registry.xlsx", WORKBOOK_KIND)):
            _button(
                words.TAKE_REGISTRY_AS[name],
                partial(_registry, now, name),
                name,
                kind,
            )


def _draw_list(now: Work, asked: Asked) -> pd.DataFrame:
    return draw_list(registry_as_placed(now).households, asked.secret, asked.earlier)


def _letters(plan: Plan, now: Work, outcome: Outcome, name: str) -> bytes:
    table = letters(plan, registry_as_placed(now), outcome.placed, read_template())
    return table_bytes(table, name, words.LETTERS_SHEET)


def _registry(now: Work, name: str) -> bytes:
    return registry_bytes(registry_as_placed(now), Path(name))


def _button(label: str, made: Callable[[], bytes], file: str, kind: str, note: str | None = None) -> None:
    download_once(label, made, file, kind, key=f"households.take.{file}", note=note)
