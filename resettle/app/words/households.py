"""Text of the page Households."""

from __future__ import annotations

INTRO = (
    "A plan says how many households of each kind settle where and when. Here each household gets its place, its year "
    "and the fewest rooms its home may have, or the reason why not yet: never against its choice, never split, never "
    "above what the plan has, and by lot among equals."
)
PRIVATE = (
    "**Single households are looked at on this page alone.** What is handed over goes to the machine that this app "
    "runs on and no further. Nothing of it is logged, kept on disk, put into a link, or seen by another window. It is "
    "gone {closed} minutes after this window is closed, or {idle} minutes after it was last used."
)

REGISTRY = "1. The registry: a row for each household"
REGISTRY_WAYS = ("Make one up", "Hand one over")
REGISTRY_WAY = "Where it comes from"
MAKE_INTRO = (
    "Made up with the dataset's own numbers of households, persons and choices, to try everything with at full size. "
    "Nobody in it is real; ages, villages, kin and wishes are assumptions."
)
MAKE_SEED = "Seed"
MAKE_SEED_HELP = "The same seed gives the same registry."
MAKE = "Make it up"
NOT_HERE = (
    "This app does not run on your machine, and a registry of real households must not leave the machine it came to. "
    "Run the app where the registry is (`make app`), or place there from the command line (`resettle households`). "
    "Whoever keeps this server for the holders of a registry can allow it: docs/deployment.md."
)
SETTING_REFUSED = "{variable}: found {found!r}; expected {expected!r} or nothing. Correct it and start the app again."
UPLOAD = "Registry (.csv, .parquet or .xlsx)"
UPLOAD_HELP = (
    "Columns are explained in docs/households.md. No names, telephones, addresses or numbers of papers: a file with "
    "a column or cell that looks so is refused. At most 200 MB."
)
DROP = "Leave out columns that look personal, unread, instead of refusing the file"
READING = "Reading and checking every cell"
REFUSED = "**The file cannot be used as it stands.** {count:,} to mend. No cell is repeated here unless it is a key."
FINDINGS_HEADINGS = {
    "row": "Row",
    "column": "Column",
    "found": "Found",
    "expected": "Expected",
    "what_to_do": "What to do",
}
FINDINGS_LISTED = "The first {shown} of {count:,} are listed here; the file has all."
FINDINGS_CSV = "All findings as CSV"
SOUND = "**{households:,} households with {persons:,} people**, {chosen:,} of whose households have stated a choice."
SYNTHETIC = "Made up: nobody in it is real."
FORGET = "Forget it"
TAKE_REGISTRY = "This registry (Parquet)"

PLAN = "2. The plan for these households"
PLAN_INTRO = (
    "Cohorts are counted from the registry, choices from what households have stated, and an estimate is made with the "
    "assumptions of this window (What if); facilities are in fractions in it."
)
MAKE_PLAN = "Plan for them"
PLANNED = "The plan has places for **{slots:,} households** by {year}, checked equation by equation."

DRAW = "3. The draw and the placing"
DRAW_INTRO = (
    "Say the word to everybody before the draw, and commit to the list of tickets below; take as the second text "
    "something that nobody could know then, such as the numbers of a public lottery. Then anyone can draw again. Blank "
    "tickets in the list get nothing; they hide how many households it has."
)
COMMITMENT = "Digest of the list of tickets, to be published before the draw:"
BUDGET_SPENT = (
    "The disclosure budget for tables is spent: {count} different ones were shown with this secret, and from more of "
    "them counts of few households could be worked out. Publish one of the earlier tables. This placing itself can be "
    "used and downloaded."
)
BUDGET_LEFT = (
    "Disclosure budget: {tables} more different tables and {lists} more different lists may be published with this "
    "secret. The same release again costs nothing."
)
WORD, PUBLIC = "The word published before", "What nobody could know then"
ACROSS = "Meet more wishes: exchange places across cohorts of a size, where people relocate"
ACROSS_HELP = (
    "The plan's places by size of household and year stay as they are; which cohort's household has which changes. "
    "At least as many households find a place."
)
KIN = "Years that a household would wait to be with kin"
KIN_HELP = "Nought: nobody is moved for kin's sake. An equal comes forward, so no count of the plan changes."
NO_WORD = "Give the word that was published."
PLACE = "Place every household"

BEFORE = "Keep the promises of an earlier placing"
BEFORE_INTRO = (
    "Give back the zip file that was taken along, and who has a place keeps it. Requests are a table with the columns "
    "`household`, `request` (`withdraw`, `not_place`, `with_household`) and `value` (blank, a place, a household)."
)
BEFORE_UPLOAD, REQUESTS_UPLOAD = "Earlier placement (.zip)", "Requests (.csv)"
EXCHANGE = "Let a request to be with another household move one equal who did not ask"
PROMISES = "What became of {count:,} promises"
PROMISES_HEADINGS = {"change": "Promise", "households": "Households"}
ANSWERS = "Requests and their answers"
ANSWERS_HEADINGS = {"request": "Request", "answer": "Answer", "households": "Households"}

RESULT = "4. What came of it"
EXACT = (
    "Figures in this part are exact, the chart apart: they are for those who place these households. What is for "
    "everyone has noise and stands under “Take it along”."
)
PLACED_CARD, OPEN_CARD, WORTH_CARD = "Households placed", "Places left open", "Of the plan's own objective"
PLACED_NOTE = "of {slots:,} places of the plan"
OPEN_NOTE = "nobody of the cohort may take them, or a service would be overrun"
WORTH_NOTE = "weighted person-years, with persons as they are instead of mean sizes"
CHECKED = (
    "Checked from the tables by a checker that shares no code with the placing: everybody once, every choice and "
    "refusal kept, rooms, services and the plan's counts kept, a reason for each who waits."
)
NOT_CHECKED = "The checker found {count:,} breaches; this placing must not be used."
FINDING = "{first:,} households find a place in {year}, {last:,} in {last_year}"
BY_YEAR_CAPTION = (
    "Households by year; counts carry noise and none below ten is shown. The chart shows what the tables for everyone "
    "have. From the plan of these households and the draw."
)
WAITING = "Why the others wait"
WAITING_HEADINGS = {"reason": "Reason", "households": "Households"}
MEASURES = "Kin, neighbours, wishes, person-years"
MEASURES_HEADINGS = {"measure": "Measure", "value": "Found", "of": "Of"}

FAMILY = "5. One family"
FAMILY_ID = "Id of a household"
FAMILY_HELP = "It stands in no link and is forgotten with the window."
FAMILY_SOME = "For instance {placed} has a place, and {waiting} waits."
LETTER = "Its letter"

TAKE = "6. Take it along"
TAKE_INTRO = (
    "**For everyone**: counts with noise, none below ten, and the list of tickets. A count keeps its noise when "
    "households are drawn again, so redraws cannot be averaged. Another secret would undo that, and a new window makes "
    "one: give the zip file of this placing back before the next. Who compares two releases learns in which cells "
    "households came or went, not how many; docs/households.md says what else can be learned. **For those who place "
    "these households**: everything, with lists by place and year and letters. It unpacks to a folder that `resettle "
    "households verify` checks and draws again."
)
TAKE_ALL_HELP = "Made when you click: for a million people that takes half a minute."
TAKE_TABLES, TAKE_LIST, TAKE_ALL = (
    "Tables for everyone (CSV)",
    "List of tickets (CSV)",
    "Everything (zip), not for everyone",
)
TAKE_SINGLE = "**Letters and registry**: single households are in them, so they are not for everyone."
TAKE_LETTERS = {"letters.csv": "Letters (CSV)", "letters.xlsx": "Letters (workbook)"}
TAKE_REGISTRY_AS = {"registry.csv": "Registry as placed (CSV)", "registry.xlsx": "Registry as placed (workbook)"}
LETTERS_SHEET = "letters"

STEPS = {
    "make": "Making the registry up",
    "plan": "Planning for these households",
    "place": "Placing every household",
    "family": "Finding out what would change this household's answer",
}
STAGES = {
    "making": "choosing households",
    "placing": "drawing and placing",
    "checking": "checking every place and promise",
    "counting": "counting what can be published",
    "explaining": "trying what else would have been possible",
}
STARTING = "starting"
STEP_WORKING = "{step}: {stage}, {seconds:.0f} s."
STEP_STOP_HELP = "Ends it without a result. Nothing of it is kept."
STEP_STOPPED = "It was stopped before it had a result. Begin it again with the button when you want it."
