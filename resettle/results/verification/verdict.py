"""The verdict on a plan: one finding for each equation, worst row first, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.verification.finding import Comparison


@dataclass(frozen=True)
class Check:
    """What became of one equation.

    Attributes
    ----------
    equation : its key, `eq05b` (or `tables`, `rounding`, `whole`, `summary`, `fairest`, `ending`, `bottlenecks`,
        `verification`)
    sentence : what it asks, in words
    unit : of the figures below
    rows : how many rows were checked
    rows_over : how many of them miss their limit by more than the tolerance
    largest_violation : how far the worst row misses its limit, beyond what rounding to whole households explains; 0
        where it keeps it
    tolerance : how far computing may put it there
    found, limit : of that row
    where : that row in words; blank where no row was checked
    """

    equation: str
    sentence: str
    unit: str
    rows: int
    rows_over: int
    largest_violation: float
    tolerance: float
    found: float
    limit: float
    where: str

    @property
    def passed(self) -> bool:
        """Whether every row keeps its limit."""
        return self.rows_over == 0

    def __str__(self) -> str:
        if not self.rows:
            return f"{self.equation}: nothing to check"
        if self.passed:
            return f"{self.equation}: {self.rows:,} rows, all kept"
        rows = "1 row" if self.rows_over == 1 else f"{self.rows_over:,} rows"
        return (
            f"{self.equation} broken in {rows} of {self.rows:,} ({self.sentence}). Worst: {self.where}: found "
            f"{self.found:,.6g}, limit {self.limit:,.6g}, off by {self.largest_violation:,.3g} {self.unit}"
        )


@dataclass(frozen=True)
class Verdict:
    """What the checker says of a plan."""

    findings: tuple[Check, ...]

    @property
    def clean(self) -> bool:
        """Whether every equation holds."""
        return all(check.passed for check in self.findings)

    @property
    def violations(self) -> tuple[Check, ...]:
        """The equations that do not hold."""
        return tuple(check for check in self.findings if not check.passed)

    @property
    def checks(self) -> pd.DataFrame:
        """One row for each equation: equation, sentence, rows, largest_violation, tolerance, where, passed and more."""
        columns = ["equation", "sentence", "unit", "rows", "rows_over", "largest_violation", "tolerance"]
        columns += ["found", "limit", "where", "passed"]
        rows = [[getattr(check, column) for column in columns] for check in self.findings]
        return pd.DataFrame(rows, columns=columns)

    def summary(self) -> str:
        """The verdict in words, broken equations first."""
        rows = sum(check.rows for check in self.findings)
        if self.clean:
            return f"clean: all {len(self.findings)} checks hold in all of {rows:,} rows"
        broken = "\n".join(f"  {check}" for check in self.violations)
        return f"not clean: {len(self.violations)} of {len(self.findings)} checks are broken\n{broken}"

    def as_dict(self) -> dict[str, object]:
        """For plan.json: clean, broken equations in words, and the largest violation of each."""
        return {
            "clean": self.clean,
            "violations": [str(check) for check in self.violations],
            "largest_violation": {check.equation: float(check.largest_violation) for check in self.findings},
        }


def judge(equation: str, sentence: str, comparisons: Sequence[Comparison]) -> Check:
    """The worst row of all comparisons of one equation, measured against its own tolerance."""
    rows = sum(comparison.rows for comparison in comparisons)
    over = sum(comparison.over for comparison in comparisons)
    ranked = [comparison for comparison in comparisons if comparison.rows]
    if not ranked:
        return Check(equation, sentence, "", rows, over, 0.0, 0.0, 0.0, 0.0, "")
    worst = max(ranked, key=lambda one: one.strain)
    row = worst.worst
    return Check(
        equation=equation,
        sentence=sentence,
        unit=worst.unit,
        rows=rows,
        rows_over=over,
        largest_violation=max(0.0, float(worst.miss[row])),
        tolerance=float(worst.tolerance[row]),
        found=float(worst.found[row]),
        limit=float(worst.limit[row]),
        where=worst.where(row),
    )
