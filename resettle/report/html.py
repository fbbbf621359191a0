"""The pack as one HTML file that opens anywhere without a network: charts, tables, style and script all inside."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

import plotly.io as pio
from plotly.offline import get_plotlyjs

from resettle.charts.markup import without_links
from resettle.insight.donor_next import NextMoney
from resettle.report import contents, sentences, words
from resettle.report.charts import amounts_figure, funders_figure, has_amounts, map_figure, people_figure
from resettle.report.figures import four_figures
from resettle.report.html_tables import table_html, table_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    import plotly.graph_objects as go

    from resettle.report.figures import Figure
    from resettle.report.pack import Pack
    from resettle.report.tables import Table

WIDTH = 690
"""Width of a chart in pixels: that of a printed A4 page between its margins."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
"""What the file may load: nothing but itself; a browser enforces it."""
NARROW_WIDTH = 340
"""Width of the map on a telephone."""
_NARROWER = (
    "for (const drawn of document.querySelectorAll('.js-plotly-plot')) {"
    "const room = drawn.closest('figure').clientWidth;"
    "if (room && room < drawn.offsetWidth) {"
    "drawn.parentElement.style.width = room + 'px'; Plotly.relayout(drawn, {width: room});}}"
)
"""On a narrow screen charts are drawn as wide as there is room; the printed page is as wide as they are."""
_STILL = {"staticPlot": True, "displayModeBar": False, "displaylogo": False, "responsive": False}


def html_of(pack: Pack) -> str:
    """The whole file's text."""
    style = files("resettle.report").joinpath("style.css").read_text(encoding="utf-8")
    body = "\n".join(_sections(pack))
    title = escape(f"{words.HEADING}: {pack.facts.title}")
    return (
        f'<!DOCTYPE html>\n<html lang="{words.LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n<link rel="icon" href="data:,">\n'
        f"<title>{title}</title>\n<style>\n{style}{table_style()}</style>\n"
        f"<script>{get_plotlyjs()}</script>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n<script>{_NARROWER}</script>\n</body>\n</html>\n"
    )


def _sections(pack: Pack) -> Iterator[str]:
    facts = pack.facts
    yield _head(pack)
    yield _cards(four_figures(pack))
    yield from _next(pack)
    people = contents.people_table(facts)
    yield _section(people.title, _chart(people_figure(facts), "people", people), table_html(people), people.note)
    yield _map(pack)
    funders = contents.funders_table(facts)
    yield _section(funders.title, _chart(funders_figure(facts), "funders", funders), table_html(funders), funders.note)
    costs = contents.costs_table(facts)
    yield _section(costs.title, table_html(costs), "", costs.note)
    if pack.ranges:
        ranges = contents.range_table(pack)
        yield _section(ranges.title, table_html(ranges), "", ranges.note)
    confidence = contents.confidence_table(facts)
    yield _section(confidence.title, _paragraph(confidence.note), table_html(confidence), "")
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences.method_texts(facts))
    yield _section(words.METHOD_TITLE, f"<ol>{lines}</ol>", "", "")
    sources = contents.sources_table(facts)
    if sources.rows:
        yield _section(sources.headings[0].name + "s", table_html(sources), "", "")
    yield f"<footer><p>{escape(sentences.made_with_text(pack))}</p></footer>"


def _head(pack: Pack) -> str:
    facts = pack.facts
    lines = [words.BANNER, sentences.made_text(facts)]
    lines += [words.BASELINE_SAID] if facts.is_baseline else []
    lines += [facts.description] if facts.description else []
    lines += sentences.programme_texts(facts)
    if pack.pending:
        lines.append(words.PENDING.format(count=pack.pending))
    text = "".join(_paragraph(line) for line in lines)
    differs = _titled(contents.differences_table(pack)) if pack.differences else ""
    noscript = f"<noscript>{_paragraph(words.NOSCRIPT)}</noscript>"
    return (
        f"<header><h1>{escape(facts.title)}</h1><p class='lead'>{escape(words.HEADING)}</p>"
        f"<p class='scenario'>{escape(sentences.scenario_text(facts))}</p>{text}{differs}{noscript}</header>"
    )


def _map(pack: Pack) -> str:
    """The map at two widths: names that fit a page would lie on each other on a telephone."""
    places = contents.places_table(pack.facts)
    title = sentences.map_title(pack.facts)
    drawn = ""
    for key, width, height in (("wide", WIDTH, 560), ("narrow", NARROW_WIDTH, 420)):
        figure = map_figure(pack.facts, width=width)
        figure.update_layout(height=height)
        drawn += f"<div class='map-{key}'>{_chart(figure, f'map-{key}', places, title, width)}</div>"
    return _section(title, drawn, table_html(places), places.note)


def _cards(figures: tuple[Figure, ...]) -> str:
    cards = "".join(
        f"<div class='card'><h2>{escape(one.label)}</h2><p class='value'>{escape(one.value)}</p><dl>"
        + "".join(f"<dt>{escape(title)}</dt><dd>{escape(value)}</dd>" for title, value in one.parts)
        + f"</dl>{_paragraph(one.note) if one.note else ''}</div>"
        for one in figures
    )
    return f"<section class='cards'>{cards}</section>"


def _next(pack: Pack) -> Iterator[str]:
    if not pack.usd:
        return
    amount, year, more = sentences.amount_text(pack.usd), pack.facts.last_year, pack.untied
    title = words.NEXT_HEADING.format(amount=amount)
    if not isinstance(more, NextMoney):
        said = words.WAITING if more is None else words.NO_PLAN.format(why=more)
        yield _section(title, _paragraph(said), "", "")
        return
    text = f"<p class='answer'>{escape(sentences.next_answer(more, year))}</p>"
    text += "".join(_paragraph(line) for line in sentences.next_details(more))
    note = words.NEXT_CAPTION.format(first=pack.first_year, year=year)
    if more.brings:
        tables = [contents.next_people_table(pack, more)]
        tables += [contents.next_places_table(pack, more)] if more.places else []
        tables += [contents.next_sectors_table(more)] if more.sectors else []
        text += "".join(_titled(one) for one in tables)
    yield _section(title, text, "", note)
    if len(pack.amounts) > 1:
        amounts = contents.amounts_table(pack)
        drawn = _chart(amounts_figure(pack), "amounts", amounts) if has_amounts(pack) else ""
        yield _section(amounts.title, drawn, table_html(amounts), amounts.note)
    givers = contents.givers_table(pack)
    yield _section(givers.title, table_html(givers), "", givers.note)


def _section(title: str, first: str, second: str, note: str) -> str:
    small = f"<p class='note'>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{first}{second}{small}</section>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _titled(shown: Table) -> str:
    return f"<h3>{escape(shown.title)}</h3>{table_html(shown)}"


def _chart(figure: go.Figure, key: str, shown: Table, title: str = "", width: int = WIDTH) -> str:
    """The chart as a still picture; its figures stand in the table below it."""
    figure.update_layout(width=width, autosize=False, font_color="#111111", font_size=12, paper_bgcolor="#ffffff")
    plain = without_links(figure)
    drawn = pio.to_html(plain, config=_STILL, include_plotlyjs=False, full_html=False, div_id=f"chart-{key}")
    return f"<figure role='img' aria-label='{escape(title or shown.title, quote=True)}'>{drawn}</figure>"
