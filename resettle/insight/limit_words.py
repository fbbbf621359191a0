"""One more of a limit in a planner's words: ``one more home with 4 rooms or more in Fuzuli in 2028``, and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from resettle.inputs.dataset import Dataset

TONNES = 100.0
"""Building material is moved by so many tonnes: a home takes some dozens."""


class More(NamedTuple):
    """One step more of a limit: in words, the unit it is counted in, and how many of them the step is."""

    words: str
    unit: str
    step: float


_SITES = {
    "eq03_opening": ("one more household that the site of {place} takes in {year}", "households"),
    "eq03_size": ("one more household that {place} takes in {year}", "households"),
    "eq04_viable": ("a smallest community of one household more in {place}", "households"),
}
_HOMES = {
    "eq05_rooms": ("one more home with {rooms} rooms or more in {place} in {year}", "homes"),
    "eq05b_tenure": ("one more home with {rooms} rooms or more for people who arrive in {place} in {year}", "homes"),
    "eq06_build_place": ("one more home finished by the builders of {place} in {year}", "homes"),
    "eq06_build_programme": ("one more home finished by all builders of {programme} in {year}", "homes"),
    "eq06_purchase_programme": ("one more purchase certificate of {programme} in {year}", "homes"),
    "eq06_tenure_programme": ("one more present home secured by {programme} in {year}", "homes"),
    "eq06_option_year": ("one more home of the kind {option} to be had in {place} in {year}", "homes"),
    "eq06_option_total": ("one more home of the kind {option} to be had in {place} over all years", "homes"),
}
_LAND = {
    "eq07_land": ("one more hectare ready for building in {place} in {year}", "ha"),
    "eq08_contaminated": ("one more hectare that can be cleared in {place}", "ha"),
    "eq08_place": ("one more hectare cleared by the teams of {place} in {year}", "ha"),
    "eq08_programme": ("one more hectare cleared by all teams of {programme} in {year}", "ha"),
}
_SERVICES = {
    "eq09_standard": ("one more unit ({unit}) of {service} in {place} in {year}", "units"),
    "eq10_extra": ("one more unit ({unit}) of {service} that has its staff already in {place} in {year}", "units"),
    "eq10_staff": ("one more member of staff of {service} of {programme} in {year}", "staff"),
}
_SUPPLY = {
    "eq12_link": (f"{TONNES:g} t more carried on the link {{link}} in {{year}}", "t"),
    "eq12_supply": (f"{TONNES:g} t more of building material from {{node}} in {{year}}", "t"),
}
_ASKED = {
    "eq15_floor": ("one person more asked of the floor for {group} ({programme})", "persons, weighted by time"),
    "eq16_programme_floor": ("one person more asked of the floor for {group}", "persons, weighted by time"),
    "eq15_worst": ("one person more asked for the worst-served community {group}", "persons, weighted by time"),
    "eq17_target": ("one person more asked for by the target {name}", "persons"),
    "eq17_pin": ("one household more in the bound of {name}", "households"),
}
_PHRASES = _SITES | _HOMES | _LAND | _SERVICES | _SUPPLY | _ASKED
_CHOICE = "eq02_choice"
_BUDGET = "eq14_budget"
_SOLUTIONS = {"return": "return to {origin}", "integrate": "integrate in {present}", "relocate": "relocate"}


class LimitWords:
    """Names of a dataset, to put its limits in words.

    Parameters
    ----------
    given : the dataset after the scenario
    classes : choice classes: class_, programme, solution, size_class, rooms, profile, origin, present
    """

    def __init__(self, given: Dataset, classes: pd.DataFrame) -> None:
        self._titles = {
            table: {str(key): str(title) for key, title in titles(given, table).items()}
            for table in ("places", "programmes", "services", "funders", "housing_options", "profiles")
        }
        self._units = dict(zip(given["services"]["service"], given["services"]["unit"], strict=True))
        self._keeps = dict(zip(given["funders"]["funder"], given["funders"]["carries_over"], strict=True))
        self._classes = classes.set_index("class_")

    def more(self, row: Mapping[Hashable, Any]) -> More | None:
        """One step more of a limit; None of what nobody can have more of (a site is opened once)."""
        constraint = str(row["constraint"])
        if constraint == _CHOICE:
            return More(self._choice(row), "households", 1.0)
        if constraint == _BUDGET:
            return More(self._budget(row), "million US$", 1.0)
        if constraint not in _PHRASES:
            return None
        phrase, unit = _PHRASES[constraint]
        return More(phrase.format_map(self._named(row)), unit, TONNES if unit == "t" else 1.0)

    def _named(self, row: Mapping[Hashable, Any]) -> dict[str, str]:
        """What a phrase may name, in words; blank where the limit is of no such thing."""
        service, rooms = str(row["service"]), row["least_rooms"]
        plain = {name: "" if pd.isna(row[name]) else str(row[name]) for name in ("link", "node", "group", "name")}
        return plain | {
            "place": self._title("places", row["place"]),
            "programme": self._title("programmes", row["programme"]),
            "service": self._title("services", service).lower(),
            "unit": str(self._units.get(service, "")),
            "option": self._title("housing_options", row["option"]),
            "rooms": "" if pd.isna(rooms) else f"{float(str(rooms)):g}",
            "year": str(row["year"]),
            "group": self._group(plain["group"]),
        }

    def _group(self, key: str) -> str:
        """A community, size class, profile or programme: whichever of them has the key."""
        for table in ("programmes", "profiles", "places"):
            if key in self._titles[table]:
                return self._titles[table][key]
        return key

    def _choice(self, row: Mapping[Hashable, Any]) -> str:
        of = self._classes.loc[str(row["class_"])]
        solution = _SOLUTIONS[str(of["solution"])].format(
            origin=self._title("places", of["origin"]), present=self._title("places", of["present"])
        )
        needs = f"{self._title('profiles', of['profile'])}, {of['rooms']:g} rooms"
        programme = self._title("programmes", of["programme"])
        return f"one more household that has chosen to {solution} by {row['year']} ({programme}; {needs})"

    def _budget(self, row: Mapping[Hashable, Any]) -> str:
        """Money that is kept is limited by the end of each year, in all; money that lapses in each year."""
        funder = str(row["funder"])
        until = "by the end of" if bool(self._keeps.get(funder, False)) else "in"
        return f"one more million US$ of {self._title('funders', funder)} to spend {until} {row['year']}"

    def _title(self, table: str, key: Any) -> str:
        text = "" if pd.isna(key) else str(key)
        return self._titles[table].get(text, text)
