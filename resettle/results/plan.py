"""A plan: tidy tables, what it says of itself, and the inputs it was made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario


class Summary(BaseModel):
    """What ``plan.json`` holds. Money in US$ of the base year, people in persons, time in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, ser_json_inf_nan="strings")

    status: str
    """``optimal``, ``within_gap`` (the gap asked for was reached) or ``time_limit`` (stopped earlier; see gap)."""
    quality: str
    """``estimate`` (facilities in fractions) or ``plan`` (whole facilities)."""
    mode: str
    """``most_people``, ``least_cost`` or ``fairest``."""
    objective: float
    """Value of the programme's objective; for ``fairest`` the second stage's."""
    bound: float
    """Best proven bound of the objective."""
    gap: float
    """Distance of objective and bound, relative to the objective."""
    gap_requested: float
    """The gap that was good enough."""
    z: float | None
    """Cover of the worst-off origin community (``fairest`` only): the best there is in an estimate; in a plan the best
    that was found with whole facilities, without proof that there is no better."""
    worst_cover_required: float | None
    """Cover that every origin community reaches (``fairest`` only): (1 − ``fairest_within``)·z."""
    worst_cover_reached: float | None
    """Cover of the worst-off origin community in the whole households placed (``fairest`` only)."""
    person_years: float
    """Weighted person-years of the placements."""
    cost_usd: float
    """All spending."""
    persons: dict[str, dict[str, float]]
    """Persons settled by programme and solution."""
    persons_settled: float
    """Persons settled, all programmes."""
    short: float
    """``short_persons`` and ``short_households`` added up, as the aims price them; not a head count."""
    short_persons: float
    """Persons that the whole households placed fall short by of targets and safeguards."""
    short_households: float
    """Households that they fall short by of pins."""
    households_rounded_away: float
    """Households lost by planning whole ones: the programme's total less the placements'."""
    seconds: dict[str, float]
    """Time by stage."""
    digests: dict[str, str]
    """Digests of dataset, scenario, plan (its tables but bottlenecks) and bottlenecks (SHA-256)."""
    versions: dict[str, str]
    """Versions of what made the plan."""
    solver: str
    """``highs`` or ``cbc``."""
    model: dict[str, int]
    """Rows, columns, nonzeros and whole numbers of the programme."""
    verification: dict[str, object]
    """The checker's verdict: clean or not, and the largest violation of each equation."""


@dataclass(frozen=True)
class Plan:
    """A solved plan. Nothing is ever written back into its inputs, so any two plans can stand side by side.

    Attributes
    ----------
    dataset : the dataset as loaded, before the scenario
    scenario : what was asked
    summary : the content of plan.json
    tables : placements, unrounded, homes, facilities, clearance, sites, shipments, supplied, spending, shortfalls,
        bottlenecks, as declared in ``resettle.inputs.schema.RESULT_TABLES``
    """

    dataset: Dataset
    scenario: Scenario
    summary: Summary
    tables: Mapping[str, pd.DataFrame]

    @property
    def years(self) -> range:
        """Calendar years that were planned."""
        first, last = self.scenario.horizon or (self.dataset.years[0], self.dataset.years[-1])
        return range(first, last + 1)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def with_verification(self, verification: dict[str, object], seconds: dict[str, float]) -> Plan:
        """The same plan with the checker's verdict and the final timings in its summary."""
        said = {"verification": verification, "seconds": {stage: round(time, 4) for stage, time in seconds.items()}}
        return replace(self, summary=self.summary.model_copy(update=said))

    def write(self, path: str | Path, table_format: str = "csv") -> Path:
        """Write the plan into a folder (see ``resettle.results.files``)."""
        from resettle.results.files import write_plan

        return write_plan(self, path, table_format)

    @classmethod
    def read(cls, path: str | Path) -> Plan:
        """Read a plan from its folder."""
        from resettle.results.files import read_plan

        return read_plan(path)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes: a read-only view of a dictionary cannot, a dictionary can."""
        return _rebuilt, (self.dataset, self.scenario, self.summary, dict(self.tables))

    def __str__(self) -> str:
        said = self.summary
        return (
            f"{said.quality} ({said.status}): {said.persons_settled:,.0f} persons settled by {self.years[-1]}, "
            f"{said.cost_usd / 1e9:,.2f} bn US$, gap {said.gap:.2%}"
        )


def read_only(tables: dict[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Tables that a caller cannot exchange."""
    return MappingProxyType(tables)


def _rebuilt(dataset: Dataset, scenario: Scenario, summary: Summary, tables: dict[str, pd.DataFrame]) -> Plan:
    return Plan(dataset, scenario, summary, read_only(tables))


def digest_of_tables(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 over the tables' contents: the same plan, to the last household, has the same digest."""
    total = hashlib.sha256()
    for name in sorted(tables):
        total.update(name.encode())
        total.update(tables[name].to_csv(index=False, float_format="%.6g", lineterminator="\n").encode())
    return total.hexdigest()
