"""Text that several pages share."""

from __future__ import annotations

APP = "resettle"
OVERVIEW = "Overview"
WHAT_IF = "What if"
COMPARE = "Compare"
WHY = "Why"
PLACES = "Places"
HOUSEHOLDS = "Households"
DONOR = "Donor"
DATA = "Data"
METHOD = "Method"

SCENARIO_REFUSED = "These assumptions do not fit the dataset. Nothing was changed; please correct them:"
DATA_REFUSED = "The dataset cannot be used as it stands. Please correct it and start again:"
NO_PLAN = "There is no plan under these assumptions."
PLAN_REFUSED = "The plan did not pass its check and is not shown."
UNFORESEEN = (
    "Something went wrong that was not foreseen. Nothing of yours was changed. Reload the page, or go "
    "back to the baseline on the page What if. If it happens again, report the number **{number}**: the "
    "server's log has the rest."
)
WHERE, FOUND, EXPECTED, WHAT_TO_DO = "Where", "Found", "Expected", "What to do"
CORRECT_IT = "Correct it as expected."

CHART, TABLE = "Chart", "Table"
PICTURES = "Save pictures as"
PICTURES_HELP = (
    "Each chart has a camera at its upper right: it saves the chart as a picture, for documents (PNG) or to be edited "
    "and printed large (SVG). Each table can be saved as CSV below it."
)
TABLE_CSV = "Save this table (CSV)"
LIGHT = "Tables only"
LIGHT_HELP = (
    "Leaves out the charts: for slow links, printing and screen readers. Every chart's figures are in its table."
)
SIDEBAR_NOTE = "Planning figures, not findings. Nobody else sees what you change until you save it."

STAGES = {
    "aggregate": "reading the scenario",
    "build": "setting up the plan",
    "hand_over": "setting up the plan",
    "tighten": "narrowing down what is possible",
    "solve": "searching for the best plan",
    "prices": "finding what limits it",
    "read_out": "reading the plan out",
    "verify": "checking the plan, equation by equation",
}
WAITING = "waiting for its turn ({ahead})"
AHEAD_NONE, AHEAD_ONE, AHEAD_MORE = "next in line", "1 before it", "{number} before it"
WORKING_ESTIMATE = "Making the estimate: {stage}, {seconds:.0f} s."
WORKING_PLAN = "Making the plan with whole facilities: {stage}, {seconds:.0f} s."
WORKING_GAP = " Best so far {gap:.2%} from the proven bound; it is shown at {goal:.0%}."
STOP = "Stop"
STOP_HELP = "Ends the search and shows the best plan found so far, with its gap."
STOP_ESTIMATE_HELP = "Ends the calculation without an estimate."
STOP_SHARED = "Others wait for the same plan, so it goes on."
STOPPED_WAITING = "it was stopped before a plan was found. Ask for it again when you want it."
STOPPED = "It was stopped before a plan was found."
TRY_AGAIN = "Try again"

ESTIMATE = "Estimate"
ESTIMATE_MEANS = "facilities in fractions of a school or hospital, so slightly too good"
PLAN = "Plan"
PLAN_MEANS = "whole facilities and whole households"
STATUS = {
    "optimal": "proven best",
    "within_gap": "within {gap:.2%} of the proven best",
    "time_limit": "ended by the time limit, {gap:.2%} from the proven bound",
    "stopped": "stopped by hand, {gap:.2%} from the proven bound",
}
CHECKED = "checked: {checks} rules recomputed from the plan's own tables, all kept"
NOT_CHECKED = "not checked"

SHORT_OF, SHORT_BY = "Target or pin", "Falls short by (people; of a pin: households)"
CHECK, CHECK_ASKS, CHECK_WORST = "Check", "What it asks", "Largest violation (within tolerance)"
MADE_WHAT, MADE_VALUE = "What", "Value"
MADE_STATUS = "Result"
MADE_OBJECTIVE = "Objective (weighted person-years less cost, or as the aim says)"
MADE_BOUND = "Best that could be proven possible"
MADE_SIZE = "Size of the programme"
MADE_SECONDS = "Seconds by stage"
MADE_WITH = "Made with"
MADE_DIGEST = "Digest"

CHECKING_RANGES = "Checking which differences can be told: plans as good as these two are searched for."

TOO_MANY = (
    "This window is already waiting for {most} results, which is the most that one may. Wait for some of them, or stop "
    "one, and ask again."
)
