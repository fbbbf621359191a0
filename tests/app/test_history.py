"""Steps of a session: back, forth, and what a new change forgets."""

from __future__ import annotations

from resettle.app.history import MOST_UNDONE, History
from resettle.inputs.scenario import Scale, Scenario


def asked(build: float) -> Scenario:
    return Scenario(scale=Scale(build=build))


def test_back_and_forth() -> None:
    history = History(asked(1.0)).then(asked(2.0)).then(asked(3.0))
    back = history.undone()
    assert back.present == asked(2.0)
    assert back.undone().present == asked(1.0)
    assert back.redone() == history


def test_a_new_change_forgets_what_was_undone() -> None:
    history = History(asked(1.0)).then(asked(2.0)).undone().then(asked(3.0))
    assert history.redone() == history
    assert history.undone().present == asked(1.0)


def test_what_changes_nothing_is_no_step() -> None:
    history = History(asked(1.0)).then(asked(2.0)).undone()
    assert history.then(asked(1.0)) is history
    assert history.redone().present == asked(2.0)


def test_nothing_before_and_nothing_after() -> None:
    history = History(asked(1.0))
    assert history.undone() is history
    assert history.redone() is history


def test_another_name_is_no_step() -> None:
    history = History(asked(1.0)).then(asked(2.0)).instead(asked(2.0).model_copy(update={"title": "Twice"}))
    assert history.present.title == "Twice"
    assert history.undone().present == asked(1.0)


def test_only_so_many_steps_are_kept() -> None:
    history = History(asked(0.0))
    for number in range(1, MOST_UNDONE + 11):
        history = history.then(asked(float(number)))
    assert len(history.past) == MOST_UNDONE
    assert history.past[0] == asked(10.0)
