"""The files that a donor takes home: nothing is loaded from outside, nothing can run, nothing masked is in them."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from resettle.report.charts import amounts_figure, funders_figure, people_figure
from resettle.report.html import POLICY, html_of
from resettle.report.pdf import NoPdfError, pdf_of
from resettle.report.workbook import workbook_of
from tests.report.conftest import HOSTILE

if TYPE_CHECKING:
    from openpyxl import Workbook

    from resettle.report.pack import Pack

LOADING = {"src", "href", "srcset", "data", "poster", "action", "background", "xlink:href", "formaction"}
CHARTS = 4


class Page(HTMLParser):
    """What an HTML file would load, its tags, and its text outside scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and every address in it."""
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in LOADING]

    def handle_data(self, data: str) -> None:
        """Note the text."""
        if self.tags[-1:] != ["script"]:
            self.text.append(data)


@pytest.fixture(scope="module")
def html(pack: Pack) -> str:
    return html_of(pack)


def without_scripts(html: str) -> str:
    """The file without plotly's own text."""
    return re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_the_file_loads_nothing(html: str) -> None:
    page = Page(html)
    assert page.loads == ["data:,"]
    assert not {"iframe", "object", "embed", "img", "video", "audio", "base", "form"} & set(page.tags)
    assert "@import" not in without_scripts(html)
    assert "url(" not in without_scripts(html)
    assert f'content="{POLICY}"' in html
    assert "http" not in POLICY


def test_the_chart_library_is_in_it_once(html: str) -> None:
    assert len(re.findall(r"plotly\.js v\d", html)) == 1
    assert html.count("Plotly.newPlot(") - html.count("e.Plotly.newPlot(") >= CHARTS


def test_the_figures_are_in_it(html: str) -> None:
    told = " ".join(Page(html).text)
    for text in (
        "People settled by 2028",
        "200 of 400 (50%)",
        "bring 120 more person-years, weighted by need, by 2028. 80 more people settle by 2028.",
        "Where the figures come from",
        "Method and limits",
        "Half the money",
        "1 July 2026",
    ):
        assert text in told


def test_text_of_the_data_cannot_run(html: str) -> None:
    assert HOSTILE not in html
    assert "=HYPERLINK(1)&lt;script&gt;" in html


def test_what_is_not_ready_is_said(early: Pack) -> None:
    told = " ".join(Page(html_of(early)).text)
    assert "5 of the estimates were not ready" in told
    assert "being estimated" in told


def test_a_chart_holds_no_masked_count(eight_people: Pack) -> None:
    """Eight people are drawn as nothing, and read as fewer than ten."""
    figure = people_figure(eight_people.facts)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert {float(value) for bar in bars for value in bar.y} == {0.0}
    assert "fewer than 10" in bars[0].customdata


def test_the_three_charts(pack: Pack) -> None:
    assert sum(max(trace.y) for trace in people_figure(pack.facts).data) == 200.0
    funders = funders_figure(pack.facts)
    assert [(trace.name, [float(share) for share in trace.x]) for trace in funders.data] == [
        ("Paid, earmarked", [0.0, 0.0]),
        ("Paid, unearmarked", [0.0, 100.0]),
        ("Unspent, earmarked", [100.0, 0.0]),
        ("Unspent, unearmarked", [0.0, 0.0]),
    ]
    assert list(amounts_figure(pack).data[0].y) == [120.0]  # of 40,000 US$ they are masked


@pytest.fixture(scope="module")
def book(pack: Pack) -> Workbook:
    return load_workbook(io.BytesIO(workbook_of(pack)))


def test_the_workbook_has_its_sheets_and_figures(book: Workbook) -> None:
    assert book.sheetnames[:2] == ["Summary", "Next money"]
    assert {"People", "Places", "Funders", "Costs", "Range", "Sources", "Method"} <= set(book.sheetnames)
    people = [row for row in book["People"].iter_rows(values_only=True) if row[0] == 2028]
    assert people == [(2028, 200, 0, 0, 200)]
    money = [row for row in book["Costs"].iter_rows(values_only=True) if row[0] == "homes"]
    assert money[0][1:3] == (1, 5000)
    givers = [row for row in book["Next money by funder"].iter_rows(values_only=True) if row[0] == "Clinic fund"]
    assert givers[0][2] == "nothing"


def test_headers_say_their_units(book: Workbook) -> None:
    heads = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.font.bold}
    assert "Programme: return" in heads
    assert "Given, million US$" in heads
    assert "Programme: US$ a person" in heads
    assert "Assumed, %" in heads


def test_no_text_of_the_workbook_can_run(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(HOSTILE in text for text in texts)


def test_a_masked_count_is_text_in_the_workbook(eight_people: Pack) -> None:
    sheet = load_workbook(io.BytesIO(workbook_of(eight_people)))["People"]
    assert [row[1] for row in sheet.iter_rows(values_only=True) if row[0] == 2028] == ["fewer than 10"]


def test_a_workbook_before_any_answer(early: Pack) -> None:
    sheet = load_workbook(io.BytesIO(workbook_of(early)))["Next money"]
    assert any("being estimated" in row for row in sheet.iter_rows(values_only=True))


def test_without_a_browser_there_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_CHROMIUM", "no-such-browser")
    with pytest.raises(NoPdfError, match="print it to a PDF there"):
        pdf_of("<p>")


def test_a_browser_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_CHROMIUM", "false")
    with pytest.raises(NoPdfError, match=r"the browser false did not make one \(exit code 1\)"):
        pdf_of("<p>")
