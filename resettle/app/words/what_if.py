"""Text of the page What if."""

from __future__ import annotations

INTRO = (
    "Move a lever: the quick estimate follows in seconds, and every figure shows its difference to the "
    "baseline. Nothing in the dataset is edited."
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
EXACT_COMPARED = "Plan compared with the baseline's plan: whole facilities on both sides."
ESTIMATE_COMPARED = "Estimate compared with the baseline's estimate: fractions of facilities on both sides."
EXACT_BASELINE = "The plan is ready; the baseline's is still being made, so the figures compare estimates until then."
ALL_FIGURES = "All figures beside the baseline"
FIGURE, UNIT, BEFORE, NOW, DIFFERENCE = "Figure", "Unit", "Baseline", "Now", "Difference"

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
    "{title}, open from {opening} rather than never: {persons} people settled by {year}, {usd}, {tonnes} carried"
)
CORRIDOR_NOTHING = "{title}, open from {opening} rather than never: 0 people at today's pace"
CORRIDOR_WITHIN = (
    "The difference found, {persons}, is within what rounding to whole households can make ({rounding:,.0f} people)."
)
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

DETAIL = "Any single figure: builders, money, land"
DETAIL_INTRO = (
    "Change any cell. Nothing is used until you press the button; every change is first checked with the "
    "dataset's own rules and shown as before and after. Levers act on top of these figures."
)
GRID_NAME = "Name"
GRID_TITLES = {
    "build_capacity": "Builders (homes a year)",
    "funding": "Money (US$ a year)",
    "land": "Land and clearance (ha)",
}
GRID_COLUMNS = {
    "ready_ha": "Ready for building, ha",
    "contaminated_ha": "To be cleared first, ha",
    "clear_ha_per_year": "Cleared a year at most, ha",
}
GRID_YEARS = "A year without a figure takes that of the latest earlier year."
USE_EDITS = "Use {count} changed figures"
USE_ONE_EDIT = "Use 1 changed figure"
DROP_EDITS = "Drop them"
EDIT_ROW, EDIT_COLUMN, EDIT_BEFORE, EDIT_AFTER = "Row", "Column", "Before", "After"
EDIT_BLANK = "nothing"
EDIT_EXPECTED = "a figure"
EDIT_HINT = "A blank would mean no limit; give a large figure instead."
EDIT_NO_ROW = "no row for {year} in the dataset"
EDIT_ROW_EXPECTED = "a year that has a row; change the latest earlier year instead"

FILE = "Open a scenario file"
FILE_HELP = "A scenario as TOML or JSON, as this page or the command line writes it."
