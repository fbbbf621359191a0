"""From a registry back to cohorts: what a plan is made from; nothing of any single household is in it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from resettle.errors import DataError
from resettle.inputs.check import check

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset

SOURCE = "registry"
_GROUP = ["programme", "origin", "solution"]


def with_registry(dataset: Dataset, registry: Registry) -> Dataset:
    """The dataset with cohorts and stated choices as the registry has them; raises DataError where rules are broken."""
    tables = dict(dataset.tables)
    tables["cohorts"] = cohorts_of(dataset, registry)
    tables["willingness"] = willingness_of(dataset, registry)
    named = "Synthetic registry, made up" if registry.synthetic else "Registry"
    tables["sources"] = _in_form(
        tables["sources"],
        pd.concat(
            [
                tables["sources"][tables["sources"]["source"] != SOURCE],
                pd.DataFrame({"source": [SOURCE], "title": [named]}),
            ],
            ignore_index=True,
        ),
    )
    made = replace(dataset, tables=MappingProxyType(tables))
    problems = [problem for problem in check(made) if problem.severity == "error"]
    if problems:
        raise DataError(problems, "the registry does not fit the dataset:")
    return made


def cohorts_of(dataset: Dataset, registry: Registry) -> pd.DataFrame:
    """The table ``cohorts``: households and persons counted."""
    keys = ["cohort", "programme", "origin", "current_place", "size_class", "profile"]
    counted = (
        registry.households.groupby(keys, sort=True)["persons"].agg(households="size", persons="sum").reset_index()
    )
    return _told(dataset, "cohorts", counted, registry)


def willingness_of(dataset: Dataset, registry: Registry) -> pd.DataFrame:
    """The table ``willingness``: for each origin, the share of its households that have chosen by each year.

    A plan's willing households are the registry's for each programme, origin and solution; inside an origin the share
    is the same for every cohort. A choice without a year holds from the first. Preferences stay as they are.
    """
    households = registry.households
    first = dataset.years[0]
    year = households["from_year"].fillna(first).clip(lower=first).astype("int64")
    chosen = households.assign(from_year=year)[households["solution"] != ""]
    counts = chosen.groupby([*_GROUP, "from_year"], sort=True).size().rename("chosen").reset_index()
    counts["so_far"] = counts.groupby(_GROUP)["chosen"].cumsum()
    there = households.groupby(["programme", "origin"]).size().rename("there").reset_index()
    counts = counts.merge(there, on=["programme", "origin"])
    counts["share"] = counts["so_far"] / counts["there"]
    known = dataset["willingness"].groupby(["programme", "solution"])["preference"].mean().reset_index()
    counts = counts.merge(known, on=["programme", "solution"], how="left").fillna({"preference": 1.0})
    return _told(dataset, "willingness", counts, registry)


def _told(dataset: Dataset, table: str, rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    confidence = "assumption" if registry.synthetic else "derived"
    return _in_form(dataset[table], rows.assign(source=SOURCE, confidence=confidence))


def _in_form(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns and types of a table; texts that they do not say are blank."""
    columns = {}
    for name in table:
        blank: object = pd.NA if pd.api.types.is_numeric_dtype(table[name]) else ""
        known = rows[name] if name in rows else pd.Series(blank, index=rows.index)
        columns[name] = known.astype(object).where(known.notna(), blank).astype(table[name].dtype)
    return pd.DataFrame(columns).reset_index(drop=True)
