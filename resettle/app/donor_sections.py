"""Parts of the donor's page; each draws what the pack holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.charted import charted
from resettle.app.components.figures import in_rows
from resettle.app.plain import plain
from resettle.app.words import donor as words
from resettle.inputs.formula_text import escaped_frame
from resettle.insight.donor_next import NextMoney
from resettle.report import contents, sentences
from resettle.report import words as said
from resettle.report.charts import funders_figure, has_places, next_figure, people_figure
from resettle.report.figures import four_figures
from resettle.report.html import html_of
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
    amount = sentences.amount_text(pack.usd)
    if not isinstance(more, NextMoney):
        st.markdown(plain(said.NEXT_WAITS if more is None else said.NO_PLAN.format(why=more)))
        return
    st.markdown(f"#### {plain(sentences.next_answer(more, year))}")
    for line in sentences.next_details(more):
        st.markdown(plain(line))
    caption = said.NEXT_CAPTION.format(first=pack.first_year, year=year)
    if not more.brings:
        st.caption(plain(caption))
        return
    places = contents.next_places_table(pack, more)
    if has_places(more):
        charted(
            said.NEXT_CHART.format(amount=amount, year=year),
            lambda: next_figure(more, year),
            places.frame(),
            places.formats(),
            caption=caption,
            key="donor_next",
        )
    else:
        _grid(places)
        st.caption(plain(caption))
    for shown in (contents.next_people_table(pack, more), contents.next_sectors_table(more)):
        st.markdown(f"**{plain(shown.title)}**")
        _grid(shown)


def tied_section(pack: Pack) -> None:
    """Other amounts, and the same money within each funder's earmarks."""
    for shown in (contents.amounts_table(pack), contents.givers_table(pack)):
        _told(shown)


def plan_section(pack: Pack) -> None:
    """Who settles when, and who pays: each with its chart."""
    facts = pack.facts
    _charted(contents.people_table(facts), lambda: people_figure(facts))
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
    st.markdown(words.TAKE_HOME_SAID)
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
    charted(shown.title, draw, shown.frame(), shown.formats(), caption=shown.note, key=f"donor_{shown.key}")


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
    columns = {name: st.column_config.NumberColumn(name, format=kind) for name, kind in shown.formats().items()}
    # the grid's own toolbar copies and saves it too: it gets no text that a spreadsheet would run
    frame = escaped_frame(shown.frame())
    st.dataframe(frame, hide_index=True, column_config=columns, key=f"table.donor.{shown.key}")
