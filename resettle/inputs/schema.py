"""Every table of a dataset declared once (docs/data.md); a plan's tables stand in ``result_tables``."""

from __future__ import annotations

from types import MappingProxyType

from resettle.inputs.columns import LARGEST_FIGURE, Column, Table, amount, choice, count, key, name, opening, year
from resettle.inputs.result_tables import RESULT_TABLES

__all__ = [
    "HOUSING_KINDS",
    "INPUT_TABLES",
    "RESOURCES",
    "RESULT_TABLES",
    "SCOPES",
    "SECTORS",
    "SOLUTIONS",
    "STAFF_PREFIX",
]

SOLUTIONS = ("return", "integrate", "relocate")
HOUSING_KINDS = ("build", "rehabilitate", "purchase", "tenure")
RESOURCES = ("build", "purchase", "tenure", "clearance")
STAFF_PREFIX = "staff:"
SECTORS = ("clearance", "housing", "site_works", "moving", "transport", "running")
SCOPES = ("all", "programme", "place")

_YEAR = year("year", "a year left out takes the latest earlier year's figure", key=True)

_TABLES = (
    Table(
        "sources",
        "where figures come from",
        (
            key("source"),
            name("title", "title of the page or publication"),
            name("publisher", "who published it", required=False),
            name("url", "address", required=False),
            name("as_of", "date of the figures", required=False),
        ),
        provenance="absent",
    ),
    Table(
        "programmes",
        "who plans, builds and pays together",
        (
            key("programme"),
            name("title", "name for people"),
            name("short_title", "short name for cards, legends and tables; all alike", required=False),
        ),
        provenance="optional",
    ),
    Table(
        "places",
        "where a household can end up",
        (
            key("place"),
            name("name", "name for people"),
            name("other_names", "the other names in use, in their own languages", required=False),
            name("country", "country, as a code of three letters", required=False),
            name("region", "region or group of places, for sums", required=False),
            Column("latitude", "number", "latitude (WGS 84)", "degrees", minimum=-90.0, maximum=90.0),
            Column("longitude", "number", "longitude (WGS 84)", "degrees", minimum=-180.0, maximum=180.0),
            name("pcode", "code of the place in humanitarian data (P-code)", required=False),
            name("programme", "who plans, builds and pays there", to="programmes"),
            opening("opens_year", "nobody settles earlier"),
            amount("site_cost_usd", "cost of opening it: trunk road, power, administration", "US$", blank="no cost"),
            count("site_lead_years", "years from opening to first settlers", "years", most=100),
            amount(
                "min_households",
                "households that must have settled by the end, if it is opened",
                "households",
                blank="no minimum",
            ),
            amount("max_households", "most households that it takes", "households", blank="no limit"),
        ),
    ),
    Table(
        "size_classes",
        "rooms that a household of this size needs",
        (
            key("size_class"),
            count("persons_min", "persons in its smallest household", "persons", least=1),
            count(
                "persons_max",
                "persons in its largest household; the mean of every cohort lies between",
                "persons",
                least=1,
            ),
            count("rooms", "rooms that it needs at least", "rooms", least=1, most=100),
        ),
        provenance="optional",
    ),
    Table(
        "profiles",
        "needs that households have in common",
        (
            key("profile"),
            name("title", "name for people"),
            amount("priority_weight", "worth of a person-year of these people, 1 for most", "weight"),
        ),
    ),
    Table(
        "cohorts",
        "households alike in programme, origin, present place, size class and profile",
        (
            key("cohort"),
            name("programme", "programme they belong to", to="programmes"),
            name("origin", "community of origin (it may be no place of the plan)", to="origins"),
            name("current_place", "where they live now", to="places"),
            name("size_class", "size class", to="size_classes"),
            name("profile", "need profile", to="profiles"),
            Column(
                "households",
                "whole",
                "households",
                "households",
                minimum=0.0,
                maximum=LARGEST_FIGURE,
                in_parts=True,
            ),
            amount("persons", "persons in these households", "persons"),
        ),
    ),
    Table(
        "willingness",
        "share of a cohort that has chosen a solution by a year",
        (
            name("programme", "programme", to="programmes", key=True),
            name("origin", "community of origin", to="origins", key=True, blank="all origins of the programme"),
            choice("solution", "the solution chosen", SOLUTIONS, key=True),
            year("from_year", "year from which the share holds", key=True),
            amount(
                "share",
                "part of the households that have chosen it by then; it never falls, and solutions add to at most 1",
                "part of 1",
                most=1.0,
            ),
            amount("preference", "worth of a person-year of this solution, 1 for most", "weight"),
        ),
    ),
    Table(
        "housing_options",
        "kinds of homes",
        (
            key("option"),
            name("title", "name for people"),
            choice(
                "kind", "build, rehabilitate, purchase (certificate) or tenure (of the present home)", HOUSING_KINDS
            ),
            count("rooms", "rooms of a home", "rooms", least=1, most=100),
            count("lead_years", "years from commission to ready", "years", most=100),
            amount("land_ha", "land a home takes", "ha", blank="none"),
            amount("material_t", "building material a home takes, brought over links", "t", blank="none"),
        ),
    ),
    Table(
        "solutions",
        "from when a programme offers a solution",
        (
            name("programme", "programme", to="programmes", key=True),
            choice("solution", "solution", SOLUTIONS, key=True),
            opening("opens_year", "offered from this year"),
        ),
        optional=True,
        provenance="optional",
    ),
    Table(
        "housing",
        "what an option costs at a place, and how many",
        (
            name("place", "place", to="places", key=True),
            name("option", "option", to="housing_options", key=True),
            amount("unit_cost_usd", "cost of a home", "US$ a home"),
            amount("units_per_year", "most in a year", "homes a year", blank="no limit"),
            amount("units_total", "most over the horizon", "homes", blank="no limit"),
            amount(
                "unresolved_claims",
                "of these, homes with open property claims, planned for nobody",
                "homes",
                blank="none",
            ),
        ),
    ),
    Table(
        "vacant_homes",
        "homes that stand empty",
        (
            name("place", "place", to="places"),
            count("rooms", "rooms of a home", "rooms", least=1, most=100),
            year("from_year", "they count from this year", blank="from the start"),
            amount("homes", "empty homes", "homes"),
            amount("unresolved_claims", "of these, with open property claims", "homes", blank="none"),
        ),
        optional=True,
    ),
    Table(
        "land",
        "land for homes and facilities",
        (
            name("place", "place", to="places", key=True),
            amount("ready_ha", "ready for building", "ha", blank="land does not limit"),
            amount("contaminated_ha", "to be cleared first", "ha", blank="none"),
            amount("clear_usd_per_ha", "cost of clearing", "US$ a ha", blank="no cost"),
            amount("clear_ha_per_year", "most cleared in a year", "ha a year", blank="no limit"),
        ),
    ),
    Table(
        "services",
        "services that people need",
        (
            key("service"),
            name("title", "name for people"),
            name("unit", "what it is counted in: places, beds, m3 a day"),
            amount("module_size", "units of a facility; 0 = any amount", "units", blank="any amount"),
            count("lead_years", "years from commission to ready", "years", most=100),
            amount("capex_usd_per_module", "cost of a facility (of a unit where the module is 0)", "US$"),
            amount("running_usd_per_unit_year", "running cost", "US$ a unit and year", blank="none"),
            amount("land_ha", "land a facility takes", "ha", blank="none"),
            amount("material_t", "building material a facility takes, brought over links", "t", blank="none"),
            amount("staff_per_unit", "staff a unit needs", "persons a unit", blank="none"),
            amount(
                "integrate_share",
                "part of the norm that a household adds which settles where it already lives",
                "share",
                blank="1",
                most=1.0,
            ),
        ),
    ),
    Table(
        "service_needs",
        "what a person needs",
        (
            name("service", "service", to="services", key=True),
            name("profile", "profile", to="profiles", key=True),
            amount("units_per_person", "units that a person of this profile needs", "units a person"),
        ),
    ),
    Table(
        "service_spare",
        "service units that stand unused, after what residents and the displaced use today",
        (
            name("service", "service", to="services"),
            name("place", "place", to="places"),
            year("from_year", "it counts from this year", blank="from the start"),
            amount("units", "unused units", "units"),
        ),
    ),
    Table(
        "capacities",
        "what a programme can do in a year",
        (
            name("programme", "programme", to="programmes", key=True),
            name("resource", "build, purchase, tenure, clearance or staff:SERVICE", to="resources", key=True),
            _YEAR,
            amount("amount", "homes, certificates, tenures, hectares or staff", "a year", blank="no limit"),
        ),
    ),
    Table(
        "build_capacity",
        "homes that a place's builders finish in a year",
        (
            name("place", "place", to="places", key=True),
            _YEAR,
            amount("homes", "homes built or rehabilitated at most", "homes a year", blank="no limit"),
        ),
    ),
    Table(
        "links",
        "roads and railways that material travels on, one way",
        (
            key("link"),
            name("from_node", "place, supply, or a name in other links", to="nodes"),
            name("to_node", "place, supply, or a name in other links", to="nodes"),
            name("mode", "road, rail, sea", required=False),
            amount("km", "length", "km", blank="not known"),
            amount("tonnes_per_year", "most carried", "t a year", blank="no limit"),
            amount("usd_per_tonne", "cost of carrying", "US$ a t", blank="none"),
            name("corridor", "corridor it belongs to", to="corridors", blank="none"),
        ),
        optional=True,
    ),
    Table(
        "supplies",
        "where material comes from",
        (
            key("node"),
            amount("tonnes_per_year", "most taken", "t a year", blank="no limit"),
            amount("usd_per_tonne", "price", "US$ a t", blank="none"),
        ),
        optional=True,
    ),
    Table(
        "corridors",
        "links that open together",
        (
            key("corridor"),
            name("title", "name for people"),
            opening("opens_year", "nothing is carried earlier"),
        ),
        optional=True,
        provenance="optional",
    ),
    Table(
        "travel",
        "cost of moving where it is known",
        (
            name("from_place", "place", to="places", key=True),
            name("to_place", "place", to="places", key=True),
            amount("usd_per_household", "cost of moving a household", "US$"),
        ),
        optional=True,
    ),
    Table(
        "funders",
        "who pays",
        (
            key("funder"),
            name("title", "name for people"),
            Column("carries_over", "flag", "whether unspent money stays"),
        ),
        provenance="optional",
    ),
    Table(
        "funding",
        "money by year",
        (
            name("funder", "funder", to="funders", key=True),
            _YEAR,
            amount("usd", "money of the year", "US$"),
        ),
    ),
    Table(
        "earmarks",
        "what a funder may pay for (none: anything)",
        (
            name("funder", "funder", to="funders", key=True),
            name("programme", "programme", to="programmes", key=True, blank="any"),
            name("sector", "sector or service", to="sectors", key=True, blank="any"),
            name("place", "place", to="places", key=True, blank="any"),
        ),
        provenance="optional",
    ),
    Table(
        "targets",
        "persons to be settled by a year",
        (
            key("target"),
            choice("scope", "all, programme or place", SCOPES),
            name("name", "the programme or place", blank="all, where the scope is all"),
            year("year", "by the end of this year"),
            amount("persons", "persons to be settled", "persons"),
        ),
        optional=True,
    ),
)

INPUT_TABLES = MappingProxyType({table.name: table for table in _TABLES})
"""Tables of a dataset, by name, in the order of docs/data.md."""
