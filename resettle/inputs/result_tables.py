"""Every table of a plan declared once (docs/data.md): columns, units, meaning."""

from __future__ import annotations

from types import MappingProxyType

from resettle.inputs.columns import LARGEST_FIGURE, Column, Table, amount, choice, count, name, year

_SOLUTIONS = ("return", "integrate", "relocate")


def _result(title: str, meaning: str, *columns: Column) -> Table:
    return Table(title, meaning, columns, provenance="absent")


_COHORT, _PLACE, _SERVICE = (name(key, key) for key in ("cohort", "place", "service"))
_PROGRAMME, _FUNDER, _PLAIN_YEAR = name("programme", "programme"), name("funder", "funder"), year("year", "year")

_RESULTS = (
    _result(
        "placements",
        "whole households that settle",
        _COHORT,
        _PLACE,
        _PLAIN_YEAR,
        count("households", "households", "households", most=LARGEST_FIGURE),
        amount("persons", "persons in them", "persons"),
        choice("solution", "the solution they chose", _SOLUTIONS),
    ),
    _result(
        "unrounded",
        "households that the programme settles, before they are rounded to whole ones",
        name("cohort", "choice class, named by the first of its cohorts"),
        choice("solution", "the solution they chose", _SOLUTIONS),
        _PLACE,
        _PLAIN_YEAR,
        amount("households", "households, also in parts", "households"),
    ),
    _result(
        "homes", "homes commissioned", _PLACE, name("option", "option"), _PLAIN_YEAR, amount("homes", "homes", "homes")
    ),
    _result(
        "facilities",
        "facilities commissioned",
        _PLACE,
        _SERVICE,
        _PLAIN_YEAR,
        amount("modules", "facilities", "facilities"),
        amount("units", "units", "units"),
    ),
    _result("clearance", "land cleared", _PLACE, _PLAIN_YEAR, amount("hectares", "hectares", "ha")),
    _result("sites", "places opened", _PLACE, _PLAIN_YEAR, amount("opened", "1, or a part in an estimate", "share")),
    _result(
        "shipments", "material carried", name("link", "link"), _PLAIN_YEAR, amount("tonnes", "tonnes", "t"), _PROGRAMME
    ),
    _result(
        "supplied",
        "material taken from supplies",
        name("node", "supply"),
        _PROGRAMME,
        _PLAIN_YEAR,
        amount("tonnes", "tonnes", "t"),
    ),
    _result(
        "spending",
        "who pays what where",
        _FUNDER,
        name("sector", "sector"),
        _PROGRAMME,
        name("place", "place; blank for transport", required=False),
        _PLAIN_YEAR,
        amount("usd", "US$", "US$"),
    ),
    _result(
        "shortfalls",
        "what targets and pins fall short by",
        name("target", "target or pin"),
        amount("persons", "persons (pins: households)", "persons"),
    ),
    _result(
        "bottlenecks",
        "limits used up or with a price",
        name("constraint", "equation"),
        name("programme", "programme", required=False),
        name("place", "place", required=False),
        name("service", "service", required=False),
        year("year", "year", blank="whole horizon"),
        name("item", "what else the limit is of", required=False),
        amount("limit", "what there is", "", least=None),
        amount("used", "what is used", "", least=None),
        amount("shadow_price", "objective per unit of limit", "a unit", least=None, blank="not known"),
        amount(
            "persons_per_unit", "persons settled per unit of limit", "persons a unit", least=None, blank="not known"
        ),
        amount(
            "person_years_per_unit",
            "person-years, weighted by need and preference, per unit of limit",
            "person-years a unit",
            least=None,
            blank="not known",
        ),
    ),
)

RESULT_TABLES = MappingProxyType({table.name: table for table in _RESULTS})
"""Tables of a plan, by name."""
