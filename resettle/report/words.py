"""Text of what a donor reads and takes home."""

from __future__ import annotations

HEADING = "What the money does"
BANNER = (
    "Planning figures, not findings: what the data allow under these assumptions. Both programmes are shown with the "
    "same measures on the same scale."
)
PLAN_SAID = "Plan with whole schools, clinics and households, {sure}; every equation was recomputed from its tables."
ESTIMATE_SAID = (
    "Estimate, with facilities in fractions of a school or clinic, so slightly too good; every equation was recomputed."
)
SURE = {
    "optimal": "proven best",
    "within_gap": "within {gap:.1%} of the best possible",
    "time_limit": "ended by the time limit, {gap:.1%} from the proven bound",
    "stopped": "stopped by hand, {gap:.1%} from the proven bound",
}
MADE = "resettle {version} · data: {title}, version {data_version} · plan {digest}{date}"
ASSUMPTIONS = "Assumptions: {scenario}."
IN_ALL = "In all"

SETTLED = "People settled by {year}"
MONEY_USED = "Money used by {year}"
PER_PERSON = "Cost per person settled"
NEED = "Unfunded need"
OF_PEOPLE = "{persons} of {people} ({share})"
NEED_NOTE = "With all the money that it can use, the plan spends so much more; {persons} more people settle by {year}."
NEED_LIMIT = "What limits it then: {limit}."
NEED_NONE = "No more money could be used: {limit} holds the plan."
NEED_OPEN = "being estimated"
NO_NEED = "not limited by money"
NO_NEED_PART = "not limited by money: {limit} holds it"
NO_LIMIT = "what people have chosen"

NEXT_HEADING = "What do the next {amount} US$ bring?"
NEXT_BRINGS = "{amount} US$ more, free to use for anything, settle {persons} more people by {year}"
NEXT_YEARS = " and bring {years} more person-years"
NEXT_FEWER_YEARS = " ({years} person-years fewer, counted without the weight of need)"
NEXT_SAME_HEADS = "{amount} US$ more, free to use for anything, settle no more people by {year}"
NEXT_FEWER_HEADS = "{amount} US$ more, free to use for anything, settle {persons} fewer people by {year}"
NEXT_EARLIER = "People settle earlier: {persons} more by the end of {peak}."
NEXT_NOTHING = "{amount} US$ more, free to use for anything, bring nothing: nobody more settles, and nobody earlier."
NEXT_HIDDEN = "What holds the plan is {limit}: until there is more of it, money waits."
NEXT_LIMIT = "Once the money is there, what limits most, beside money itself, is {limit}."
NEXT_SPENT_MORE = (
    "In all {spent} million US$ more are spent: money that would have stayed unspent finds its use beside it."
)
NEXT_SPENT_LESS = (
    "In all {spent} million US$ more are spent: the rest takes the place of other money, or stays unspent."
)
NEXT_WHERE = "Most more: {places}."
NEXT_MOVED = "Fewer than before: {places}."
NEXT_ON = "Spent on: {sectors}."
NEXT_OF = "{title} {usd}"
NEXT_PLACE = "{name} {persons}"
NEXT_WAITS = "The plan is being made with this money and without it; the answer appears here."
NEXT_CAPTION = (
    "Two estimates that differ in this money alone; it is there from {first} and stays until it is used. Places with "
    "fewer than 10 people more or fewer are told together. Person-years: persons times years settled by {year}, "
    "counted alike for everybody; the plan itself weighs those of people in greater need higher. Estimates plan "
    "facilities in fractions. Confidence: as below."
)
NEXT_CHART = "Where {amount} US$ more change who settles by {year}"
NEXT_NO_PLACES = "Nothing changes by ten people or more at any place."
PLACES_AXIS = "People more (right) or fewer (left) by {year} (persons)"
PEOPLE_HEAD = "By programme"
PLACES_HEAD = "By place"
SECTORS_HEAD = "By sector"
GIVERS_HEAD = "The same money, tied to what each funder may pay for"
GIVERS_NOTE = (
    "Each row is a plan of its own: {amount} US$ more for what these funders may pay for, there from {first} and "
    "available until used. Tied money may free other money for the rest, so it can bring as much as untied money."
)
AMOUNT = "Untied money, US$"
AMOUNTS_HEAD = "More money, more people?"
AMOUNTS_NOTE = "Each row is a plan of its own. What the first dollars bring is not what all dollars bring."
UNTIED = "Nobody's yet: free to use for anything"
UNTIED_FUNDER = "free to use for anything"
ANYTHING = "anything"
WAITING = "being estimated"
NO_PLAN = "no plan: {why}"
NOTHING = "nothing: {limit}"
HOLDS = "What limits most, beside money"

PEOPLE_TITLE = "{persons} of {people} people settled by {year}"
PEOPLE_CAPTION = (
    "People settled by the end of each year, all years before included, on one scale. Counts are rounded to the "
    "nearest ten; 1 to 9 are shown as fewer than 10 and count as nothing in sums. Confidence of the figures: below."
)
SOLUTIONS = {"return": "return", "integrate": "integrate", "relocate": "relocate"}
BY_END_OF = "By the end of"

FUNDERS_TITLE = "{paid} million US$ of {given} are paid; {unspent} stay unspent, {earmarked} of it earmarked"
FUNDERS_CAPTION = (
    "Each bar is all the money of a funder over all years, in per cent; its amount stands beside it, in US$ of {base}. "
    "Hatched: earmarked for sectors or places; a state's money for its own programme is not. Unspent is what lapses or "
    "is left at the end; money of the last years has little use in the plan, since what is begun then is ready after "
    "{year}. Confidence: below."
)
FUNDER, EARMARK = "Funder", "May pay for"
GIVEN, PAID, UNSPENT = "Given, million US$", "Paid, million US$", "Unspent, million US$"
KEPT, KEPT_SAID = "Unspent money", {True: "stays available", False: "lapses each year"}
PAID_TIED, PAID_FREE = "Paid, earmarked", "Paid, free to use"
UNSPENT_TIED, UNSPENT_FREE = "Unspent, earmarked", "Unspent, free to use"
ALL_OF_IT = "all"
SHARE_OF_MONEY = "Share of the funder's money (%)"

COSTS_TITLE = "A person settled costs {usd} US$"
COSTS_TITLE_NONE = "Cost per person settled"
COSTS_CAPTION = (
    "Money spent by {year} for each person settled by then, in US$ of {base}; spending that is ready later counts too. "
    "Prices differ between the programmes, and so do the solutions: integrating where one lives costs less than a new "
    "home. Sums are of the rows as shown."
)
SECTOR, MILLIONS_OF, EACH_OF = "Sector", "{title}, million US$", "{title}, US$ a person"
TOTAL = "in all"

RANGE_TITLE = "Between {low} and {high} people by {year}, as choices and money turn out"
RANGE_TITLE_NONE = "How much choices and money matter"
RANGE_CAPTION = (
    "Estimates under the scenarios that ship and that differ from the baseline only in what people choose or in the "
    "money given. A range of assumptions, not a confidence interval."
)
SCENARIO, BASELINE = "Scenario", "Baseline"

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
    "More money is answered by planning anew with it and without it, so what it brings holds for this amount and these "
    "assumptions, not for every further dollar.",
    "Counts of people are rounded to the nearest ten; one to nine are shown as fewer than 10, and sums, shares and "
    "costs are worked out from the figures as shown, so that no masked count can be worked back. Differences between "
    "two plans are whole, with places of fewer than ten told together.",
    "Money is in US$ of {base}, to 0.1 million; it is what the plan spends, not what anybody has promised, and prices, "
    "budgets after the first years and people's choices are largely assumed.",
    "The plan says nothing about who is entitled to what, and it forecasts nothing: it shows what the assumptions "
    "imply by {year}, and which of them matter.",
)
FIGURE, NOTE = "Figure", "Note"
PERSONS, MILLION_USD, SHARE = "persons", "million US$", "%"
MORE_PEOPLE, MORE_YEARS, MORE_SPENT = "People more by {year}", "Person-years more", "Spent more, million US$"
PROGRAMME, PLACE = "Programme", "Place"
PENDING = "{count} of the estimates were not ready when this was made: they are marked “being estimated”."

SHEETS = {
    "summary": "Summary",
    "people": "People",
    "money": "Money",
    "next": "Next money",
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
