"""Which differences can be told: ranges of the estimates shown, worked out in the background."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from resettle.app import state
from resettle.app.components.figures import signed
from resettle.app.guard import guarded
from resettle.app.words import general as words
from resettle.insight.certainty import differences, differences_by_name, has_range
from resettle.insight.certainty_words import difference_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resettle.app.range_runs import RangeRun
    from resettle.insight.certainty import Difference
    from resettle.insight.overview import Overview
    from resettle.results.figures import Figure, FigureRange

SECONDS_BETWEEN_LOOKS = 1.0


class Differences(NamedTuple):
    """Differences of two estimates by figure, and whether their ranges are still being worked out."""

    by_figure: Mapping[Figure, Difference]
    checking: bool

    def said(self, figure: Figure, unit: str = "") -> str:
        """A figure's difference in words, in its unit."""
        return difference_words(self.by_figure[figure], lambda value: signed(value, unit), checking=self.checking)


def find_differences(after: Overview, before: Overview) -> Differences:
    """Differences of two estimates as far as they are known now; the baseline's ranges are worked out first."""
    runs = {one.plan.scenario.digest: state.ranges_of(one) for one in (before, after)}
    one, other = (runs[seen.plan.scenario.digest] for seen in (after, before))
    found = differences(after.plan, before.plan, one.found, other.found)
    return Differences(found, checking=not (one.done and other.done))


def differences_in_words(after: Overview, before: Overview) -> dict[str, str]:
    """Differences of two estimates by the names of ``headline_figures``, in words, as far as they are known now."""
    runs = [state.ranges_of(one) for one in (before, after)]
    before_ranges, after_ranges = (run.found for run in runs)
    found = differences_by_name(after.plan, before.plan, after_ranges, before_ranges)
    checking = not all(run.done for run in runs)
    return {name: difference_words(one, signed, checking=checking and has_range(name)) for name, one in found.items()}


def watch_ranges(*seen: Overview) -> None:
    """While ranges of these estimates are worked out, look now and then; draw the page anew when they are there."""
    watch_runs([state.ranges_of(one) for one in seen])


def watch_figures(seen: Sequence[Overview], figures: Sequence[Figure]) -> list[dict[Figure, FigureRange] | None]:
    """Ranges of some figures of each estimate, None while they are worked out; draws the page anew when they are."""
    runs = [state.ranges_of(one, figures) for one in seen]
    watch_runs(runs)
    return [({} if run.found is None else run.found) if run.done else None for run in runs]


def watch_runs(runs: Sequence[RangeRun]) -> None:
    """A line while something is worked out, and a look now and then."""
    if any(not run.done for run in runs):
        st.fragment(_look, run_every=SECONDS_BETWEEN_LOOKS)(list(runs))


@guarded
def _look(runs: list[RangeRun]) -> None:
    for run in runs:
        run.looked_at[state.session()] = time.monotonic()
    if all(run.done for run in runs):
        st.rerun()
    st.caption(f":material/hourglass_top: {words.CHECKING_RANGES}")
