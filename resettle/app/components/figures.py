"""The row of figures at the top of a page, each with its difference to the baseline where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.plain import plain
from resettle.app.words import overview as words
from resettle.charts.style import short as shortened
from resettle.results.shortfall import shortfall_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from resettle.insight.overview import Overview

CARDS_A_ROW = 3
_HALF = 0.5


def show_figures(seen: Overview, before: Overview | None = None, data: Mapping[str, int] | None = None) -> None:
    """People settled in all and by programme, money, money per person; with ``before``, what is different.

    Then person-years too: with a change for the better people may settle earlier, and fewer of them by the end.

    ``data``: rows by confidence, as ``confidence_of_all`` gives them, for a card on how much of the data is sourced.
    """
    said, was = seen.plan.summary, None if before is None else before.plan.summary
    people = float(seen.settled_at_end["of_persons"].sum())
    cards = iter(in_rows(3 + len(seen.settled_at_end) + bool(data) + (was is not None)))
    with next(cards):
        figure_card(
            words.SETTLED.format(year=seen.plan.years[-1]),
            f"{said.persons_settled:,.0f}",
            words.OF_PEOPLE.format(share=said.persons_settled / people if people else 0.0, people=people),
            None if was is None else signed(said.persons_settled - was.persons_settled),
        )
    for row in seen.settled_at_end.to_dict("records"):
        with next(cards):
            figure_card(
                str(row["title"]),
                f"{row['persons']:,.0f}",
                words.OF_PEOPLE.format(share=row["share"], people=row["of_persons"]),
                None if was is None else signed(row["persons"] - sum(was.persons.get(row["programme"], {}).values())),
            )
    _money(seen, before, cards)
    if was is not None:
        with next(cards):
            more = signed(said.person_years - was.person_years)
            figure_card(words.PERSON_YEARS, f"{said.person_years:,.0f}", words.PERSON_YEARS_HELP, more)
    if data:
        with next(cards):
            known = (data["sourced"] + data["derived"]) / max(1, sum(data.values()))
            figure_card(words.DATA_CARD, f"{known:.0%}", words.DATA_OF_ROWS.format(**data))
    _short(seen, before)


def _short(seen: Overview, before: Overview | None) -> None:
    """What targets and pins fall short by, a card for each, since one counts people and the other households."""
    short = shortfall_of(seen.plan["shortfalls"])
    was = None if before is None else shortfall_of(before.plan["shortfalls"])
    for label, note, missed, before_missed in (
        (words.SHORT_OF_TARGETS, words.SHORT_OF_TARGETS_HELP, short.persons, None if was is None else was.persons),
        (words.SHORT_OF_PINS, words.SHORT_OF_PINS_HELP, short.households, None if was is None else was.households),
    ):
        if missed >= _HALF or (before_missed or 0.0) >= _HALF:
            difference = None if before_missed is None else signed(missed - before_missed)
            figure_card(label, f"{missed:,.0f}", note, difference)


def _money(seen: Overview, before: Overview | None, cards: Iterator[DeltaGenerator]) -> None:
    said, was = seen.plan.summary, None if before is None else before.plan.summary
    given = float(seen.money_by_funder["given_usd"].sum())
    unused = float(seen.money_by_funder["unused_usd"].sum()) / given if given else 0.0
    with next(cards):
        figure_card(
            words.SPENT.format(year=seen.plan.years[-1]),
            shortened(said.cost_usd, "US$"),
            words.UNUSED.format(share=unused),
            None if was is None else signed(said.cost_usd - was.cost_usd, "US$"),
        )
    each = said.cost_usd / said.persons_settled if said.persons_settled else 0.0
    each_was = 0.0 if was is None or not was.persons_settled else was.cost_usd / was.persons_settled
    with next(cards):
        figure_card(
            words.PER_PERSON,
            f"{each:,.0f} US$",
            words.IN_PRICES.format(year=seen.plan.dataset.settings.base_year),
            None if was is None else signed(each - each_was, "US$"),
        )


def in_rows(count: int) -> list[DeltaGenerator]:
    """Places for so many cards, three a row; they stack on a narrow page."""
    rows = [st.columns(CARDS_A_ROW) for _ in range(-(-count // CARDS_A_ROW))]
    return [place for row in rows for place in row]


def figure_card(label: str, value: str, note: str = "", difference: str | None = None) -> None:
    """A figure with its whole label, a note below, and its difference to the baseline where there is one."""
    with st.container(border=True, gap="small", height="stretch"):
        st.markdown(plain(label))
        st.metric(plain(label), value, label_visibility="collapsed")
        if difference is not None:
            st.markdown(f"**{difference}** {words.AGAINST_BASELINE}")
        if note:
            st.caption(plain(note))


def signed(difference: float, unit: str = "") -> str:
    """A difference with its sign; ± 0 where there is none."""
    after = f" {unit}" if unit else ""
    if abs(difference) < 0.5:
        return f"± 0{after}"
    sign = "+" if difference > 0 else "−"
    size = abs(difference)
    return f"{sign}{size:,.0f}{after}" if size < 1e6 else f"{sign}{shortened(size, unit)}"
