"""Every table declared once: the dataset's (docs/data.md) and a plan's."""

from __future__ import annotations

from types import MappingProxyType

from resettle.inputs.columns import Column, Table, amount, choice, count, name, opening, year

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
            name("source", "key", key=True),
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
            name("programme", "key", key=True),
            name("title", "name for people"),
        ),
        provenance="optional",
    ),
    Table(
        "places",
        "where a household can end up",
        (
            name("place", "key", key=True),
            name("name", "name"),
            name("other_names", "the other names in use", required=False),
            name("country", "country code", required=False),
            name("region", "region", required=False),
            Column("latitude", "number", "latitude of its point", "degrees", minimum=-90.0, maximum=90.0),
            Column("longitude", "number", "longitude of its point", "degrees", minimum=-180.0, maximum=180.0),
            name("pcode", "place code", required=False),
            name("programme", "who plans, builds and pays there", to="programmes"),
            opening("opens_year", "nobody settles earlier"),
            amount("site_cost_usd", "cost of opening it: trunk road, power, administration", "US$", blank="no cost"),
            count("site_lead_years", "years from opening to first settlers", "years"),
            amount("min_households", "smallest community to open it for", "households", blank="no minimum"),
            amount("max_households", "most that it takes", "households", blank="no limit"),
        ),
    ),
    Table(
        "size_classes",
        "rooms that a household of this size needs",
        (
            name("size_class", "key", key=True),
            count("persons_min", "smallest household", "persons", least=1),
            count("persons_max", "largest household", "persons", least=1),
            count("rooms", "rooms needed", "rooms", least=1),
        ),
        provenance="optional",
    ),
    Table(
        "profiles",
        "needs that households have in common",
        (
            name("profile", "key", key=True),
            name("title", "name for people"),
            amount("priority_weight", "weight of a person-year in the objective", "weight"),
        ),
    ),
    Table(
        "cohorts",
        "households alike in programme, origin, present place, size class and profile",
        (
            name("cohort", "key", key=True),
            name("programme", "their programme", to="programmes"),
            name("origin", "community of origin (it may be no place of the plan)", to="origins"),
            name("current_place", "where they live now", to="places"),
            name("size_class", "size class", to="size_classes"),
            name("profile", "need profile", to="profiles"),
            count("households", "households", "households"),
            amount("persons", "persons in them", "persons"),
        ),
    ),
    Table(
        "willingness",
        "share of a cohort that has chosen a solution by a year",
        (
            name("programme", "programme", to="programmes", key=True),
            Column("origin", "text", "community of origin", required=False, key=True, refers_to="origins", blank="all"),
            choice("solution", "the solution chosen", SOLUTIONS, key=True),
            year("from_year", "year from which the share holds", key=True),
            amount("share", "cumulative share of households", "share", most=1.0),
            amount("preference", "worth of a person-year of this solution", "weight"),
        ),
    ),
    Table(
        "housing_options",
        "kinds of homes",
        (
            name("option", "key", key=True),
            name("title", "name for people"),
            choice(
                "kind", "build, rehabilitate, purchase (certificate) or tenure (of the present home)", HOUSING_KINDS
            ),
            count("rooms", "rooms", "rooms", least=1),
            count("lead_years", "years from commission to ready", "years"),
            amount("land_ha", "land a home takes", "ha", blank="none"),
            amount("material_t", "material carried from afar", "t", blank="none"),
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
            amount("unit_cost_usd", "cost of a home", "US$"),
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
        "homes that stand empty (rows add up)",
        (
            name("place", "place", to="places"),
            count("rooms", "rooms", "rooms", least=1),
            year("from_year", "they count from this year", blank="from the start"),
            amount("homes", "homes", "homes"),
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
            name("service", "key", key=True),
            name("title", "name for people"),
            name("unit", "what it is counted in"),
            amount("module_size", "units of a facility; 0 = any amount", "units", blank="any amount"),
            count("lead_years", "years from commission to ready", "years"),
            amount("capex_usd_per_module", "cost of a facility (of a unit where the module is 0)", "US$"),
            amount("running_usd_per_unit_year", "running cost", "US$ a unit and year", blank="none"),
            amount("land_ha", "land a facility takes", "ha", blank="none"),
            amount("material_t", "material carried from afar for a facility", "t", blank="none"),
            amount("staff_per_unit", "staff a unit needs", "persons a unit", blank="none"),
            amount("integrate_share", "part of the norm that who integrates adds", "share", blank="1", most=1.0),
        ),
    ),
    Table(
        "service_needs",
        "what a person needs",
        (
            name("service", "service", to="services", key=True),
            name("profile", "profile", to="profiles", key=True),
            amount("units_per_person", "norm", "units a person"),
        ),
    ),
    Table(
        "service_spare",
        "what stands unused (rows add up)",
        (
            name("service", "service", to="services"),
            name("place", "place", to="places"),
            year("from_year", "it counts from this year", blank="from the start"),
            amount("units", "units", "units"),
        ),
    ),
    Table(
        "capacities",
        "what a programme can do in a year",
        (
            name("programme", "programme", to="programmes", key=True),
            Column(
                "resource",
                "text",
                "build, purchase, tenure, clearance or staff:SERVICE",
                key=True,
                refers_to="resources",
            ),
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
            amount("homes", "homes", "homes a year", blank="no limit"),
        ),
    ),
    Table(
        "links",
        "roads and railways that material travels on, one way",
        (
            name("link", "key", key=True),
            name("from_node", "place, supply, or a name in other links", to="nodes"),
            name("to_node", "place, supply, or a name in other links", to="nodes"),
            name("mode", "road, rail, sea", required=False),
            amount("km", "length", "km", blank="not known"),
            amount("tonnes_per_year", "most carried", "t a year", blank="no limit"),
            amount("usd_per_tonne", "cost of carrying", "US$ a t", blank="none"),
            Column("corridor", "text", "corridor it belongs to", required=False, refers_to="corridors", blank="none"),
        ),
        optional=True,
    ),
    Table(
        "supplies",
        "where material comes from",
        (
            name("node", "key", key=True),
            amount("tonnes_per_year", "most taken", "t a year", blank="no limit"),
            amount("usd_per_tonne", "price", "US$ a t", blank="none"),
        ),
        optional=True,
    ),
    Table(
        "corridors",
        "links that open together",
        (
            name("corridor", "key", key=True),
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
            name("funder", "key", key=True),
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
            Column("programme", "text", "programme", required=False, key=True, refers_to="programmes", blank="any"),
            Column("sector", "text", "sector or service", required=False, key=True, refers_to="sectors", blank="any"),
            Column("place", "text", "place", required=False, key=True, refers_to="places", blank="any"),
        ),
        provenance="optional",
    ),
    Table(
        "targets",
        "persons to be settled by a year",
        (
            name("target", "key", key=True),
            choice("scope", "all, programme or place", SCOPES),
            Column("name", "text", "programme or place", required=False, blank="all"),
            year("year", "by the end of this year"),
            amount("persons", "persons", "persons"),
        ),
        optional=True,
    ),
)

INPUT_TABLES = MappingProxyType({table.name: table for table in _TABLES})
"""Tables of a dataset, by name, in the order of docs/data.md."""


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
        count("households", "households", "households"),
        amount("persons", "persons in them", "persons"),
        choice("solution", "the solution they chose", SOLUTIONS),
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
            "person-years per unit of limit",
            "person-years a unit",
            least=None,
            blank="not known",
        ),
    ),
)

RESULT_TABLES = MappingProxyType({table.name: table for table in _RESULTS})
"""Tables of a plan, by name."""
