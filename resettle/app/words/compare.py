"""Text of the page Compare, and of assumptions in words."""

from __future__ import annotations

INTRO = (
    "Up to four scenarios side by side, by the same measures for everybody. Every difference is to the first one "
    "chosen, and is the difference of two estimates."
)
CHOOSE = "Scenarios to compare"
CHOOSE_HELP = "The first one is what the others are compared with. Up to four."
CHOOSE_NONE = "Choose scenarios"
CHOOSE_TWO = "Choose at least two scenarios to see what is different."
NOW = "Present assumptions"
NOW_UNSAVED = "Present assumptions (not saved)"
BASELINE = "Baseline"
SAVED = "Saved: {name}"
LINKED = "From the link: {name}"
SAME_NAME = "{name} ({number})"
GONE = "“{name}” was compared before and is not here any more."
WORKING = "{done} of {all} estimates are ready; those that are ready are shown below."
REFUSED = "There is no estimate of “{name}”; it is left out:"
SAME = "These scenarios assume the same"

ASSUMED = "What is assumed differently: {count} assumptions"
ASSUMED_ONE = "What is assumed differently: 1 assumption"
ASSUMPTION = "Assumption"
FLOOR = "Fairness: {title}"
OPENS = "{title}: opens"
PARTS = {
    "mode": "What is best",
    "fairest_within": "Coverage that the worst-off community may give up",
    "horizon": "Years planned",
    "usd_per_person_year": "The most paid for one person-year",
    "targets_first": "Targets first",
    "whole_facilities": "Whole facilities",
}
YES, NO = "yes", "no"
HORIZON = "{first} to {last}"
PERSONS = "persons"
ALL = "everybody"
NONE = "none"
TARGET = "Target: {whom} by {year}"
SAFEGUARDS = {
    "programme": "Safeguards of programmes: people settled in all",
    "place": "Safeguards of places: people settled in all",
    "origin": "Safeguards of communities of origin: people settled in all",
    "size": "Safeguards of size classes: people settled in all",
    "profile": "Safeguards of profiles: people settled in all",
}
PIN = "Pin: {whom}"
CHANGE = "{table}, {column}: {where}"
EVERY_ROW = "all"
ADDED = "{table}, row added: {where}"
STEPS = {
    "set": "{figure}",
    "times": "× {figure}",
    "plus": "+ {figure}",
    "at_least": "at least {figure} households",
    "at_most": "at most {figure} households",
    "exactly": "exactly {figure} households",
}
THEN = ", then "

FIGURES = (
    "**{name}** compared with *{first}*: person-years {years}; people settled by {year}: {difference}; money {money}"
)
FIGURES_ONLY = "Figures side by side"
FIGURES_ALL = "All figures, and who is served worst"
FIGURE, UNIT = "Figure", "Unit"
DIFFERENCE = "{name}: difference"
DIFFERENCE_SHORT = "Difference"
NO_FIGURE = "–"
WORST = "The community of origin that each scenario serves worst"
SCENARIO, COMMUNITY, SETTLED, OF_PERSONS, SHARE = "Scenario", "Community", "Settled", "Of people", "Share"
FIGURES_CAPTION = (
    "Differences to {first}. Worst served: of the communities of origin in which anybody has chosen something that "
    "opens, the one with the smallest share of its people settled by the last year; it may be another one in each "
    "scenario. "
    "Money in US$ of {base_year}. Source: for figures the closest plan known, for differences the estimates."
)
DOWNLOAD = "Download as CSV"

LAST_YEAR = "the last year planned"
TOLD = "{figure} in {name}"
PEOPLE = "People settled by {year}, by the estimates: {told}"
PEOPLE_CAPTION = (
    "Persons settled by the end of each year, all years before included, both programmes, one scale for all. Dotted: "
    "{first}. Source: the placements of the estimates, on all sides. Confidence of the inputs: {note}."
)
PEOPLE_AXIS = "People settled so far (persons)"
MONEY = "Money spent by {year}, by the estimates: {told}"
MONEY_CAPTION = (
    "Million US$ of {base_year} spent in the year, both programmes, one scale for all. Dotted: {first}. Source: the "
    "estimates' spending. Confidence of the inputs: {note}."
)
MONEY_AXIS = "Spent in the year (million US$)"
YEAR, PROGRAMME = "Year", "Programme"

MAP_FINDING = "{after}: {more} places with more people than in {before}, {fewer} with fewer; most different: {places}"
MAP_CHECKING = "{after} compared with {before}: which differences of places can be told is being checked"
MAP_TOO_SMALL = "{after} compared with {before}: in no place is the difference large enough to tell"
LEAST, MOST, CAN_BE_TOLD = "At least", "At most", "Can it be told?"
BEING_CHECKED, NOT_CHECKED, TOO_SMALL = "being checked", "not checked", "too small to tell"
MAP_SAME = "In no place do {after} and {before} differ by a person"
MAP_BEFORE, MAP_AFTER = "From", "To"
MAP_PLACE = "{name} {difference}"
MAP_CAPTION = (
    "Points are places at their coordinates, their area the difference in people settled there by the last year; "
    "triangles up: more, triangles down: fewer, small circles: the same, or too small to tell. Differences of "
    "estimates; the {most} largest are checked against plans as good as the best. No borders are drawn. Names in use "
    "by both populations stand in the hover text and in the table. Coordinates: {note}."
)
PLACE, OTHER_NAMES = "Place", "Other names in use"
