"""The sections of a first look at a plan: what limits it, people, money. Each draws one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.words import overview as words
from resettle.charts.funders import funding_chart, purposes_chart
from resettle.charts.limits import limits_chart
from resettle.charts.money import funders_chart, spending_chart
from resettle.charts.people import people_chart

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from resettle.insight.overview import Overview


def people_section(seen: Overview, by_table: pd.DataFrame, before: Overview | None = None) -> None:
    """People settled by year, programmes side by side."""
    heading = st.container()
    measure = st.segmented_control(
        words.MEASURE,
        list(words.MEASURES),
        format_func=words.MEASURES.__getitem__,
        default="persons",
        required=True,
        key="people.measure",
        persist_state="session",
    )
    charted(
        sentences.people_finding(seen),
        lambda: people_chart(
            seen.settled_by_year,
            measure=measure,
            before=None if before is None else before.settled_by_year,
        ),
        *for_people("settled_by_year", seen.settled_by_year),
        caption=words.PEOPLE_CAPTION.format(note=note_of(by_table, "cohorts", "willingness")),
        key="people",
        seen=seen,
        given=(measure, *digests_of(before)),
        heading=heading,
    )


def digests_of(seen: Overview | None) -> tuple[str, ...]:
    """What tells one plan from another, where there is one."""
    return () if seen is None else tuple(str(digest) for digest in seen.plan.summary.digests.values())


def limits_section(seen: Overview) -> None:
    """What limits the plan: the sentence, then the chart."""
    limits_sentence(seen)
    limits_chart_section(seen)


def limits_sentence(seen: Overview) -> None:
    """What limits the plan in one sentence, and how many have chosen something that is open."""
    st.info(sentences.limits_finding(seen), icon=":material/block:")
    st.markdown(sentences.choice_finding(seen))


def limits_chart_section(seen: Overview) -> None:
    """By how much ten per cent more of each limit would help."""
    if seen.limits.empty:
        return
    charted(
        words.LIMITS_TITLE,
        lambda: limits_chart(seen.limits),
        *for_people("limits", seen.limits),
        caption=words.LIMITS_CAPTION,
        key="limits",
        seen=seen,
    )


def money_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Money by year and purpose, by year and funder, by funder and purpose, or by funder with what is missing."""
    heading = st.container()
    view = st.segmented_control(
        words.MONEY_VIEW,
        list(words.MONEY_VIEWS),
        format_func=words.MONEY_VIEWS.__getitem__,
        default="sector",
        required=True,
        key="money.view",
        persist_state="session",
    )
    {"sector": _spending, "year": _funding, "purpose": _purposes, "funder": _funders}[view](seen, by_table, heading)


def _spending(seen: Overview, by_table: pd.DataFrame, heading: DeltaGenerator) -> None:
    note = note_of(by_table, "funding", "housing", "services")
    charted(
        sentences.money_finding(seen),
        lambda: spending_chart(seen.spending_by_year),
        *for_people("spending_by_year", seen.spending_by_year),
        caption=words.SPENDING_CAPTION.format(**_years(seen), note=note),
        key="spending",
        seen=seen,
        heading=heading,
    )


def _funding(seen: Overview, by_table: pd.DataFrame, heading: DeltaGenerator) -> None:
    charted(
        sentences.money_finding(seen),
        lambda: funding_chart(seen.money_by_funder),
        *for_people("money_by_funder", seen.money_by_funder),
        caption=words.FUNDING_CAPTION.format(**_years(seen), note=note_of(by_table, "funding")),
        key="funding",
        seen=seen,
        heading=heading,
    )


def _purposes(seen: Overview, by_table: pd.DataFrame, heading: DeltaGenerator) -> None:
    charted(
        sentences.money_finding(seen),
        lambda: purposes_chart(seen.funders_by_head),
        *for_people("funders_by_head", seen.funders_by_head),
        caption=words.PURPOSES_CAPTION.format(**_years(seen), note=note_of(by_table, "funding", "earmarks")),
        key="purposes",
        seen=seen,
        heading=heading,
    )


def _funders(seen: Overview, by_table: pd.DataFrame, heading: DeltaGenerator) -> None:
    note = note_of(by_table, "funding", "earmarks")
    charted(
        sentences.money_finding(seen),
        lambda: funders_chart(seen.money_by_funder, seen.still_needed),
        *for_people("money_by_funder", seen.money_by_funder),
        caption=words.NEEDED_CAPTION.format(**_years(seen)) + words.FUNDERS_CAPTION.format(**_years(seen), note=note),
        key="funders",
        seen=seen,
        heading=heading,
    )


def _years(seen: Overview) -> dict[str, int]:
    return {"base_year": seen.plan.dataset.settings.base_year, "year": seen.plan.years[-1]}


def note_of(by_table: pd.DataFrame, *tables: str) -> str:
    """The confidence of some tables, for a caption."""
    return sentences.confidence_note(by_table, tables)
