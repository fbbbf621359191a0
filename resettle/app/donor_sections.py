"""Parts of the donor's page; each draws what the pack holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.figures import in_rows
from resettle.app.components.pictures import plot_width
from resettle.app.plain import plain
from resettle.app.words import donor as words
from resettle.insight.donor_next import NextMoney
from resettle.report import contents, sentences
from resettle.report import words as said
from resettle.report.charts import amounts_figure, funders_figure, has_amounts, map_figure, people_figure
from resettle.report.figures import four_figures
from resettle.report.html import html_of
from resettle.report.html_tables import table_html, table_style
from resettle.report.pdf import browser, no_browser, pdf_of
from resettle.report.workbook import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go

    from resettle.report.figures import Figure
    from resettle.report.pack import Pack
    from resettle.report.tables import Table

CARDS_A_ROW = 2
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scenario_section(pack: Pack) -> None:
    """Which scenario all figures are of, in large letters, and in what it differs from the baseline."""
    facts = pack.facts
    st.html(f"<style>{table_style()}</style>")
    st.header(plain(sentences.scenario_text(facts)))
    if facts.description:
        st.markdown(plain(facts.description))
    if facts.is_baseline:
        st.markdown(said.BASELINE_SAID)
    elif pack.differences:
        _told(contents.differences_table(pack))
    st.caption(plain(" ".join([*sentences.programme_texts(facts), sentences.made_text(facts)])))


def figures_section(pack: Pack) -> None:
    """The four figures, two a row; each in all and for every programme."""
    figures = four_figures(pack)
    for start in range(0, len(figures), CARDS_A_ROW):
        for place, figure in zip(st.columns(CARDS_A_ROW), figures[start : start + CARDS_A_ROW], strict=False):
            with place:
                _card(figure)


def next_section(pack: Pack) -> None:
    """What the next money brings, and where."""
    more, year = pack.untied, pack.facts.last_year
    if not isinstance(more, NextMoney):
        st.markdown(plain(said.NEXT_WAITS if more is None else said.NO_PLAN.format(why=more)))
        return
    st.markdown(f"#### {plain(sentences.next_answer(more, year))}")
    for line in sentences.next_details(more):
        st.markdown(plain(line))
    if more.brings:
        tables = [contents.next_people_table(pack, more)]
        tables += [contents.next_places_table(pack, more)] if more.places else []
        tables += [contents.next_sectors_table(more)] if more.sectors else []
        for shown in tables:
            st.markdown(f"**{plain(shown.title)}**")
            _grid(shown)
    st.caption(plain(said.NEXT_CAPTION.format(first=pack.first_year, year=year)))


def tied_section(pack: Pack) -> None:
    """Other amounts, and the same money within each funder's earmarks."""
    amounts = contents.amounts_table(pack)
    if has_amounts(pack):
        _charted(amounts, lambda: amounts_figure(pack))
    else:
        _told(amounts)
    _told(contents.givers_table(pack))


def plan_section(pack: Pack) -> None:
    """Who settles when and where, and who pays: each with its chart."""
    facts = pack.facts
    _charted(contents.people_table(facts), lambda: people_figure(facts))
    places = replace(contents.places_table(facts), title=sentences.map_title(facts))
    _charted(places, lambda: map_figure(facts, width=plot_width()))
    _charted(contents.funders_table(facts), lambda: funders_figure(facts))
    _told(contents.costs_table(facts))


def range_section(pack: Pack) -> None:
    """How much choices and money matter."""
    if pack.ranges:
        _told(contents.range_table(pack))


def trust_section(pack: Pack) -> None:
    """Where the figures come from, method and limits."""
    facts = pack.facts
    confidence = contents.confidence_table(facts)
    st.subheader(plain(confidence.title))
    st.markdown(plain(confidence.note))
    _grid(confidence)
    st.subheader(said.METHOD_TITLE)
    lines = [f"{number}. {plain(text)}" for number, text in enumerate(sentences.method_texts(facts), start=1)]
    st.markdown("\n".join(lines))
    st.caption(plain(sentences.made_with_text(pack)))


def take_home_section(pack: Pack) -> None:
    """Three files to take home; each is made when it is asked for."""
    st.subheader(words.TAKE_HOME)
    st.markdown(words.TAKE_HOME_SAID.format(count=pack.facts.smallest))
    if pack.pending:
        st.caption(words.TAKE_HOME_PENDING.format(count=pack.pending))
    html, workbook, pdf = in_rows(3)
    with html:
        _download(words.HTML, "html", "text/html", lambda: html_of(pack), words.HTML_HELP)
    with workbook:
        _download(words.WORKBOOK, "xlsx", _XLSX, lambda: workbook_of(pack), words.WORKBOOK_HELP)
    if browser() is None:
        st.info(plain(no_browser()), icon=":material/info:")
        return
    with pdf:
        _download(words.PDF, "pdf", "application/pdf", lambda: pdf_of(html_of(pack)), words.PDF_HELP)


def _download(label: str, ending: str, mime: str, make: Callable[[], str | bytes], note: str) -> None:
    st.download_button(
        label,
        make,
        file_name=f"{words.FILE_NAME}_{datetime.now(UTC):%Y-%m-%d}.{ending}",
        mime=mime,
        key=f"donor.take.{ending}",
        help=note,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _charted(shown: Table, draw: Callable[[], go.Figure]) -> None:
    charted(
        shown.title,
        draw,
        shown.frame(),
        shown.formats(),
        caption=shown.note,
        key=f"donor_{shown.key}",
        draw_table=lambda: _grid(shown),
    )


def _card(figure: Figure) -> None:
    with st.container(border=True, gap="small", height="stretch"):
        st.markdown(plain(figure.label))
        st.metric(plain(figure.label), figure.value, label_visibility="collapsed")
        for title, value in figure.parts:
            st.markdown(f"{plain(title)}: **{plain(value)}**")
        if figure.note:
            st.caption(plain(figure.note))


def _told(shown: Table) -> None:
    st.subheader(plain(shown.title))
    _grid(shown)
    if shown.note:
        st.caption(plain(shown.note))


def _grid(shown: Table) -> None:
    """The table as the files have it: all columns in view, stacked on a telephone."""
    st.html(table_html(shown))
