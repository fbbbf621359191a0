"""The levers, group by group, each with its meaning, unit and range."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, state
from resettle.app.components.bound import bind, opening_slider, per_cent_slider, take
from resettle.app.components.openings import corridor_levers, solution_levers
from resettle.app.words import levers as words

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario

STANDARD_SPAN = (0.0, 150.0, 5.0)
YEARS_BEYOND = 5
"""How many years after the dataset's last one may be planned."""


def lever_panel() -> None:
    """Every lever of the scenario."""
    with st.expander(words.LEAST_KNOWN, expanded=False, icon=":material/help_center:"):
        _bands()
    for group, draw in (
        ("building", None),
        ("money", None),
        ("people", solution_levers),
        ("services", _standards),
        ("corridors", corridor_levers),
        ("fairness", _floors),
        ("aim", _aim),
    ):
        with st.expander(words.GROUPS[group], expanded=group == "building"):
            for lever in levers.scale_levers(group):
                _slider(lever)
            if draw is not None:
                draw()


def _slider(lever: levers.Lever) -> None:
    per_cent_slider(
        lever.title,
        levers.per_cent(state.scenario(), lever),
        (lever.low, lever.high, lever.step),
        lever.key,
        lambda scenario, value: levers.with_lever(scenario, lever, value),
        lever.help,
    )


def _floors() -> None:
    for lever in levers.floor_levers():
        _slider(lever)


def _bands() -> None:
    """Assumptions that ship with a low and a high."""
    st.caption(words.LEAST_KNOWN_HELP)
    scenario = state.scenario()
    for name, (low, high) in levers.bands(state.opened().scenarios).items():
        key = f"band.{name}"
        bind(key, levers.band_of(scenario, low, high))
        st.radio(
            name.replace("_", " ").capitalize(),
            list(words.BANDS),
            format_func=words.BANDS.__getitem__,
            key=key,
            horizontal=True,
            help=words.BAND_HELP.format(low=" ".join(low.description.split()), high=" ".join(high.description.split())),
            on_change=take,
            args=(key, partial(_with_band, low, high)),
        )


def _with_band(low: Scenario, high: Scenario, scenario: Scenario, band: str) -> Scenario:
    return levers.with_band(scenario, low, high, band)


def _standards() -> None:
    """One standard for all services, or one for each."""
    scenario = state.scenario()
    note = words.STANDARD_HELP.format(low=STANDARD_SPAN[0], high=STANDARD_SPAN[1])
    each = isinstance(scenario.standard, dict)
    if not each:
        value = round(100.0 * scenario.standard_of(""), 9)
        per_cent_slider(words.STANDARD, value, STANDARD_SPAN, "lever.standard", levers.with_standard, note)
    bind("lever.standards", each)
    st.toggle(words.STANDARD_BY_SERVICE, key="lever.standards", on_change=take, args=("lever.standards", _split))
    if not each:
        return
    for service, title in state.opened().dataset["services"][["service", "title"]].itertuples(index=False):
        per_cent_slider(
            words.STANDARD_OF.format(service=title),
            round(100.0 * scenario.standard_of(service), 9),
            STANDARD_SPAN,
            f"lever.standard.{service}",
            partial(_with_standard_of, service),
            note,
        )


def _with_standard_of(service: str, scenario: Scenario, value: float) -> Scenario:
    return levers.with_standard(scenario, value, service)


def _split(scenario: Scenario, each: bool) -> Scenario:
    """One standard for each service, or one for all: theirs where they are the same, else the whole norm."""
    services = [str(service) for service in state.opened().dataset["services"]["service"]]
    standards = {service: scenario.standard_of(service) for service in services}
    if each:
        return levers.with_standards(scenario, standards)
    values = set(standards.values())
    return levers.with_standard(scenario, 100.0 * (values.pop() if len(values) == 1 else 1.0))


def _aim() -> None:
    """What is best, and until when is planned."""
    scenario, dataset = state.scenario(), state.opened().dataset
    bind("lever.mode", scenario.mode)
    st.radio(
        words.MODE,
        list(words.MODES),
        format_func=words.MODES.__getitem__,
        key="lever.mode",
        help=words.MODE_HELP,
        on_change=take,
        args=("lever.mode", lambda before, mode: levers.changed(before, mode=mode)),
    )
    first, last = scenario.horizon or (dataset.years[0], dataset.years[-1])
    years = range(first + 1, max(dataset.years[-1] + YEARS_BEYOND, last) + 1)
    opening_slider(
        words.LAST_YEAR,
        last,
        sorted({*years, last}),
        "lever.last_year",
        lambda before, year: levers.with_last_year(dataset, before, year),
        words.LAST_YEAR_HELP.format(first=first),
    )
