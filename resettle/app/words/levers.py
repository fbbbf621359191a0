"""Levers in plain words: their title and what moving them means."""

from __future__ import annotations

GROUPS = {
    "people": "People's choices",
    "building": "Homes and land",
    "money": "Money and material",
    "services": "Services and staff",
    "corridors": "Corridors",
    "fairness": "Fairness",
    "aim": "Aim and years",
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
LAST_YEAR = "Last year planned"
LAST_YEAR_HELP = (
    "The plan runs from {first} to this year. Yearly figures that the dataset does not give stay as they were."
)

LEAST_KNOWN = "Least known, and it matters most"
LEAST_KNOWN_HELP = (
    "These assumptions move the answer most and are known least. Low and high are those that ship with the data."
)
BANDS = {"low": "Low", "": "As assumed", "high": "High"}
BAND_HELP = "Low: {low} High: {high}"
