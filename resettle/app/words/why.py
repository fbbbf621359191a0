"""Text of the page Why."""

from __future__ import annotations

INTRO = (
    "Why the plan is as it is, and what would change it. Choose a question. What needs other plans is worked out when "
    "you ask for it, from estimates, in the background; the other pages can be used meanwhile."
)
QUESTION = "Question"
QUESTIONS = {
    "limits": "What holds the plan?",
    "more": "What does one more bring?",
    "not": "Why not here?",
    "money": "How far does money go?",
    "million": "What does a million bring?",
    "next": "What stops it next?",
    "fairness": "What does fairness cost?",
    "others": "Could it be otherwise?",
    "repair": "What would meet the targets?",
    "conflict": "Do targets contradict?",
    "pins": "What do pins cost?",
    "change": "What made the difference?",
}
UNKNOWN = "The link asks the question '{found}', which this page does not have. Choose one."
ASK = "Work it out"
ASK_AGAIN = "Ask again"
WAITING = "Waiting for its turn ({ahead}) · {seconds:.0f} s."
LEFT = "This question was asked before, and ended without an answer because nobody was waiting for it. Ask it again."
WORKING = "Working it out: {stage}, {seconds:.0f} s."
WORKING_PLANS = "Working it out: {plans:,} estimates made, now {stage}, {seconds:.0f} s."
WORKING_OF = "Working it out: {plans:,} of {of:,}, now {stage}, {seconds:.0f} s."
BEGINNING, COMPARING = "reading the data", "comparing plans"
STOP = "Stop"
STOP_HELP = "Ends it without an answer."
STOP_SHARED = "Others wait for the same answer, so it goes on."
TOOK_PLANS = "Worked out from {plans:,} estimates in {seconds:.0f} s."
TOOK = "Worked out in {seconds:.0f} s."
ESTIMATES = "These are estimates, with facilities in fractions of a school or hospital, so slightly too good."

LIMITS_INTRO = (
    "What is used up, where and when, and what ten per cent more of it would bring. Homes, services and cleared land "
    "are made by the plan itself: they are short where builders, staff, money or teams are."
)
LIMIT = "Limit"
ALL_LIMITS = "All limits of the place"
MAP_FINDING = "More would bring most in {name} in {year}: {person_years:,.0f} person-years by 10 % more of {label}"
MAP_ALL = "all that is used up there"
MAP_NONE = "Ten per cent more of this would bring nothing in any place and year by itself"
MAP_CAPTION = (
    "Person-years (a person settled for one year) in the whole plan by 10 % more of what the place has in that year, "
    "at the margin, with whole-number decisions held; blank where nothing is used up. What limits a whole programme "
    "(money, all builders, staff) stands in the chart above. Source: the plan's table bottlenecks."
)

TOO_LATE = "What there was, what was used, and what came too late"
TOO_LATE_CAPTION = (
    "Too late: what came after the last year in which a home could still be begun with it and be ready, or in which "
    "more of the funder's money would have made the plan better. Unused: what could have been used before. Homes count "
    "by when they are begun; whole horizon."
)

MORE_INTRO = (
    "The {top} limits that are worth most, each moved by one step up and one down and the estimate solved again, "
    "beside what its price predicts. A price holds for small changes only; where the plan stands at a corner, more "
    "and less have different prices."
)
MORE_LONG = "About {top} times two solutions from the estimate's own; some seconds to a minute."
MORE_FINDING = "{holds} of {count} prices hold for a step more, {less} for a step less"
MORE_CAPTION = (
    "Objective gained by a step more, and lost by a step less, in % of what the price predicts. One step is one home, "
    "hectare, unit, household, member of staff, million US$, or 100 t. By concavity more brings at most the price and "
    "less takes at least it."
)
MORE_LINE = "**{limit}**: {person_years} person-years and {persons} people by the end, {holds}"
MORE_MILLION = " ({per_million} person-years for a million US$ of it)"
MORE_HOLDS = {
    "more and less": "as its price says",
    "more only": "as its price says; a step less takes another amount",
    "less only": "where its price says {predicted} person-years: it holds downwards only",
    "neither": "where its price says {predicted} person-years: it does not hold for a whole step",
}
MORE_HEADING = "What one more was found to bring, the best of each kind"
MORE_MOST = 8

NOT_INTRO = (
    "Why people who have chosen a place are not settled. First what the plan leaves too little of, each place as if "
    "nobody else waited. Then, when you ask, the plan is made again with plenty of exactly that: a cause is named only "
    "where more of those who wait then settle."
)
NOT_LONG = "A few estimates with plenty of what seems short: half a minute to some minutes on the dataset that ships."
NOT_WHOM = "Ask about"
NOT_KINDS = {"place": "A place", "cohort": "A group of people", "target": "A target"}
NOT_WHICH = {"place": "Place", "cohort": "Group (cohort)", "target": "Target"}
NOT_YEAR = "By the end of"
NOT_TARGETS = "These assumptions have no targets. Set one on the page What if, under “Targets and pins”."
NOT_TABLES = {
    "causes": "What settles them, planned again",
    "short": "What the plan leaves too little of",
    "relocating": "What the plan leaves too little of where they might settle",
    "held_by": "What the plan leaves too little of",
}
ROLES = {"held by": "Given", "missing": "To be provided by the plan"}

MONEY_INTRO = (
    "The best plan for each amount of money, from a tenth of what these assumptions have to where more adds nothing, "
    "all funders in the same proportion and within their earmarks."
)
MONEY_LONG = "13 estimates or so: one to three minutes on the dataset that ships."
MONEY_FINDING = "{before:,.0f} person-years a million up to {usd}; {beyond:,.0f} beyond"
MONEY_STRAIGHT = "Each further million adds about as much as the one before"
MONEY_CAPTION = (
    "People settled by the last year under the best plan for each amount of money. The knee is where the curve bends "
    "most: a mark, not an advice. People may fall where money settles them earlier rather than settling more of them; "
    "person-years never do. " + ESTIMATES
)

MILLION_INTRO = (
    "A million US$ on top of what these assumptions have, from every possible source: unearmarked, from each funder "
    "within its earmarks, earmarked to a sector or to a place; and larger amounts. Each is planned again."
)
MILLION_LONG = "About a hundred plans, each a short way from the first: half a minute on the dataset that ships."
MILLION_FINDING = "{usd} unearmarked bring {gained:,.0f} person-years, as the aim weighs them"
MILLION_CURVE_CAPTION = (
    "Person-years (a person settled for one year) as the aim weighs them: by need and preference, less what is spent. "
    "Money is there from the first year and stays until it is used, whoever gives it. The range is among plans "
    "that are as good as the best to a millionth; a difference that it does not confirm is too small to tell. "
    + ESTIMATES
)
MILLION_WHOSE = "How the million comes"
MILLION_RANKED = {
    "funder": "A million from each funder, within its earmarks",
    "sector": "A million earmarked to each sector",
    "place": "A million earmarked to each place",
}
MILLION_RANKED_CAPTION = (
    "Money earmarked to what is paid for anyway frees other money for the rest, so that it brings as much as "
    "unearmarked money does; such ways are one row. “By price”: what the estimate's shadow prices say that it brings "
    "at most. " + ESTIMATES
)
MILLION_AMOUNT = "Where unearmarked money goes: of"
MILLION_SECTORS = "What is spent more"
MILLION_SECTORS_CAPTION = (
    "Differences larger than those among plans that are as good; of other sectors they are too small to tell."
)
MILLION_PLACES = "Where more people settle"
MILLION_PLACES_CAPTION = (
    "By the last year, where the difference is larger than those among plans that are as good; of other places it is "
    "too small to tell. Fewer in one place where money lets people settle in another, or earlier."
)

NEXT_INTRO = (
    "The limit that holds the plan most is doubled, the plan made anew, and so on. What people have chosen is never "
    "lifted."
)
NEXT_LONG = "Up to 13 estimates: one to three minutes on the dataset that ships."
NEXT_WHOSE = "Limits of"
NEXT_ALL = "All programmes"
NEXT_FINDING = "From {first:,.0f} to {last:,.0f} people with {count:,} limits lifted"
NEXT_AS_IT_IS = "as these assumptions have it"
NEXT_CAPTION = (
    "People settled by the last year. Each bar has everything lifted in those above it; “× 4” is four times what these "
    "assumptions have. A step that settles no more people may settle them earlier (see the table). " + ESTIMATES
)
IDLE = "More of these alone does nothing today"
IDLE_CAPTION = (
    "Limits without a price: however much more there were of one of them alone, the plan would be no better. The third "
    "column says what hides it: what must be lifted first."
)

FAIRNESS_INTRO = (
    "The same assumptions with each floor for communities of origin from 0 to 100 %, and with the aim “fairest”. A "
    "floor asks that every community reaches so much of its own programme's cover. All programmes by the same measures."
)
FAIRNESS_LONG = "12 estimates: about a minute on the dataset that ships."
FAIRNESS_FINDING = "The fairest plan settles {more} than without a floor"
FAIRNESS_NO_FAIREST = "What each floor asks of the whole"
FAIRNESS_CAPTION = (
    "Cover: the share of a community's people who are settled, weighted by how much of the horizon it lasts. Counted "
    "are people with at least one place to go. " + ESTIMATES
)
EVEN_FINDING = "How evenly communities of origin are served, by floor"
EVEN_CAPTION = (
    "Gini coefficient of cover between communities of origin, weighted by people: 0 where all are served alike. The "
    "table has head counts, household sizes and profiles too, and the programmes held against one another."
)
GROUP_KINDS = {
    "origin": "Communities of origin",
    "size": "Household sizes",
    "profile": "Profiles",
    "programme": "Programmes",
}
GROUP_MEASURES = {"settled": "Settled by the end", "cover": "Cover, weighted by time"}

OTHERS_INTRO = (
    "Plans that give up at most 2 % of the result and differ from the best one, and from each other, as much as can be "
    "found: what all of these share does not hang on the choice among them; what differs is open to it."
)
OTHERS_LONG = "About ten plans from nothing: one to two minutes on the dataset that ships."
OTHERS_FINDING = "For {given_up} of the result up to {share} of the people settle otherwise"
OTHERS_CAPTION = (
    "Otherwise: elsewhere, at another time or not at all. The chart has people settled in each place, from the least "
    "to the most over the best plan and those nearly as good. Where the "
    "line is short, all plans agree. Further plans nearly as good may lie outside it. " + ESTIMATES
)
OTHERS_PLANS = "The plans"
OTHERS_PLANS_CAPTION = (
    "“Otherwise”: people who settle in another place, in the other half of the years, or not at all, against the best "
    "plan. The last columns have each programme's people."
)

ASKS_NOTHING = "These assumptions have no targets and no pins. Set one on the page What if, under “Targets and pins”."
REPAIR_INTRO = (
    "The smallest increase in capacity and funding that meets every target and pin together, and takes from nobody: "
    "every programme keeps its people by the end of each year, every place and group by the end of the last. What "
    "people have chosen is never touched. Each way was planned and can be opened here as a scenario with the same aim."
)
REPAIR_MAY = "May be raised"
REPAIR_MOST = "Maximum multiple"
REPAIR_LONG = "Twenty linear programmes and seven estimates or more: three to six minutes on the dataset that ships."
REPAIR_WAY = "Way"
REPAIR_FINDING = "{count:,} limits raised, the most {most:,.3g} times: {said}"
REPAIR_CAPTION = (
    "Each is raised in every year and place alike, on top of these assumptions. What a capacity costs to raise is in "
    "no data. " + ESTIMATES
)
REPAIR_WAYS = "The ways, best first"
REPAIR_WAYS_CAPTION = (
    "First those that take from nobody, then by what is still missed, by the money that is added over the years, and "
    "by the sum of the increases. Every way is planned for the aim of these assumptions, with targets first."
)
REPAIR_RAISES = "What is missed with 1% less of each increase, in the first way"
REPAIR_RAISES_CAPTION = (
    "People (of targets) and households (of pins) missed with 1% less of that one increase. Where that is more than "
    "the way misses itself, the increase cannot be smaller."
)
REPAIR_FEWER = "Who has fewer people settled, by way"
REPAIR_FEWER_CAPTION = (
    "Against the estimate of these assumptions. A programme by the end of the year in which most are fewer; places and "
    "groups by the end of the last year. Differences that rounding to whole households explains are left out."
)
REPAIR_LACKING = "Of these there is nothing, so that no factor raises them: {names}."
REPAIR_OPEN = "Open these assumptions"
REPAIR_OPEN_HELP = "Plans with them. Your present assumptions are put aside; Undo brings them back."
REPAIR_OPENED = "Opened: {title}. Undo on the page What if goes back."
REPAIR_DOWNLOAD = "Download as TOML"

CONFLICT_INTRO = (
    "The smallest set of targets and pins that no plan can meet together with the present capacities and money, how "
    "much each would have to be relaxed, and whether more capacity and money could make room for all of them."
)
CONFLICT_LONG = "A few linear programmes: half a minute or so on the dataset that ships."
CONFLICT_TABLE = "Conflicting targets and pins"
CONFLICT_CAPTION = (
    "“By itself”: missed with the others of the set let go. “To make room”: the least that is missed of it when all "
    "the others of the set are met. Pins of at most so many may be overrun here too."
)

PINS_INTRO = (
    "What each pin (a planner's word over the optimiser) costs: the plan without it, held against the plan with it."
)
PINS_NONE = "These assumptions have no pins. Set one on the page What if, under “Targets and pins”."
PINS_LONG = "An estimate for each pin, and two more."
PINS_FINDING = "Without its costliest pin the plan would gain {person_years:,.0f} person-years"
PINS_FREE = "No pin makes the plan worse"
PINS_CAPTION = "Person-years more (or fewer) without each pin; people and money beside it. " + ESTIMATES
PINS_WHOM = "Whom pins displace"
PINS_WHOM_CAPTION = "People settled by the last year by community of origin, with and without each pin."
ALL_PINS = "all of them"

CHANGE_INTRO = (
    "How much of the difference to the baseline each of your assumptions accounts for: its mean share over the orders "
    "in which they can be changed one after the other."
)
CHANGE_SAID = "from {before} to {after}:<br>{years} person-years, {usd}"
AS_DATA = "what the dataset says"
CHANGE_NONE = "Nothing is different from the baseline. Move a lever on the page What if, and come back."
CHANGE_LONG = "{count:,} estimates."
CHANGE_SMALL = "The difference in people is too small to tell; by what is assumed differently"
CHANGE_FINDING = "{more} than in the baseline, by cause"
CHANGE_CAPTION = (
    "People by the last year; the parts add to the whole difference (Shapley values; for more than four changes, the "
    "mean of two orders). " + ESTIMATES
)
