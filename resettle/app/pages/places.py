"""Places: one place, its people, homes, services, land, building and money."""

from __future__ import annotations

import streamlit as st

from resettle.app import state
from resettle.app.components import place_sections as sections
from resettle.app.components.place_chosen import choose_place
from resettle.app.components.plan_shown import plan_shown
from resettle.app.components.status import show_status
from resettle.app.components.targets_shown import show_targets
from resettle.app.confidence import confidence_of
from resettle.app.guard import guarded, show_kept_trouble
from resettle.app.plain import plain
from resettle.app.words import general as shared
from resettle.app.words import overview as first
from resettle.app.words import places as words
from resettle.insight.tidy import titles


@guarded
def draw() -> None:
    """The page."""
    st.title(shared.PLACES)
    st.markdown(words.INTRO)
    show_kept_trouble()
    place = _choose()
    seen = plan_shown("places")
    if seen is None:
        st.markdown(first.FIRST_FIGURES)
        return
    show_status(seen.plan)
    dataset = state.opened().dataset
    name = str(titles(dataset, "places")[place])
    at = sections.Looked(seen, place, name, confidence_of(dataset))
    _above(at)
    _below(at)


def _choose() -> str:
    places = state.opened().dataset["places"]
    names, others = (
        dict(zip(places["place"].astype(str), places[column].fillna("").astype(str), strict=True))
        for column in ("name", "other_names")
    )
    return choose_place(names, others, next(iter(names)))


def _above(at: sections.Looked) -> None:
    """Names, figures, and what holds the place beside the map."""
    st.header(plain(at.name))
    _introduced(at)
    sections.show_cards(at)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        sections.show_limits(at)
        show_targets(at.seen, key="places", place=at.place)
        sections.limits_section(at)
    with right:
        sections.show_map(at)


def _introduced(at: sections.Looked) -> None:
    """The place's other names, its programme, and when it opens."""
    given = at.seen.evidence.given
    row = at.of(given["places"]).iloc[0]
    parts = [words.OTHER_NAMES.format(names=plain(row["other_names"]))] if row["other_names"] else []
    title = titles(given, "programmes").get(row["programme"], row["programme"])
    parts.append(words.PROGRAMME.format(title=plain(title)))
    opens = float(row["opens_year"])
    if opens > at.last:
        parts.append(words.NEVER_OPENS)
    elif opens > at.seen.plan.years[0]:
        parts.append(words.OPENS.format(year=int(opens)))
    st.markdown(" ".join(parts))


def _below(at: sections.Looked) -> None:
    """People, homes, services, land, building, money: two beside each other where there is room."""
    pairs = (
        (sections.arrivals_section, sections.homes_section),
        (sections.services_section, sections.land_section),
        (sections.works_section, sections.money_section),
    )
    for pair in pairs:
        for column, section in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                section(at)


if __name__ == "__main__":
    draw()
