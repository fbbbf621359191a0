"""Text of single figures: grids, groups of figures, what is changed."""

from __future__ import annotations

DETAIL = "Any single figure: places, builders, money, land, services, roads …"
DETAIL_INTRO = (
    "Change any cell, or paste a block from a spreadsheet. Nothing is used until you press the button: every change is "
    "first checked with the dataset's own rules and shown as before and after. Levers act on top of these figures."
)
TABLE = "Table"
TITLES = {
    "build_capacity": "Builders of a place, a year",
    "capacities": "What a programme can do in a year: builders, certificates, tenures, clearance, staff",
    "funding": "Money of each funder, a year",
    "land": "Land and clearance of each place",
    "housing": "Homes: cost, and how many of each kind at each place",
    "housing_options": "Kinds of homes: rooms, time, land, material",
    "vacant_homes": "Vacant homes and open property claims",
    "services": "Services: size, time, cost, staff",
    "service_needs": "Service norms: what a person needs",
    "service_spare": "Unused places in services",
    "places": "Places: opening, cost of opening, fewest and most households",
    "links": "Roads and railways: tonnes and cost",
    "supplies": "Where material comes from: tonnes and price",
    "corridors": "Corridors: year of opening",
    "solutions": "Solutions: year from which a programme offers them",
    "willingness": "What people have chosen: shares over time",
    "profiles": "Need profiles: weight",
    "size_classes": "Household sizes and the rooms they need",
    "travel": "Cost of moving",
    "cohorts": "Households and persons of each cohort",
    "targets": "Targets of the dataset",
}
COLUMNS = {
    "place": "Place",
    "option": "Kind of home",
    "funder": "Funder",
    "service": "Service",
    "profile": "Need profile",
    "solution": "Solution",
    "year": "Year",
    "sector": "Sector",
    "from_place": "From",
    "to_place": "To",
    "programme": "Programme",
    "origin": "Community of origin",
    "resource": "Of what",
    "from_year": "From year",
    "rooms": "Rooms",
    "node": "From",
    "opens_year": "Opens in (year or never)",
    "site_cost_usd": "Cost of opening, US$",
    "site_lead_years": "From opening to settling, years",
    "min_households": "Fewest households",
    "max_households": "Most households",
    "persons_min": "Fewest persons",
    "persons_max": "Most persons",
    "priority_weight": "Weight of a person-year",
    "lead_years": "From start to ready, years",
    "land_ha": "Land it takes, ha",
    "material_t": "Material it takes, t",
    "unit_cost_usd": "Cost of a home, US$",
    "units_per_year": "Most a year, homes",
    "units_total": "Most in all, homes",
    "unresolved_claims": "With open claims, homes",
    "homes": "Homes",
    "ready_ha": "Ready for building, ha",
    "contaminated_ha": "To be cleared first, ha",
    "clear_usd_per_ha": "Cost of clearing, US$ a ha",
    "clear_ha_per_year": "Cleared a year at most, ha",
    "module_size": "Units of a facility",
    "capex_usd_per_module": "Cost of a facility, US$",
    "running_usd_per_unit_year": "Running cost, US$ a unit and year",
    "staff_per_unit": "Staff a unit",
    "integrate_share": "Part of the norm where they live, 0 to 1",
    "units_per_person": "Units a person",
    "units": "Unused units",
    "amount": "Amount a year",
    "usd": "US$ of the year",
    "km": "Length, km",
    "tonnes_per_year": "Most a year, t",
    "usd_per_tonne": "Cost, US$ a t",
    "usd_per_household": "Cost of moving, US$ a household",
    "share": "Share, 0 to 1",
    "preference": "Worth of a person-year",
}
MEANINGS = "What the columns mean"
COLUMN, MEANING, BLANK_MEANS = "Column", "What it is", "An empty cell means"
NEVER_BLANK = "not allowed"
BY_YEAR = "A year that shows — has no row of its own: it takes the figure of the latest earlier year."
BLANK_NOTE = "An empty cell is not 0; in this table it means, where it is allowed: {meanings}."
SOURCE = "{count:,} rows: {confidence}. Sources: {sources}."
SOURCES_MORE = ", and {count} more"
ALL_ROWS = "all rows"
BLANK = "(empty)"

USE_EDITS = "Use {count} changed figures"
USE_ONE_EDIT = "Use 1 changed figure"
DROP_EDITS = "Drop them"
EDIT_ROW, EDIT_COLUMN, EDIT_BEFORE, EDIT_AFTER = "Row", "Column", "Before", "After"
NO_ROW = "no row for {year} in the dataset"
NO_ROW_EXPECTED = "a year that has a row of its own"
NO_ROW_HINT = "Change the latest earlier year instead: its figure holds until the next."
TWINS = "{count} rows of this name, which add up"
TWINS_EXPECTED = "a row that no other is named like"
TWINS_HINT = "Change all of them together below, by a factor."

GROUP = "Change many figures at once"
GROUP_INTRO = "One column of this table, for all rows or those you name: set it, multiply it, or add to it."
GROUP_COLUMN = "Column"
GROUP_WHERE = "Only where {name} is"
GROUP_ALL = "all"
GROUP_HOW = "How"
HOWS = {"times": "multiply by", "plus": "add", "set": "set to"}
GROUP_FIGURE = "Figure"
GROUP_FIGURE_HELP = (
    "A number with a decimal point: 5000, 1.5, -200. Empty with “set to”: no figure, where that is allowed."
)
GROUP_PREVIEW = "{rows:,} figures change; their sum: {before} → {after}"
GROUP_PREVIEW_BLANKS = "{count:,} are empty and stay so."
GROUP_USE = "Use this change"
GROUP_NOTHING = "Nothing would change: type a figure."

ONE = "One figure of one place and year"
ONE_INTRO = (
    "For questions like “5,000 more homes of 4 rooms in one place from 2029”: choose the row, type the figure. A row "
    "that the table does not have yet is added. In tables by year the figure is for its year alone."
)
ONE_TABLE = "What is it about?"
ONE_HOWS = {"plus": "so much more", "set": "exactly"}
ONE_PREVIEW = "{row}: {column} **{before} → {after}**."
ONE_ADDED = "The table has no such row yet: it is added."
ONE_AGAIN = "From {year} on it is {before} again."
ONE_NONE = "none"
NEVER = "never"
NOTHING_TO_ADD = "no figure that could be added to"
NOTHING_TO_ADD_EXPECTED = "a row, or a year after one, that has a figure"
NOTHING_TO_ADD_HINT = "Choose “exactly”, and type the whole figure."
RESOURCES = {
    "build": "Builders",
    "purchase": "Purchase certificates",
    "tenure": "Securing tenure",
    "clearance": "Clearance",
}
STAFF_OF = "Staff: {service}"
CHOICES = {"rehabilitate": "rehabilitation", "purchase": "purchase", "tenure": "tenure", "build": "building"}
ADDED = "row added: {figures}"
ADDED_FIGURE = "{column} {value}"

CHANGES = "Figures that are changed ({count})"
CHANGES_NONE = "No single figure is changed yet."
CHANGE_TABLE, CHANGE_ROWS, CHANGE_COLUMN, CHANGE_HOW = "Table", "Rows", "Column", "Change"
CHANGE_SET, CHANGE_TIMES, CHANGE_PLUS = "set to {value}", "times {value}", "plus {value}"
REMOVE = "Take back change {number}"
REMOVE_WHICH = "Which change"
REMOVE_BUTTON = "Take it back"


def title(table: str) -> str:
    """A table as people call it."""
    return TITLES.get(table, table.replace("_", " ").capitalize())
