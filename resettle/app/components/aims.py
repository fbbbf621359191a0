"""Levers for what is best, until when is planned, what a person-year is worth, and the standard of services."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import levers, state
from resettle.app.components.bound import bind, figure_box, opening_slider, per_cent_slider, take
from resettle.app.plain import plain
from resettle.app.words import levers as words
from resettle.inputs.columns import Column

if TYPE_CHECKING:
    from resettle.app.lever_texts import LeverTexts
    from resettle.inputs.scenario import Scenario

STANDARD_SPAN = (0.0, 150.0, 5.0)
YEARS_BEYOND = 5
"""How many years after the dataset's last one may be planned."""
_WORTH = Column("usd_per_person_year", "number", words.WORTH, "US$", minimum=0.0)


def aim_levers(_: LeverTexts) -> None:
    """What is best, first and last year, the worth of a person-year, whole facilities."""
    scenario = state.scenario()
    bind("lever.mode", scenario.mode)
    st.radio(
        words.MODE,
        list(words.MODES),
        format_func=words.MODES.__getitem__,
        key="lever.mode",
        help=f"{words.MODE_HELP} {words.ORIGIN_CHOICE}",
        on_change=take,
        args=("lever.mode", _with_mode),
    )
    _horizon(scenario)
    figure_box(
        words.WORTH, scenario.usd_per_person_year, _WORTH, "lever.usd_per_person_year", _with_worth, words.WORTH_HELP
    )
    bind("lever.targets_first", scenario.targets_first)
    key = "lever.targets_first"
    st.toggle(
        words.TARGETS_FIRST, key=key, help=words.TARGETS_FIRST_HELP, on_change=take, args=(key, _with_targets_first)
    )
    bind("lever.whole_facilities", scenario.whole_facilities)
    key = "lever.whole_facilities"
    st.toggle(words.WHOLE, key=key, help=words.WHOLE_HELP, on_change=take, args=(key, _with_whole))


def standard_levers(texts: LeverTexts) -> None:
    """One standard for all services, or one for each."""
    scenario = state.scenario()
    low, high, _ = STANDARD_SPAN
    note = f"{words.STANDARD_HELP.format(low=low, high=high)}\n\n{plain(texts.source('standard'))}"
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


def _horizon(scenario: Scenario) -> None:
    dataset = state.opened().dataset
    first, last = levers.horizon(dataset, scenario)
    note = words.HORIZON_HELP.format(first=dataset.years[0], last=dataset.years[-1])
    firsts = sorted({first, *range(min(dataset.years[0], first), last + 1)})
    opening_slider(words.FIRST_YEAR, first, firsts, "lever.first_year", _from, note)
    lasts = sorted({last, *range(first, max(dataset.years[-1] + YEARS_BEYOND, last) + 1)})
    opening_slider(words.LAST_YEAR, last, lasts, "lever.last_year", _until, note)


def _from(scenario: Scenario, year: int) -> Scenario:
    dataset = state.opened().dataset
    return levers.with_horizon(dataset, scenario, year, levers.horizon(dataset, scenario)[1])


def _until(scenario: Scenario, year: int) -> Scenario:
    dataset = state.opened().dataset
    return levers.with_horizon(dataset, scenario, levers.horizon(dataset, scenario)[0], year)


def _with_mode(scenario: Scenario, mode: str) -> Scenario:
    return levers.changed(scenario, mode=mode)


def _with_worth(scenario: Scenario, usd: float) -> Scenario:
    return levers.changed(scenario, usd_per_person_year=usd)


def _with_targets_first(scenario: Scenario, first: bool) -> Scenario:
    return levers.changed(scenario, targets_first=first)


def _with_whole(scenario: Scenario, whole: bool) -> Scenario:
    return levers.changed(scenario, whole_facilities=whole)


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
