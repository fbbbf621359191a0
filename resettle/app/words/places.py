"""Text of the page Places."""

from __future__ import annotations

INTRO = (
    "One place of the plan: who settles there and from where, in which homes, with which services, on which land, "
    "what is built when, who pays, and what holds it back. Planning figures, not a forecast."
)
CHOOSE = "Place"
CHOOSE_HELP = "Type a part of any of its names, or click the place on the map."
UNKNOWN = "The link names the place '{found}', which this dataset does not have. Choose one below."
PLAN_SHOWN = "Plan shown"
PLANS_SHOWN = {"baseline": "Baseline", "scenario": "My assumptions (What if)"}
MAP_CAPTION = "Click a point to look at that place. Points: people settled by {year}. No borders are drawn."
MAP_FINDING = "{name} among the places of the plan: {persons:,.0f} people settled by {year}"
OTHER_NAMES = "Also known as: {names}."
PROGRAMME = "Planned by the programme “{title}”."
OPENS = "Opens in {year}."
NEVER_OPENS = "Does not open in this plan."

SETTLED = "People settled there by {year}"
OF_WHICH = "{share:.1%} of all who are settled: {parts}"
SETTLED_PART = {
    "return": "{persons:,.0f} return",
    "integrate": "{persons:,.0f} integrate",
    "relocate": "{persons:,.0f} relocate",
}
HOMES = "Homes ready or vacant by {year}"
HOMES_NOTE = "{households:,.0f} households settled there"
SPENT = "Money spent there by {year}, US$"
SPENT_NOTE = "without transport, which is of no one place"
NOBODY_SETTLED = "nobody"
CHOSEN = "People who have chosen to return or to integrate there by {year}"
CHOSEN_NOTE = "{settled:,.0f} of them are settled; {relocated:,.0f} more, who relocate, have settled there too"

NOBODY = "**Nobody settles in {name} by {year}.** {reason}"
WHY_NEVER_OPEN = "It does not open within the plan's years: it opens {opens}. What if it opened? See the page What if."
WHY_NOBODY_CHOSE = (
    "No group of people is assumed to have chosen to return to it or to integrate in it, and nobody who relocates may "
    "settle there."
)
WHY_NO_SITE = (
    "{chosen:,.0f} people are assumed to have chosen it, but the site is not opened: opening it costs money, and it "
    "would have to reach {smallest:,.0f} households."
)
WHY_NO_CAPACITY = "{chosen:,.0f} people are assumed to have chosen it. {left}"
WHY_LINK = "Why not more people here?"
NEVER = "never"
IN_YEAR = "in {year}"

LIMIT_FINDING = "**What holds {name} most is {label}** (used up in {years})."
LIMIT_GAIN = (
    "By its shadow price, 10 % more of it here in every year would bring about {person_years} person-years in the "
    "whole plan."
)
LIMIT_OTHERS = "Also used up: {others}."
LIMIT_USED_UP = "Used up in {name}: {others}. By their shadow prices, more of one of them here alone brings nothing."
LIMIT_NONE = "Nothing is used up in {name}. {left}"
ALL_SETTLED = "Nobody who has chosen it waits."
LIMITS_TITLE = "What is used up in {name}"
LIMITS_CAPTION = (
    "Homes, services and land are made by the plan itself: that they are used up says what people find, and that more "
    "of them would be of use; what they are made with (builders, staff, money) often serves the whole programme. "
    "Figures hold at the margin, with whole-number decisions held; one below nought means that more of it here "
    "would settle people elsewhere, or save money. Source: the plan's table bottlenecks."
)
ARRIVALS_FINDING = "{persons:,.0f} people settle in {name} by {year}: {parts}"
ARRIVALS_PART = {
    "return": "{persons:,.0f} return",
    "integrate": "{persons:,.0f} integrate where they live",
    "relocate": "{persons:,.0f} relocate",
}
ARRIVALS_CAPTION = (
    "Persons settled over the horizon by community of origin (above) and by where they live now (below). Source: the "
    "plan's placements. Confidence of the inputs: {note}."
)
HOMES_FINDING = "{homes:,.0f} homes in {name} by {year} for {households:,.0f} households settled"
HOMES_CAPTION = (
    "Homes ready or vacant with so many rooms or more (bars), and households settled that need so many or more "
    "(diamonds), at the end of each year; one scale. Confidence of the inputs: {note}."
)
SERVICES_FINDING = "{full:,} of {all:,} services in {name} are used to 100 % in {year}"
SERVICES_CAPTION = (
    "What the people settled need by the norm, in whole % of what stands for them; darker cells: nearer to full; at "
    "100 % nothing, or almost nothing, is left. Confidence of the inputs: {note}."
)
LAND_FINDING = "{used:,.0f} ha of {name} are built on by {year}; {cleared:,.0f} of {contaminated:,.0f} ha are cleared"
LAND_FREE = "{used:,.0f} ha of {name} are built on by {year}; ready land does not limit it"
LAND_CAPTION = (
    "Hectares at the end of each year: under homes and facilities of the plan, cleared in the year, and usable (ready "
    "at the start or cleared by the year before). Confidence of the inputs: {note}."
)
WORKS_FINDING = "{homes:,.0f} homes become ready in {name} by {year}, most in {best}; {services:,} services are built"
WORKS_CAPTION = (
    "What becomes ready in the year; darker cells: nearer to the row's largest year. It is begun one or more years "
    "before (see the table). An estimate builds parts of facilities. Confidence of the inputs: {note}."
)
MONEY_FINDING = "{usd} are spent in {name} by {year}, {share:.0%} of it by {funder}"
MONEY_CAPTION = (
    "Million US$ of {base_year} over all years by funder and purpose; darker cells: a larger part of what the "
    "funder pays at this place. Transport is paid for the whole programme and is not in it. Confidence of the inputs: "
    "{note}."
)
NOTHING_BUILT = "Nothing is built in {name} in this plan."
NOTHING_SPENT = "Nothing is spent in {name} in this plan."
NO_LAND = "The data say nothing of land in {name}: it does not limit the plan there."
NO_SERVICES = "Nobody needs a service in {name} in this plan."
