"""What is told of one place: people, homes, services, land, building, money, limits. Each draws one finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import place_findings as findings
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.figures import figure_card
from resettle.app.components.on_map import programmes_of
from resettle.app.components.pictures import plot_width
from resettle.app.components.place_chosen import map_key, take_point
from resettle.app.components.question_chosen import IN_LINK
from resettle.app.components.sections import note_of
from resettle.app.components.tables import number_columns
from resettle.app.components.targets_shown import ABOUT_PLACE, WHY
from resettle.app.once_a_plan import why_not_at
from resettle.app.plain import plain
from resettle.app.words import places as words
from resettle.charts.funders import purposes_chart
from resettle.charts.land import place_land_chart
from resettle.charts.map import map_chart
from resettle.charts.place import arrivals_chart, place_homes_chart
from resettle.charts.services import services_at_place_chart
from resettle.charts.style import short
from resettle.charts.works import place_works_chart
from resettle.insight.chosen import choosing_a_place
from resettle.insight.money import paid_at_place
from resettle.insight.place import arrivals, homes_at_place, limits_at_place, settled_by_solution, why_nobody

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


@dataclass(frozen=True)
class Looked:
    """A place that is looked at, in a plan.

    Attributes
    ----------
    seen : the plan's frames
    place, name : key and name for people
    by_table : rows of the dataset by table and confidence
    """

    seen: Overview
    place: str
    name: str
    by_table: pd.DataFrame

    @property
    def last(self) -> int:
        """Last year of the plan."""
        return self.seen.plan.years[-1]

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame that are this place's."""
        return frame[frame["place"] == self.place]

    def note(self, *tables: str) -> str:
        """Confidence of some tables."""
        return note_of(self.by_table, *tables)


def show_map(at: Looked) -> None:
    """All places, this one ringed; a click on a point looks at that one."""
    key = map_key(at.place)
    places = at.seen.places_on_map
    charted(
        words.MAP_FINDING.format(name=at.name, persons=float(at.of(places)["persons"].sum()), year=at.last),
        lambda: map_chart(
            places,
            at.seen.nodes_on_map,
            at.seen.links_on_map,
            programmes_of(at.seen),
            chosen=at.place,
            width=plot_width(beside=True),
        ),
        *for_people("places_on_map", places),
        caption=words.MAP_CAPTION.format(year=at.last),
        key=key,
        seen=at.seen,
        given=(at.place, plot_width(beside=True)),
        on_point=partial(take_point, key),
        zoom=True,
        named=True,
    )


def show_cards(at: Looked) -> None:
    """People, homes, money, and people whose choice leads there."""
    seen = at.seen
    persons, everybody = (float(frame["persons"].sum()) for frame in (at.of(seen.places_on_map), seen.places_on_map))
    homes = homes_at_place(seen.evidence, at.place)
    end = homes[(homes["year"] == at.last) & (homes["rooms"] == homes["rooms"].min())]
    chosen = choosing_a_place(seen.people_choosing, at.place)
    last = chosen.loc[chosen["year"] == at.last, "persons"]
    share = persons / everybody if everybody else 0.0
    came = settled_by_solution(seen.people_placed, at.place)
    cards = (
        (
            words.SETTLED.format(year=at.last),
            f"{persons:,.0f}",
            words.OF_WHICH.format(share=share, parts=findings.settled_parts(came)),
        ),
        (
            words.CHOSEN.format(year=at.last),
            f"{float(last.sum()):,.0f}",
            words.CHOSEN_NOTE.format(settled=came["return"] + came["integrate"], relocated=came["relocate"]),
        ),
        (
            words.HOMES.format(year=at.last),
            f"{float(end['homes'].sum()):,.0f}",
            words.HOMES_NOTE.format(households=float(end["households"].sum())),
        ),
        (
            words.SPENT.format(year=at.last),
            short(float(at.of(seen.payments)["usd"].sum())),
            words.SPENT_NOTE,
        ),
    )
    for column, card in zip(st.columns(len(cards)), cards, strict=True):
        with column:
            figure_card(*card)


def show_limits(at: Looked) -> None:
    """Why nobody settles there, or what holds the place."""
    left = findings.left_finding(why_not_at(at.seen, at.place), at.seen.plan.scenario.usd_per_person_year)
    absence = why_nobody(at.seen.evidence, at.seen.people_choosing, at.place)
    if absence is not None:
        st.warning(findings.absence_finding(at.name, absence, at.last, left), icon=":material/person_off:")
    else:
        limits = limits_at_place(at.seen.plan, at.place)
        st.info(findings.limit_finding(at.name, limits, left), icon=":material/block:")
    why = {IN_LINK: "not", ABOUT_PLACE: at.place}
    st.page_link(WHY, label=words.WHY_LINK, icon=":material/help:", query_params=why)


def limits_section(at: Looked) -> None:
    """Everything that is used up at the place, as a table."""
    limits = limits_at_place(at.seen.plan, at.place)
    if limits.empty:
        return
    st.subheader(words.LIMITS_TITLE.format(name=plain(at.name)))
    table, formats = for_people("limits_at_place", limits)
    columns = number_columns(table, formats)
    st.dataframe(table, hide_index=True, column_config=columns, key="table.places.limits")
    st.caption(words.LIMITS_CAPTION)


def arrivals_section(at: Looked) -> None:
    """Who settles there, by community of origin and present place."""
    rows = arrivals(at.seen.evidence, at.seen.people_placed, at.place)
    if rows.empty:
        return
    charted(
        findings.arrivals_finding(at.name, rows, at.last),
        lambda: arrivals_chart(rows),
        *for_people("arrivals", rows),
        caption=words.ARRIVALS_CAPTION.format(note=at.note("cohorts", "willingness")),
        key="places.arrivals",
        seen=at.seen,
        given=(at.place,),
    )


def homes_section(at: Looked) -> None:
    """Homes by rooms against need, by year."""
    homes = homes_at_place(at.seen.evidence, at.place)
    charted(
        findings.homes_finding(at.name, homes, at.last),
        lambda: place_homes_chart(homes),
        *for_people("homes_at_place", homes),
        caption=words.HOMES_CAPTION.format(note=at.note("housing", "vacant_homes", "build_capacity")),
        key="places.homes",
        seen=at.seen,
        given=(at.place,),
    )


def services_section(at: Looked) -> None:
    """Services against their norm, by year."""
    rows = at.of(at.seen.services_against_norm)
    if rows.empty:
        st.markdown(words.NO_SERVICES.format(name=plain(at.name)))
        return
    charted(
        findings.services_finding(at.name, rows, at.last),
        lambda: services_at_place_chart(at.seen.services_against_norm, at.place),
        *for_people("services_at_place", rows),
        caption=words.SERVICES_CAPTION.format(note=at.note("services", "service_needs", "service_spare")),
        key="places.services",
        seen=at.seen,
        given=(at.place,),
    )


def land_section(at: Looked) -> None:
    """Land ready, cleared and used, by year."""
    rows = at.of(at.seen.land_by_place)
    if rows.empty:
        st.markdown(words.NO_LAND.format(name=plain(at.name)))
        return
    charted(
        findings.land_finding(at.name, rows),
        lambda: place_land_chart(rows),
        *for_people("land_by_place", rows),
        caption=words.LAND_CAPTION.format(note=at.note("land", "capacities")),
        key="places.land",
        seen=at.seen,
        given=(at.place,),
    )


def works_section(at: Looked) -> None:
    """The building programme, by year."""
    rows = at.of(at.seen.works)
    if rows.empty:
        st.markdown(words.NOTHING_BUILT.format(name=plain(at.name)))
        return
    charted(
        findings.works_finding(at.name, rows, at.last),
        lambda: place_works_chart(rows, list(at.seen.plan.years)),
        *for_people("works", rows),
        caption=words.WORKS_CAPTION.format(note=at.note("housing", "build_capacity", "services")),
        key="places.works",
        seen=at.seen,
        given=(at.place,),
    )


def money_section(at: Looked) -> None:
    """Who pays for what there."""
    paid = at.of(at.seen.payments)
    if paid.empty:
        st.markdown(words.NOTHING_SPENT.format(name=plain(at.name)))
        return
    table = paid_at_place(paid)
    charted(
        findings.money_finding(at.name, paid, at.last),
        lambda: purposes_chart(table),
        *for_people("funders_by_head", table),
        caption=words.MONEY_CAPTION.format(
            base_year=at.seen.plan.dataset.settings.base_year, note=at.note("funding", "earmarks")
        ),
        key="places.money",
        seen=at.seen,
        given=(at.place,),
    )
