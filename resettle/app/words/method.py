"""Text of the page Method; most of the page is the project's own documents."""

from __future__ import annotations

INTRO = (
    "What a plan decides, what it keeps, how it is checked, and what it is not. The equations are those that the plan "
    "is made from: the list comes from the program itself."
)
IN_WORDS = "The model in words"
KEEPS = "What every plan keeps"
KEEPS_INTRO = "One row for each rule. The numbers stand in the program, in its tests, in the reports and in the check."
RULE_HEADINGS = ("Number", "Name", "What it asks", "Recomputed after every plan")
RECOMPUTED, IN_OTHERS = "yes, by a rule of its own", "with the rules that use it"
DEFINITIONS = "What is counted for them (0a to 0i)"
IN_FULL = "The equations in full"
IN_FULL_INTRO = "Sets, decisions, stocks, constraints and what is best, as planners and programmers share them."
CHECKED = "How a plan is checked"
CHECKED_INTRO = (
    "After every plan a checker that shares no code with the model reads the plan's own tables, recomputes every rule "
    "from them and from the data, and tells the largest violation. A plan that fails is not shown. "
    "`python -m resettle verify FOLDER` does the same with a plan that somebody sends you."
)
CHECKS = "What the checker asks ({count})"
CHECK_HEADINGS = ("Rule", "What it asks")
NEUTRAL = "Names and neutrality"
LIMITS = "Limits, and what this is not"
LIMITS_INTRO = (
    "These are planning figures: what a set of assumptions implies, not a forecast, not a finding about the world, not "
    "anybody's policy. No plan decides who has a right to what, and no household is named in it."
)
FIGURES = "Where the figures come from"
FIGURES_INTRO = "The shipped dataset, table by table. Every row and its source can be looked at on the page Data."
GLOSSARY = "Words"
GLOSSARY_OPEN = "The glossary"
LICENCES = "Licences and versions"
LICENCE_HEADINGS = ("What", "Version", "Licence or digest")
PROGRAM, PROGRAM_LICENCE = "resettle, the program", "Apache-2.0 (the file LICENSE)"
DATASET = "Data: {title}"
DIGEST = "Digest of the data"
DATA_LICENCE = "Licence of the shipped data"
WITHOUT_DOCUMENTS = (
    "The documents that this page shows come with the repository and are not in this installation; the rules below are "
    "the program's own."
)
