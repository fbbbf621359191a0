"""Levers in plain words: their title and what moving them means."""

from __future__ import annotations

GROUPS = {
    "people": "People's choices",
    "building": "Homes and land",
    "money": "Money and material",
    "services": "Services and staff",
    "corridors": "Corridors and places: what opens when",
    "fairness": "Fairness",
    "aim": "Aim and years",
    "wishes": "Targets and pins",
}

SCALE = {
    "build": ("Builders", "Homes that builders finish in a year, in every place and programme."),
    "purchase": ("Purchase certificates", "Certificates for buying a home, a year."),
    "tenure": ("Securing tenure", "Present homes that are secured in law for who lives in them, a year."),
    "clearance": ("Clearance of mines", "Hectares cleared a year, in every place and programme."),
    "vacant": ("Vacant homes", "Homes that stand empty and can be used."),
    "staff": ("Staff", "Teachers, nurses and other staff of every service who can be found."),
    "spare": ("Spare places in services", "Places in schools, clinics and other services that stand unused."),
    "funding": ("Money of all funders", "Money of every funder in every year."),
    "unit_cost": ("Cost of a home", "What every home costs, of every kind and in every place."),
    "supply": ("Supply of material", "Tonnes that supplies give and that roads and railways carry."),
    "willingness": (
        "People who have chosen",
        "Shares of households that have chosen a solution. Where all solutions together would pass 100 %, they are "
        "scaled back to it. Nobody is ever placed against a choice.",
    ),
}
SCALE_HELP = "{meaning} 100 % is what the dataset says; from {low:.0f} % to {high:.0f} %."
QUICK = {50.0: "× ½", 100.0: "as assumed", 200.0: "× 2"}
QUICK_LABEL = "{title}: half, as assumed, double"
TYPED = "{title}: type it"
YEAR_EXPECTED, OR_NEVER = "a year from {first} to {last}{never}", ", or never"
NO_LIMIT = "no limit"
AMOUNT_SAME = "{before} {unit}"
AMOUNT_MOVED = "{before} → {after} {unit}"
AMOUNT_UNITS = {
    "homes": "homes a year in {year}",
    "certificates": "certificates a year in {year}",
    "tenures": "homes secured a year in {year}",
    "ha": "ha cleared a year in {year}",
    "staff": "staff in {year}",
    "usd": "in {first}–{last}",
    "homes_standing": "homes that stand empty",
    "places": "unused units: {of} (others alike)",
    "share": "of all people by {year}",
    "usd_a_home": "a home, mean of all prices",
    "tonnes": "t a year",
}
AMOUNT_NONE = "The dataset gives no figure for this: the lever changes nothing."
ORIGIN = "{confidence}"
ORIGIN_HELP = "Tables: {tables}. Rows: {confidence}. Sources: {sources}."
ORIGIN_OTHERS = " and {count} more"
ORIGIN_CHOICE = "A choice of yours, not a figure of the dataset."
CONFIDENCE = {"sourced": "sourced", "derived": "derived", "assumption": "assumed"}

STANDARD = "Standard of services"
STANDARD_HELP = (
    "Share of every service's norm that must be met before anybody moves in; 100 % is the whole norm; "
    "from {low:.0f} % to {high:.0f} %."
)
STANDARD_BY_SERVICE = "One standard for each service"
STANDARD_OF = "Standard: {service}"

FLOORS = {
    "origin": (
        "Communities of origin",
        "Every community of origin reaches at least this share of its programme's coverage.",
    ),
    "size": ("Household sizes", "Households of every size reach at least this share of their programme's coverage."),
    "profile": ("Need profiles", "Every need profile reaches at least this share of its programme's coverage."),
    "programme": ("Programmes", "Every programme reaches at least this share of the coverage of all."),
}
FLOOR_HELP = "{meaning} Coverage counts how many are settled and for how long. 0 % switches the floor off."

PLACE = "Place"
PLACE_INTRO = "A place takes nobody before the year in which it opens."
PLACE_OPENS = "{title} opens"
PLACE_HELP = "Nobody settles there earlier; never closes it. In the dataset: {usual}."
PLACES_SAID = "Changed: {places}."
CORRIDORS_TITLE, PLACES_TITLE = "Corridors", "Places"
CORRIDOR_HELP = (
    "Year from which this corridor carries building material. In the dataset: {usual}. A question, not a forecast."
)
SOLUTION = "{title}: {solution} opens"
SOLUTION_HELP = "Year from which the programme offers this solution. In the dataset: {usual}."
SOLUTIONS = {
    "return": "return to the place of origin",
    "integrate": "integrating where they live",
    "relocate": "relocating",
}
CLOSED_SWITCH = "Open {solution}: {title}"
CLOSED_HELP = (
    "Closed in the dataset. Opening it decides nothing about rights or dates: it asks what would follow "
    "for everybody if it were open from {year}. Without money of its own, and while homes with open "
    "claims stay out of the plan, it competes with the other programme. Shipped scenarios that open it, "
    "with what comes along: {scenarios}."
)
NO_SCENARIO = "none here"
NEVER = "never"
OPEN_FROM_START = "open from the start"

MODE = "What is best"
MODES = {
    "most_people": "Settle the most people, the soonest",
    "least_cost": "Meet the targets at the least cost",
    "fairest": "Bring the worst-off community as far as possible first",
}
MODE_HELP = "What the plan aims at. Meeting targets at the least cost needs targets, in the dataset or the scenario."
FAIREST_WITHIN = "Coverage that the worst-off community may give up"
FAIREST_WITHIN_HELP = (
    "The plan first finds the best coverage that the worst-off community of origin can reach. It then settles the most "
    "people while every community keeps that coverage, less this share of it. At 0%, a rounding error in the best "
    "coverage can cost many people their place. " + ORIGIN_CHOICE
)
FIRST_YEAR, LAST_YEAR = "First year planned", "Last year planned"
HORIZON_HELP = (
    "The plan runs from the first to the last year, in the dataset from {first} to {last}. Yearly figures that the "
    "dataset does not give stay as they were; before its first row there are none."
)
WORTH = "The most to pay for one more person-year, US$"
WORTH_HELP = (
    "What the plan would pay at most to settle one person one year earlier, weighted by need. Above it, money stays "
    "unused. In the format's default 1000000. More than 0, at most 1e15. " + ORIGIN_CHOICE
)
TARGETS_FIRST = "Targets first"
TARGETS_FIRST_HELP = (
    "Targets, safeguards and pins are met before anything else is weighed, as far as can be. Off: the plan misses them "
    "where others can be settled sooner or at less cost. " + ORIGIN_CHOICE
)
WHOLE = "Whole facilities"
WHOLE_HELP = (
    "A school is built whole or not at all. Off: the quick estimate with parts of facilities is the answer, also on "
    "the command line, and no exact plan follows here. " + ORIGIN_CHOICE
)

LEAST_KNOWN = "Least known, and it matters most"
LEAST_KNOWN_HELP = (
    "These assumptions move the answer most and are known least. Low and high are those that ship with the data."
)
BANDS = {"low": "Low", "": "As assumed", "high": "High"}
BAND_HELP = "Low: {low} High: {high}"

TARGETS, PINS = "Targets", "Pins"
TARGETS_INTRO = (
    "So many people settled by the end of a year. The plan says where it falls short. In the dataset: {count}."
)
PINS_INTRO = (
    "Your word over the plan, in households: at least (falling short is priced and told), at most (always kept), or "
    "exactly. Blank fields mean all, a blank year the whole horizon."
)
NONE_YET = "None yet."
SCOPE, YEAR, PERSONS = "For whom", "By the end of", "Persons"
EVERYBODY = "Everybody"
PROGRAMME_SCOPE, PLACE_SCOPE = "Programme: {title}", "Place: {title}"
PIN_PROGRAMME, PIN_SOLUTION, PIN_PLACE, PIN_YEAR = "Programme", "Solution", "Place", "Year"
ANY = "all"
AT_LEAST, AT_MOST, EXACTLY = "At least", "At most", "Exactly"
HOUSEHOLDS = "households"
ADD_TARGET, ADD_PIN = "Add the target", "Add the pin"
CHANGE_TARGET, CHANGE_PIN = "Change target {number}", "Change pin {number}"
EDIT, REMOVE, CANCEL = "Edit", "Remove", "Cancel"
EDIT_OF, REMOVE_OF = "Edit {what} {number}", "Remove {what} {number}"
TARGET_SAID = "{number}. {scope}: {persons:,.0f} people by {year}"
PIN_SAID = "{number}. {whom}: {bound} households"
SAFEGUARDS = "Safeguards"
SAFEGUARDS_INTRO = (
    "{count:,} programmes, places and groups have at least as many people settled as in the scenario that was "
    "repaired: {persons:,.0f} in all programmes by {year}. The plan says where it falls short."
)
SAFEGUARDS_REMOVE = "Remove all safeguards"
WISH = {"target": "target", "pin": "pin"}
FIGURE_NEEDED = "a number of at least 0"
