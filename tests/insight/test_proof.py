"""What is named as a cause cures: raised in the data and planned again, more of the waiting people settle.

100 households of 4 wish to return to the village (see ``tests.tiny``). What mends each case is written by hand in its
tables (``mended``), so that the cure does not lean on the code that proves causes.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from resettle.inputs.scenario import Opens, Scenario, apply
from resettle.insight.cause_words import proof_text
from resettle.insight.kept_by_aim import kept_by_aim
from resettle.insight.ladder import ladder, quotable_ladder
from resettle.insight.more_of import more_of, plain
from resettle.insight.overview import overview
from resettle.insight.why_not import WhyNots
from resettle.insight.why_not_words import said_cohort, said_place, said_target
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet
from tests.tiny import tiny
from tests.why_not_cases import CASES, FREE_HOUSE, HEALTH, NEEDS, NO_HOMES, OPTIONS, Case, built, money

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.insight.proof import Proof
    from resettle.results.plan import Plan

LIMIT = 1_000_000.0
DEAR = FREE_HOUSE.replace(",0,", ",20000000,").format(most="")
"""20 million US$ a home for 4 people who live in it for two years: 2.5 million US$ a person-year."""
PAID = FREE_HOUSE.replace(",0,", ",20000,").format(most="")
MATERIAL = OPTIONS.format(kind="build", land=0, material=10)
ONE_ROAD = "link,from_node,to_node,mode,km,tonnes_per_year,usd_per_tonne,corridor\n"


def estimated(dataset: Dataset, scenario: Scenario) -> Plan:
    return make_plan(dataset, scenario, estimate=True)


def proving(dataset: Dataset, scenario: Scenario | None = None, *, estimate: bool = True) -> WhyNots:
    return WhyNots(overview(make_plan(dataset, scenario, estimate=estimate)).evidence, estimated)


def proof_of(dataset: Dataset, scenario: Scenario | None = None, place: str = "village") -> Proof:
    proof = proving(dataset, scenario).place(place).proof
    assert proof is not None
    return proof


def keys(proof: Proof) -> list[str]:
    return [one.cause.key for one in proof.helping]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_one_thing_that_is_short_is_proved_to_settle_everybody(tmp_path: Path, case: Case) -> None:
    """``tests.insight.test_why_not`` plans with the tables mended by hand: then all 400 settle too."""
    proof = proof_of(tiny(tmp_path, **case.tables))
    assert keys(proof) == [case.key]
    assert proof.together == pytest.approx(proof.waiting)


class Cured(NamedTuple):
    """Tables and scenario in which people wait; what is to be named, and what of it alone helps; what cures them."""

    tables: dict[str, str]
    scenario: Scenario
    named: list[str]
    alone: list[str]
    mended: dict[str, str]
    mended_scenario: Scenario


CURED = {
    # a billion is there, and half of what all 100 homes would cost; 2 million US$ a person-year more are needed first
    "half of the money": Cured(
        built(housing=DEAR, funding=money(1_000_000_000)),
        Scenario(),
        ["worth", "money"],
        ["worth"],
        {"funding": money(2_000_000_000)},
        Scenario(usd_per_person_year=2_600_000.0),
    ),
    "all of the money": Cured(
        built(housing=DEAR, funding=money(4_000_000_000)),
        Scenario(),
        ["worth"],
        ["worth"],
        {},
        Scenario(usd_per_person_year=2_600_000.0),
    ),
    # a weight of 0.001 makes a person-year 1,000 times as dear: 2.5 million US$
    "a small weight": Cured(
        built(housing=PAID, profiles="profile,title,priority_weight\ngeneral,General,0.001"),
        Scenario(),
        ["worth"],
        ["worth"],
        {},
        Scenario(usd_per_person_year=2_600_000.0),
    ),
    "no weight": Cured(
        built(housing=PAID, profiles="profile,title,priority_weight\ngeneral,General,0"),
        Scenario(),
        ["weight"],
        ["weight"],
        {"profiles": "profile,title,priority_weight\ngeneral,General,1"},
        Scenario(),
    ),
    "no preference": Cured(
        built(housing=PAID, willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,1,0"),
        Scenario(),
        ["weight"],
        ["weight"],
        {"willingness": "programme,origin,solution,from_year,share,preference\np,,return,2027,1,1"},
        Scenario(),
    ),
    "least cost and no target": Cured(
        built(housing=PAID), Scenario(mode="least_cost"), ["aim"], ["aim"], {}, Scenario(mode="most_people")
    ),
    # more wagons on a railway that is closed carry nothing
    "the only railway is closed": Cured(
        built(
            housing_options=MATERIAL,
            links=f"{ONE_ROAD}rail,port,village,rail,1,5000,0,coast",
            corridors="corridor,title,opens_year\ncoast,Coast line,2035",
            supplies="node,tonnes_per_year,usd_per_tonne\nport,,0",
        ),
        Scenario(),
        ["corridor"],
        ["corridor"],
        {"corridors": "corridor,title,opens_year\ncoast,Coast line,2027"},
        Scenario(),
    ),
    # the road into the village is wide, the one before it is not: 300 t a year for 10 t a home
    "a road further up": Cured(
        built(
            housing_options=MATERIAL,
            links=f"{ONE_ROAD}first,port,camp,road,1,300,0,\nsecond,camp,village,road,1,,0,",
            supplies="node,tonnes_per_year,usd_per_tonne\nport,,0",
        ),
        Scenario(),
        ["family"],
        ["family"],
        {"links": f"{ONE_ROAD}first,port,camp,road,1,1000,0,\nsecond,camp,village,road,1,,0,"},
        Scenario(),
    ),
    # opening it alone settles nobody: there is no home
    "closed, and no homes": Cured(
        {"vacant_homes": NO_HOMES},
        Scenario(opens=Opens(place={"village": "never"})),
        ["opening", "homes"],
        [],
        {"vacant_homes": f"{NO_HOMES}\nvillage,3,,100,"},
        Scenario(),
    ),
    "closed, and homes enough": Cured(
        {}, Scenario(opens=Opens(place={"village": "never"})), ["opening"], ["opening"], {}, Scenario()
    ),
}


@pytest.mark.parametrize("case", CURED.values(), ids=CURED)
def test_what_is_named_cures_and_what_is_marked_helps_alone(tmp_path: Path, case: Cured) -> None:
    proof = proof_of(tiny(tmp_path / "before", **case.tables), case.scenario)
    assert keys(proof) == case.named
    assert [one.cause.key for one in proof.helping if one.alone > 0] == case.alone
    assert proof.together == pytest.approx(proof.waiting)
    mended = tiny(tmp_path / "after", **{**case.tables, **case.mended})
    assert make_plan(mended, case.mended_scenario, estimate=True).summary.persons_settled == pytest.approx(400)


def test_the_worth_of_a_person_year_is_told_with_its_numbers(tmp_path: Path) -> None:
    """20,000,000 US$ a home / (4 people · 2 years) = 2,500,000 US$; less settles nobody, a little more half."""
    dataset = tiny(tmp_path, **CURED["half of the money"].tables)
    said = said_place(proving(dataset).place("village"), dataset, LIMIT)
    assert (
        "Settling them would cost more than the plan pays for a person-year (US$ 2,500,000 weighted by need; the limit "
        "is US$ 1,000,000): raise usd_per_person_year or lower the cost."
    ) in said
    assert "homes with 3 rooms" not in said
    assert "Held by" not in said
    for usd, settled in ((2_499_000.0, 0.0), (2_501_000.0, 200.0)):
        plan = make_plan(dataset, Scenario(usd_per_person_year=usd), estimate=True)
        assert plan.summary.persons_settled == pytest.approx(settled)


def test_where_the_aim_holds_the_whole_plan_every_answer_says_so(tmp_path: Path) -> None:
    """Also what stops the plan next, which finds no limit with a price."""
    dataset = tiny(tmp_path, **CURED["all of the money"].tables)
    plan = make_plan(dataset, estimate=True)
    kept = kept_by_aim(overview(plan).evidence)
    assert kept is not None
    assert (kept.persons, kept.against.key) == (400.0, "worth")
    assert kept.against.short == pytest.approx(2_500_000.0)
    said = quotable_ladder(ladder(Estimator(dataset, Scenario()), Scenario()))
    assert "400 people who have chosen wait though nothing is short for them." in said
    assert "raise usd_per_person_year or lower the cost" in said
    assert kept_by_aim(overview(make_plan(hamlet(tmp_path / "hamlet"), estimate=True)).evidence) is None


def test_without_planning_again_nothing_is_called_a_cause(tmp_path: Path) -> None:
    dataset = hamlet(tmp_path)
    answers = WhyNots(overview(make_plan(dataset, estimate=True)).evidence)
    told = (
        said_place(answers.place("village"), dataset, LIMIT),
        said_cohort(answers.cohort("c1"), dataset, LIMIT),
    )
    for said in told:
        assert "Held by" not in said
        assert "The plan leaves too little for them, as if nobody else waited, of: money (Government)" in said


def test_a_dearer_place_waits_for_builders_too_once_there_is_money(tmp_path: Path) -> None:
    """Money for 60 of 200 homes: the near village's. With any money the 100 builders build near: far needs both."""
    dataset = tiny(
        tmp_path,
        settings={"last_year": 2027},
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            near,Near,40.0,47.0,p,0
            far,Far,40.0,48.0,p,0""",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,near,camp,m,general,100,400
            c2,p,far,camp,m,general,100,400""",
        vacant_homes=NO_HOMES,
        housing="""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            near,house,10000,,,
            far,house,30000,,,""",
        capacities="programme,resource,year,amount\np,build,2027,100",
        funding="funder,year,usd\ngov,2027,600000",
    )
    answers = proving(dataset)
    found = answers.place("far")
    assert found.proof is not None
    assert {one.cause.key: one.alone for one in found.proof.helping} == {"money": 0.0, "all builders": 0.0}
    assert found.proof.together == pytest.approx(400.0)
    said = said_place(found, dataset, LIMIT)
    assert "only together with the others" in said
    assert "alone settles" not in said


def test_a_plan_of_whole_facilities_that_its_estimate_would_settle(tmp_path: Path) -> None:
    """A clinic for 1,000 visits costs 1 million, and there are 300,000 US$: 200 visits are 0.2 of one, 200,000 US$."""
    tables = {
        "services": f"{HEALTH}health,Health,visit,1000,0,1000000,0,",
        "service_needs": NEEDS,
        "funding": money(300_000),
    }
    dataset = tiny(tmp_path, **tables)
    proof = proving(dataset, estimate=False).place("village").proof
    assert proof is not None
    assert keys(proof) == ["whole"]
    assert "whole facilities" in proof_text(proof, (), LIMIT, 2028)


def test_a_cohort_that_relocates_and_a_target(tmp_path: Path) -> None:
    """No home stands anywhere, and none is on offer: the homes of any of the places settle them."""
    relocating = {
        "willingness": "programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
        "vacant_homes": f"{NO_HOMES}\nvillage,3,,50,",
        "targets": "target,scope,name,year,persons\nt1,all,,2028,400",
    }
    dataset = tiny(tmp_path, **relocating)
    answers = proving(dataset)
    cohort, target = answers.cohort("c1"), answers.target("t1")
    for proof in (cohort.proof, target.proof):
        assert proof is not None
        assert keys(proof) == ["homes"]
        assert proof.together == pytest.approx(200.0)
    assert "With plenty of it, 200 of the 200 settle (planned again)." in said_target(target, dataset, LIMIT)


def random_case(seed: int, folder: Path) -> tuple[Dataset, Scenario]:
    """Two villages that compete for money, builders, land and doctors, some of which are short, dear or closed."""
    draw = random.Random(seed)
    far = draw.choice([20_000, 200_000, 9_000_000])
    opens = draw.choice(["", "", "2028", "never"])
    dataset = tiny(
        folder,
        places=f"""place,name,latitude,longitude,programme,opens_year,site_lead_years,max_households
            camp,Camp,40.0,46.0,p,,0,
            near,Near,40.0,47.0,p,,0,{draw.choice(["", "30"])}
            far,Far,40.0,48.0,p,{opens},0,""",
        cohorts=f"""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,near,camp,m,general,{draw.choice([40, 100])},400
            c2,p,far,camp,m,general,{draw.choice([50, 100])},300""",
        vacant_homes=f"{NO_HOMES}\nfar,3,,{draw.choice([0, 20])},",
        housing_options=OPTIONS.format(kind="build", land=draw.choice([0, 0.1]), material=draw.choice([0, 10])),
        housing=f"""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            near,house,20000,{draw.choice(["", "20"])},,
            far,house,{far},,{draw.choice(["", "25"])},""",
        land=f"""place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year
            near,2,6,5000,{draw.choice(["", "2"])}
            far,1,9,5000,{draw.choice(["", "1"])}""",
        links=f"""{ONE_ROAD}a,port,near,road,1,{draw.choice(["", "200"])},1,
            b,near,far,road,1,{draw.choice(["", "90"])},1,""",
        supplies=f"node,tonnes_per_year,usd_per_tonne\nport,{draw.choice(['', '500'])},0",
        services=f"{HEALTH}health,Health,visit,0,{draw.choice([0, 1, 3])},100,1,0.1",
        service_needs=NEEDS,
        service_spare=f"service,place,from_year,units\nhealth,far,,{draw.choice([0, 60])}",
        capacities=f"""programme,resource,year,amount
            p,build,2027,{draw.choice([20, 60, 500])}
            p,clearance,2027,{draw.choice([1, 5])}
            p,staff:health,2027,{draw.choice([5, 50])}""",
        funding=money(draw.choice([200_000, 2_000_000, 900_000_000])),
    )
    return dataset, Scenario(usd_per_person_year=draw.choice([20_000.0, 1_000_000.0]))


@pytest.mark.parametrize("seed", range(3))
def test_on_random_villages_every_cause_that_is_named_cures(tmp_path: Path, seed: int) -> None:
    """All that is named settles together as many as is said, and each alone as many as is said of it.

    Recounted from the placements of plans made here.
    """
    dataset, scenario = random_case(seed, tmp_path)
    plan = make_plan(dataset, scenario, estimate=True)
    answers = WhyNots(overview(plan).evidence, estimated)
    for place, cohort in (("near", "c1"), ("far", "c2")):
        found = answers.place(place)
        if found.proof is None:
            continue
        given, aim = apply(dataset, scenario), plain(scenario)
        before = settled(plan, cohort)
        causes = [one.cause for one in found.proof.helping]
        if not causes:
            assert "No cause was found" in said_place(found, dataset, scenario.usd_per_person_year)
            continue
        assert settled(estimated(*more_of(given, aim, causes)), cohort) - before == pytest.approx(
            found.proof.together, abs=1.0
        )
        assert found.proof.together > 0
        for one in found.proof.helping if len(causes) > 1 else ():
            alone = settled(estimated(*more_of(given, aim, [one.cause])), cohort) - before
            assert alone == pytest.approx(one.alone, abs=1.0)


def settled(plan: Plan, cohort: str) -> float:
    placed = plan["placements"]
    return float(placed.loc[placed["cohort"] == cohort, "persons"].sum())
