"""Compare: what is chosen, told, drawn, kept; a link to it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app.assumed_words import assumptions_table
from resettle.app.plain import plain
from resettle.app.words.levers import MODES
from resettle.inputs.scenario import Change, Floors, Opens, Pin, Scale, Scenario, Target
from resettle.workspace.link import packed
from resettle.workspace.store import Workspace
from tests.app.conftest import REPOSITORY, drawn, link_of, settled, start, texts

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

COMPARE = "resettle/app/pages/compare.py"
OVERVIEW = "resettle/app/pages/overview.py"
CHOICE = "compare.choice"


@pytest.fixture
def workspace() -> Workspace:
    """The folder that the app under test saves into, with one scenario."""
    found = Workspace(Path(os.environ["RESETTLE_SCENARIOS"]))
    found.save("Builders", Scenario(scale=Scale(build=1.5)))
    return found


def chosen(app: AppTest, *keys: str) -> AppTest:
    drawn(app.multiselect, CHOICE).set_value(list(keys)).run()
    assert not app.exception
    return app


def at_rest(app: AppTest) -> bool:
    return "estimates are ready" not in texts(app) and "Figures side by side" in texts(app)


def is_checked(app: AppTest) -> bool:
    """Whether the ranges of all differences are known."""
    said = texts(app)
    return at_rest(app) and "Checking which differences" not in said and "is being checked" not in said


def headers(app: AppTest) -> list[list[str]]:
    """Headings of every table on the page."""
    return [[str(name).replace("\\", "") for name in table.value.columns] for table in app.table]


def test_two_scenarios_side_by_side(workspace: Workspace) -> None:
    app = settled(chosen(start(COMPARE), "baseline", "saved/Builders"), is_checked)
    assert not app.exception
    said = texts(app)
    assert "What is assumed differently: 1 assumption" in said
    assert "people settled by 2030" in said.lower()
    assert "compared with *Baseline*" in said
    assert headers(app)[0] == ["Assumption", "Baseline", "Saved: Builders"]
    assert headers(app)[1] == ["Figure", "Unit", "Baseline", "Saved: Builders", "Saved: Builders: difference"]
    row = [text.replace("\\", "").replace(",", "") for text in app.table[1].value.iloc[0].astype(str)]
    assert row[0] == "Person-years weighted"
    difference = re.fullmatch(r"([+−]\d+) \(([+−]\d+) to ([+−]\d+)\)", row[4])
    assert difference is not None, row
    value, least, most = (float(text.replace("−", "-")) for text in difference.groups())
    assert value == pytest.approx(float(row[3]) - float(row[2]), abs=1.0)  # both levels are estimates here
    assert 0 < least <= value <= most
    assert "places with more people than in Baseline" in said or "in no place is the difference large" in said


def test_the_selection_outlives_a_change_of_page() -> None:
    app = chosen(start(COMPARE), "baseline", "shipped/fairest", "shipped/as_shipped")
    app.switch_page(OVERVIEW).run()
    app.switch_page(COMPARE).run()
    assert drawn(app.multiselect, CHOICE).value == ["baseline", "shipped/fairest", "shipped/as_shipped"]


def test_one_alone_asks_for_another() -> None:
    assert "Choose at least two" in texts(start(COMPARE))


def test_a_scenario_that_does_not_fit_is_left_out_and_told(workspace: Workspace) -> None:
    workspace.save("Elsewhere", Scenario(opens=Opens(corridor={"nowhere": 2028})))
    app = settled(chosen(start(COMPARE), "baseline", "saved/Elsewhere"), lambda app: at_rest(app) and bool(app.warning))
    assert "Elsewhere" in app.warning[0].value
    workspace.delete("Elsewhere")
    app.run()
    assert "“Elsewhere” was compared before" in texts(app)


def at(query: dict[str, str | list[str]]) -> AppTest:
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run().switch_page(COMPARE).run()


def test_the_selection_is_part_of_the_link(workspace: Workspace) -> None:
    app = start(COMPARE)
    app.session_state["resettle.compared_pair"] = ("shipped/fairest", "baseline")
    chosen(app, "shipped/fairest", "saved/Builders", "baseline")
    query = parse_qsl(urlsplit(link_of(app)).query)
    compared = [value for name, value in query if name == "compare"]
    assert (compared[0], compared[1][0], compared[2]) == ("shipped/fairest", "~", "baseline")
    workspace.delete("Builders")
    other = at({"compare": compared, "places": dict(query)["places"]})
    assert drawn(other.multiselect, CHOICE).value == ["shipped/fairest", "link/1", "baseline"]
    assert other.session_state["resettle.compared_pair"] == ("shipped/fairest", "baseline")
    assert headers(other)[0] == ["Assumption", "fairest", "From the link: Builders", "Baseline"]


def test_titles_of_a_link_cannot_draw_pictures() -> None:
    hostile = Scenario(title="![x](http://elsewhere/x.png)", description="![x](http://elsewhere/x.png)")
    hostile = hostile.model_copy(update={"scale": Scale(build=1.5)})
    query: dict[str, str | list[str]] = {"compare": ["baseline", "~" + packed(hostile, Scenario())]}
    query["scenario"] = packed(hostile, Scenario())
    app = at(query)
    assert "link/1" in drawn(app.multiselect, CHOICE).value
    assert "](http" not in texts(app)
    assert plain("![x](http://a.b)") == "\\!\\[x\\]\\(http\\:\u2060\\/\\/a\\.b\\)"


def test_assumptions_in_words(small: Dataset) -> None:
    asked = Scenario(
        mode="fairest",
        horizon=(2027, 2032),
        standard=0.8,
        usd_per_person_year=20_000,
        whole_facilities=False,
        floors=Floors(size=0.6),
        scale=Scale(build=1.255),
        opens=Opens(corridor={"zc": 2028}, place={"r0": "never"}, solution={"south": {"return": 2028}}),
        change=(
            Change(table="land", where={"place": "r0"}, column="ready_ha", times=0.7),
            Change(table="funding", column="usd", set=1e6),
        ),
        target=(Target(scope="all", year=2030, persons=5000.0),),
        pin=(Pin(programme="north", place="r0", year=2028, at_least=200.0),),
    )
    table = assumptions_table(small, [("Baseline", Scenario()), ("Other", asked)])
    places, programmes, corridors = (small[name].set_index(small[name].columns[0]).iloc[:, 0] for name in _TITLED)
    said = {row[0]: row[1:] for row in table.itertuples(index=False, name=None)}
    assert said == {
        "What is best": (
            MODES["most_people"],
            MODES["fairest"],
        ),
        "Years planned": ("2027 to 2030", "2027 to 2032"),
        "Standard of services": ("100 %", "80 %"),
        "The most paid for one person-year": ("1,000,000 US$", "20,000 US$"),
        "Whole facilities": ("yes", "no"),
        "Fairness: Household sizes": ("0 %", "60 %"),
        "Builders": ("100 %", "125.5 %"),
        f"{corridors['zc']}: opens": ("2029", "2028"),
        f"{places['r0']}: opens": ("as in the dataset", "never"),
        f"{programmes['south']}: return to the place of origin opens": ("never", "2028"),
        f"Land and clearance of each place, Ready for building, ha: {places['r0']}": ("as in the dataset", "× 0.7"),
        "Money of each funder, a year, US$ of the year: all": ("as in the dataset", "1,000,000"),
        "Target: everybody by 2030": ("none", "5,000 persons"),
        f"Pin: {programmes['north']}, {places['r0']}, 2028": ("none", "at least 200 households"),
    }


_TITLED = ("places", "programmes", "corridors")
