"""Levers as data, and scenarios with one lever moved; nothing of Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resettle.app.words import levers as words
from resettle.inputs.scenario import Change, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.dataset import Dataset


@dataclass(frozen=True)
class Lever:
    """One slider in per cent.

    Attributes
    ----------
    part, name : field of the scenario: ``scale.build``, ``floors.size``
    title, help : in plain words
    low, high, step : of the slider, per cent
    """

    part: str
    name: str
    title: str
    help: str
    low: float
    high: float
    step: float

    @property
    def key(self) -> str:
        """Key of its widget."""
        return f"lever.{self.part}.{self.name}"


GROUP_OF_SCALE = {
    "people": ("willingness",),
    "building": ("build", "clearance", "purchase", "tenure", "vacant"),
    "money": ("funding", "unit_cost", "supply"),
    "services": ("staff", "spare"),
}
"""Where each capacity lever stands."""


def scale_levers(group: str) -> tuple[Lever, ...]:
    """The capacity levers of a group."""
    return tuple(_scale(name) for name in GROUP_OF_SCALE.get(group, ()))


def floor_levers() -> tuple[Lever, ...]:
    """The fairness floors."""
    return tuple(
        Lever("floors", name, title, words.FLOOR_HELP.format(meaning=meaning), 0.0, 100.0, 5.0)
        for name, (title, meaning) in words.FLOORS.items()
    )


def _scale(name: str) -> Lever:
    title, meaning = words.SCALE[name]
    low, high = (50.0, 200.0) if name == "unit_cost" else (0.0, 400.0)
    return Lever("scale", name, title, words.SCALE_HELP.format(meaning=meaning, low=low, high=high), low, high, 5.0)


def per_cent(scenario: Scenario, lever: Lever) -> float:
    """Where a lever stands, in per cent."""
    return round(100.0 * float(getattr(getattr(scenario, lever.part), lever.name)), 9)


def with_lever(scenario: Scenario, lever: Lever, value: float) -> Scenario:
    """The scenario with a lever at so many per cent."""
    part = getattr(scenario, lever.part).model_dump()
    return changed(scenario, **{lever.part: {**part, lever.name: round(value / 100.0, 9)}})


def with_standard(scenario: Scenario, value: float, service: str = "") -> Scenario:
    """The scenario with the standard of one service, or of all, at so many per cent."""
    share = round(value / 100.0, 9)
    if not service:
        return changed(scenario, standard=share)
    said = scenario.standard if isinstance(scenario.standard, dict) else {}
    return changed(scenario, standard={**said, service: share})


def with_standards(scenario: Scenario, services: Mapping[str, float]) -> Scenario:
    """The scenario with a standard for each service (shares)."""
    return changed(scenario, standard=dict(services))


def with_corridor(dataset: Dataset, scenario: Scenario, corridor: str, opening: int | str) -> Scenario:
    """The scenario with a corridor that opens in this year or never; the dataset's own opening is not repeated."""
    return _opened(dataset, scenario, "corridor", corridor, opening)


def with_place(dataset: Dataset, scenario: Scenario, place: str, opening: int | str) -> Scenario:
    """The scenario with a place that opens in this year or never; the dataset's own opening is not repeated."""
    return _opened(dataset, scenario, "place", place, opening)


def _opened(dataset: Dataset, scenario: Scenario, kind: str, name: str, opening: int | str) -> Scenario:
    opens = scenario.opens.model_dump()
    opens[kind].pop(name, None)
    if opening != _opening(dataset, Scenario(), kind, name):
        opens[kind][name] = opening
    return changed(scenario, opens=opens)


def with_solution(dataset: Dataset, scenario: Scenario, programme: str, solution: str, opening: int | str) -> Scenario:
    """The scenario with a programme's solution that opens in this year or never."""
    opens = scenario.opens.model_dump()
    of_programme = opens["solution"].get(programme, {})
    of_programme.pop(solution, None)
    if opening != solution_opening(dataset, Scenario(), programme, solution):
        of_programme[solution] = opening
    opens["solution"][programme] = of_programme
    opens["solution"] = {name: solutions for name, solutions in opens["solution"].items() if solutions}
    return changed(scenario, opens=opens)


def with_horizon(dataset: Dataset, scenario: Scenario, first_year: int, last_year: int) -> Scenario:
    """The scenario with another first and last year; the dataset's own are not repeated."""
    same = (first_year, last_year) == (dataset.years[0], dataset.years[-1])
    return changed(scenario, horizon=None if same else (first_year, last_year))


def horizon(dataset: Dataset, scenario: Scenario) -> tuple[int, int]:
    """First and last year planned."""
    return scenario.horizon or (dataset.years[0], dataset.years[-1])


def corridor_opening(dataset: Dataset, scenario: Scenario, corridor: str) -> int | str:
    """When a corridor opens: a year (the first one: from the start) or ``never``."""
    return _opening(dataset, scenario, "corridor", corridor)


def place_opening(dataset: Dataset, scenario: Scenario, place: str) -> int | str:
    """When a place opens: a year (the first one: from the start) or ``never``."""
    return _opening(dataset, scenario, "place", place)


def _opening(dataset: Dataset, scenario: Scenario, kind: str, name: str) -> int | str:
    said: int | str | None = getattr(scenario.opens, kind).get(name)
    rows = dataset[f"{kind}s"]
    return said if said is not None else _year(rows.loc[rows[kind] == name, "opens_year"].tolist(), dataset)


def solution_opening(dataset: Dataset, scenario: Scenario, programme: str, solution: str) -> int | str:
    """When a programme offers a solution: a year (the first one: from the start) or ``never``."""
    said = scenario.opens.solution.get(programme, {})
    for name, opening in said.items():
        if name == solution:
            return opening
    rows = dataset["solutions"]
    chosen = (rows["programme"] == programme) & (rows["solution"] == solution)
    return _year(rows.loc[chosen, "opens_year"].tolist(), dataset)


def _year(openings: list[float], dataset: Dataset) -> int | str:
    if not openings or openings[0] != openings[0]:
        return dataset.years[0]
    return words.NEVER if openings[0] == float("inf") else max(int(openings[0]), dataset.years[0])


def bands(scenarios: Mapping[str, Scenario]) -> dict[str, tuple[Scenario, Scenario]]:
    """Assumptions that ship with a low and a high: name to both scenarios."""
    names = [
        stem.removesuffix("_low") for stem in scenarios if stem.endswith("_low") and f"{stem[:-4]}_high" in scenarios
    ]
    return {name: (scenarios[f"{name}_low"], scenarios[f"{name}_high"]) for name in names}


def band_of(scenario: Scenario, low: Scenario, high: Scenario) -> str:
    """Whether a scenario has an assumption at ``low``, at ``high`` or (blank) as assumed."""
    for name, band in (("low", low), ("high", high)):
        if band.change and all(change in scenario.change for change in band.change):
            return name
    return ""


def with_band(scenario: Scenario, low: Scenario, high: Scenario, band: str) -> Scenario:
    """The scenario with an assumption at ``low``, at ``high`` or (blank) as assumed."""
    rest = [change for change in scenario.change if change not in (*low.change, *high.change)]
    added = {"low": low.change, "high": high.change}.get(band, ())
    return with_changes(scenario, [*rest, *added])


def with_changes(scenario: Scenario, changes: list[Change]) -> Scenario:
    """The scenario with these changes of single figures instead of its own."""
    return changed(scenario, change=[change.model_dump(exclude_none=True) for change in changes])


def changed(scenario: Scenario, **fields: Any) -> Scenario:
    """A copy with some fields replaced, checked like a file; raises ScenarioError with every problem."""
    return Scenario.from_content({**scenario.model_dump(exclude_none=True), **fields}, "scenario")
