"""Rows that hold for every whole plan and cut off fractional ones: for the search only, the estimate is without them.

A facility in fractions serves a few at a fraction of its cost; whole, it does not. These rows say so without branching,
which brings the linear bound, and what rounding makes of it, closer to the best whole plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.model.lp import minus, term
from resettle.model.people import opened_by
from resettle.model.years import look_up

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program

MOST_FACILITIES = 4
"""Rows per class are written where so many facilities would serve everybody: with more, fractions matter little."""


def tighten(program: Program, x: Decisions, given: Instance) -> None:
    """Add every tight row."""
    _opened_for_each_class(program, x, given)
    served = _services_at_their_fullest(x, given)
    _whole_at_their_fullest(program, x, served)
    _served_for_each_class(program, x, given, served)


def _opened_for_each_class(program: Program, x: Decisions, given: Instance) -> None:
    """(3) class by class: moved[c,t] ≤ willing[c,t]·Σ o for a class that may settle at d alone."""
    here = _only_place_of_classes(given).merge(_willing(given), on="class_")
    here = here[here["place"].isin(x.open_place["place"])]
    opened = opened_by(x.open_place, given).merge(here, on=["place", "year"])
    limits = here[["class_", "year"]].assign(limit=0.0)
    moved = term(x.moved[x.moved["class_"].isin(here["class_"])])
    program.require("tight03_opening", [moved, minus(term(opened, "willing"))], "<=", limits)


def _whole_at_their_fullest(program: Program, x: Decisions, served: pd.DataFrame) -> None:
    """(9) rounded at the most that can be in use (mixed-integer rounding; Nemhauser and Wolsey 1988, II.1).

    With U units in use at most and k = ⌈(U − spare)/module⌉ facilities for them, the last of which serves
    r = U − spare − (k−1)·module, every whole plan has in_use ≤ U − r·(k − facilities).
    """
    rows = served[(served["facilities"] >= 1) & (served["rest"] < served["module_units"] * (1 - 1e-6))]
    keys = ["place", "service", "year"]
    used = term(x.in_use.merge(rows[[*keys, "standard"]], on=keys), "standard")
    ready = term(x.facilities.merge(rows[[*keys, "rest"]], on=keys), "rest")
    limits = rows[keys].assign(limit=rows["fullest"] - rows["rest"] * rows["facilities"])
    program.require("tight09_fullest", [used, minus(ready)], "<=", limits)


def _served_for_each_class(program: Program, x: Decisions, given: Instance, served: pd.DataFrame) -> None:
    """(9) class by class: where nothing is spare, nobody settles before there is one whole facility."""
    none_spare = served[(served["spare"] <= 0) & served["facilities"].between(1, MOST_FACILITIES)]
    needing = given.norms[["service", "profile"]].drop_duplicates()
    here = _only_place_of_classes(given).merge(_willing(given), on="class_").merge(needing, on="profile")
    here = here.merge(none_spare[["place", "service", "year"]], on=["place", "service", "year"])
    moved = term(x.moved.merge(here[["class_", "service", "year"]], on=["class_", "year"]))
    ready = x.facilities.merge(here, on=["place", "service", "year"])
    limits = here[["class_", "service", "year"]].assign(limit=0.0)
    program.require("tight09_first", [moved, minus(term(ready, "willing"))], "<=", limits)


def _services_at_their_fullest(x: Decisions, given: Instance) -> pd.DataFrame:
    """What would be in use if all who may settle at a place did: fullest, facilities for it, the rest of the last."""
    pairs = given.settle[["class_", "place"]].drop_duplicates().merge(_willing(given), on="class_")
    classes = given.choices.classes[["class_", "profile", "solution", "persons_per_household"]]
    pairs = pairs.merge(classes, on="class_")
    pairs["stay"] = np.where(pairs["solution"] == "integrate", "integrating", "arriving")
    used = pairs.merge(given.norms, on=["profile", "stay"])
    used["fullest"] = used["willing"] * used["persons_per_household"] * used["units"]
    total = used.groupby(["place", "service", "year"])["fullest"].sum().reset_index()
    modular = given.services.loc[given.services["in_modules"], ["service", "module_units", "standard"]]
    total = total.merge(modular, on="service").merge(x.facilities[["place", "service", "year"]])
    total["fullest"] *= total["standard"]
    total["spare"] = look_up(total, given.spare, "units", 0.0)
    beyond = (total["fullest"] - total["spare"]).clip(lower=0.0)
    total["facilities"] = np.ceil(beyond / total["module_units"] - 1e-9)
    total["rest"] = beyond - (total["facilities"] - 1) * total["module_units"]
    return total


def _only_place_of_classes(given: Instance) -> pd.DataFrame:
    """class_, place, profile of the classes that may settle at one place alone."""
    pairs = given.settle[["class_", "place"]].drop_duplicates()
    single = pairs[~pairs["class_"].duplicated(keep=False)]
    return single.merge(given.choices.classes[["class_", "profile"]], on="class_")


def _willing(given: Instance) -> pd.DataFrame:
    return given.choices.willing[given.choices.willing["willing"] > 0]
