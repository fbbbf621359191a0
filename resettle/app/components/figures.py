"""The row of figures at the top of a page, each with its difference to the baseline where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.words import overview as words
from resettle.charts.style import short

if TYPE_CHECKING:
    from resettle.insight.overview import Overview


def show_figures(seen: Overview, before: Overview | None = None) -> None:
    """People settled in all and by programme, money, money per person; with ``before``, what is different."""
    plan = seen.plan
    said, was = plan.summary, None if before is None else before.plan.summary
    year = plan.years[-1]
    people = float(seen.settled_at_end["of_persons"].sum())
    with st.container(horizontal=True, key="figures"):
        _figure(
            words.SETTLED.format(year=year),
            f"{said.persons_settled:,.0f}",
            words.OF_PEOPLE.format(share=said.persons_settled / people if people else 0.0, people=people),
            None if was is None else said.persons_settled - was.persons_settled,
        )
        for row in seen.settled_at_end.to_dict("records"):
            _figure(
                str(row["title"]),
                f"{row['persons']:,.0f}",
                words.OF_PEOPLE.format(share=row["share"], people=row["of_persons"]),
                None if was is None else row["persons"] - sum(was.persons.get(row["programme"], {}).values()),
            )
        _money(seen, before)
    if said.short >= 0.5 or (was is not None and was.short >= 0.5):
        difference = None if was is None else said.short - was.short
        _figure(words.SHORT_OF_TARGETS, f"{said.short:,.0f}", words.SHORT_HELP, difference)


def _money(seen: Overview, before: Overview | None) -> None:
    said, was = seen.plan.summary, None if before is None else before.plan.summary
    given = float(seen.money_by_funder["given_usd"].sum())
    unused = float(seen.money_by_funder["unused_usd"].sum()) / given if given else 0.0
    _figure(
        words.SPENT.format(year=seen.plan.years[-1]),
        short(said.cost_usd, "US$"),
        words.UNUSED.format(share=unused),
        None if was is None else said.cost_usd - was.cost_usd,
        "US$",
    )
    each = said.cost_usd / said.persons_settled if said.persons_settled else 0.0
    each_was = 0.0 if was is None or not was.persons_settled else was.cost_usd / was.persons_settled
    _figure(
        words.PER_PERSON,
        f"{each:,.0f} US$",
        words.IN_PRICES.format(year=seen.plan.dataset.settings.base_year),
        None if was is None else each - each_was,
        "US$",
    )


def _figure(label: str, value: str, note: str, difference: float | None, unit: str = "") -> None:
    with st.container(border=True, width=232, height="stretch"):
        st.metric(label, value, width="stretch")
        if difference is not None:
            st.markdown(f"**{signed(difference, unit)}** {words.AGAINST_BASELINE}")
        st.caption(note)


def signed(difference: float, unit: str = "") -> str:
    """A difference with its sign; ± 0 where there is none."""
    if abs(difference) < 0.5:
        return "± 0" + (f" {unit}" if unit else "")
    exact = abs(difference) < 1e6
    text = (
        f"{difference:+,.0f}{' ' + unit if unit else ''}"
        if exact
        else f"{'+' if difference > 0 else ''}{short(difference, unit)}"
    )
    return text.replace("-", "−", 1)
