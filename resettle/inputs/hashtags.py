"""The HXL hashtag of every column of a dataset, declared once: what a column is to other humanitarian software.

HXL (Humanitarian Exchange Language) puts a row of hashtags under a table's header. The hashtags here are those of the
core dictionary of HXL 1.1; attributes say more, and within a table no two columns carry the same. Places may be towns,
districts or provinces, so they are ``#loc``, and their P-code is ``#loc+code+v_pcode``, of whatever level it is.
"""

from __future__ import annotations

import re
from types import MappingProxyType

HASHTAGS = frozenset(
    {
        *("#activity", "#affected", "#capacity", "#country", "#date", "#description", "#geo", "#indicator", "#item"),
        *("#loc", "#meta", "#modality", "#org", "#output", "#population", "#region", "#sector", "#service", "#status"),
        *("#targeted", "#value"),
    }
)
"""The hashtags of the core dictionary that are used here."""

_PROGRAMME = "#activity+code+programme"
_PLACE = "#loc+code"
_SERVICE = "#service+code"
_PROFILE = "#population+code+profile"
_SIZE = "#population+code+size"
_SOLUTION = "#activity+code+solution"
_FUNDER = "#org+code+funder"
_FROM = "#date+start+year"
_YEAR = "#date+year"
_OPENS = "#date+start+year+opens"
_CLAIMS = "#output+num+homes+claimed"
_ROOMS = "#indicator+num+rooms"
_LEAD = "#indicator+num+lead+years"
_LAND = "#indicator+num+land+ha"
_MATERIAL = "#indicator+num+material+t"

_EVERYWHERE = {"source": "#meta+source", "confidence": "#meta+confidence", "note": "#description+note"}
_OF_TABLES: dict[str, dict[str, str]] = {
    "sources": {
        "title": "#meta+source+name",
        "publisher": "#org+name+publisher",
        "url": "#meta+source+url",
        "as_of": "#date+reported",
    },
    "programmes": {
        "programme": _PROGRAMME,
        "title": "#activity+name+programme",
        "short_title": "#activity+name+short+programme",
    },
    "places": {
        "place": _PLACE,
        "name": "#loc+name",
        "other_names": "#loc+name+alt",
        "country": "#country+code+v_iso3",
        "region": "#region+name",
        "latitude": "#geo+lat",
        "longitude": "#geo+lon",
        "pcode": "#loc+code+v_pcode",
        "programme": _PROGRAMME,
        "opens_year": _OPENS,
        "site_cost_usd": "#value+cost+site+usd",
        "site_lead_years": _LEAD,
        "min_households": "#capacity+num+hh+min",
        "max_households": "#capacity+num+hh+max",
    },
    "size_classes": {
        "size_class": _SIZE,
        "persons_min": "#population+num+min",
        "persons_max": "#population+num+max",
        "rooms": _ROOMS,
    },
    "profiles": {
        "profile": _PROFILE,
        "title": "#population+name+profile",
        "priority_weight": "#indicator+num+priority",
    },
    "cohorts": {
        "cohort": "#affected+code+cohort",
        "programme": _PROGRAMME,
        "origin": "#loc+code+origin",
        "current_place": "#loc+code+current",
        "size_class": _SIZE,
        "profile": _PROFILE,
        "households": "#affected+hh",
        "persons": "#affected+ind",
    },
    "willingness": {
        "programme": _PROGRAMME,
        "origin": "#loc+code+origin",
        "solution": _SOLUTION,
        "from_year": _FROM,
        "share": "#indicator+num+share",
        "preference": "#indicator+num+preference",
    },
    "housing_options": {
        "option": "#item+code+home",
        "title": "#item+name+home",
        "kind": "#modality+code+home",
        "rooms": _ROOMS,
        "lead_years": _LEAD,
        "land_ha": _LAND,
        "material_t": _MATERIAL,
    },
    "solutions": {"programme": _PROGRAMME, "solution": _SOLUTION, "opens_year": _OPENS},
    "housing": {
        "place": _PLACE,
        "option": "#item+code+home",
        "unit_cost_usd": "#value+cost+home+usd",
        "units_per_year": "#output+num+homes+yearly",
        "units_total": "#output+num+homes+total",
        "unresolved_claims": _CLAIMS,
    },
    "vacant_homes": {
        "place": _PLACE,
        "rooms": _ROOMS,
        "from_year": _FROM,
        "homes": "#output+num+homes",
        "unresolved_claims": _CLAIMS,
    },
    "land": {
        "place": _PLACE,
        "ready_ha": "#indicator+num+land+ready+ha",
        "contaminated_ha": "#indicator+num+land+contaminated+ha",
        "clear_usd_per_ha": "#value+cost+clearance+usd",
        "clear_ha_per_year": "#capacity+num+clearance+ha",
    },
    "services": {
        "service": _SERVICE,
        "title": "#service+name",
        "unit": "#indicator+name+unit",
        "module_size": "#indicator+num+module",
        "lead_years": _LEAD,
        "capex_usd_per_module": "#value+cost+module+usd",
        "running_usd_per_unit_year": "#value+cost+running+usd",
        "land_ha": _LAND,
        "material_t": _MATERIAL,
        "staff_per_unit": "#indicator+num+staff",
        "integrate_share": "#indicator+num+share+integrate",
    },
    "service_needs": {"service": _SERVICE, "profile": _PROFILE, "units_per_person": "#indicator+num+norm"},
    "service_spare": {"service": _SERVICE, "place": _PLACE, "from_year": _FROM, "units": "#capacity+num+spare"},
    "capacities": {
        "programme": _PROGRAMME,
        "resource": "#capacity+code+resource",
        "year": _YEAR,
        "amount": "#capacity+num",
    },
    "build_capacity": {"place": _PLACE, "year": _YEAR, "homes": "#capacity+num+homes"},
    "links": {
        "link": "#item+code+link",
        "from_node": "#loc+code+from",
        "to_node": "#loc+code+to",
        "mode": "#modality+name",
        "km": "#indicator+num+km",
        "tonnes_per_year": "#capacity+num+t",
        "usd_per_tonne": "#value+cost+t+usd",
        "corridor": "#item+code+corridor",
    },
    "supplies": {"node": _PLACE, "tonnes_per_year": "#capacity+num+t", "usd_per_tonne": "#value+cost+t+usd"},
    "corridors": {"corridor": "#item+code+corridor", "title": "#item+name+corridor", "opens_year": _OPENS},
    "travel": {
        "from_place": "#loc+code+from",
        "to_place": "#loc+code+to",
        "usd_per_household": "#value+cost+hh+usd",
    },
    "funders": {"funder": _FUNDER, "title": "#org+name+funder", "carries_over": "#status+code+carries"},
    "funding": {"funder": _FUNDER, "year": _YEAR, "usd": "#value+funding+usd"},
    "earmarks": {"funder": _FUNDER, "programme": _PROGRAMME, "sector": "#sector+code", "place": _PLACE},
    "targets": {
        "target": "#targeted+code+target",
        "scope": "#targeted+type+scope",
        "name": "#targeted+name",
        "year": "#date+end+year",
        "persons": "#targeted+ind",
    },
}
TAGS = MappingProxyType({table: MappingProxyType({**columns, **_EVERYWHERE}) for table, columns in _OF_TABLES.items()})
"""Table → column → hashtag with its attributes."""

PCODE = "v_pcode"
"""Attribute of a column that repeats the P-codes of the places beside it."""

_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")
_LANGUAGE = re.compile(r"i_[a-z]+")
Tag = tuple[str, frozenset[str]]
"""A hashtag and its attributes, in whatever order and case they were written."""


def is_hashtag(text: str) -> bool:
    """Whether a cell holds a hashtag, with or without attributes."""
    return _TAG.fullmatch(text.strip()) is not None


def parsed(text: str) -> Tag:
    """A hashtag's meaning: order, case and spaces do not count, nor does the language of the column (``+i_fr``)."""
    hashtag, *attributes = "".join(text.split()).lower().split("+")
    return hashtag, frozenset(one for one in attributes if not _LANGUAGE.fullmatch(one))


def columns_by_tag(table: str) -> dict[Tag, str]:
    """Columns of a table by what their hashtags mean."""
    return {parsed(tag): column for column, tag in TAGS[table].items()}
