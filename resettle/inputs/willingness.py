"""What people have chosen: which rows hold for an origin, and what their shares add to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


@dataclass(frozen=True)
class Step:
    """A row of ``willingness``: from a year on, so large a share has chosen; ``row`` is its label in the table."""

    from_year: int
    share: float
    row: int


Path = tuple[Step, ...]


class Choices:
    """Rows of ``willingness`` as paths over time, by programme, origin and solution."""

    def __init__(self, willingness: pd.DataFrame) -> None:
        steps: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
        columns = ["programme", "origin", "solution", "from_year", "share"]
        for row, programme, origin, solution, year, share in willingness[columns].itertuples(name=None):
            steps[programme, origin, solution].append(Step(int(year), float(share), int(row)))
        self._paths = {key: tuple(sorted(path, key=lambda step: step.from_year)) for key, path in steps.items()}

    def of(self, programme: str, origin: str) -> dict[str, Path]:
        """Paths by solution for an origin: its own, and the general ones (blank origin) where it has none."""
        mine = {key[2]: path for key, path in self._paths.items() if key[:2] == (programme, "")}
        return mine | {key[2]: path for key, path in self._paths.items() if key[:2] == (programme, origin)}


def share_in(path: Path, year: int) -> float:
    """The share of a year: the latest earlier step's, 0 before the first."""
    return next((step.share for step in reversed(path) if step.from_year <= year), 0.0)


def sum_in(paths: dict[str, Path], year: int) -> float:
    """What the shares of all solutions add to in a year."""
    return sum(share_in(path, year) for path in paths.values())


def largest_sum(paths: dict[str, Path], years: Iterable[int]) -> float:
    """The largest sum over the years, 0 without any."""
    return max((sum_in(paths, year) for year in years), default=0.0)


def communities(cohorts: pd.DataFrame) -> list[tuple[str, str]]:
    """Programme and origin of every cohort, each once, in the table's order."""
    pairs = cohorts[["programme", "origin"]].drop_duplicates()
    return [(str(programme), str(origin)) for programme, origin in pairs.itertuples(index=False, name=None)]
