"""Findings of the further pictures as sentences: origins, flows, clearance, building, services. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.app.words import overview as words
from resettle.charts.works import unit_of
from resettle.insight.services import FULL

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


def flows_finding(seen: Overview) -> str:
    """How many settle where they live now, and how many move."""
    flows = seen.flows
    total = float(flows["persons"].sum())
    stay = float(flows.loc[flows["current_place"] == flows["place"], "persons"].sum())
    return words.FLOWS_FINDING.format(stay=stay / total if total else 0.0, move=total - stay, year=seen.plan.years[-1])


def origins_finding(seen: Overview) -> str:
    """The least served community of every programme, by the same measure."""
    worst = seen.coverage_by_origin[seen.coverage_by_origin["worst"]].drop_duplicates("programme")
    if worst.empty:
        return words.ORIGINS_NONE
    places = [
        words.ORIGINS_PLACE.format(name=row["name"], share=row["share"], of_chosen=row["share_of_chosen"])
        for row in worst.to_dict("records")
    ]
    return words.ORIGINS_FINDING.format(year=seen.plan.years[-1], places=words.AND.join(places))


def clearance_finding(seen: Overview) -> str:
    """What is cleared of what is to be cleared, and how often teams are at their limit."""
    land = seen.land_by_place[seen.land_by_place["contaminated_ha"] > 0]
    cleared = float(land["cleared_ha"].sum())
    if cleared <= 0:
        return words.CLEARANCE_NOTHING
    working, full = int((land["cleared_ha"] > 0).sum()), int(land["at_limit"].sum())
    return words.CLEARANCE_FINDING.format(
        cleared=cleared,
        contaminated=float(land.drop_duplicates("place")["contaminated_ha"].sum()),
        year=seen.plan.years[-1],
        full=words.CLEARANCE_FULL.format(times=full, all=working) if full else words.CLEARANCE_NEVER,
    )


def works_finding(rows: pd.DataFrame, last: int) -> str:
    """How much of one kind becomes ready, and the year with most of it; ``rows`` of one kind of the frame of works."""
    by_year = rows.groupby("year")["amount"].sum()
    return words.WORKS_FINDING.format(
        amount=float(by_year.sum()),
        unit=unit_of(rows),
        year=last,
        best=int(by_year.index.tolist()[int(by_year.argmax())]),
        most=float(by_year.max()),
    )


def service_finding(rows: pd.DataFrame) -> str:
    """Whether one service meets its norm in all places and years; ``rows`` of that service, blank for none."""
    if rows.empty:
        return ""
    short = int((rows["used_share"] > 1 + 1e-6).sum())
    full = int((rows["used_share"] >= FULL).sum())
    sentence = words.SERVICE_SHORT if short else words.SERVICE_FINDING
    return sentence.format(title=rows["title"].iloc[0], full=full, all=len(rows), short=short)
