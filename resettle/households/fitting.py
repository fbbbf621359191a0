"""Services held against the real size of households: (9) with persons counted, not the cohort's mean.

Rooms need no fitting: a home goes by the size class, which a household has exactly. Services go by persons, and a plan
reckons with the mean size of the choice class; the draw keeps every stretch of the order close to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.households.promises import KEPT
from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.results.plan import Plan

TOLERANCE = 1e-6
_ROUNDS = 200


def fitted(use: ServiceUse, put: pd.DataFrame) -> pd.DataFrame:
    """Who stays placed: not the last in order where a service would be overrun.

    Place by place the first year that overruns is mended: of those placed there by then the last in order go, as many
    as their use of the scarcest service asks for; then it is looked at again.
    """
    for _ in range(_ROUNDS):
        over = use.overrun(put)
        if over.empty:
            return put
        first = over.sort_values(["year", "share"], ascending=[True, False]).drop_duplicates("place")
        leaving = np.concatenate([use.last_in_order(put, row) for row in first.to_dict("records")])
        put = put.drop(index=put.index[leaving]).reset_index(drop=True)
    message = "services could not be fitted to the households' sizes"
    raise RuntimeError(message)


class ServiceUse:
    """What households use of services at their places, with real persons, against what the plan has there."""

    def __init__(self, plan: Plan, households: pd.DataFrame) -> None:
        evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
        given, self.years = evidence.given, np.array(plan.years)
        self.services = given["services"]["service"].astype(str).tolist()
        norms = given["service_needs"].pivot_table(index="profile", columns="service", values="units_per_person")
        norms = norms.reindex(columns=self.services).fillna(0.0)
        share = given["services"].set_index("service")["integrate_share"].fillna(1.0).reindex(self.services).to_numpy()
        standard = np.array([plan.scenario.standard_of(service) for service in self.services])
        self.persons = households["persons"].to_numpy(dtype=float)
        self.position = households["position"].to_numpy(dtype=float)
        self.promised = (households["standing"] == KEPT).to_numpy(dtype=bool)
        need = norms.reindex(households["profile"]).fillna(0.0).to_numpy() * standard
        self._need, self._share = need, share
        self._integrates = (households["solution"] == "integrate").to_numpy(dtype=bool)
        there = evidence.spare.add(evidence.units_ready, fill_value=0.0)
        self._units_there = dict(zip(there.index.tolist(), there.to_numpy(dtype=float), strict=True))

    def units(self, rows: np.ndarray) -> np.ndarray:
        """Units of each service that each household uses where it settles: rows by services."""
        part = np.where(self._integrates[rows][:, None], self._share[None, :], 1.0)
        return np.asarray(self._need[rows] * part * self.persons[rows][:, None])

    def there(self, place: str, year: int) -> np.ndarray:
        """Units of each service at a place in a year."""
        at, none = int(np.searchsorted(self.years, year)), np.zeros(len(self.years))
        return np.array([self._units_there.get((place, service), none)[at] for service in self.services])

    def overrun(self, put: pd.DataFrame) -> pd.DataFrame:
        """place, year, service, over (units too many), share (of what there is), where a service is overrun."""
        used = pd.DataFrame(self.units(put["row"].to_numpy(dtype=np.int64)), columns=self.services)
        flows = used.assign(place=put["place"].to_numpy(dtype=object), year=put["year"].to_numpy())
        sums = flows.groupby(["place", "year"])[self.services].sum()
        rows = []
        for place, of_place in sums.groupby(level="place"):
            stock = of_place.droplevel("place").reindex(self.years).fillna(0.0).cumsum().to_numpy()
            for at, service in enumerate(self.services):
                there = self._units_there.get((place, service), np.zeros(len(self.years)))
                over = stock[:, at] - there
                for year in np.flatnonzero(over > TOLERANCE * np.maximum(1.0, there)):
                    share = float(over[year] / max(1.0, there[year]))
                    rows.append((place, int(self.years[year]), service, float(over[year]), share))
        return pd.DataFrame(rows, columns=["place", "year", "service", "over", "share"])

    def last_in_order(self, put: pd.DataFrame, row: Mapping[Any, Any]) -> np.ndarray:
        """Positions in ``put`` of the last in order at a place by a year, whose use makes up what is over."""
        here = np.flatnonzero(((put["place"] == row["place"]) & (put["year"] <= row["year"])).to_numpy(dtype=bool))
        rows = put["row"].to_numpy(dtype=np.int64)[here]
        used = self.units(rows)[:, self.services.index(str(row["service"]))]
        year = put["year"].to_numpy(dtype=np.int64)[here]
        latest = np.lexsort((-self.position[rows], -year, self.promised[rows]))
        latest = latest[used[latest] > 0]
        enough = int(np.searchsorted(np.cumsum(used[latest]), float(row["over"]))) + 1
        return np.asarray(here[latest[:enough]])
