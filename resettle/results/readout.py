"""The solved programme's values as the tables of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.model.decisions import GROUP_COLUMNS
from resettle.model.money import USD_PER_MILLION, cost_terms
from resettle.model.pins import pin_rows, safeguard_rows, target_rows
from resettle.model.purses import HEAD
from resettle.results.late_payments import MOVING, pay_late
from resettle.results.whole_households import placements

if TYPE_CHECKING:
    from collections.abc import Hashable

    from resettle.model.formulation import Model

_DUST = 1e-7
_SOLVED = 1e-5
"""Part of a target by which a solver may leave its shortfall too small."""
_LEAST_SHORT = 1e-6
"""Persons or households that sums of decimals may lack of a target that is met."""


def read_tables(model: Model, values: np.ndarray, *, whole: bool) -> dict[str, pd.DataFrame]:
    """Placements, unrounded, homes, facilities, clearance, sites, shipments, supplied, spending and shortfalls.

    Amounts of nothing are left out (but for shortfalls). Placements are whole households; spending on moving and
    running goes down with them and shortfalls are theirs, so that (13) and (17) hold in the tables as they stand.
    """
    x = model.decisions
    found = {
        name: _valued(getattr(x, name), values)
        for name in ("settle", "build", "commission", "clear", "open_place", "carry", "draw", "short")
    }
    if whole:
        for name in ("commission", "open_place"):
            found[name] = _whole_numbers(found[name])
    settle, pins = found["settle"], pin_rows(model.given)
    placed = placements(model.given.choices, settle, settle["value"].to_numpy(), pins)
    tables = {
        "placements": placed,
        "unrounded": _unrounded(model, settle),
        "homes": _table(found["build"], ["place", "option", "year"], "homes"),
        "facilities": _facilities(found["commission"]),
        "clearance": _table(found["clear"], ["place", "year"], "hectares"),
        "sites": _table(found["open_place"], ["place", "year"], "opened"),
        "shipments": _table(found["carry"], ["link", "year", "programme"], "tonnes", at=2),
        "supplied": _table(found["draw"], ["node", "programme", "year"], "tonnes"),
        "shortfalls": shortfalls(model, placed, settle, found["short"]),
    }
    tables["spending"] = _spending(model, values, _valued(x.spend, values, _DUST / USD_PER_MILLION), placed)
    return tables


def _valued(frame: pd.DataFrame, values: np.ndarray, dust: float = _DUST) -> pd.DataFrame:
    found = values[frame["variable"].to_numpy(dtype=np.int64)]
    return frame.assign(value=np.where(np.abs(found) < dust, 0.0, found))


def _whole_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    exact = frame["in_modules"] if "in_modules" in frame.columns else pd.Series(data=True, index=frame.index)
    return frame.assign(value=frame["value"].round().where(exact, frame["value"]))


def _table(frame: pd.DataFrame, keys: list[str], amount: str, *, at: int | None = None) -> pd.DataFrame:
    """Keys and amount, rows of nothing left out; ``at`` is the amount's place among the columns."""
    rows = frame.loc[frame["value"] > 0, [*keys, "value"]].rename(columns={"value": amount})
    columns = [*keys, amount] if at is None else [*keys[:at], amount, *keys[at:]]
    return rows[columns].sort_values(keys, ignore_index=True)


def _facilities(frame: pd.DataFrame) -> pd.DataFrame:
    rows = _table(frame, ["place", "service", "year", "module_units"], "modules")
    units = rows["modules"] * rows["module_units"]
    return rows.drop(columns="module_units").assign(units=units)


def _unrounded(model: Model, settle: pd.DataFrame) -> pd.DataFrame:
    """What the programme settles, by choice class; a class is named by the first of its cohorts and their solution."""
    members = model.given.choices.members
    first = members.groupby("class_")["cohort"].min()
    named = settle.assign(cohort=settle["class_"].map(first))
    return _table(named, ["cohort", "solution", "place", "year"], "households")


def shortfalls(model: Model, placed: pd.DataFrame, settle: pd.DataFrame, short: pd.DataFrame) -> pd.DataFrame:
    """What the placements lack of targets and safeguards (persons) and of pins (households): target, persons.

    Of targets and pins it is v and what rounding takes: were v less than the programme's own households lack, the
    checker would see it.
    """
    wanted = pd.concat([target_rows(model.given), pin_rows(model.given)], ignore_index=True)
    wanted = wanted[wanted["elastic"]].drop_duplicates("name")
    decided = short.set_index("name")["value"]
    cohorts = model.given.data["cohorts"][["cohort", "programme", *GROUP_COLUMNS.values()]]
    whole = placed.merge(cohorts, on="cohort", how="left")
    exact = settle.assign(households=settle["value"], persons=settle["value"] * settle["persons_per_household"])
    missed = []
    for row in wanted.to_dict("records"):
        lacking, before = (_lacking(row, there) for there in (whole, exact))
        beyond = before - float(decided[row["name"]])
        lacking -= beyond if beyond > _SOLVED * max(1.0, float(row["limit"])) else 0.0
        missed.append((row["name"], lacking))
    missed += [(row["row"], _lacking_of_group(row, whole)) for row in safeguard_rows(model.given).to_dict("records")]
    table = pd.DataFrame(missed, columns=["target", "persons"]).astype({"target": "str", "persons": float})
    return table.assign(persons=table["persons"].where(table["persons"] > _LEAST_SHORT, 0.0))


def _lacking(rule: dict[Hashable, Any], there: pd.DataFrame) -> float:
    """What households in a table lack of a target or pin."""
    counts = there["year"].between(rule["first"], rule["final"])
    for key in ("programme", "solution", "place"):
        counts &= (there[key] == rule[key]) | (rule[key] == "")
    return max(0.0, float(rule["limit"]) - float(there.loc[counts, rule["measure"]].sum()))


def _lacking_of_group(rule: dict[Hashable, Any], there: pd.DataFrame) -> float:
    """What the placements lack of a safeguard."""
    counts = there["year"] <= rule["year"]
    if rule["kind"] != "place":
        counts &= there["programme"] == rule["programme"]
    if rule["kind"] != "programme":
        counts &= there[GROUP_COLUMNS.get(rule["kind"], "place")] == rule["name"]
    return max(0.0, float(rule["limit"]) - float(there.loc[counts, "persons"].sum()))


def _spending(model: Model, values: np.ndarray, spend: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Spending by funder and head: what a funder pays into a purse, split over its heads by what they cost.

    Moving and running go down to what the whole households placed need, and what is too little to be told is not
    paid for. What was paid is what was decided: were it not what things cost, the checker would see it.
    """
    x, years = model.decisions, len(model.given.years)
    parts = [part[[*HEAD, "year", "variable", "coefficient"]] for part in cost_terms(x, model.given) if len(part)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in ("funder", *HEAD)}).assign(
            year=pd.Series(dtype="int64"), usd=pd.Series(dtype=float)
        )
    heads = x.purses.heads
    terms = pd.concat(parts, ignore_index=True).merge(heads.assign(head=np.arange(len(heads))), on=HEAD)
    decided = values[terms["variable"].to_numpy(dtype=np.int64)]
    terms["usd"] = terms["coefficient"] * decided
    terms["told"] = terms["usd"].where(np.abs(decided) >= _DUST, 0.0)
    # Heads stand in the order of their names, so that a number stands for sector, programme and place.
    at = terms["head"] * years + terms["year"] - model.given.years[0]
    sums = terms.groupby(at)[["usd", "told"]].sum()
    costs = sums["usd"]
    head, year = np.divmod(costs.index.to_numpy(), years)
    purse, purses = pd.factorize(heads["purse"])
    purse_year = purse[head] * years + year
    of_purse = costs.groupby(purse_year).transform("sum").to_numpy()
    due = _due(model, placed, sums["told"].to_numpy(), head, year)
    part = np.divide(due, of_purse, out=np.zeros(len(due)), where=of_purse > _DUST)
    paying = pd.Index(purses).get_indexer(pd.Index(spend["purse"])) * years + spend["year"] - model.given.years[0]
    shares = pd.DataFrame({"head": head, "year": year, "part": part, "purse_year": purse_year})
    paid = shares.merge(spend[["funder", "value"]].assign(purse_year=paying), on="purse_year")
    paid["usd"] = paid["value"] * paid["part"] * USD_PER_MILLION
    paid["year"] += model.given.years[0]
    moving = pd.DataFrame({"head": head, "year": year + model.given.years[0], "usd": due})
    moving = moving[(heads["sector"] == MOVING).to_numpy()[head]]
    paid = pay_late(model.given, heads, paid.loc[paid["usd"] > _DUST, ["funder", "head", "year", "usd"]], moving)
    paid = paid.sort_values(["funder", "head", "year"], ignore_index=True)
    named = heads[HEAD].iloc[paid["head"]].reset_index(drop=True)
    named.insert(0, "funder", paid["funder"])
    return named.assign(year=paid["year"], usd=paid["usd"])


def _due(model: Model, placed: pd.DataFrame, costs: np.ndarray, head: np.ndarray, year: np.ndarray) -> np.ndarray:
    """What each head and year is due: what it costs, and for moving and running what the households placed need."""
    heads, there = model.decisions.purses.heads, class_households(model, placed)
    due = costs.copy()
    for sector, needed in ((MOVING, _moving_due(model, there)), ("running", _running_due(model, there))):
        mine = (heads["sector"] == sector).to_numpy()[head]
        places = heads["place"].to_numpy()[head[mine]]
        asked = pd.MultiIndex.from_arrays([places, year[mine] + model.given.years[0]])
        due[mine] = needed.reindex(asked).fillna(0.0).to_numpy()
    return due


def class_households(model: Model, placed: pd.DataFrame) -> pd.DataFrame:
    """The placements by choice class: class_, place, year, households, and what the class is."""
    member_of = model.given.choices.members[["cohort", "solution", "class_"]]
    by_class = placed.merge(member_of, on=["cohort", "solution"])
    totals = by_class.groupby(["class_", "place", "year"])["households"].sum().reset_index()
    classes = model.given.choices.classes[["class_", "profile", "solution", "persons_per_household"]]
    return totals.merge(classes, on="class_")


def _moving_due(model: Model, there: pd.DataFrame) -> pd.Series:
    moved = there.merge(model.given.travel, on=["class_", "place"])
    moved["usd"] *= moved["households"]
    return moved.groupby(["place", "year"])["usd"].sum()


def _running_due(model: Model, there: pd.DataFrame) -> pd.Series:
    given = model.given
    there = there.assign(
        persons=there["households"] * there["persons_per_household"],
        stay=np.where(there["solution"] == "integrate", "integrating", "arriving"),
    )
    rates = given.norms.merge(given.services[["service", "running_usd_per_unit_year"]], on="service")
    rates["usd"] = rates["units"] * rates["running_usd_per_unit_year"]
    rates = rates.groupby(["profile", "stay"])["usd"].sum().reset_index()
    yearly = there.merge(rates, on=["profile", "stay"])
    yearly["usd"] *= yearly["persons"]
    wide = yearly.pivot_table(index="place", columns="year", values="usd", aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=list(given.years), fill_value=0.0).cumsum(axis="columns")
    return pd.Series(wide.to_numpy().ravel(), index=pd.MultiIndex.from_product([wide.index, wide.columns]))
