"""Who has chosen and is not settled yet, and what they would need at a place: rooms, services, money to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from resettle.results.verification.evidence import Evidence

_ROUNDING = 1e-6


@dataclass(frozen=True)
class Waiting:
    """Households of some choice classes that have chosen by a year and are not settled by its end.

    Attributes
    ----------
    rows : class_, programme, solution, rooms, profile, mean_size (persons a household), households (that wait)
    """

    rows: pd.DataFrame

    @property
    def households(self) -> float:
        """Households that wait."""
        return float(self.rows["households"].sum())

    @property
    def persons(self) -> float:
        """Persons in them, by their classes' mean size."""
        return float((self.rows["households"] * self.rows["mean_size"]).sum())

    @property
    def integrating(self) -> float:
        """Households among them that integrate where they live, whose present home may be secured."""
        return float(self.rows.loc[self.rows["solution"] == "integrate", "households"].sum())

    def at_most(self, persons: float) -> Waiting:
        """The same people, in equal parts of each class no more than so many."""
        part = min(1.0, persons / self.persons) if self.persons > 0 else 1.0
        return Waiting(self.rows.assign(households=part * self.rows["households"]))

    def needing(self, rooms: float) -> float:
        """Households that need so many rooms or more."""
        return float(self.rows.loc[self.rows["rooms"] >= rooms, "households"].sum())

    def units(self, evidence: Evidence) -> pd.Series:
        """Units that they would use by the norm (0g), before the scenario's standard, by service."""
        given = evidence.given
        services = given["services"][["service", "integrate_share"]].fillna({"integrate_share": 1.0})
        needs = given["service_needs"][["service", "profile", "units_per_person"]].merge(services, on="service")
        each = self.rows.merge(needs, on="profile")
        part = np.where(each["solution"] == "integrate", each["integrate_share"], 1.0)
        units = each["households"] * each["mean_size"] * each["units_per_person"] * part
        return units.astype(float).groupby(each["service"]).sum()

    def moving_usd(self, usd_by_class: pd.Series) -> float:
        """US$ to move them, at so much for a household of each choice class."""
        return float((self.rows["households"] * self.rows["class_"].map(usd_by_class).fillna(0.0)).sum())


class Choosing:
    """Choice classes of a plan: where each may settle, and how many of it wait by a year.

    Attributes
    ----------
    classes : class_, programme, solution, to (the one place that the choice leads to; blank for relocate), rooms,
        profile, mean_size
    """

    def __init__(self, evidence: Evidence) -> None:
        choices = evidence.choices
        classes = choices.classes.reset_index()
        to = classes["origin_matters"].where(classes["solution"] == "return", classes["home_matters"])
        columns = ["class_", "programme", "solution", "rooms", "profile", "mean_size"]
        self.classes = classes[columns].assign(to=to.where(classes["solution"] != "relocate", ""))
        self.pairs = choices.pairs
        self._willing = choices.willing
        self._moved = evidence.moved.reindex(choices.willing.index).fillna(0.0)
        used = evidence.settling.reset_index().groupby("class_")["place"].nunique()
        self._lost = used.reindex(choices.willing.index).fillna(1.0).clip(lower=1.0) - _ROUNDING

    def chosen(self, classes: pd.DataFrame, year: int) -> float:
        """Households of these classes that have chosen by a year."""
        return float(self._willing.loc[classes["class_"], year].sum())

    def persons_chosen(self, classes: pd.DataFrame, year: int) -> float:
        """Persons in them."""
        willing = self._willing.loc[classes["class_"], year].to_numpy(dtype=float)
        return float((willing * classes["mean_size"].to_numpy(dtype=float)).sum())

    def waiting(self, classes: pd.DataFrame, year: int) -> Waiting:
        """Those of these classes that have chosen by a year and are not settled by its end.

        What planning whole households loses waits for nothing: of a class, less than one at each place it settles at.
        """
        left = self._willing[year] - self._moved[year]
        households = classes["class_"].map(left.where(left >= self._lost, 0.0)).astype(float)
        rows = classes.assign(households=households)
        columns = ["class_", "programme", "solution", "rooms", "profile", "mean_size", "households"]
        return Waiting(rows.loc[rows["households"] > 0, columns].reset_index(drop=True))

    def leading_to(self, place: str) -> pd.DataFrame:
        """Classes whose choice leads to this place alone, open or not."""
        return self.classes[self.classes["to"] == place]

    def relocating_to(self, place: str) -> pd.DataFrame:
        """Classes that relocate and may settle at this place within the horizon."""
        may = self.pairs.loc[self.pairs["place"] == place, "class_"]
        return self.classes[(self.classes["solution"] == "relocate") & self.classes["class_"].isin(may)]

    def open_by(self, classes: pd.DataFrame, place: str, year: int) -> pd.DataFrame:
        """Those of these classes that may settle at the place by a year."""
        here = self.pairs[(self.pairs["place"] == place) & (self.pairs["first"] <= year)]
        return classes[classes["class_"].isin(here["class_"])]
