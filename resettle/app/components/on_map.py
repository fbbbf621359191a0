"""The map of a year that is chosen: places, supply links, corridors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.pictures import plot_width
from resettle.app.components.sections import note_of
from resettle.app.guard import guarded
from resettle.app.words import overview as words
from resettle.charts.map import map_chart
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


@st.fragment
@guarded
def map_section(seen: Overview, by_table: pd.DataFrame) -> None:
    """The map at the end of a year; moving the slider draws nothing else anew."""
    heading = st.container()
    year = chosen_year(seen, words.MAP_YEAR, "map.year")
    places, links = seen.map_of(year)
    largest = float(seen.places_on_map["persons"].max())
    charted(
        sentences.map_finding(places, year),
        lambda: map_chart(places, seen.nodes_on_map, links, programmes_of(seen), largest=largest, width=plot_width()),
        *for_people("places_on_map", places),
        caption=words.MAP_CAPTION.format(
            year=year, links=words.MAP_LINKS.format(year=year), note=note_of(by_table, "places", "links")
        ),
        key="map",
        seen=seen,
        given=(year, plot_width()),
        heading=heading,
        zoom=True,
        named=True,
    )


def chosen_year(seen: Overview, label: str, key: str) -> int:
    """A slider over the plan's years, the last one first; it keeps its place while the years are the same."""
    years = list(seen.plan.years)
    if len(years) == 1:
        return years[0]
    named = f"{key}.{years[0]}.{years[-1]}"
    return int(st.select_slider(label, years, value=years[-1], key=named, persist_state="session"))


def programmes_of(seen: Overview) -> dict[str, str]:
    """Titles of programmes by key, in the dataset's order."""
    return {str(key): str(title) for key, title in titles(seen.plan.dataset, "programmes").items()}
