"""Equal chances through the whole placing, over many seeds: 80 equals, 40 places in one year and 30 in the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from resettle import make_plan
from resettle.households.placing import Asked, place_households
from resettle.households.synthetic import synthesise
from tests.two_years import two_years

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = 250


def test_each_of_80_equals_is_as_often_first_and_as_often_placed(tmp_path: Path) -> None:
    """One half in 2027 and seven eighths by 2028, for each household: exact binomial tests, Bonferroni, at 0.1 %.

    A village of 50 with kin in it, 20 who stand alone, and a village of 10; the counts of one household are
    independent from seed to seed. That the test can fail: of the same counts, a share of 0.6 instead is refused.
    """
    plan = make_plan(two_years(tmp_path), estimate=True)
    made = synthesise(plan.dataset, 1)
    ids = made.households["household"].tolist()
    village = ["large"] * 50 + [""] * 20 + ["small"] * 10
    kin = [ids[at + 1] if at % 3 == 0 and at < 49 else "" for at in range(80)]
    registry = replace(made, households=made.households.assign(community=village, kin=kin))
    first, placed = np.zeros(80), np.zeros(80)
    for seed in range(SEEDS):
        there = place_households(plan, registry, Asked(str(seed), "5e" * 32)).placed
        at = np.searchsorted(ids, there["household"].to_numpy(dtype=object))
        placed[at] += 1
        first[at[there["year"] == 2027]] += 1

    def least(counts: np.ndarray, share: float) -> float:
        return 80 * min(stats.binomtest(int(count), SEEDS, share).pvalue for count in counts)

    assert least(first, 40 / 80) > 0.001
    assert least(placed, 70 / 80) > 0.001
    assert least(first, 0.6) < 0.001
