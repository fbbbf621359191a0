"""A scenario: a small file that says what is different; nothing in a dataset is ever edited to ask "what if"."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from resettle.errors import Problem, ScenarioError
from resettle.inputs.apply import apply
from resettle.inputs.problems import error, nearest

__all__ = ["Change", "Floors", "Opens", "Pin", "Scale", "Scenario", "Target", "apply", "difference"]

Year = Annotated[int, Field(ge=1900, le=2200)]
Opening = Year | Literal["never"]
Factor = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Solution = Literal["return", "integrate", "relocate"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Floors(_Part):
    """Fairness floors of (15) and (16): share of the programme's cover that each group reaches at least; 0 = off."""

    origin: Share = 0.0
    """For each community of origin."""
    size: Share = 0.0
    """For each household size class: without it small households come last."""
    profile: Share = 0.0
    """For each need profile."""
    programme: Share = 0.0
    """For each programme, of the cover of all."""


class Scale(_Part):
    """Capacity levers: what there is, times so much."""

    build: Factor = 1.0
    """Homes that builders finish in a year."""
    purchase: Factor = 1.0
    """Purchase certificates a year."""
    tenure: Factor = 1.0
    """Present homes secured a year."""
    clearance: Factor = 1.0
    """Hectares cleared a year."""
    staff: Factor = 1.0
    """Staff of every service."""
    funding: Factor = 1.0
    """Money of every funder."""
    vacant: Factor = 1.0
    """Vacant homes."""
    spare: Factor = 1.0
    """Unused places and units of every service."""
    willingness: Factor = 1.0
    """Shares of households that have chosen a solution."""
    unit_cost: Factor = 1.0
    """Cost of every home."""
    supply: Factor = 1.0
    """Tonnes that links carry and supplies give."""


class Change(_Part):
    """Any one figure, or a group of them: set it, multiply it or add to it."""

    table: str
    """Table of the dataset."""
    where: dict[str, str | int | float] = Field(default_factory=dict)
    """Columns and the values of the rows that are meant; none means every row."""
    column: str
    """Column of figures."""
    set: float | str | None = None
    """The new figure (``never`` for a year of opening)."""
    times: Annotated[float, Field(allow_inf_nan=False)] | None = None
    """Factor; a blank (no limit) stays blank."""
    plus: Annotated[float, Field(allow_inf_nan=False)] | None = None
    """Addend; a blank (no limit) stays blank."""

    @model_validator(mode="after")
    def _one_of_three(self) -> Change:
        if sum(value is not None for value in (self.set, self.times, self.plus)) != 1:
            message = "exactly one of set, times and plus is needed"
            raise ValueError(message)
        return self


class Opens(_Part):
    """Years of opening: corridors, places, and solutions of a programme; ``never`` closes."""

    corridor: dict[str, Opening] = Field(default_factory=dict)
    """By corridor."""
    place: dict[str, Opening] = Field(default_factory=dict)
    """By place."""
    solution: dict[str, dict[Solution, Opening]] = Field(default_factory=dict)
    """By programme and solution."""


class Target(_Part):
    """Persons to be settled by the end of a year."""

    scope: Literal["all", "programme", "place"]
    """Whom it counts."""
    name: str = ""
    """Programme or place; blank for all."""
    year: Year
    """By the end of this year."""
    persons: Amount
    """Persons settled."""


class Pin(_Part):
    """A planner's word over the optimiser, in households; blank fields mean all, blank year the whole horizon."""

    programme: str = ""
    """Programme of the households."""
    solution: Solution | Literal[""] = ""
    """Solution they chose."""
    place: str = ""
    """Place they settle in."""
    year: Year | None = None
    """Year they settle in."""
    at_least: Amount | None = None
    """At least so many; falling short is priced and reported."""
    at_most: Amount | None = None
    """At most so many, always kept."""
    exactly: Amount | None = None
    """Both at once."""

    @model_validator(mode="after")
    def _some_bound(self) -> Pin:
        if self.at_least is None and self.at_most is None and self.exactly is None:
            message = "one of at_least, at_most and exactly is needed"
            raise ValueError(message)
        if self.exactly is not None and (self.at_least is not None or self.at_most is not None):
            message = "exactly stands alone"
            raise ValueError(message)
        return self


class Scenario(_Part):
    """What is asked of a dataset: mode, standards, floors, levers, single figures, openings, targets, pins."""

    title: str = ""
    """Title for people."""
    description: str = ""
    """What it assumes, in plain words."""
    dataset: str = ""
    """Name of the dataset it was made for."""
    mode: Literal["most_people", "least_cost", "fairest"] = "most_people"
    """What is best."""
    horizon: tuple[Year, Year] | None = None
    """First and last year, where they differ from the dataset's."""
    standard: Factor | dict[str, Factor] = 1.0
    """Share of every service norm that must be met before anyone moves; by service where it is a table."""
    usd_per_person_year: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1_000_000.0
    """The most the plan pays to win one weighted person-year."""
    whole_facilities: bool = True
    """Whether facilities are whole; false is the quick estimate."""
    floors: Floors = Floors()
    """Fairness floors."""
    scale: Scale = Scale()
    """Capacity levers."""
    change: tuple[Change, ...] = ()
    """Single figures changed, in their order, before the levers."""
    opens: Opens = Opens()
    """Years of opening."""
    target: tuple[Target, ...] = ()
    """Targets, on top of the dataset's."""
    pin: tuple[Pin, ...] = ()
    """Pins."""

    @model_validator(mode="after")
    def _horizon_forward(self) -> Scenario:
        if self.horizon is not None and self.horizon[1] < self.horizon[0]:
            message = "the horizon ends before it begins"
            raise ValueError(message)
        return self

    def standard_of(self, service: str) -> float:
        """Share of a service's norm that must be met."""
        return self.standard.get(service, 1.0) if isinstance(self.standard, dict) else self.standard

    @property
    def digest(self) -> str:
        """SHA-256 of what it asks; title, description and dataset name do not count."""
        content = self.model_dump(mode="json", exclude={"title", "description", "dataset"})
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def dump_toml(self) -> str:
        """The scenario as a TOML file's text; fields at their defaults are left out."""
        content = self.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        return tomli_w.dumps(content)

    @classmethod
    def load(cls, path: str | Path) -> Scenario:
        """Read a scenario from a TOML or JSON file; raises ScenarioError with every problem."""
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as trouble:
            raise ScenarioError([error(str(path), None, "", str(trouble), "a scenario (.toml or .json)")]) from None
        return cls.parse(text, path.name)

    @classmethod
    def parse(cls, text: str, file: str = "scenario.toml") -> Scenario:
        """Read a scenario from text; JSON where the file's name ends so, else TOML."""
        try:
            content = json.loads(text) if file.endswith(".json") else tomllib.loads(text)
        except (tomllib.TOMLDecodeError, json.JSONDecodeError) as trouble:
            raise ScenarioError([error(file, None, "", str(trouble), "TOML or JSON that can be read")]) from None
        return cls.from_content(content, file, text)

    @classmethod
    def from_content(cls, content: object, file: str = "scenario", text: str = "") -> Scenario:
        """Validate a scenario's content; raises ScenarioError with every problem."""
        try:
            return cls.model_validate(content)
        except ValidationError as trouble:
            problems = [_problem(dict(one), file, text) for one in trouble.errors()]
            raise ScenarioError(problems, f"the scenario {file} has errors:") from None


def difference(before: Scenario, after: Scenario) -> pd.DataFrame:
    """Fields in which two scenarios differ: field, before, after."""
    first, second = _flat(before.model_dump(mode="json")), _flat(after.model_dump(mode="json"))
    rows = [
        (field, first.get(field), second.get(field))
        for field in sorted({*first, *second})
        if first.get(field) != second.get(field)
    ]
    return pd.DataFrame(rows, columns=["field", "before", "after"])


def _flat(content: object, prefix: str = "") -> dict[str, object]:
    if isinstance(content, dict):
        parts = [_flat(value, f"{prefix}.{key}" if prefix else str(key)) for key, value in content.items()]
    elif isinstance(content, list) and prefix not in ("horizon",):
        parts = [_flat(value, f"{prefix}[{number}]") for number, value in enumerate(content, start=1)]
    else:
        return {prefix: content}
    return {key: value for part in parts for key, value in part.items()}


def _problem(one: dict[str, object], file: str, text: str) -> Problem:
    location = [part for part in one["loc"] if not str(part).startswith(("function-", "constrained-", "literal["))]  # type: ignore[attr-defined]
    column = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in location)
    name = str(location[-1]) if location else ""
    unknown = one["type"] == "extra_forbidden"
    hint = nearest(name, _fields_at(location[:-1])) if unknown else ""
    found = f"a field {name!r}" if unknown else one.get("input")
    expected = "a field of the scenario format" if unknown else str(one["msg"]).removeprefix("Value error, ").lower()
    return error(file, _line_of(name, text), column, found, expected, hint)


def _fields_at(location: list[object]) -> list[str]:
    parts: dict[object, type[BaseModel]] = {
        "floors": Floors,
        "scale": Scale,
        "change": Change,
        "opens": Opens,
        "target": Target,
        "pin": Pin,
    }
    return list(parts.get(location[0], Scenario).model_fields) if location else list(Scenario.model_fields)


def _line_of(name: str, text: str) -> int | None:
    """Line of the first assignment to a field, where it can be told."""
    starts = (f"{name} ", f"{name}=", f'"{name}"', f"[{name}]", f"[[{name}]]")
    lines = (number for number, line in enumerate(text.splitlines(), start=1) if line.strip().startswith(starts))
    return next(lines, None) if name else None
