"""A closer look at a plan: one section at a time, computed when it is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import findings, sentences
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.on_map import chosen_year, programmes_of
from resettle.app.components.sections import limits_chart_section, note_of
from resettle.app.guard import guarded
from resettle.app.plain import plain
from resettle.app.words import overview as words
from resettle.charts.flows import flows_chart
from resettle.charts.homes import homes_chart
from resettle.charts.land import clearance_chart
from resettle.charts.origins import origins_chart
from resettle.charts.services import service_chart, services_chart
from resettle.charts.works import of_item, works_chart
from resettle.insight.flows import largest_flows
from resettle.insight.tidy import titles
from resettle.insight.works import HOMES

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview

MOST_FLOWS = 10


@st.fragment
@guarded
def closer_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Buttons, and the section that is chosen; choosing another draws nothing else anew."""
    st.header(words.CLOSER)
    view = st.pills(
        words.CLOSER,
        list(words.CLOSER_VIEWS),
        format_func=words.CLOSER_VIEWS.__getitem__,
        default="limits",
        required=True,
        key="closer.view",
        label_visibility="collapsed",
        persist_state="session",
    )
    if view == "limits":
        limits_chart_section(seen)
        return
    sections = {
        "origins": _origins,
        "flows": _flows,
        "homes": homes_section,
        "services": services_section,
        "works": _works,
        "clearance": _clearance,
    }
    sections[view](seen, by_table)


def homes_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Homes by rooms against households by the rooms they need."""
    charted(
        sentences.homes_finding(seen),
        lambda: homes_chart(seen.homes_by_rooms, seen.households_by_rooms),
        *for_people("homes_by_rooms", seen.homes_by_rooms),
        caption=words.HOMES_CAPTION.format(
            year=seen.plan.years[-1], note=note_of(by_table, "housing", "vacant_homes", "build_capacity")
        ),
        key="homes",
        seen=seen,
    )


def services_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """Services against their norm: one service over the years, or all of them in one year."""
    heading = st.container()
    view = st.segmented_control(
        words.SERVICES_VIEW,
        list(words.SERVICES_VIEWS),
        format_func=words.SERVICES_VIEWS.__getitem__,
        default="service",
        required=True,
        key="services.view",
        persist_state="session",
    )
    note = note_of(by_table, "services", "service_needs", "service_spare")
    caption = words.SERVICES_CELLS + words.SERVICES_CAPTION.format(note=note)
    frame, named = seen.services_against_norm, programmes_of(seen)
    chosen: str | int
    if view == "year":
        chosen = year = chosen_year(seen, words.SERVICES_YEAR, "services.year")
        rows = frame[frame["year"] == year]
        draw, said = partial(services_chart, frame, year, named), sentences.services_finding(seen, year)
    else:
        chosen = service = _choose_service(frame)
        rows = frame[frame["service"] == service]
        draw, said = partial(service_chart, frame, service, named), findings.service_finding(rows)
    if rows.empty:
        st.markdown(words.SERVICES_NONE)
        return
    charted(
        said,
        draw,
        *for_people("services_against_norm", rows),
        caption=caption,
        key="services",
        heading=heading,
        seen=seen,
        given=(chosen,),
    )


def _choose_service(frame: pd.DataFrame) -> str:
    named = dict(zip(frame["service"].astype(str), frame["title"].astype(str), strict=True))
    if not named:
        return ""
    chosen = st.selectbox(
        words.SERVICES_ONE, list(named), format_func=named.__getitem__, key="services.one", persist_state="session"
    )
    return str(chosen)


def _flows(seen: Overview, by_table: pd.DataFrame) -> None:
    charted(
        findings.flows_finding(seen),
        lambda: flows_chart(largest_flows(seen.flows, MOST_FLOWS)),
        *for_people("flows", seen.flows),
        caption=words.FLOWS_CAPTION.format(most=MOST_FLOWS, note=note_of(by_table, "cohorts", "willingness")),
        key="flows",
        seen=seen,
    )


def _origins(seen: Overview, by_table: pd.DataFrame) -> None:
    charted(
        findings.origins_finding(seen),
        lambda: origins_chart(seen.coverage_by_origin),
        *for_people("coverage_by_origin", seen.coverage_by_origin),
        caption=words.ORIGINS_CAPTION.format(
            year=seen.plan.years[-1], note=note_of(by_table, "cohorts", "willingness")
        ),
        key="origins",
        seen=seen,
    )


def _clearance(seen: Overview, by_table: pd.DataFrame) -> None:
    if seen.clearance_by_year.empty:
        st.markdown(words.CLEARANCE_NO_MINES)
        return
    rows = seen.land_by_place[seen.land_by_place["contaminated_ha"] > 0]
    charted(
        findings.clearance_finding(seen),
        lambda: clearance_chart(seen.land_by_place, seen.clearance_by_year),
        *for_people("land_by_place", rows),
        caption=words.CLEARANCE_CAPTION.format(note=note_of(by_table, "land", "capacities")),
        key="clearance",
        seen=seen,
    )


def _works(seen: Overview, by_table: pd.DataFrame) -> None:
    heading = st.container()
    services = titles(seen.plan.dataset, "services")
    named = {HOMES: words.WORKS_HOMES, **{str(key): plain(str(title)) for key, title in services.items()}}
    item = st.pills(
        words.WORKS_VIEW,
        list(named),
        format_func=named.__getitem__,
        default=HOMES,
        required=True,
        key="works.item",
        persist_state="session",
    )
    rows = of_item(seen.works, item)
    if rows.empty:
        st.markdown(words.WORKS_NONE)
        return
    charted(
        findings.works_finding(rows, seen.plan.years[-1]),
        lambda: works_chart(seen.works, item, list(seen.plan.years), programmes_of(seen)),
        *for_people("works", rows),
        caption=words.WORKS_CAPTION.format(note=note_of(by_table, "housing", "build_capacity", "services")),
        key="works",
        seen=seen,
        given=(item,),
        heading=heading,
    )
