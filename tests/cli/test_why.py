"""``resettle why``: each question answered in words and tables, and what is refused."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.cli import main
from resettle.inputs.scenario import Scenario
from resettle.results.files import read_plan
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

PINNED = "[[pin]]\nplace = 'village'\nat_most = 20\n"
TARGET = "[[target]]\nscope = 'all'\nyear = 2028\npersons = 300\n"
AGAINST = "[[pin]]\nplace = 'village'\nat_most = 20\n[[pin]]\nplace = 'village'\nat_least = 30\n"
RICHER = "[scale]\nfunding = 2.0\n"


@pytest.fixture(scope="module")
def planned_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The hamlet planned under a scenario, once for all who ask."""

    @cache
    def plan(scenario: str) -> Path:
        home = tmp_path_factory.mktemp("planned")
        hamlet(home)
        (home / "asked.toml").write_text(scenario, encoding="utf-8")
        made = main(
            [
                *("plan", "--data", str(home / "tiny"), "--scenario", str(home / "asked.toml")),
                *("--estimate", "--out", str(home / "plan")),
            ]
        )
        assert made == 0
        return home

    return plan


@pytest.fixture
def planned(planned_once: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """The hamlet planned under a scenario: 1 million US$, 50 of 100 households of 4, at 20,000 US$ a home."""

    def plan(scenario: str = "") -> Path:
        shutil.copytree(planned_once(scenario), tmp_path, dirs_exist_ok=True)
        return tmp_path / "plan"

    return plan


def test_what_holds_the_plan_is_proved_by_planning_again(
    say: Callable[..., Said], planned: Callable[..., Path]
) -> None:
    """10 % more money: 5 households of 4 for two years, 40 person-years of 400: 10 %."""
    said = say("why", planned())
    assert said.code == 0, said.err
    assert "What holds the plan most is money (Government)" in said.out
    assert "add about 40 person-years (10 % of the plan's)" in said.out
    assert "Planned again with 10 % more of money (Government): +40 person-years and +20 people." in said.out
    assert "estimate 2" in said.err


def test_a_price_that_more_of_the_limit_does_not_keep_is_not_what_holds(
    say: Callable[..., Said], planned: Callable[..., Path]
) -> None:
    """Twice the money is just enough for all 100 homes: the price of money, where it has one, is of less of it."""
    said = say("why", planned("[scale]\nfunding = 2.0\nbuild = 10.0\n"))
    assert said.code == 0, said.err
    assert "What holds the plan most is" not in said.out


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        ("[scale]\nfunding = 10.0\nbuild = 10.0\n", "better: only what people have chosen holds it."),
        ("[scale]\nwillingness = 0.0\n", "any capacity would not make this plan better."),
    ],
)
def test_a_plan_that_no_capacity_holds(
    say: Callable[..., Said], planned: Callable[..., Path], scenario: str, expected: str
) -> None:
    said = say("why", planned(scenario))
    assert said.code == 0, said.err
    assert expected in said.out


def test_more_money_until_it_no_longer_limits(
    say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path
) -> None:
    """The tables are written as they are told: with the scenario's own money 200 people settle."""
    said = say("why", planned(), "money", "--out", tmp_path / "answer")
    assert said.code == 0, said.err
    assert "estimate 1" in said.err
    points = pd.read_csv(tmp_path / "answer" / "frontier.csv")
    assert points.loc[points["own"], "persons"].tolist() == [200]
    assert points["persons"].max() == 400
    assert "400 people" in said.out


def test_what_stops_the_plan_next(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    said = say("why", planned(), "next", "--programme", "p")
    assert said.code == 0, said.err
    assert "held most by money (Government)" in said.out


def test_what_a_pin_costs(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    """At most 20 households where 50 could come: 30 of 4."""
    said = say("why", planned(PINNED), "pins")
    assert said.code == 0, said.err
    assert "Without “at most 20 households in Village over all years” 120 people more would settle" in said.out


def test_what_would_meet_a_target(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    """300 people are 75 homes: 1.5 million US$."""
    said = say("why", planned(TARGET), "repair")
    assert said.code == 0, said.err
    assert "They are all met with 1.5 times the money (Government)" in said.out


def test_the_ways_are_written_as_scenarios_to_plan_with(
    say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path
) -> None:
    folder = planned(TARGET)
    said = say("why", folder, "repair", "--may", "money", "build", "--scenarios", tmp_path / "ways")
    assert said.code == 0, said.err
    written = Scenario.load(tmp_path / "ways" / "least_money.toml")
    assert (written.mode, written.targets_first) == ("most_people", True)
    (change,) = written.change
    assert (change.table, change.times) == ("funding", pytest.approx(1.5))
    assert make_plan(read_plan(folder).dataset, written, estimate=True).summary.short < 0.01


def test_a_repair_with_what_does_not_help(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    """Builders are not what the target waits for; at most 1.2 times the money are 60 homes of 75."""
    folder = planned(TARGET)
    said = say("why", folder, "repair", "--may", "build")
    assert "The estimate falls short of its targets and pins by 100 people. With 10 times everything" in said.out
    assert "and nobody settled fewer, 100 people would still be missed." in said.out
    said = say("why", folder, "repair", "--at-most", "1.2")
    assert "The least that stays missed is 60 people, with 1.2 times the money (Government)" in said.out


def test_which_pins_stand_against_each_other(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    said = say("why", planned(AGAINST), "conflict")
    assert said.code == 0, said.err
    assert "cannot be met together; without any one of them the others can." in said.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("limits", "--may", "money"), "--may, --at-most and --scenarios belong to the question `repair`"),
        (("repair", "--at-most", "1"), "--at-most 1: expected more than 1 and at most 1000"),
        (("repair", "--may", "wishes"), "invalid choice: 'wishes'"),
    ],
)
def test_what_does_not_belong_to_a_repair_is_refused(
    say: Callable[..., Said], planned: Callable[..., Path], arguments: tuple[str, ...], told: str
) -> None:
    said = say("why", planned(TARGET), *arguments)
    assert said.code == 2
    assert told in said.err


def test_a_folder_for_scenarios_that_cannot_be_written_is_told(
    say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    said = say("why", planned(TARGET), "repair", "--scenarios", tmp_path / "file" / "ways")
    assert said.code == 2
    assert "cannot be written" in said.err
    assert "--scenarios" in said.err


def test_what_another_scenario_changes(say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path) -> None:
    folder = planned()
    (tmp_path / "richer.toml").write_text(RICHER, encoding="utf-8")
    said = say("why", folder, "change", "--to", tmp_path / "richer.toml")
    assert said.code == 0, said.err
    assert "400 people settle instead of 200 people" in said.out


def test_what_the_next_million_brings(say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path) -> None:
    """A million more is 50 homes: 10 in 2027, 40 in 2028."""
    said = say("why", planned(), "million", "--out", tmp_path / "answer")
    assert said.code == 0, said.err
    assert "240 person-years more, weighted by need; 200 people more by the last year" in said.out
    ranked = pd.read_csv(tmp_path / "answer" / "ranked.csv")
    assert ranked.loc[ranked["key"] == "clinics", "result"].item() == pytest.approx(0.0, abs=1e-6)


def test_which_plans_are_nearly_as_good(say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path) -> None:
    """Money settles 50 households in 2027; 2 % of the result is one household fewer, or some a year later."""
    said = say("why", planned(), "alternatives", "--out", tmp_path / "answer")
    assert said.code == 0, said.err
    assert "plan 1 of" in said.err
    plans = pd.read_csv(tmp_path / "answer" / "plans.csv")
    assert plans["plan"].iloc[0] == "best"
    assert plans["given_up"].max() <= 0.02 + 1e-6


def test_what_fairness_costs(say: Callable[..., Said], planned: Callable[..., Path]) -> None:
    """One community: a floor asks nothing of it."""
    said = say("why", planned(), "fairness")
    assert said.code == 0, said.err
    assert "Without a floor 200 people settle" in said.out


@pytest.mark.parametrize(
    ("scenario", "whom", "expected"),
    [
        ("", ("--place", "village"), "money (Government): 1.0 million US$ short from 2027 (14)"),
        ("", ("--cohort", "c1"), "50 of 100 households are settled by the end of 2028"),
        (TARGET, ("--target", "scenario 1"), "It falls short by 100 people"),
    ],
)
def test_why_not_a_place_a_group_a_target(
    say: Callable[..., Said], planned: Callable[..., Path], scenario: str, whom: tuple[str, ...], expected: str
) -> None:
    """50 households wait for homes at 20,000 US$ each, a million; the builders of 2028 would have time for them."""
    said = say("why", planned(scenario), *whom)
    assert said.code == 0, said.err
    assert expected in said.out
    assert "money (Government)" in said.out
    assert "estimate 1" in said.err  # what is named as a cause is proved by planning again


def test_limits_are_moved_and_solved_again(
    say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path
) -> None:
    """A million more by 2027 is 50 homes more, for 10 of which there are builders in 2027; 40 come in 2028."""
    said = say("why", planned(), "--confirm", "--top", "1", "--out", tmp_path / "answer")
    assert said.code == 0, said.err
    assert "1 limit with a price was moved by one step" in said.out
    assert "limit 1 of 1" in said.err
    table = pd.read_csv(tmp_path / "answer" / "confirmed.csv")
    assert table["limit"].tolist() == ["one more million US$ of Government to spend by the end of 2028"]
    assert table["more_persons"].tolist() == pytest.approx([200.0])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("money", "--place", "village"), "belong to the question `limits`"),
        (("--top", "3"), "belongs to --confirm"),
        (("--confirm", "--top", "0"), "expected 1 or more"),
        (("--place", "vilage"), "expected a place of the plan"),
        (("--place", "village", "--cohort", "c1"), "not allowed with"),
        (("change",), "belong together"),
        (("money", "--to", "other.toml"), "belong together"),
        (("money", "--programme", "p"), "belongs to the question `next`"),
        (("next", "--programme", "q"), "found no such programme; expected one of p"),
        (("change", "--to", "nowhere.toml"), "nowhere.toml"),
        (("riches",), "invalid choice"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    say: Callable[..., Said], planned: Callable[..., Path], arguments: tuple[str, ...], expected: str
) -> None:
    said = say("why", planned(), *arguments)
    assert said.code == 2
    assert expected in said.err


def test_tables_that_cannot_be_written_are_told(
    say: Callable[..., Said], planned: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    said = say("why", planned(), "--out", tmp_path / "taken")
    assert said.code == 2
    assert "cannot be written" in said.err
