"""Who pays, how much a year, and for what."""

from __future__ import annotations

from dataclasses import dataclass

from build.constants import AMD_PER_EUR, AMD_PER_USD, ASSUMED, AZN_PER_USD, FIRST_YEAR, LAST_YEAR
from build.margins import ARMENIAN_ORIGINS
from build.table import ASSUMPTION, DERIVED, SOURCED, Row

FUNDER_COLUMNS = ("funder", "title", "carries_over", "source", "confidence", "note")
FUNDING_COLUMNS = ("funder", "year", "usd", "source", "confidence", "note")
EARMARK_COLUMNS = ("funder", "programme", "sector", "place", "source", "confidence", "note")

HOMES_SHARE_AZ = 0.45
HOMES_SHARE_AM = 0.60
RETURN, ARMENIA = "great_return", "armenia_integration"
PURPOSE_ASSUMED = frozenset({"eu", "un_agencies", "park_firms", "adb", "lenders_az", "armenian_return_fund"})
"""Funders whose purpose is wider in the reports, or who are not known at all."""
SOCIAL = ("school", "kindergarten", "primary_health", "hospital")


@dataclass(frozen=True)
class Funder:
    """A funder, its money a year from a first to a last year, and (programme, sector, place) earmarks."""

    key: str
    title: str
    carries_over: bool
    usd: float
    first: int
    last: int
    source: str
    confidence: str
    note: str
    earmarks: tuple[tuple[str, str, str], ...]


FUNDERS = (
    Funder(
        "az_state",
        "Government of Azerbaijan",
        False,
        round(3.5e9 / AZN_PER_USD * HOMES_SHARE_AZ, -6),
        FIRST_YEAR,
        LAST_YEAR,
        "budget_az_2026",
        ASSUMPTION,
        "AZN 3.5bn of 2026 / 1.7 = US$ 2,059m x 0.45 for homes, local services and jobs "
        "(assumed; the rest is motorways, railways, airports, power), held level: no figure after 2026 was found. "
        "The line fell from 5.6 (2023) to 3.5 (2026).",
        ((RETURN, "", ""),),
    ),
    Funder(
        "am_state",
        "Government of Armenia",
        False,
        round(55e9 / AMD_PER_USD * HOMES_SHARE_AM, -6),
        FIRST_YEAR,
        LAST_YEAR,
        "budget_am_2026",
        ASSUMPTION,
        "AMD 55bn of 2026 / 380 = US$ 145m x 0.60 for homes and services "
        "(assumed; the rest is rent help and benefits), held level.",
        ((ARMENIA, "", ""),),
    ),
    Funder(
        "world_bank",
        "World Bank with the Global Concessional Financing Facility",
        True,
        round(250e6 / 6, -5),
        2027,
        2032,
        "world_bank_2025",
        ASSUMPTION,
        "US$ 250m / 6 years = 41.7m a year; the years are assumed. For 6,500 household mortgages and rent support.",
        ((ARMENIA, "housing", ""),),
    ),
    Funder(
        "eib",
        "European Investment Bank, Syunik loan",
        True,
        round(50e6 * AMD_PER_EUR / AMD_PER_USD / 5, -5),
        2027,
        2031,
        "eib_2025",
        ASSUMPTION,
        "EUR 50m x 441.32 / 380 / 5 years = US$ 11.6m a year; the years are assumed.",
        tuple((ARMENIA, sector, "syunik") for sector in ("water", *SOCIAL)),
    ),
    Funder(
        "eu",
        "European Union and member states, grants in Armenia",
        False,
        10_000_000,
        FIRST_YEAR,
        2031,
        "eu_2024",
        ASSUMPTION,
        "More than EUR 50m in 2023, overlapping items: US$ 10m a year assumed from 2027.",
        tuple((ARMENIA, sector, "") for sector in (*SOCIAL, "jobs")),
    ),
    Funder(
        "un_agencies",
        "UN agencies and appeals in Armenia",
        False,
        8_000_000,
        2027,
        2029,
        "un_2023",
        ASSUMPTION,
        "US$ 97m asked for six months in 2023, US$ 11.6m received by UNICEF in 2024: "
        "US$ 8m a year assumed for three years.",
        tuple((ARMENIA, sector, "") for sector in ("school", "kindergarten", "primary_health", "water")),
    ),
    Funder(
        "mine_action_donors",
        "International donors to mine action",
        False,
        round(16.1e6 / 3.5, -5),
        FIRST_YEAR,
        LAST_YEAR,
        "mine_costs_2024",
        DERIVED,
        "US$ 16.1m from abroad / 3.5 years (November 2020 to May 2024) = 4.6m a year, held level.",
        ((RETURN, "clearance", ""),),
    ),
    Funder(
        "park_firms",
        "Firms in the industrial parks and zones",
        False,
        round((145.8e6 + 43.8e6 + 65e6) / AZN_PER_USD / 4, -5),
        FIRST_YEAR,
        LAST_YEAR,
        "parks_2025",
        ASSUMPTION,
        "(AZN 145.8m + 43.8m + 65m) / 1.7 / 4 years = US$ 37.4m a year (four years assumed), held level.",
        ((RETURN, "jobs", ""),),
    ),
    Funder(
        "adb",
        "Asian Development Bank, housing in Armenia",
        True,
        0,
        FIRST_YEAR,
        LAST_YEAR,
        "adb_2024",
        ASSUMPTION,
        "Joint work with the World Bank is mentioned, no amount was found: 0 until a planner enters one.",
        ((ARMENIA, "housing", ""),),
    ),
    Funder(
        "lenders_az",
        "International lenders in Azerbaijan",
        True,
        0,
        FIRST_YEAR,
        LAST_YEAR,
        ASSUMED,
        ASSUMPTION,
        "No loan for return or integration was found: 0 until a planner enters one.",
        tuple((RETURN, sector, "") for sector in ("housing", "water", "electricity", "school")),
    ),
    Funder(
        "armenian_return_fund",
        "Fund for returns of people displaced in September 2023",
        True,
        0,
        FIRST_YEAR,
        LAST_YEAR,
        ASSUMED,
        ASSUMPTION,
        "No such fund exists: 0 by default; the scenario armenian_return_open gives it money.",
        tuple((RETURN, "", place) for place in ARMENIAN_ORIGINS),
    ),
)


def funders() -> list[Row]:
    """Return the funders; state budgets and yearly grants lapse, loans carry over (assumed)."""
    return [
        {
            "funder": f.key,
            "title": f.title,
            "carries_over": f.carries_over,
            "source": f.source,
            "confidence": ASSUMPTION,
            "note": "Unspent money "
            + ("stays available" if f.carries_over else "lapses at the end of the year")
            + " (assumed).",
        }
        for f in FUNDERS
    ]


def funding() -> list[Row]:
    """Return money by funder and year; after a funder's last year a zero."""
    rows: list[Row] = []
    for f in FUNDERS:
        rows += [_funding(f, year, f.usd) for year in range(f.first, f.last + 1)]
        if f.last < LAST_YEAR:
            rows.append(_funding(f, f.last + 1, 0))
    return rows


def earmarks() -> list[Row]:
    """Return what each funder may pay for."""
    return [
        {
            "funder": f.key,
            "programme": programme,
            "sector": sector,
            "place": place,
            "source": f.source,
            "confidence": ASSUMPTION if f.key in PURPOSE_ASSUMED else SOURCED,
            "note": "Purpose assumed." if f.key in PURPOSE_ASSUMED else "Purpose as reported.",
        }
        for f in FUNDERS
        for programme, sector, place in f.earmarks
    ]


def _funding(funder: Funder, year: int, usd: float) -> Row:
    note = funder.note if year <= funder.last else f"Nothing is known after {funder.last}: 0 (assumed)."
    return {
        "funder": funder.key,
        "year": year,
        "usd": usd,
        "source": funder.source,
        "confidence": funder.confidence if year <= funder.last else ASSUMPTION,
        "note": note,
    }
