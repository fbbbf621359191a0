"""Text of the page What if."""

from __future__ import annotations

INTRO = (
    "Move a lever: the quick estimate follows at once, the exact plan by itself a little later, and every figure shows "
    "its difference to the baseline. Nothing in the dataset is edited."
)
ASSUMPTIONS = "Assumptions"
SCENARIO = "Start from a scenario that ships"
SCENARIO_HELP = "Takes all its assumptions. Your own are put aside; Undo brings them back."
OWN = "Own assumptions"
BASELINE = "Baseline"
UNDO, RESET = "Undo", "Back to the baseline"
DOWNLOAD = "Download as TOML"
DOWNLOAD_HELP = (
    "The same file gives the same plan here, on the command line (resettle plan --scenario FILE) and in Python."
)
NAME = "Name of these assumptions"
CHANGED = "What is different from the baseline ({count})"
UNCHANGED = "Nothing is different from the baseline yet. Move a lever or choose a scenario."
CHANGED_FIELD, CHANGED_BEFORE, CHANGED_AFTER = "Assumption", "Baseline", "Now"
NOTHING_SAID = "as in the dataset"

RESULTS = "What follows"
WORKING_OLD = "Until the estimate is ready, the figures below are those of the assumptions before."
EXACT = "Make the plan with whole facilities"
EXACT_HELP = (
    "Takes from half a minute to a few minutes, in the background. The baseline's plan is made too, to compare with."
)
COMPARED = (
    "Figures are those of the plan with whole facilities once it is ready, until then of the estimate. Differences are "
    "always between two estimates, because only their optima are exact."
)
FOLLOW = "Follow with the exact plan"
FOLLOW_HELP = (
    "Once you leave the levers for a few seconds, the plan with whole facilities is made in the background. Moving a "
    "lever ends it and starts afresh. Off: only estimates, until you ask."
)
FOLLOW_SOON = ":material/hourglass_empty: The exact plan follows in a few seconds, unless you move a lever."
FOLLOW_WHOLE_OFF = "These assumptions ask for the estimate only: whole facilities are off under “Aim and years”."
LAST_CHANGE = "Before this change: {before:,.0f} people settled (estimate). The change made: {figures}."
CHANGE_PEOPLE, CHANGE_YEARS = "people settled", "person-years, weighted"
CHANGE_MONEY, CHANGE_EACH = "money", "money per person"
EARLIER_DIFFERENCE = "Difference to before this change"
QUALITY = "Quality"
ALL_FIGURES = "All figures beside the baseline"
FIGURE, UNIT, BEFORE, NOW, DIFFERENCE = "Figure", "Unit", "Baseline", "Now", "Difference to the baseline"

CORRIDOR_WORTH = "What a corridor is worth"
CORRIDOR = "Corridor"
CORRIDOR_YEAR = "It opens in"
CORRIDOR_INTRO = "The same assumptions with the corridor open from a year that you choose, and with it never opening."
CORRIDOR_SETTLED = "People settled by {year}"
CORRIDOR_OF = "People settled: {title}"
CORRIDOR_YEARS = "Person-years, weighted"
CORRIDOR_MONEY = "Money spent"
CORRIDOR_TONNES = "Tonnes carried on it, all years"
CORRIDOR_FINDING = (
    "{title}, open from {opening} rather than never: person-years {person_years}, people settled by {year} {persons}, "
    "money {usd}, {tonnes} carried"
)
CORRIDOR_WITHIN = "Among plans as good as the best, the difference in people lies between {least} and {most}."
CORRIDOR_CHECKING = "{title}, open from {opening} rather than never: the difference is being checked"
CORRIDOR_UNCHECKED = "{title}, open from {opening} rather than never: about so much, not checked"
CORRIDOR_LITTLE = "{title}, open from {opening} rather than never: too small to tell"
CORRIDOR_HIDDEN = (
    "Another limit hides it: **{label}** ({gain} person-years for 10 % more). 10 % more of supplies, "
    "roads and railways together would win {supply} person-years."
)
CORRIDOR_FREE = "No supply, road or railway is used up in this plan; what holds it is **{label}**."
CORRIDOR_CAPTION = (
    "Difference between two estimates that differ in nothing but this corridor. Capacities of the links "
    "and the year of opening are planning figures. Confidence of the inputs: {note}."
)
CORRIDOR_ASK = "Work it out under these assumptions"
CORRIDOR_WORKING = "Two estimates are compared for the corridor."
WITH_CORRIDOR, WITHOUT_CORRIDOR = "With the corridor", "Without it"

FILE = "Open a scenario file"
FILE_HELP = "A scenario as TOML or JSON, as this page or the command line writes it."
