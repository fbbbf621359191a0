"""Text of the page Data, and of the note that a session plans with data of its own."""

from __future__ import annotations

INTRO = (
    "Every figure of a plan comes from these tables. Each row names its source and says how sure it is: *sourced* (a "
    "page states it), *derived* (arithmetic, shown in its note) or *assumed* (nobody's figure but this dataset's, with "
    "its reason). Look, take along, correct, and plan with your own."
)
ABOUT = (
    "{title}. {rows:,} rows in {tables} tables, version {version}, licence {licence}; money in US$ of {base_year}; "
    "planned for {first}–{last}."
)
SOURCED, DERIVED, ASSUMED = "Rows sourced", "Rows derived from sources", "Rows assumed"
SHARE_NOTE = "{share:.1%} of the rows that state it"
KNOWN = "How much is known"

TABLES = "The tables"
TABLE = "Table"
TABLE_LABEL = "{name} – {meaning} ({rows:,})"
SEARCH = "Search in its rows"
SEARCH_HELP = "Every word must stand somewhere in the row: a place, a source, a year, part of a note."
CONFIDENCE = "Confidence"
CONFIDENCE_HELP = "None chosen: all rows."
SHOWN = "{rows:,} of {all:,} rows of {name}: {meaning}"
SHOWN_COUNTS = " ({counts})"
NONE_FOUND = "No row of {name} holds all of these words with this confidence."
EMPTY = "This dataset has no row of {name} ({meaning}). {optional}"
MAY_BE_LEFT_OUT = "The table may be left out."
UNIT = "{column} ({unit})"
COLUMN_HELP = "{meaning}{unit}. Blank: {blank}."
COLUMN_UNIT = ", in {unit}"

EXPLAINED = "What the columns of {name} mean"
EXPLAINED_HEADINGS = {
    "column": "Column",
    "meaning": "Meaning",
    "unit": "Unit",
    "blank": "What a blank means",
    "hashtag": "HXL hashtag",
}
SOURCES = "Where these rows come from ({count})"
SOURCES_HEADINGS = {
    "source": "Source",
    "title": "Title",
    "publisher": "Publisher",
    "as_of": "Of",
    "url": "Address",
    "rows": "Rows here",
}

TAKE = "Take it along"
TAKE_INTRO = (
    "All formats say the same and can be read back to the last digit. Text that a spreadsheet would run as a formula "
    "is written behind an apostrophe."
)
TAKE_WORKBOOK, TAKE_ZIP, TAKE_HXL, TAKE_EMPTY = (
    "Workbook",
    "CSV files (zip)",
    "CSV files with HXL hashtags (zip)",
    ("Empty workbook to fill in"),
)
TAKE_WORKBOOK_HELP = "A sheet for each table; meaning and unit are notes at the headings. Made when you click."
TAKE_ZIP_HELP = "dataset.toml and a CSV file for each table."
TAKE_HXL_HELP = "For other humanitarian software: a row of hashtags under each header, P-codes where they are known."
TAKE_EMPTY_HELP = "Units and notes at the headings, drop-downs for names and choices."
TAKE_TABLE, TAKE_TABLE_HXL = "This table as CSV", "This table as CSV with HXL hashtags"

OWN = "Plan with your own data"
OWN_STEPS = (
    "1. Take the workbook (or an empty one), and change it: figures, rows, whole tables.\n"
    "2. Give it back here. Everything that is wrong is listed with sheet, row and column; nothing is used before that "
    "is mended.\n"
    "3. See what is different, and plan with it. It is used in this window only, is seen by nobody else, and is kept "
    "nowhere: when the window closes it is gone."
)
OWN_UPLOAD = "Workbook (.xlsx), zip of CSV files, or one table (.csv)"
OWN_UPLOAD_HELP = (
    "A single table takes the place of the present one's: it is known by the file's name (land.csv), or else by its "
    "columns or HXL hashtags. At most 20 MB."
)
READING = "Reading and checking {name}"
REFUSED = "**{name} cannot be used as it stands.** {count} to mend; the present data stay in use."
ONE_PROBLEM, PROBLEMS = "1 problem", "{count:,} problems"
PROBLEM_HEADINGS = ("File or sheet", "Row", "Column", "Found", "Expected", "What to do")
PROBLEMS_LISTED = "The first {shown} of {count:,} are listed here; the file has all."
PROBLEMS_CSV = "All problems as CSV"
SOUND = "**{name} is sound.** {rows:,} rows were checked."
SOUND_TABLE = "**{name} is sound** as the table *{table}*; the other tables are the present ones."
WARNINGS = "What the check remarks ({count})"
CHANGES = "What is different from the present data: {said}"
CHANGES_SHIPPED = "What is different from the dataset that ships: {said}"
NO_CHANGE = "nothing"
CHANGES_SAID = "{changed:,} rows changed, {added:,} added, {removed:,} removed"
CHANGES_BY_TABLE = "By table"
CHANGES_LIST = "Every difference"
COUNT_HEADINGS = {"table": "Table", "added": "Rows added", "removed": "Rows removed", "changed": "Rows changed"}
CHANGE_HEADINGS = {
    "table": "Table",
    "change": "Change",
    "row": "Row (its key)",
    "column": "Column",
    "before": "Before",
    "after": "After",
}
SETTINGS_TABLE = "dataset.toml"
CHANGES_CSV = "These differences as CSV"
USE = "Plan with this data"
USED = "This window now plans with {name}. See the Overview for what it allows."
NOT_FITTING = "Your assumptions do not fit these data, so the window is back at the baseline. What does not fit:"
TO_OVERVIEW = "Overview of the plan with these data"

NOTE = "**This window plans with uploaded data:** {name}. Nobody else sees it, and it is gone when the window closes."
BACK = "Back to the dataset that ships"
NOTE_LINK = "Data"
