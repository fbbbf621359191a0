"""One scenario, one number: what every page and the command line say of a scenario, side by side.

Each place that shows figures is read into claims (where, figure, value, quality). Claims of one figure and one quality
are equal, and no claim is without a quality. To take another place in, write a reader and add it to ``everywhere``.
"""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from concurrent.futures import wait
from typing import TYPE_CHECKING, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app import state
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.runs import FIRST_GAP
from resettle.cli import main
from resettle.inputs.scenario import Floors, Scale, Scenario, Target
from tests.app.conftest import REPOSITORY, SMALL, WHAT_IF, settled, texts

if TYPE_CHECKING:
    from pathlib import Path

COMPARE, OVERVIEW, PLACES = (f"resettle/app/pages/{page}.py" for page in ("compare", "overview", "places"))
TARGET = Scenario(target=(Target(scope="all", year=2029, persons=30_000),))
LEVERS = Scenario(scale=Scale(build=1.2, funding=0.8, staff=1.1), floors=Floors(origin=0.3))


class Claim(NamedTuple):
    """What is said somewhere: a figure in its unit, rounded to a whole, and of which quality it is."""

    where: str
    figure: str
    value: float
    quality: str


def quality_in(text: str) -> str:
    """The quality that a page states, as ``quality_words`` writes it."""
    if re.search(r"Plan, (within [\d.]+% of|proven to be) the best possible", text):
        return PLAN
    assert "Estimate, slightly optimistic because part-built facilities are allowed" in text, text
    return ESTIMATE


def number(text: str) -> float:
    """``584,928`` as a number."""
    return float(text.replace("\\", "").replace(",", "").replace("−", "-").split()[0])


def opened(page: str, scenario: Scenario) -> AppTest:
    """A page under a scenario, with tables only, drawn until its exact plan and its ranges are there."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=90)
    app.session_state["resettle.light"] = True
    app.run()
    if scenario.digest != state.opened().baseline.digest:
        app.session_state["resettle.scenario"] = scenario
    return app.switch_page(page).run()


def of_cards(where: str, app: AppTest) -> list[Claim]:
    """The row of figures of Overview and What if."""
    quality = quality_in("\n".join(str(one.value) for one in app.caption))
    labels = {"People settled by 2030": "people", "Person-years, weighted by need": "person-years"}
    titles = dict(state.opened().dataset["programmes"][["title", "programme"]].itertuples(index=False, name=None))
    labels |= {str(title): f"people of {programme}" for title, programme in titles.items()}
    cards = [(one.label.replace("\\", ""), str(one.value)) for one in app.metric]
    return [Claim(where, labels[label], number(value), quality) for label, value in cards if label in labels]


def of_compare(app: AppTest, name: str) -> list[Claim]:
    """The table of figures of Compare, the column of one scenario."""
    stated = next(str(one.value) for one in app.caption if f"{name}: " in str(one.value).replace("\\", ""))
    part = next(one for one in stated.replace("\\", "").split(" · ") if one.startswith(f"{name}: "))
    table = app.table[1].value.rename(columns=lambda column: column.replace("\\", ""))
    rows = dict(zip(table["Figure"].str.replace("\\", ""), table[name], strict=True))
    figures = {"People settled": "people", "Person-years, weighted": "person-years"}
    return [Claim("Compare", figures[row], number(rows[row]), quality_in(part)) for row in figures]


def wait_for_plans(scenario: Scenario) -> None:
    """Both qualities of a scenario and of the baseline, made before any page asks for them."""
    opened_now = state.opened()
    for asked in (opened_now.baseline, scenario):
        for quality in (ESTIMATE, PLAN):
            run = state.store().ask(opened_now.dataset, asked, quality, "test", baseline=opened_now.baseline)
            while not run.done:
                run.looked_at["test"] = time.monotonic()
                wait([run.future], timeout=1.0)


def of_store(scenario: Scenario) -> list[Claim]:
    """What the plan store has, of both qualities."""
    dataset = state.opened().dataset
    found = [state.store().closest(dataset, scenario)]
    found.append(
        state.store().ask(dataset, scenario, ESTIMATE, "test", baseline=state.opened().baseline).future.result()
    )
    claims = []
    for one in found:
        said = one.plan.summary
        figures = {"people": said.persons_settled, "person-years": said.person_years}
        figures |= {f"people of {name}": sum(each.values()) for name, each in said.persons.items()}
        claims += [Claim("Store", figure, round(value), said.quality) for figure, value in figures.items()]
    return claims


def of_command_line(scenario: Scenario, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Claim]:
    """``resettle plan --json``, of both qualities."""
    path, claims = folder / "scenario.toml", []
    path.write_text(scenario.dump_toml(), encoding="utf-8")
    for more in (["--gap", str(FIRST_GAP)], ["--estimate"]):
        assert main(["plan", "--data", str(SMALL), "--scenario", str(path), "--json", *more]) == 0
        said = json.loads(capsys.readouterr().out)
        figures = {"people": said["persons_settled"], "person-years": said["person_years"]}
        figures |= {f"people of {name}": sum(each.values()) for name, each in said["persons"].items()}
        claims += [Claim("--json", figure, round(value), said["quality"]) for figure, value in figures.items()]
    return claims


def is_exact(app: AppTest) -> bool:
    """Whether the page shows the exact plan, and no range is still worked out."""
    said = texts(app)
    return bool(re.search(r"Plan, (within|proven)", said)) and "Checking which differences" not in said


def everywhere(scenario: Scenario, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Claim]:
    """Every claim about a scenario; the pages are opened in turn, each by a session of its own."""
    wait_for_plans(scenario)
    usual = scenario.digest == state.opened().baseline.digest
    what_if = settled(opened(WHAT_IF, scenario), is_exact)
    claims = of_cards("What if", what_if)
    if usual:
        claims += of_cards("Overview", settled(opened(OVERVIEW, scenario), is_exact))
    compare = opened(COMPARE, scenario)
    own = "baseline" if usual else "now"
    keys = ["baseline", "shipped/fairest"] if usual else ["baseline", own]
    compare.multiselect(key="compare.choice").set_value(keys).run()
    compare = settled(compare, lambda app: "Figures side by side" in texts(app) and len(app.table) > 1)
    column = next(name for name in compare.table[1].value.columns[2:] if name.startswith(_NAMES[own]))
    claims += of_compare(compare, column.replace("\\", ""))
    places = settled(opened(PLACES, scenario), lambda app: len(app.metric) > 0)
    assert quality_in(texts(places)) == PLAN
    return claims + of_store(scenario) + of_command_line(scenario, folder, capsys)


_NAMES = {"baseline": "Baseline", "now": "Present assumptions"}


def assert_one_number(claims: list[Claim]) -> None:
    """Equal to the last whole number within each figure and quality."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for claim in claims:
        found[claim.figure, claim.quality][claim.where] = round(claim.value)
    for key, by_place in found.items():
        assert len(set(by_place.values())) == 1, f"{key}: {by_place}"
    people = found["people", PLAN]
    assert {"What if", "Compare", "Store", "--json"} <= set(people)


def test_the_baseline_has_one_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert_one_number(everywhere(state.opened().baseline, tmp_path, capsys))


@pytest.mark.parametrize("scenario", [TARGET, LEVERS], ids=["target", "four levers"])
def test_a_scenario_has_one_number(scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert_one_number(everywhere(scenario, tmp_path, capsys))
