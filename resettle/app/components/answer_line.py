"""The answer in one line at the foot of the window: in view wherever an assumption is changed, on any screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.answer import answers_present
from resettle.app.components.certain import find_differences
from resettle.app.plain import plain
from resettle.app.plans import PLAN
from resettle.app.words import general
from resettle.app.words import what_if as words
from resettle.results.figures import PERSON_YEARS, Figure

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from resettle.app.components.answer import Answer


@dataclass(frozen=True)
class AnswerLine:
    """The line's place on the page."""

    place: DeltaGenerator

    def draw(self) -> None:
        """Write what is known now; an answer to the assumptions before says that it is one."""
        shown = cast("Answer | None", st.session_state.get(state.SHOWN))
        if shown is None:
            self.place.markdown(words.LINE_FIRST)
            return
        self.place.markdown(line_of(shown, is_present=answers_present()))


def answer_line() -> AnswerLine:
    """Take the place, and write what is known before the page waits for its answer."""
    with st.bottom:
        line = AnswerLine(st.empty())
    line.draw()
    return line


def line_of(answer: Answer, *, is_present: bool) -> str:
    """People settled, the difference of the estimates in person-years, and how sure the level is, or that it is old."""
    summary = answer.seen.plan.summary
    if not is_present:
        return words.LINE_WORKING.format(persons=summary.persons_settled)
    return words.LINE.format(
        persons=summary.persons_settled,
        year=answer.seen.plan.years[-1],
        difference=plain(find_differences(answer.estimate, answer.baseline).said(Figure(PERSON_YEARS))),
        quality=general.PLAN if summary.quality == PLAN else general.ESTIMATE,
    )
