"""The row of figures at the top of a page, each with its difference to the baseline where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.plain import plain
from resettle.app.words import overview as words
from resettle.charts.style import short
from resettle.insight.certainty import EACH
from resettle.insight.targets import short_text, target_states
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, PROGRAMME, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from resettle.app.components.certain import Differences
    from resettle.insight.overview import Overview

CARDS_A_ROW = 3


def show_figures(
    seen: Overview,
    differences: Differences | None = None,
    data: Mapping[str, int] | None = None,
    *,
    was_short: bool = False,
) -> None:
    """People settled in all and by programme, money, money per person; with ``differences``, what is different.

    Then person-years too, and first: with a change for the better people may settle earlier, and fewer of them by the
    end. Levels are those of ``seen``, differences those of two estimates.

    ``data``: rows by confidence, as ``confidence_of_all`` gives them, for a card on how much of the data is sourced.
    ``was_short``: whether the baseline falls short of a target or a pin, so that the plan's state is of interest.
    """
    said = seen.plan.summary
    people = float(seen.settled_at_end["of_persons"].sum())
    cards = iter(in_rows(3 + len(seen.settled_at_end) + bool(data) + (differences is not None)))

    def differs(figure: Figure, unit: str = "") -> str | None:
        return None if differences is None else differences.said(figure, unit)

    if differences is not None:
        with next(cards):
            more = differs(Figure(PERSON_YEARS))
            figure_card(words.PERSON_YEARS, f"{said.person_years:,.0f}", words.PERSON_YEARS_HELP, more)
    with next(cards):
        figure_card(
            words.SETTLED.format(year=seen.plan.years[-1]),
            f"{said.persons_settled:,.0f}",
            words.OF_PEOPLE.format(share=said.persons_settled / people if people else 0.0, people=people),
            differs(Figure(PERSONS)),
        )
    for row in seen.settled_at_end.to_dict("records"):
        with next(cards):
            figure_card(
                str(row["title"]),
                f"{row['persons']:,.0f}",
                words.OF_PEOPLE.format(share=row["share"], people=row["of_persons"]),
                differs(Figure(PROGRAMME, str(row["programme"]))),
            )
    _money(seen, cards, differs(Figure(COST), "US$"), differs(EACH, "US$"))
    if data:
        with next(cards):
            known = (data["sourced"] + data["derived"]) / max(1, sum(data.values()))
            figure_card(words.DATA_CARD, f"{known:.0%}", words.DATA_OF_ROWS.format(**data))
    if said.short >= 0.5 or was_short:
        _short(seen)


def _short(seen: Overview) -> None:
    short_of = short_text(target_states(seen.evidence)) or words.SHORT_OF_NOTHING
    figure_card(words.SHORT_OF_TARGETS, short_of, words.SHORT_HELP)


def _money(seen: Overview, cards: Iterator[DeltaGenerator], cost: str | None, each: str | None) -> None:
    said = seen.plan.summary
    given = float(seen.money_by_funder["given_usd"].sum())
    unused = float(seen.money_by_funder["unused_usd"].sum()) / given if given else 0.0
    with next(cards):
        figure_card(
            words.SPENT.format(year=seen.plan.years[-1]),
            short(said.cost_usd, "US$"),
            words.UNUSED.format(share=unused),
            cost,
        )
    with next(cards):
        figure_card(
            words.PER_PERSON,
            f"{said.cost_usd / said.persons_settled if said.persons_settled else 0.0:,.0f} US$",
            words.IN_PRICES.format(year=seen.plan.dataset.settings.base_year),
            each,
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
    return f"{sign}{size:,.0f}{after}" if size < 1e6 else f"{sign}{short(size, unit)}"
