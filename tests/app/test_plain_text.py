"""Text of links and data is shown as it stands: no emphasis, no link, no picture, on pages and in charts."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from resettle.app.plain import plain
from resettle.charts.markup import without_links


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("see https://example.org/x", "://"),
        ("www.example.org", "www."),
        ("a@example.org", "@example"),
        (":material/home:", ":material"),
        (":smile:", ":smile"),
    ],
)
def test_no_address_becomes_a_link_and_no_name_a_picture(text: str, live: str) -> None:
    """Markdown finds addresses after the marks are taken away: escaping alone left them live on eight of nine pages."""
    read_by_markdown = plain(text).replace("\\", "")
    assert live not in read_by_markdown
    assert read_by_markdown.replace("\u2060", "") == text


def test_marks_are_escaped_and_other_text_is_left_alone() -> None:
    assert plain("[a](b) *c* <d>") == "\\[a\\]\\(b\\) \\*c\\* \\<d\\>"
    assert plain("Şuşa 2027") == "Şuşa 2027"


def test_charts_have_no_links_of_the_data() -> None:
    figure = go.Figure(
        go.Bar(x=["<a href='https://x'>v</a>", "camp"], y=[1, 2], name="< A HREF='x'>p", hovertemplate="%{x}<br>%{y}")
    )
    figure.add_annotation(text="<b>ours</b> <A href='y'>z</A>")
    text = without_links(figure).to_json().casefold().replace("\\u003c", "<").replace("\\u003e", ">")
    assert "<a" not in text.replace("< a", "<a")
    assert "<b>" in text
    assert "<br>" in text
    sound = go.Figure(go.Bar(x=["camp"], y=[1]))
    assert without_links(sound) is sound
