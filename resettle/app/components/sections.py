"""The sections of a first look at a plan: people, money, homes, services, map. Each draws one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.words import overview as words
from resettle.charts.homes import homes_chart
from resettle.charts.limits import limits_chart
from resettle.charts.map import map_chart
from resettle.charts.money import funders_chart, spending_chart
from resettle.charts.people import people_chart
from resettle.charts.services import services_chart
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


def people_section(seen: Overview, by_table: pd.DataFrame, before: Overview | None = None) -> None:
    """People settled by year, programmes side by side."""
    heading = st.container()
    measure = st.segmented_control(
        words.MEASURE,
        list(words.MEASURES),
        format_func=words.MEASURES.__getitem__,
        default="persons",
        key="people.measure",
    )
    charted(
        sentences.people_finding(seen),
        lambda: people_chart(
            seen.settled_by_year,
            measure=measure or "persons",
            before=None if before is None else before.settled_by_year,
        ),
        *for_people("settled_by_year", seen.settled_by_year),
        caption=words.PEOPLE_CAPTION.format(note=_note(by_table, "cohorts", "willingness")),
        key="people",
        heading=heading,
    )


def limits_section(seen: Overview) -> None:
    """What limits the plan: the sentence, then the chart."""
    st.info(sentences.limits_finding(seen), icon=":material/block:")
    st.markdown(sentences.choice_finding(seen))
    if not seen.limits.empty:
        charted(
            words.LIMITS_TITLE,
            lambda: limits_chart(seen.limits),
            *for_people("limits", seen.limits),
            caption=words.LIMITS_CAPTION,
            key="limits",
        )


def money_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Money by year and purpose, or by funder with what is unused."""
    heading = st.container()
    view = st.segmented_control(
        words.MONEY_VIEW,
        list(words.MONEY_VIEWS),
        format_func=words.MONEY_VIEWS.__getitem__,
        default="sector",
        key="money.view",
    )
    base_year, year = seen.plan.dataset.settings.base_year, seen.plan.years[-1]
    if view == "funder":
        note = _note(by_table, "funding", "earmarks")
        charted(
            sentences.money_finding(seen),
            lambda: funders_chart(seen.money_by_funder),
            *for_people("money_by_funder", seen.money_by_funder),
            caption=words.FUNDERS_CAPTION.format(base_year=base_year, year=year, note=note),
            key="funders",
            heading=heading,
        )
        return
    charted(
        sentences.money_finding(seen),
        lambda: spending_chart(seen.spending_by_year),
        *for_people("spending_by_year", seen.spending_by_year),
        caption=words.SPENDING_CAPTION.format(
            base_year=base_year, year=year, note=_note(by_table, "funding", "housing", "services")
        ),
        key="spending",
        heading=heading,
    )


def homes_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Homes by rooms against households by the rooms they need."""
    charted(
        sentences.homes_finding(seen),
        lambda: homes_chart(seen.homes_by_rooms, seen.households_by_rooms),
        *for_people("homes_by_rooms", seen.homes_by_rooms),
        caption=words.HOMES_CAPTION.format(
            year=seen.plan.years[-1], note=_note(by_table, "housing", "vacant_homes", "build_capacity")
        ),
        key="homes",
    )


def services_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Services against their norm in a year that is chosen."""
    heading = st.container()
    years = list(seen.plan.years)
    year = years[-1]
    if len(years) > 1:
        year = st.select_slider(
            words.SERVICES_YEAR, years, value=years[-1], key=f"services.year.{years[0]}.{years[-1]}"
        )
    named = _programmes(seen)
    rows = seen.services_against_norm[seen.services_against_norm["year"] == year]
    if rows.empty:
        st.markdown(words.SERVICES_NONE)
        return
    charted(
        sentences.services_finding(seen, year),
        lambda: services_chart(seen.services_against_norm, year, named),
        *for_people("services_against_norm", rows),
        caption=words.SERVICES_CAPTION.format(note=_note(by_table, "services", "service_needs", "service_spare")),
        key="services",
        heading=heading,
    )


def map_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """The map of places, links and corridors."""
    named = _programmes(seen)
    charted(
        sentences.map_finding(seen),
        lambda: map_chart(seen.places_on_map, seen.nodes_on_map, seen.links_on_map, named),
        *for_people("places_on_map", seen.places_on_map),
        caption=words.MAP_CAPTION.format(year=seen.plan.years[-1], note=_note(by_table, "places", "links")),
        key="map",
    )


def _programmes(seen: Overview) -> dict[str, str]:
    return {str(key): str(title) for key, title in titles(seen.plan.dataset, "programmes").items()}


def _note(by_table: pd.DataFrame, *tables: str) -> str:
    return sentences.confidence_note(by_table, tables)
