"""Text of the page Overview and of the findings."""

from __future__ import annotations

INTRO = (
    "What the dataset allows, nothing changed: who can settle where and when, with these homes, services, builders, "
    "cleared land, roads and budgets. Planning figures, not a forecast."
)
FIRST_FIGURES = "The first figures appear here when the estimate is ready."
EXACT_FOLLOWS = "The plan with whole facilities follows and replaces these figures when it is ready."
SEARCH_ON = "Search on, to within {goal:.0%} of the proven bound"
SEARCH_ON_HELP = "Takes minutes. The present figures stay until it is done; you can stop it at any time."
GO_ON = "What if some of this were different? Go to What if"

SETTLED = "People settled by {year}"
OF_PEOPLE = "{share:.1%} of {people:,.0f}"
SPENT = "Money spent by {year}"
PER_PERSON = "Money per person settled"
PERSON_YEARS = "Person-years, weighted by need"
PERSON_YEARS_HELP = "one person settled for one year: whoever settles earlier counts for longer"
UNUSED = "{share:.0%} of the money stays unused"
IN_PRICES = "in US$ of {year}"
SHORT_OF_TARGETS = "Short of targets and pins"
SHORT_OF_NOTHING = "nothing"
SHORT_HELP = "People (targets) and households (pins) by which the plan falls short; each target stands below."

LIMITS = "What limits the plan"
NO_LIMIT = "No capacity limits the plan: everybody who has chosen something that is open can settle."
NO_LIMIT_WAITING = (
    "No capacity limits the plan by its shadow price, and {persons:,.0f} people who have chosen wait at the end of "
    "{year}. The page Why says what keeps them, place by place."
)
NO_LIMIT_AIM = "No capacity limits the plan. {reason}"
LIMIT_FIRST = "**What holds the plan most is {label}** (used up in {years}): {gain}."
LIMIT_OTHERS = "After it: {others}."
LIMIT_NEXT = "{label} ({size})"
CHOICE_FINDING = (
    "Nobody is settled against what they have chosen: by {year}, {willing:,.0f} of {people:,.0f} people "
    "are assumed to have chosen a solution that is open; {share:.0%} of them are settled."
)
LIMITS_TITLE = "Ten per cent more of what would help most?"
LIMITS_CAPTION = (
    "Person-years (a person settled for one year, weighted by need) that 10 % more in every year would add, and their "
    "share of the plan's person-years; US$ saved where the aim is the least cost. The gain is read from shadow prices "
    "with whole-number decisions held: it holds for small changes, so a real change brings less. What people have "
    "chosen is hatched and stands last: it is no lever. Source: the plan's table bottlenecks."
)

PEOPLE_FINDING = "{persons:,.0f} of {people:,.0f} people settled by {year}: {shares} of their programme's people"
PEOPLE_CAPTION = (
    "Persons settled by the end of each year, all years before included; the same scale for every "
    "programme. Source: the plan's placements. Confidence of the inputs: {note}."
)
MEASURE = "Show"
MEASURES = {"persons": "People", "share": "Share of the programme's people"}

MONEY_FINDING = "{cost} spent by {year}; {unused} ({share:.0%}) of the money stays unused"
MONEY_VIEW = "Show money by"
MONEY_VIEWS = {
    "sector": "Year and purpose",
    "year": "Year and funder",
    "purpose": "Funder and purpose",
    "funder": "Funder, unused and not funded",
}
SPENDING_CAPTION = (
    "Million US$ of {base_year} in the year; the same scale for every programme. What would be begun in "
    "the last years is ready after {year}, so less is spent then. Source: the plan's spending. Confidence"
    " of the inputs: {note}."
)
FUNDERS_CAPTION = (
    "All years, US$ of {base_year}. Unused is what lapses at the end of a year, and what is left at the "
    "end where it stays available. In the last years part of it has no use in the plan: what would be "
    "begun then is ready after {year}. Confidence of the inputs: {note}."
)

HOMES_FINDING = "{homes:,.0f} homes are ready by {year}; {households:,.0f} households live in them"
HOMES_CAPTION = (
    "Homes with so many rooms or more (bars) and households that need so many or more (marks), at the end"
    " of {year}: a larger home may take a smaller household, never the reverse. A present home with "
    "secured tenure suits who lives in it. Homes with open property claims are planned for nobody. "
    "Confidence of the inputs: {note}."
)

SERVICES_FINDING = "Every service meets its norm in every place in {year}; {full:,} of {all:,} are used to 100 %"
SERVICES_SHORT = (
    "{short:,} of {all:,} services of places are below the norm in {year}, as the scenario's standard allows"
)
SERVICES_YEAR = "Year of the services"
SERVICES_CAPTION = (
    "What the people settled need by the norm, in % of what stands for them (spare places and what the "
    "plan builds); at 100 % nothing, or almost nothing, is left. Only places where somebody settles. Confidence of "
    "the inputs: {note}."
)
SERVICES_NONE = "Nobody needs a service yet in this year."

MAP_FINDING = "Where people settle by {year}: {places}"
MAP_PLACE = "{name} {persons:,.0f}"
MAP_CAPTION = (
    "Points are places at their coordinates, their area the people settled there by {year}, the same scale in every "
    "year. {links} No borders are drawn. Names in use by both populations stand in the hover text and in the table. "
    "Confidence of places and links: {note}."
)

CONFIDENCE_FINDING = (
    "Of {rows:,} rows of data, {sourced:,} are sourced, {derived:,} derived from sources, {assumption:,} assumed"
)
CONFIDENCE_CAPTION = (
    "Rows of each table by the confidence that they state: a row with several figures takes the weakest one's"
    " word. Every row names its source."
)
CONFIDENCE = {"sourced": "sourced", "derived": "derived", "assumption": "assumed"}

ABOUT = "How far these figures can be trusted"
NOTES_TITLE = "Who is counted"
HOW_MADE = "How the plan was made"
CHECKS_TITLE = "What was checked"
WARNINGS_TITLE = "What the check of the data remarks ({count})"
AND = " and "
AGAINST_BASELINE = "to the baseline"

DATA_CARD = "Data sourced or derived from sources"
DATA_OF_ROWS = "{sourced:,} rows sourced, {derived:,} derived, {assumption:,} assumed"

MAP_YEAR = "Year of the map"
MAP_LINKS = "Lines are links for building material and what they carry in {year}; a corridor is drawn open once it is."

CLOSER = "Look closer at"
CLOSER_VIEWS = {
    "limits": "What would help most",
    "origins": "Communities of origin",
    "flows": "Who goes where",
    "homes": "Homes",
    "services": "Services",
    "works": "Building programme",
    "clearance": "Clearance",
}

FLOWS_FINDING = "{stay:.0%} of the people settled by {year} settle in the place where they live now, {move:,.0f} move"
FLOWS_CAPTION = (
    "Persons settled over the horizon, by where they live now and where they settle; the {most} largest pairs of "
    "places of each programme, on one scale; the table has them all. Source: the plan's placements. Confidence of "
    "the inputs: {note}."
)
ORIGINS_FINDING = "Least served by {year}: {places}"
ORIGINS_PLACE = "{name} with {share:.0%} of its people settled ({of_chosen:.0%} of those who have chosen)"
ORIGINS_NONE = "No community of origin has chosen a solution that is open"
ORIGINS_CAPTION = (
    "Communities of origin of each programme by the share of their people settled by {year}, the least served first; "
    "the same scale for every programme. Who has chosen nothing that is open is not settled: the diamond counts only "
    "those who have. Source: the plan's placements. Confidence of the inputs: {note}."
)
CLEARANCE_FINDING = "{cleared:,.0f} of {contaminated:,.0f} ha to be cleared are cleared by {year}; {full}"
CLEARANCE_FULL = "the teams of places are at their limit in {times} of {all} years of work"
CLEARANCE_NEVER = "the teams of places are never at their limit"
CLEARANCE_NOTHING = "Nothing is cleared in the plan"
CLEARANCE_NO_MINES = "No place of the data has land to be cleared."
CLEARANCE_CAPTION = (
    "Hectares cleared in the year, by place; below each name what is cleared in all and what is to be cleared. Darker "
    "cells: nearer to what the teams of the place (in the first row: of the programme) can clear in a year; ▲ marks "
    "years in which teams of a place clear all they can. Land cleared is built on from the next year. Source: the "
    "plan's clearance. Confidence of the inputs: {note}."
)
WORKS_VIEW = "Show"
WORKS_HOMES = "Homes"
WORKS_FINDING = "{amount:,.0f} {unit} become ready by {year}, most of them in {best} ({most:,.0f})"
WORKS_NONE = "Nothing of this kind becomes ready within the plan's years."
WORKS_CAPTION = (
    "What becomes ready in the year, by place; darker cells have more; the same scale for every programme. Homes are "
    "built, rehabilitated, bought with certificates or secured by tenure; vacant homes are not counted. An estimate "
    "builds parts of facilities. Source: the plan's homes and facilities, moved on by the years that they take. "
    "Confidence of the inputs: {note}."
)
SERVICES_VIEW = "Show services by"
SERVICES_VIEWS = {"service": "One service, all years", "year": "One year, all services"}
SERVICES_ONE = "Service"
SERVICE_FINDING = "{title}: the norm is met in every place and year; {full:,} of {all:,} are used to 100 %"
SERVICE_SHORT = "{title}: below the norm in {short:,} of {all:,} places and years, as the scenario's standard allows"
FUNDING_CAPTION = (
    "Million US$ of {base_year} by year: what each funder pays, and what stays unused (it lapses at the end of the "
    "year, or is left at the end where it stays available). Confidence of the inputs: {note}."
)
PURPOSES_CAPTION = (
    "Million US$ of {base_year} over all years by funder and purpose; darker cells are a larger part of the funder's "
    "money. Confidence of the inputs: {note}."
)
NEEDED_CAPTION = (
    "Not funded: what it would cost, at the plan's own cost per person, to settle who has chosen and is not settled "
    "by {year}: an order of size; the next people may cost more, and money alone need not settle them. "
)
SERVICES_CELLS = "Darker cells: nearer to full. "
