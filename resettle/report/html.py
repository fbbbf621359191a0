"""The pack as one HTML file that opens anywhere without a network: charts, tables, style and script all inside."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

import plotly.io as pio
from plotly.offline import get_plotlyjs

from resettle.insight.donor_next import NextMoney
from resettle.report import contents, sentences, words
from resettle.report.charts import funders_figure, has_places, next_figure, people_figure
from resettle.report.figures import four_figures
from resettle.report.tables import TEXT

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
        f"<title>{title}</title>\n<style>\n{style}</style>\n<script>{get_plotlyjs()}</script>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _sections(pack: Pack) -> Iterator[str]:
    facts = pack.facts
    yield _head(pack)
    yield _cards(four_figures(pack))
    yield from _next(pack)
    people = contents.people_table(facts)
    yield _section(people.title, _chart(people_figure(facts), "people", people), _table(people), people.note)
    funders = contents.funders_table(facts)
    yield _section(funders.title, _chart(funders_figure(facts), "funders", funders), _table(funders), funders.note)
    costs = contents.costs_table(facts)
    yield _section(costs.title, _table(costs), "", costs.note)
    if pack.ranges:
        ranges = contents.range_table(pack)
        yield _section(ranges.title, _table(ranges), "", ranges.note)
    confidence = contents.confidence_table(facts)
    yield _section(confidence.title, _paragraph(confidence.note), _table(confidence), "")
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences.method_texts(facts))
    yield _section(words.METHOD_TITLE, f"<ol>{lines}</ol>", "", "")
    sources = contents.sources_table(facts)
    if sources.rows:
        yield _section(sources.headings[0].name + "s", _table(sources), "", "")
    yield f"<footer><p>{escape(sentences.made_with_text(pack))}</p></footer>"


def _head(pack: Pack) -> str:
    facts = pack.facts
    lines = [words.BANNER, sentences.made_text(facts)]
    if facts.scenario:
        lines.append(words.ASSUMPTIONS.format(scenario=facts.scenario))
    if facts.description:
        lines.append(facts.description)
    if pack.pending:
        lines.append(words.PENDING.format(count=pack.pending))
    text = "".join(_paragraph(line) for line in lines)
    noscript = f"<noscript>{_paragraph(words.NOSCRIPT)}</noscript>"
    return f"<header><h1>{escape(facts.title)}</h1><p class='lead'>{escape(words.HEADING)}</p>{text}{noscript}</header>"


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
    by_programme = contents.next_people_table(pack, more)
    note = words.NEXT_CAPTION.format(first=pack.first_year, year=year)
    yield _section(title, text, _titled(by_programme) if more.brings else "", note)
    if more.brings:
        places, sectors = contents.next_places_table(pack, more), contents.next_sectors_table(more)
        heading = words.NEXT_CHART.format(amount=amount, year=year)
        drawn = _chart(next_figure(more, year), "next", places, heading) if has_places(more) else ""
        yield _section(heading, drawn or _paragraph(words.NEXT_NO_PLACES), _titled(places) + _titled(sectors), "")
    if len(pack.amounts) > 1:
        amounts = contents.amounts_table(pack)
        yield _section(amounts.title, _table(amounts), "", amounts.note)
    givers = contents.givers_table(pack)
    yield _section(givers.title, _table(givers), "", givers.note)


def _section(title: str, first: str, second: str, note: str) -> str:
    small = f"<p class='note'>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{first}{second}{small}</section>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _titled(shown: Table) -> str:
    return f"<h3>{escape(shown.title)}</h3>{_table(shown)}"


def _chart(figure: go.Figure, key: str, shown: Table, title: str = "") -> str:
    """The chart as a still picture; its figures stand in the table below it."""
    figure.update_layout(width=WIDTH, autosize=False, font_color="#111111", font_size=12, paper_bgcolor="#ffffff")
    drawn = pio.to_html(figure, config=_STILL, include_plotlyjs=False, full_html=False, div_id=f"chart-{key}")
    return f"<figure role='img' aria-label='{escape(title or shown.title, quote=True)}'>{drawn}</figure>"


def _table(shown: Table) -> str:
    kinds = ["text" if heading.kind == TEXT else "number" for heading in shown.headings]
    head = "".join(
        f"<th scope='col' class='{kind}'>{escape(heading.name)}</th>"
        for heading, kind in zip(shown.headings, kinds, strict=True)
    )
    rows = ""
    for cells in shown.texts():
        told = zip(cells[1:], kinds[1:], strict=True)
        rest = "".join(f"<td class='{kind}'>{escape(cell)}</td>" for cell, kind in told)
        rows += f"<tr><th scope='row' class='text'>{escape(cells[0])}</th>{rest}</tr>"
    label = escape(shown.title, quote=True)
    return (
        f"<div class='scroll' tabindex='0' role='region' aria-label='{label}'><table class='{shown.key}'>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
