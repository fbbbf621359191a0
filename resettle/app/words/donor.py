"""Text of the donor's page that is not also in what a donor takes home (``resettle.report.words``)."""

from __future__ import annotations

INTRO = "For those who give and lend: nothing can be changed on this page. {banner}"
FIRST_FIGURES = "The first figures appear here when the estimate is ready."
PLAN_FOLLOWS = "The plan with whole facilities is being made and replaces the estimate."
HOW_MUCH = "How much more money?"
MILLION = "US$ {amount:,.0f} million"
TAKE_HOME = "Download"
TAKE_HOME_SAID = (
    "The whole page as one file that opens without a network, as a workbook, and as a PDF. In all of them counts of "
    "people are rounded to the nearest {count} and smaller ones are masked; person-years and money are as coarse. "
    "Rounding is no noise: from the files of many plans more can be worked out than from one."
)
TAKE_HOME_PENDING = "{count} answers are not ready yet; what is downloaded now marks them “being estimated”."
HTML, WORKBOOK, PDF = "One file (HTML)", "Workbook (.xlsx)", "PDF"
HTML_HELP = "One file of about 5 MB with all charts and tables; opens in any browser without a network, and prints."
WORKBOOK_HELP = "A table a sheet, figures as numbers, with charts of the spreadsheet's own."
PDF_HELP = "Printed by this server's own browser, with page numbers; takes some seconds."
FILE_NAME = "resettle_donor"
FAILED = "an error on our side"
ANSWERED_LATER = "Answered one after the other: {left} to come."
VIEW_REFUSED = (
    "{variable} is set to {found!r}. It may be {expected!r}, which serves the donor's page and nothing else, or not be "
    "set at all. Nothing is served until then."
)
