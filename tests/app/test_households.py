"""Households: made up or handed over, planned for, placed, one family looked at; nothing personal is repeated."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.app import state
from resettle.app.plain import plain
from resettle.app.registries import ALLOWED, VARIABLE, is_here
from resettle.households.bundle import bundle
from resettle.households.draw import seed_sentence
from resettle.households.registry import registry_bytes
from resettle.households.synthetic import synthesise
from resettle.inputs.dataset import load_dataset
from tests.app.conftest import SMALL, settled, start, texts

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGE = "resettle/app/pages/households.py"
REGISTRY = synthesise(load_dataset(SMALL), 4)
PLANTED = "Zeynalova-Planted"


def as_csv(**columns: object) -> bytes:
    """The made-up registry as CSV, with columns changed or added."""
    frame = pd.read_csv(io.BytesIO(registry_bytes(REGISTRY, Path("r.csv"))), dtype=str, keep_default_na=False)
    return frame.assign(**columns).to_csv(index=False).encode("utf-8")


def press(app: AppTest, label: str) -> AppTest:
    """A button pressed, and what follows from it awaited."""
    return rested(next(button for button in app.button if button.label == label).click().run(timeout=60))


def rested(app: AppTest) -> AppTest:
    """The page when no step is under way any more."""
    return settled(app, lambda page: not any("households.stop" in str(one.key) for one in page.button))


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser there is no address that a file would come from."""
    monkeypatch.setenv(VARIABLE, ALLOWED)


def to_hand_over() -> AppTest:
    app = start(PAGE)
    ways = next(group for group in app.get("button_group") if "Hand one over" in str(group.options))
    return ways.set_value("Hand one over").run()


def handed_over(data: bytes, *, drop: bool = False) -> AppTest:
    app = to_hand_over()
    if drop:
        next(toggle for toggle in app.toggle if "look personal" in toggle.label).set_value(True).run()
    return app.file_uploader[0].upload(f"{PLANTED}.csv", data).run(timeout=60)


def placed() -> AppTest:
    app = press(press(start(PAGE), "Make it up"), "Plan for them")
    next(one for one in app.text_input if one.label == "The word published before").set_value("spring").run()
    return press(app, "Place every household")


def everything(app: AppTest) -> str:
    tables = [str(table.value.to_numpy().tolist()) for table in [*app.table, *app.dataframe]]
    more = [str(one.value) for one in [*app.success, *app.warning, *app.text, *app.code]]
    return "\n".join([texts(app), *tables, *more])


def test_a_made_up_registry_is_planned_for_placed_and_checked() -> None:
    app = placed()
    assert not app.exception
    said = everything(app)
    assert "8,770 households with" in said
    assert "nobody in it is real" in said
    assert "Checked from the tables by a checker" in said
    assert said.count(plain(seed_sentence("spring", ""))) == 2
    assert [metric.value for metric in app.metric][2].endswith("%")
    assert "it has stated no choice yet" in said
    word = next(one for one in app.text_input if one.label == "The word published before")
    app = word.set_value("spr\u200bing").run()
    assert any("expected signs that everybody sees" in error.value for error in app.error)
    assert next(one for one in app.button if one.label == "Place every household").disabled


def test_one_family_is_explained_and_has_its_letter() -> None:
    app = placed()
    told = next(one.value for one in app.caption if one.value.startswith("For instance"))
    there, waits = re.findall(r"synthetic-[0-9]+", told.replace("\\", ""))
    for household, letter in (
        (there, "This binds you to nothing."),
        (waits, "There is no place for you in the plan yet."),
    ):
        next(one for one in app.text_input if one.label == "Id of a household").set_value(household).run()
        rested(app)
        assert f"Household {household} is " in texts(app).replace("\\", "")
        assert any(f"Household {household}" in one.value and letter in one.value for one in app.text)
    assert "What would change this" in texts(app)
    assert {"Letters (CSV)", "Letters (workbook)", "Registry as placed (CSV)"} <= {one.label for one in app.button}
    addressed = [one.key for one in app.get("download_button")]
    assert addressed == ["csv.households_by_year"], "only what everyone may have is at an address"
    next(one for one in app.text_input if one.label == "Id of a household").set_value("nobody").run()
    rested(app)
    assert any("no household of this id" in one.value.replace("\\", "") for one in app.info)
    assert app.query_params == {}


def test_other_assumptions_need_another_plan_and_forgetting_forgets() -> None:
    app = placed()
    app.session_state[state.SCENARIO] = app.session_state[state.SCENARIO].model_copy(
        update={"usd_per_person_year": 9e5}
    )
    app.run()
    assert "3. The draw" not in texts(app)
    press(app, "Forget it")
    assert "2. The plan" not in texts(app)


def test_a_file_would_not_leave_its_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    app = to_hand_over()
    assert not app.exception
    assert not app.get("file_uploader")
    assert any("must not leave the machine it came to" in one.value for one in app.warning)
    monkeypatch.setenv(VARIABLE, "yes")
    assert any("expected 'allowed' or nothing" in one.value.replace("\\", "") for one in to_hand_over().error)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:80", "[::1]:8501"])
def test_addresses_of_the_same_machine(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "host", ["", "example.org", "127.0.0.1.example.org", "10.0.0.5:8501", "localhost@example.org", "[::1"]
)
def test_addresses_of_other_machines(host: str) -> None:
    assert not is_here(host)


def test_a_personal_column_is_refused_and_repeated_nowhere() -> None:
    app = handed_over(as_csv(surname=PLANTED))
    assert not app.exception
    said = everything(app)
    assert "1 to mend" in said
    assert "a column that looks personal" in said.replace("\\", "")
    assert PLANTED not in said
    assert "2. The plan" not in said


def test_a_personal_column_may_be_left_out() -> None:
    app = handed_over(as_csv(surname=PLANTED), drop=True)
    assert not app.exception
    assert "8,770 households with" in everything(app)
    assert PLANTED not in everything(app)
    assert "2. The plan" in everything(app)


def test_wrong_cells_are_listed_by_row_and_column() -> None:
    app = handed_over(as_csv(profile="weather", community=PLANTED))
    said = everything(app).replace("\\", "")
    assert "8,770 to mend" in said
    assert "'2', 'profile', " in said
    assert PLANTED not in said


def test_no_plan_of_single_households_is_kept_where_others_could_find_it() -> None:
    """The store that all sessions share has plans of the dataset alone, none of the registry's cohorts."""
    app = placed()
    registrys = app.session_state["resettle.households"].plan.dataset.digest
    store = state.store()
    known = {key.dataset for key in [*store._kept, *store._runs]}
    assert known == {load_dataset(SMALL).digest}
    assert registrys not in known


def test_promises_of_an_earlier_placing_are_kept_and_requests_answered() -> None:
    """Placed, taken along, given back with two requests: everybody else keeps place and year."""
    app = placed()
    work = app.session_state["resettle.households"]
    outcome = work.outcome
    data = bundle(work.plan, work.registry, outcome.asked, outcome.placed, outcome.told)
    there = outcome.placed.placed["household"]
    requests = f"household,request,value\n{there.iloc[0]},withdraw,\n{there.iloc[1]},with_household,{there.iloc[2]}\n"
    upload(app, "Earlier placement (.zip)", "all.zip", data)
    upload(app, "Requests (.csv)", "requests.csv", requests.encode())
    press(app, "Place every household")
    assert not app.exception
    said = everything(app).replace("\\", "")
    assert f"What became of {len(there):,} promises" in said
    later = app.session_state["resettle.households"].outcome.placed
    assert (later.changes["change"] == "not asked").sum() == 0
    assert (later.changes["change"] == "kept").sum() >= len(there) - 2
    assert "it has no choice now and is placed nowhere" in said
    assert "Checked from the tables by a checker" in said


def upload(app: AppTest, label: str, name: str, data: bytes) -> None:
    next(one for one in app.file_uploader if one.label == label).upload(name, data).run(timeout=60)


def test_wrong_files_of_an_earlier_placing_are_told() -> None:
    app = placed()
    work = app.session_state["resettle.households"]
    outcome = work.outcome
    upload(app, "Earlier placement (.zip)", "all.zip", b"PK nothing")
    assert any("a file that is no zip file" in one.value.replace("\\", "") for one in app.error)
    data = bundle(work.plan, work.registry, outcome.asked, outcome.placed, outcome.told)
    upload(app, "Earlier placement (.zip)", "all.zip", data)
    upload(app, "Requests (.csv)", "requests.csv", f"household,request,value\n{PLANTED},leave,".encode())
    said = everything(app).replace("\\", "")
    assert "2 to mend" in said
    assert PLANTED not in said
    upload(app, "Requests (.csv)", "requests.csv", b"\xff\xfe")
    assert "text in UTF-16" in everything(app).replace("\\", "")
