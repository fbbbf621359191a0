"""Every limit that bottlenecks may name, with what is used of it: the equations' own comparisons, before rounding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from resettle.results.verification.fairness import COMMUNITY, KINDS, cover, cover_of_all, floor_of, people_of
from resettle.results.verification.finding import compare
from resettle.results.verification.homes import check_building, rooms_limits, tenure_limits
from resettle.results.verification.land import check_clearance, check_land
from resettle.results.verification.money import check_budget
from resettle.results.verification.people import check_viable, moved_within, opening_limits
from resettle.results.verification.services import staff_limits, standard_limits
from resettle.results.verification.supply import check_link
from resettle.results.verification.tables import NAMED_IN
from resettle.results.verification.targets import AT_LEAST, AT_MOST, EXACTLY, asked_for, most_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

CLASS = "class"
USD_PER_MILLION = 1e6
COLUMNS = ("programme", "place", "service")


@dataclass(frozen=True)
class Limit:
    """Limits of one kind.

    Attributes
    ----------
    sense : "<=" where no more may be used, ">=" where no less
    keys : columns of the bottlenecks that tell its rows apart, ``year`` among them where there is one a year
    item : words of the column ``item``, each followed by a value: ("option",) for "option house3"
    rows : keys and words as texts, ``found`` and ``limit``
    used : whether ``found`` is what is used, or the least of it, as the plan's tables have it
    given : whether ``limit`` is the limit, or the least of it
    penalised : whether falling short is priced, so that no price can be more than the penalty
    """

    sense: Literal["<=", ">="]
    keys: tuple[str, ...]
    item: tuple[str, ...]
    rows: pd.DataFrame
    used: Literal["exact", "least"] = "exact"
    given: Literal["exact", "least"] = "exact"
    penalised: bool = False

    def of(self, table: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
        """For each row of a bottlenecks table: whether it is ``there``, what is ``found`` and the ``limit``.

        A limit of which nothing is used may have no row of its own: known names make it one, of which nothing is
        found; its limit is then not known (NaN).
        """
        asked, fits = self._read(table)
        if CLASS in self.item:
            return self._nearest(table, asked["year"]).assign(there=fits & _known(asked, evidence))
        on = [*self.keys, *self.item]
        rows = self.rows.drop_duplicates(on) if on else self.rows.iloc[:1]
        found = asked.merge(rows, on=on, how="left") if on else asked.merge(rows, how="cross")
        known = fits & _known(asked, evidence)
        missing = found["limit"].isna().to_numpy()
        return pd.DataFrame(
            {"there": known, "found": np.where(missing, 0.0, found["found"]), "limit": found["limit"].to_numpy()}
        )

    def _nearest(self, table: pd.DataFrame, year: pd.Series) -> pd.DataFrame:
        """The found and limit of the year that come closest: the numbers of choice classes are the model's own."""
        found, limit = np.zeros(len(table)), np.full(len(table), np.inf)
        for one, rows in self.rows.groupby("year"):
            mine = np.flatnonzero(year == one)
            used, most = (table[column].to_numpy(dtype=float)[mine, None] for column in ("used", "limit"))
            away = abs(used - rows["found"].to_numpy()) + abs(most - rows["limit"].to_numpy())
            nearest = rows.iloc[away.argmin(axis=1)] if len(mine) else rows.iloc[:0]
            found[mine], limit[mine] = nearest["found"], nearest["limit"]
        return pd.DataFrame({"found": found, "limit": limit})

    def _read(self, table: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
        """The table's keys and the values of its items' words, as texts; and whether each row has just these."""
        asked = pd.DataFrame(index=table.index)
        fits = np.ones(len(table), dtype=bool)
        for column in COLUMNS:
            fits &= (table[column].fillna("") != "").to_numpy() <= (column in self.keys)
            if column in self.keys:
                asked[column] = table[column].astype("str")
        fits &= table["year"].notna().to_numpy() == ("year" in self.keys)
        if "year" in self.keys:
            asked["year"] = [f"{year}" for year in table["year"]]
        pattern = "^" + " ".join(f"{word} ?(.*)" for word in self.item) + "$"
        read = [re.match(pattern, str(item)) for item in table["item"].fillna("")]
        fits &= np.array([one is not None for one in read], dtype=bool)
        for position, word in enumerate(self.item, start=1):
            asked[word] = ["" if one is None else one[position].strip() for one in read]
        return asked, fits


def _known(asked: pd.DataFrame, evidence: Evidence) -> np.ndarray:
    """Whether the names in each row are in the inputs, and its year in the horizon."""
    known = np.ones(len(asked), dtype=bool)
    for column in asked:
        if column in NAMED_IN:
            known &= asked[column].isin(evidence.given[NAMED_IN[str(column)]][column]).to_numpy()
        elif column == "year":
            known &= asked["year"].isin([f"{year}" for year in evidence.years]).to_numpy()
    return known


def limits_of(evidence: Evidence) -> dict[str, Limit]:
    """Every kind of limit by the name of its rows."""
    return {
        **_of_people(evidence),
        **_of_homes(evidence),
        **_of_land_and_links(evidence),
        **_of_services(evidence),
        **_of_money(evidence),
        **_of_fairness(evidence),
        **_of_wishes(evidence),
    }


def _of_people(evidence: Evidence) -> dict[str, Limit]:
    exact = evidence.unrounded
    _, opened, size, once = opening_limits(exact)
    viable = _rows(check_viable(evidence))
    viable = viable.assign(found=viable["found"] - viable["limit"], limit=0.0)
    return {
        "eq02_choice": Limit("<=", ("year",), (CLASS,), _rows([moved_within(exact)])),
        "eq03_opening": Limit("<=", ("place", "year"), (), _rows([opened])),
        "eq03_size": Limit("<=", ("place", "year"), (), _rows([size])),
        "eq03_once": Limit("<=", ("place",), (), _rows([once])),
        "eq04_viable": Limit(">=", ("place",), (), viable),
    }


def _of_homes(evidence: Evidence) -> dict[str, Limit]:
    rooms = _rows(rooms_limits(evidence.unrounded)).rename(columns={"rooms_from": "least rooms"})
    tenure = pd.concat(
        [
            *(
                _rows([one]).assign(**{"least rooms": f"{arrives:g}", "stay rooms": f"{integrates:g}"})
                for (arrives, integrates), one in tenure_limits(evidence.unrounded).items()
            ),
            # For one number of rooms (5b) is (5).
            rooms.assign(**{"stay rooms": rooms["least rooms"]}),
        ]
    )
    local, build, purchase, secured, yearly, total = check_building(evidence)
    return {
        "eq05_rooms": Limit("<=", ("place", "year"), ("least rooms",), rooms),
        "eq05b_tenure": Limit("<=", ("place", "year"), ("least rooms", "stay rooms"), tenure),
        "eq06_build_place": Limit("<=", ("place", "year"), (), _rows([local])),
        "eq06_build_programme": Limit("<=", ("programme", "year"), (), _rows([build])),
        "eq06_purchase_programme": Limit("<=", ("programme", "year"), (), _rows([purchase])),
        "eq06_tenure_programme": Limit("<=", ("programme", "year"), (), _rows([secured])),
        "eq06_option_year": Limit("<=", ("place", "year"), ("option",), _rows([yearly])),
        "eq06_option_total": Limit("<=", ("place",), ("option",), _rows([total])),
    }


def _of_land_and_links(evidence: Evidence) -> dict[str, Limit]:
    contaminated, place, programme = check_clearance(evidence)
    link, supply = check_link(evidence)
    return {
        "eq07_land": Limit("<=", ("place", "year"), (), _rows(check_land(evidence))),
        "eq08_contaminated": Limit("<=", ("place",), (), _rows([contaminated])),
        "eq08_place": Limit("<=", ("place", "year"), (), _rows([place])),
        "eq08_programme": Limit("<=", ("programme", "year"), (), _rows([programme])),
        "eq12_link": Limit("<=", ("year",), ("link",), _rows([link])),
        "eq12_supply": Limit("<=", ("year",), ("node",), _rows([supply])),
    }


def _of_services(evidence: Evidence) -> dict[str, Limit]:
    exact = evidence.unrounded
    keys, by_programme = ("place", "service", "year"), ("programme", "service", "year")
    spare = compare(
        "in use", exact.in_use, "at most", exact.spare.reindex(exact.in_use.index).fillna(0.0), unit="units"
    )
    staff = [_rows([one]).assign(service=service) for service, one in staff_limits(exact).items()]
    return {
        "eq09_standard": Limit("<=", keys, (), _rows(standard_limits(exact))),
        # What is needed beyond the spare units is a variable of its own, which may be more than it must.
        "eq10_extra": Limit("<=", keys, (), _rows([spare]), given="least"),
        "eq10_staff": Limit("<=", by_programme, (), pd.concat([_nothing(by_programme), *staff]), used="least"),
    }


def _of_money(evidence: Evidence) -> dict[str, Limit]:
    """In millions of US$; the tables' spending lacks moving and running of the households that are rounded away."""
    rows = _rows(check_budget(evidence))
    rows[["found", "limit"]] /= USD_PER_MILLION
    return {"eq14_budget": Limit("<=", ("year",), ("funder",), rows, used="least")}


def _of_fairness(evidence: Evidence) -> dict[str, Limit]:
    """In persons covered: above 0 where a group is beyond its floor."""
    exact, floors = evidence.unrounded, evidence.scenario.floors
    limits, of_groups = {}, [_nothing(("programme", "kind", "group"))]
    for kind, column in KINDS.items():
        if getattr(floors, kind) > 0:
            keys = ("programme", column)
            groups = cover(exact, keys)
            beyond = (groups - floor_of(exact, kind, groups)) * people_of(exact, keys)
            rows = beyond.rename("found").reset_index().rename(columns={column: "group"})
            of_groups.append(rows.assign(kind=kind, limit=0.0))
    if len(of_groups) > 1:
        limits["eq15_floor"] = Limit(">=", ("programme",), ("kind", "group"), pd.concat(of_groups))
    if evidence.scenario.mode == "fairest":
        people = people_of(exact, COMMUNITY)
        rows = people.rename("found").reset_index().rename(columns={"origin": "group"})
        rows = rows.assign(kind="origin", found=0.0, limit=0.0)
        limits["eq15_worst"] = Limit(">=", ("programme",), ("kind", "group"), rows, used="least")
    if floors.programme > 0:
        programmes = cover(exact, ["programme"])
        beyond = (programmes - floors.programme * cover_of_all(exact)) * people_of(exact, ["programme"])
        rows = beyond.rename("found").reset_index().assign(kind="programme", group="", limit=0.0)
        limits["eq16_programme_floor"] = Limit(">=", ("programme",), ("kind", "group"), rows)
    return limits


def _of_wishes(evidence: Evidence) -> dict[str, Limit]:
    """Targets and safeguards in persons and pins in households; what falls short is counted in."""
    asked = asked_for(evidence.unrounded, of_classes=True)
    reached = pd.DataFrame({"name": asked.index, "limit": asked["asked"], "found": asked.max(axis=1)})
    most = most_allowed(evidence.unrounded)
    allowed = pd.DataFrame({"name": most.index, "limit": most["asked"], "found": most["found"]})
    safe = reached["name"].str.fullmatch(r"safeguard \d+").to_numpy(dtype=bool)
    pinned = reached["name"].str.fullmatch(rf"pin \d+ ({AT_LEAST}|{EXACTLY})").to_numpy(dtype=bool)
    return {
        "eq17_target": Limit(">=", (), ("name",), reached[~pinned & ~safe], penalised=True),
        "eq17_safeguard": Limit(">=", (), ("name",), reached[safe], penalised=True),
        f"eq17_pin {AT_LEAST}": Limit(">=", (), ("name",), reached[pinned], penalised=True),
        f"eq17_pin {AT_MOST}": Limit("<=", (), ("name",), allowed),
    }


def _rows(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """The rows of comparisons that have a limit: the names in them as texts, year, found and limit."""
    parts: list[pd.DataFrame] = []
    for one in comparisons:
        columns = 1 if one.years is None else len(one.years)
        names = one.places if isinstance(one.places, pd.DataFrame) else one.places.to_frame(index=False)
        row = np.repeat(np.arange(len(names)), columns)
        limited = np.isfinite(one.limit)
        part = {str(name): _as_texts(names[name].iloc[row[limited]]).array for name in names.columns}
        if one.years is not None:
            part["year"] = pd.array(np.tile([f"{year}" for year in one.years], len(names))[limited], dtype="str")
        parts.append(pd.DataFrame({**part, "found": one.found[limited], "limit": one.limit[limited]}))
    rows: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return rows


def _as_texts(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        return values.map("{:g}".format).astype("str")
    return values.astype("str")


def _nothing(keys: Sequence[str]) -> pd.DataFrame:
    """No rows of these keys."""
    texts = pd.DataFrame({key: pd.Series(dtype="str") for key in keys})
    return texts.assign(found=pd.Series(dtype=float), limit=pd.Series(dtype=float))
