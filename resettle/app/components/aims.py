"""Levers for what is best, until when is planned, what a person-year is worth, and the standard of services."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from resettle.app import levers, state
from resettle.app.components.bound import figure_box, opening_slider, per_cent_slider, radio_choice, switch
from resettle.app.plain import plain
from resettle.app.words import levers as words
from resettle.inputs.columns import Column

if TYPE_CHECKING:
    from resettle.app.lever_texts import LeverTexts
    from resettle.inputs.scenario import Scenario

STANDARD_SPAN = (0.0, 150.0, 5.0)
WITHIN_SPAN = (0.0, 50.0, 1.0)
YEARS_BEYOND = 5
"""How many years after the dataset's last one may be planned."""
_WORTH = Column("usd_per_person_year", "number", words.WORTH, "US$", minimum=0.0)


def aim_levers(_: LeverTexts) -> None:
    """What is best, what the worst-off may give up, years planned, the worth of a person-year, whole facilities."""
    scenario = state.scenario()
    note = f"{words.MODE_HELP} {words.ORIGIN_CHOICE}"
    radio_choice(words.MODE, scenario.mode, words.MODES, "lever.mode", _with_mode, note)
    if scenario.mode == "fairest":
        within = round(100.0 * scenario.fairest_within, 9)
        key = "lever.fairest_within"
        per_cent_slider(words.FAIREST_WITHIN, within, WITHIN_SPAN, key, _with_within, words.FAIREST_WITHIN_HELP)
    _horizon(scenario)
    figure_box(
        words.WORTH, scenario.usd_per_person_year, _WORTH, "lever.usd_per_person_year", _with_worth, words.WORTH_HELP
    )
    help_first = words.TARGETS_FIRST_HELP
    switch(words.TARGETS_FIRST, scenario.targets_first, "lever.targets_first", _with_targets_first, help_first)
    switch(words.WHOLE, scenario.whole_facilities, "lever.whole_facilities", _with_whole, words.WHOLE_HELP)


def standard_levers(texts: LeverTexts) -> None:
    """One standard for all services, or one for each."""
    scenario = state.scenario()
    low, high, _ = STANDARD_SPAN
    note = f"{words.STANDARD_HELP.format(low=low, high=high)}\n\n{plain(texts.source('standard'))}"
    each = isinstance(scenario.standard, dict)
    if not each:
        value = round(100.0 * scenario.standard_of(""), 9)
        per_cent_slider(words.STANDARD, value, STANDARD_SPAN, "lever.standard", levers.with_standard, note)
    switch(words.STANDARD_BY_SERVICE, each, "lever.standards", _split)
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


def _with_within(scenario: Scenario, per_cent: float) -> Scenario:
    return levers.changed(scenario, fairest_within=round(per_cent / 100.0, 9))


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
