"""A scenario: a small file that says what is different; nothing in a dataset is ever edited to ask "what if"."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Annotated, Literal, Self

import tomli_w
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    field_validator,
    model_validator,
)

from resettle.inputs.alike import normal
from resettle.inputs.apply import apply
from resettle.inputs.columns import FIRST_YEAR_POSSIBLE, LARGEST_FIGURE, LAST_YEAR_POSSIBLE
from resettle.inputs.difference import difference
from resettle.inputs.scenario_text import ReadFrom, read_scenario, validated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Add", "Change", "Floors", "Opens", "Pin", "Safeguard", "Scale", "Scenario", "Target", "apply", "difference"]


def _kind(value: object) -> str:
    """Which of a field's two forms is meant: text, table, or one figure."""
    return "text" if isinstance(value, str) else "table" if isinstance(value, dict) else "figure"


def _normal(value: object) -> object:
    if isinstance(value, str):
        return normal(value)
    if isinstance(value, dict):
        return {normal(key) if isinstance(key, str) else key: _normal(one) for key, one in value.items()}
    return value


def _key_value(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        message = "a text or a number"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueErrors only
    if not isinstance(value, str) and abs(value) > LARGEST_FIGURE:
        message = f"a number of at most {LARGEST_FIGURE:g}"
        raise ValueError(message)
    return value


Year = Annotated[int, Field(ge=FIRST_YEAR_POSSIBLE, le=LAST_YEAR_POSSIBLE, strict=True)]
Opening = Annotated[
    Annotated[Year, Tag("figure")] | Annotated[Literal["never"], Tag("text")],
    Discriminator(_kind),
]
Figure = Annotated[float, Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE, allow_inf_nan=False, strict=True)]
Factor = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False, strict=True)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]
Part = Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False, strict=True)]
Amount = Annotated[float, Field(ge=0, le=LARGEST_FIGURE, allow_inf_nan=False, strict=True)]
Solution = Literal["return", "integrate", "relocate"]
Standard = Annotated[
    Annotated[Factor, Tag("figure")] | Annotated[dict[str, Factor], Tag("table")],
    Discriminator(lambda value: "table" if isinstance(value, dict) else "figure"),
]
NewFigure = Annotated[
    Annotated[Figure, Tag("figure")] | Annotated[Literal["never", "blank"], Tag("text")],
    Discriminator(_kind),
]
KeyValue = Annotated[str | int | float, BeforeValidator(_key_value)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, content: object) -> object:
        """Names and texts in Unicode's form NFC, as the dataset's are."""
        return _normal(content)


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
    """Capacity levers: what there is, times so much (0 to 1000)."""

    build: Factor = 1.0
    """Homes that builders finish in a year, of each place and each programme."""
    purchase: Factor = 1.0
    """Purchase certificates a year."""
    tenure: Factor = 1.0
    """Present homes secured a year."""
    clearance: Factor = 1.0
    """Hectares cleared a year, of each place and each programme."""
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
    where: dict[str, KeyValue] = Field(default_factory=dict)
    """Columns and the values of the rows that are meant; none means every row."""
    column: str
    """Column of figures."""
    set: NewFigure | None = None
    """The new figure (``never`` for a year of opening, ``blank`` for none where the column may be blank: no limit)."""
    times: Figure | None = None
    """Factor; a blank (no limit) stays blank."""
    plus: Figure | None = None
    """Addend; a blank (no limit) stays blank."""

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(value is not None for value in (self.set, self.times, self.plus)) != 1:
            message = "exactly one of set, times and plus"
            raise ValueError(message)
        return self


class Add(_Part):
    """A row that a table of the dataset does not have yet."""

    table: str
    """Table of the dataset; one whose rows declare nothing new."""
    row: dict[str, KeyValue] = Field(min_length=1)
    """Columns and their values: every one that may not be blank, and no row that is there already."""


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


class Safeguard(_Part):
    """Persons settled of whom a plan has at least so many; falling short is priced and reported like a target's."""

    kind: Literal["programme", "place", "origin", "size", "profile"]
    """Whom it counts: a programme, a place, a community of origin, a size class or a profile."""
    programme: str
    """Programme of these people."""
    name: str
    """Key of the place or group; the programme's own for a programme."""
    year: Year
    """By the end of this year."""
    persons: Amount
    """Persons settled."""


class Pin(_Part):
    """A planner's word over the optimiser, in households; blank fields mean all, blank year the whole horizon."""

    programme: str = ""
    """Programme of the households."""
    solution: Literal["return", "integrate", "relocate", ""] = ""
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
    def _some_bound(self) -> Self:
        if self.at_least is None and self.at_most is None and self.exactly is None:
            message = "one of at_least, at_most and exactly"
            raise ValueError(message)
        if self.exactly is not None and (self.at_least is not None or self.at_most is not None):
            message = "exactly alone, without at_least and at_most"
            raise ValueError(message)
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            message = "at_least not above at_most"
            raise ValueError(message)
        return self


_ADDED_FIELDS = ("add", "fairest_within", "safeguard", "targets_first")
"""Fields since version 0.1, whose plans and saved scenarios name a scenario by its digest."""


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
    fairest_within: Part = 0.01
    """Part of the best worst cover that a ``fairest`` plan may give up for more people; other modes ignore it."""
    horizon: tuple[Year, Year] | None = None
    """First and last year, where they differ from the dataset's."""
    standard: Standard = 1.0
    """Share of every service norm that must be met before anyone moves; by service where it is a table."""
    usd_per_person_year: Annotated[float, Field(gt=0, le=LARGEST_FIGURE, allow_inf_nan=False, strict=True)] = (
        1_000_000.0
    )
    """The most the plan pays to win one weighted person-year, in US$."""
    targets_first: Annotated[bool, Field(strict=True)] = False
    """Whether targets, safeguards and pins come before all else in the modes most_people and fairest, as they always do
    in least_cost."""
    whole_facilities: Annotated[bool, Field(strict=True)] = True
    """Whether facilities are whole; false is the quick estimate."""
    floors: Floors = Floors()
    """Fairness floors."""
    scale: Scale = Scale()
    """Capacity levers."""
    add: tuple[Add, ...] = ()
    """Rows added, before anything else."""
    change: tuple[Change, ...] = ()
    """Single figures changed, in their order, before the levers."""
    opens: Opens = Opens()
    """Years of opening."""
    target: tuple[Target, ...] = ()
    """Targets, on top of the dataset's."""
    safeguard: tuple[Safeguard, ...] = ()
    """What programmes, places and groups have at least."""
    pin: tuple[Pin, ...] = ()
    """Pins."""

    _read_from: ReadFrom = PrivateAttr(default_factory=ReadFrom)

    @field_validator("horizon")
    @classmethod
    def _forward(cls, horizon: tuple[int, int] | None) -> tuple[int, int] | None:
        if horizon is not None and horizon[1] < horizon[0]:
            message = "a horizon that ends after it begins"
            raise ValueError(message)
        return horizon

    def standard_of(self, service: str) -> float:
        """Share of a service's norm that must be met; 1 for services that a table of standards leaves out."""
        return self.standard.get(service, 1.0) if isinstance(self.standard, dict) else self.standard

    @property
    def read_from(self) -> ReadFrom:
        """The file it was read from and the lines of its fields; not part of what it asks."""
        return self._read_from

    @property
    def digest(self) -> str:
        """SHA-256 of what it asks; title and description do not count."""
        unasked = {"title", "description", *(name for name in _ADDED_FIELDS if not self._asks(name))}
        content = self.model_dump(mode="json", exclude=unasked)
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def _asks(self, name: str) -> bool:
        """Whether a field of a later version says anything: without it, the digest is the one that it had before."""
        default = type(self).model_fields[name].default
        return getattr(self, name) != default or (name == "fairest_within" and self.mode == "fairest")

    def dump_toml(self) -> str:
        """The scenario as a TOML file's text; fields at their defaults are left out."""
        return tomli_w.dumps(self.model_dump(mode="json", exclude_defaults=True, exclude_none=True))

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """A copy with some fields different; it no longer claims the lines of the file it came from."""
        copy = super().model_copy(update=update, deep=deep)
        if update:
            copy._read_from = ReadFrom()
        return copy

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a scenario from a TOML or JSON file; raises ScenarioError with every problem."""
        return cls.from_read(*read_scenario(path))

    @classmethod
    def parse(cls, text: str, file: str = "scenario.toml") -> Self:
        """Read a scenario from text; JSON where the file's name ends so, else TOML; raises ScenarioError."""
        return cls.from_read(*ReadFrom.parse(text, file))

    @classmethod
    def from_content(cls, content: object, file: str = "scenario") -> Self:
        """A scenario from its fields as a dictionary; raises ScenarioError with every problem."""
        return cls.from_read(content, ReadFrom(file))

    @classmethod
    def from_read(cls, content: object, read_from: ReadFrom) -> Self:
        """A scenario from fields and where they were read from; raises ScenarioError with every problem."""
        scenario = validated(cls, content, read_from)
        scenario._read_from = read_from
        return scenario
