"""Text of what a donor reads and takes home."""

from __future__ import annotations

HEADING = "What the money does"
BANNER = (
    "Planning figures, not findings: what the data allow under these assumptions. Both programmes are shown with the "
    "same measures on the same scale."
)
BASELINE_NAMED = "Baseline"
SCENARIO_NAMED = "Scenario: {title}"
SCENARIO_UNNAMED = "Scenario without a name"
BASELINE_SAID = "All figures are those of the baseline, the scenario that the others are compared with."
SCENARIO_SAID = "All figures are those of this scenario. It differs from the baseline:"
PROGRAMME_SAID = "{short}: {full}."
PLAN_SAID = "Plan with whole schools, clinics and households, {sure}; every equation was recomputed from its tables."
ESTIMATE_SAID = (
    "Estimate: slightly optimistic, because part-built facilities are allowed; every equation was recomputed."
)
SURE = {
    "optimal": "proven best",
    "within_gap": "within {gap:.1%} of the best possible",
    "time_limit": "ended by the time limit, {gap:.1%} from the proven bound",
    "stopped": "stopped by hand, {gap:.1%} from the proven bound",
}
QUALITIES = {"estimate": "estimate", "plan": "plan"}
MADE = "resettle {version} · data: {title}, version {data_version} · plan {digest}{date}"
IN_ALL = "In all"

SETTLED = "People settled by {year}"
MONEY_USED = "Money used by {year}"
PER_PERSON = "Cost per person settled"
NEED = "Unfunded need"
OF_PEOPLE = "{persons} of {people} ({share})"
NEED_NOTE = "With all the money that could be used, spending is higher by this amount. By {year}, {persons}"
NEED_PERSONS = "{persons} more people settle."
NEED_UNKNOWN = "the number of people settled differs too little to tell."
NEED_LIMIT = "Then the tightest constraint is {limit}."
NO_GAP = "No funding gap"
NO_GAP_WAITING = "No funding gap: {waiting} people have chosen and are not settled; what limits them is {limit}."
NO_GAP_SETTLED = "No funding gap: everybody who has chosen is settled."
NEED_OPEN = "being estimated"
NO_LIMIT = "what people have chosen"

NEXT_HEADING = "What do the next US$ {amount} bring?"
NEXT_YEARS = "US$ {amount} more, unearmarked, bring {years} more person-years, weighted by need, by {year}"
NEXT_FEWER_YEARS = "US$ {amount} more, unearmarked, bring {years} fewer person-years, weighted by need, by {year}"
NEXT_SAME_YEARS = "US$ {amount} more, unearmarked, bring as many person-years, weighted by need, by {year}"
NEXT_UNKNOWN_YEARS = (
    "What US$ {amount} more, unearmarked, bring in person-years, weighted by need, by {year} is too small to tell"
)
NEXT_RANGE = " ({range} among plans that are as good)"
NEXT_PERSONS = "{persons} more people settle by {year}{range}."
NEXT_FEWER_PERSONS = "{persons} fewer people settle by {year}, because money settles people earlier{range}."
NEXT_SAME_PERSONS = "As many people settle by {year}."
NEXT_UNKNOWN_PERSONS = "Whether more people settle by {year} is too small to tell{range}."
NEXT_NOTHING = "US$ {amount} more, unearmarked, bring nothing: nobody more settles, and nobody earlier."
NEXT_HIDDEN = "The tightest constraint is {limit}: until there is more of it, more money stays unused."
NEXT_LIMIT = "Once the money is there, the tightest constraint besides money is {limit}."
NEXT_SPENT = "In all, US$ {spent} million more are spent."
NEXT_WHERE = "Largest increases in people settled: {places}."
NEXT_MOVED = "Largest decreases: {places}."
NEXT_ON = "What it pays for: {sectors}."
NEXT_OF = "{title} US$ {usd} million"
NEXT_PLACE = "{name} {persons}"
NEXT_WAITS = "The plan is being made with this money and without it; the answer appears here."
NEXT_CAPTION = (
    "The estimate of this scenario with this money and without it. The money is there from {first} and stays until it "
    "is used. Person-years: one person settled for one year, until {year}; those of people in greater need weigh more, "
    "as the data say. “At least” and “at most” are the range among plans that are as good as the best to a millionth. "
    "A difference that this range does not confirm is too small to tell."
)
NEXT_CHART = "Each further dollar brings no more than the one before"
AMOUNTS_AXIS, YEARS_AXIS = "More money, unearmarked (million US$)", "Person-years more by {year}, weighted by need"
RANGE_NAMED = "range among plans that are as good"
AT_LEAST, AT_MOST, FOUND = "at least", "at most", "best plan"
PEOPLE_HEAD = "By programme"
PLACES_HEAD = "By place"
SECTORS_HEAD = "By sector"
OTHER_PLACES = "Other places together"
OTHER_SECTORS = "Other sectors together"
GIVERS_HEAD = "The same money, within what each funder may pay for"
GIVERS_NOTE = (
    "US$ {amount} more for what these funders may pay for, there from {first} and available until used. Earmarked "
    "money may free other money, so it can bring as much as unearmarked money. Funders whose money brings the same "
    "share a row."
)
AMOUNT = "More money, unearmarked"
AMOUNTS_HEAD = "More money, more people?"
AMOUNTS_NOTE = (
    "Each row is planned by itself. Returns diminish: a larger amount brings no more for each dollar, apart from the "
    "range stated."
)
UNTIED = "Unearmarked"
ANYTHING = "anything"
WAITING = "being estimated"
NO_PLAN = "no plan: {why}"
NO_OPTIMUM = "the solver found no optimum"
NOTHING = "nothing"
GIVER, BRINGS = "Whose money", "What it brings"

PEOPLE_TITLE = "{persons} of {people} people settled by {year}"
PEOPLE_CAPTION = (
    "People settled by the end of each year, all years before included, on one scale. Counts are rounded to the "
    "nearest {count}; 1 to {most} are shown as fewer than {count} and count as 0 in sums. Confidence of the figures: "
    "below."
)
SOLUTIONS = {"return": "return", "integrate": "integrate", "relocate": "relocate"}
BY_END_OF = "By the end of"

FUNDERS_TITLE = "US$ {paid} million of {given} million are paid; {unspent} million stay unspent{earmarked}"
FUNDERS_TIED, FUNDERS_ALL_TIED, FUNDERS_FREE = ", {usd} million of it earmarked", ", all of it earmarked", ""
FUNDERS_CAPTION = (
    "Each bar is all the money of a funder over all years, in per cent; its amount stands beside it, in US$ of {base}. "
    "Hatched: earmarked for sectors or places; a state's money for its own programme is not. Unspent is what lapses or "
    "is left at the end; money of the last years has little use in the plan, since what is begun then is ready after "
    "{year}. Confidence: below."
)
FUNDER, EARMARK = "Funder", "May pay for"
GIVEN, PAID, UNSPENT = "Given, million US$", "Paid, million US$", "Unspent, million US$"
KEPT, KEPT_SAID = "Unspent money", {True: "stays available", False: "lapses each year"}
PAID_TIED, PAID_FREE = "Paid, earmarked", "Paid, unearmarked"
UNSPENT_TIED, UNSPENT_FREE = "Unspent, earmarked", "Unspent, unearmarked"
SHARE_OF_MONEY = "Share of the funder's money (%)"

COSTS_TITLE = "A person settled costs US$ {usd}"
COSTS_TITLE_NONE = "Cost per person settled"
COSTS_CAPTION = (
    "Money spent by {year} for each person settled by then, in US$ of {base}; spending that is ready later counts too. "
    "Prices differ between the programmes, and so do the solutions: integrating where one lives costs less than a new "
    "home. Sums are of the rows as shown."
)
SECTOR, MILLIONS_OF, EACH_OF = "Sector", "million US$", "US$ a person"
TOTAL = "in all"

RANGE_TITLE = "Between {low} and {high} people settle by {year}, as choices and money turn out"
RANGE_TITLE_ONE = "Up to {count} people settle by {year}, as choices and money turn out"
RANGE_TITLE_NONE = "How much choices and money matter"
RANGE_CAPTION = (
    "Differences to this scenario, between two estimates, under the scenarios that ship and that differ from it only "
    "in what people choose or in the money given. A range of assumptions, not a confidence interval."
)
SCENARIO, RANGE_SPENT = "Scenario", "Spent, million US$"
RANGE_PEOPLE = "People more or fewer by {year}"
MORE, FEWER = "{count} more", "{count} fewer"

MAP_TITLE = "Where people settle by {year}"
MAP_CAPTION = (
    "Each point is a place, its area in proportion to the people settled there; the largest stands for {largest}. "
    "Places with fewer than {count} people are drawn as small as those with nobody. No borders are drawn."
)
PLACES_TABLE = "People settled by place"

SOURCES_TITLE = "Where the figures come from"
SOURCES_SAID = (
    "Of {rows} rows of data, {sourced} are sourced ({sourced_share}), {derived} derived from sources "
    "({derived_share}) and {assumption} assumed ({assumption_share}). A row with several figures takes the weakest "
    "one's word."
)
SOURCES_NONE = "The data do not say where their figures come from."
ASSUMED = "Mostly assumed: {tables}. Change these first when better figures are known."
CONFIDENCES = {"sourced": "Sourced", "derived": "Derived", "assumption": "Assumed"}
TABLE, ROWS = "Table of the data", "rows"
SOURCE, PUBLISHER, ADDRESS, AS_OF = "Source", "Publisher", "Address", "As of"

METHOD_TITLE = "Method and limits"
METHOD = (
    "The plan settles households year by year, only where they have chosen, with a home of enough rooms and every "
    "service at its norm, within the builders, cleared land, staff, roads and money that there are; of all such plans "
    "it is the one with the most person-years, weighted by need.",
    "More money is answered by solving the same programme with it and without it. Among plans that are equally good "
    "the one that settles the most people is taken, and each difference is told with its range among plans as good to "
    "a millionth.",
    "Counts of people, and differences between them, are rounded to the nearest {count} and smaller ones are masked. "
    "Sums, shares and costs per person come from the figures as shown; person-years are rounded to what {count} people "
    "make.",
    "Money is in US$ of {base}, to 0.1 million, or where people are masked to twice what the dearest homes of {count} "
    "people cost; it is what the plan spends, not what anybody has promised, and prices, budgets after the first years "
    "and people's choices are largely assumed.",
    "The plan says nothing about who is entitled to what, and it forecasts nothing: it shows what the assumptions "
    "imply by {year}, and which of them matter.",
)
FIGURE, NOTE = "Figure", "Note"
PERSONS, MILLION_USD, SHARE = "persons", "million US$", "%"
MORE_PEOPLE, MORE_YEARS, MORE_SPENT = (
    "People more by {year}",
    "Person-years more, weighted by need",
    "Spent more, million US$",
)
ASSUMPTION, IN_BASELINE, HERE = "Assumption", "Baseline", "Here"
PROGRAMME, PLACE = "Programme", "Place"
PENDING = "{count} of the estimates were not ready when this was made: they are marked “being estimated”."

PEOPLE_OF_PROGRAMME, SHARE_SETTLED = "People of the programme", "Share settled"
UNIT, UNITS = "Unit", {"count": "persons", "share": "%", "millions": "million US$", "usd": "US$"}
FUNDERS_CHART = "Paid and unspent by funder"

SHEETS = {
    "summary": "Summary",
    "differences": "Assumptions",
    "next": "Next money",
    "next_people": "Next money by programme",
    "next_places": "Next money by place",
    "next_sectors": "Next money by sector",
    "givers": "Next money by funder",
    "people": "People",
    "places": "Places",
    "funders": "Funders",
    "costs": "Costs",
    "range": "Range",
    "confidence": "Confidence",
    "sources": "Sources",
    "method": "Method",
}
NO_BROWSER = (
    "No PDF: this machine has no Chromium (looked for {names}). Open the HTML file in any browser and print it to a "
    "PDF there, or install your system's package chromium, or name one in RESETTLE_CHROMIUM."
)
BROWSER_FAILED = (
    "No PDF: the browser {browser} did not make one ({why}). Open the HTML file in any browser and print it to a PDF "
    "there."
)
LANGUAGE = "en"
NOSCRIPT = "The charts need JavaScript; all their figures are in the tables."
