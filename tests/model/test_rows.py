"""What rows mean: coefficients, sense and limit of chosen equations, read from the ledger and PuLP's constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scenario
from resettle.model.formulation import Model, build
from resettle.model.instance import make_instance
from tests.model.equation_cases import CAMP_TENURE, CLINIC, HOUSES, ROAD
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(model: Model, equation: str) -> list[dict[str, object]]:
    """Ledger rows of an equation with ``terms``: coefficient by symbol (a column's name after its number)."""
    ledger, rows = model.program.ledger, model.program.problem.constraints()
    chosen = ledger.index[ledger["equation"] == equation]
    found = []
    for position in chosen:
        terms = {str(variable.name).split("_", 1)[1]: number for variable, number in rows[position].items()}
        found.append({**ledger.loc[position].dropna().to_dict(), "terms": terms, "constant": rows[position].constant})
    return found


def model_of(path: Path, scenario: Scenario | None = None, **tables: str) -> Model:
    return build(make_instance(tiny(path, **tables), scenario or Scenario()), whole=False)


def test_rows_of_the_standard(tmp_path: Path) -> None:
    """(9): 0.8·in_use − 30·facilities ≤ 20 spare units, in each of two years (the camp takes nobody)."""
    services = "service,title,unit,module_size,lead_years,capex_usd_per_module\nhealth,Health,visit,30,0,1"
    rows = rows_of(model_of(tmp_path, Scenario(standard=0.8), **{**CLINIC, "services": services}), "eq09_standard")
    assert [row["year"] for row in rows] == [2027, 2028]
    for row in rows:
        assert row["terms"] == {"in_use": 0.8, "facilities": -30.0}
        assert (row["place"], row["service"], row["sense"], row["limit"]) == ("village", "health", "<=", 20.0)
        assert row["constant"] == -20.0


def test_rows_of_the_budget(tmp_path: Path) -> None:
    """(14): 20,000 US$ in 2027 and 5,000 in 2028, carried over: 0.02 and 0.025 million drawn at most."""
    funding = "funder,year,usd\ngov,2027,20000\ngov,2028,5000"
    rows = rows_of(model_of(tmp_path, **HOUSES | {"funding": funding}), "eq14_budget")
    assert [(row["year"], row["limit"]) for row in rows] == [(2027, 0.02), (2028, pytest.approx(0.025))]
    assert all(row["terms"] == {"drawn": 1.0} and row["sense"] == "<=" for row in rows)


def test_a_funder_whose_money_lapses_has_each_years_alone(tmp_path: Path) -> None:
    """(0h), (14): drawn is this year's spending, at most this year's money."""
    tables = {"funders": "funder,title,carries_over\ngov,G,no", "funding": "funder,year,usd\ngov,2027,20000"}
    model = model_of(tmp_path, **HOUSES | tables)
    assert [row["limit"] for row in rows_of(model, "eq14_budget")] == [0.02, 0.02]
    definition = model.program.problem.constraints()[rows_positions(model, "eq00h_drawn")[1]]
    assert [number for variable, number in definition.items() if "drawn" in variable.name] == [1.0]


def rows_positions(model: Model, equation: str) -> list[int]:
    ledger = model.program.ledger
    return ledger.index[ledger["equation"] == equation].tolist()


def test_rows_of_the_rooms_are_nested(tmp_path: Path) -> None:
    """(5): for 2 rooms and more every home counts (7 + 5), for 3 and more the larger ones (5)."""
    tables = {
        "size_classes": "size_class,persons_min,persons_max,rooms\ns,1,2,2\nm,3,12,3",
        "cohorts": """cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,village,camp,m,general,100,400
            c2,p,village,camp,s,general,50,80""",
        "vacant_homes": "place,rooms,homes\nvillage,2,7\nvillage,3,5",
    }
    rows = rows_of(model_of(tmp_path, **tables), "eq05_rooms")
    limits = {(row["least_rooms"], row["year"]): row["limit"] for row in rows}
    assert limits == {(2, 2027): 12.0, (2, 2028): 12.0, (3, 2027): 5.0, (3, 2028): 5.0}


def test_vacant_homes_count_from_their_year_and_add_up(tmp_path: Path) -> None:
    """(5): 7 from the start less 2 with open claims, 4 more from 2028."""
    vacant = "place,rooms,from_year,homes,unresolved_claims\nvillage,3,,7,2\nvillage,3,2028,4,"
    rows = rows_of(model_of(tmp_path, vacant_homes=vacant), "eq05_rooms")
    assert [(row["year"], row["limit"]) for row in rows] == [(2027, 5.0), (2028, 9.0)]


def test_rows_of_the_balance(tmp_path: Path) -> None:
    """(11) at the village: carried in = 1 t a home; at the hub: taken out = carried off."""
    rows = rows_of(model_of(tmp_path, **ROAD), "eq11_balance")
    village = [row["terms"] for row in rows if row["node"] == "village"]
    hub = [row["terms"] for row in rows if row["node"] == "hub"]
    assert village == [{"carry": 1.0, "build": -1.0}] * 2
    assert hub == [{"carry": -1.0, "draw": 1.0}] * 2
    assert all(row["sense"] == "==" and row["limit"] == 0.0 for row in rows)


def test_in_use_counts_who_integrates_by_the_share(tmp_path: Path) -> None:
    """(0g): norm 0.1, integrate_share 0.3: in_use = 0.1·arriving + 0.03·integrating."""
    services = (
        "service,title,unit,module_size,lead_years,capex_usd_per_module,integrate_share\nhealth,H,visit,0,0,1,0.3"
    )
    tables = CLINIC | CAMP_TENURE | {"services": services}
    model = model_of(tmp_path, **tables)
    position = rows_positions(model, "eq00g_in_use")[0]
    row = model.program.problem.constraints()[position]
    assert model.program.ledger.loc[position, "place"] == "camp"
    assert sorted(row.values()) == pytest.approx([-0.1, -0.03, 1.0])


@pytest.mark.parametrize(
    ("pin", "senses"),
    [
        pytest.param(Pin(place="village", at_least=5), [">="], id="at least"),
        pytest.param(Pin(place="village", at_most=5), ["<="], id="at most"),
        pytest.param(Pin(place="village", exactly=5), ["<=", ">="], id="exactly"),
    ],
)
def test_rows_of_pins(tmp_path: Path, pin: Pin, senses: list[str]) -> None:
    """(17): households, not persons; only what is asked at least has a shortfall."""
    rows = rows_of(model_of(tmp_path, Scenario(pin=(pin,))), "eq17_pin")
    assert sorted(str(row["sense"]) for row in rows) == senses
    assert all(str(row["name"]).startswith("pin 1 ") for row in rows)
    for row in rows:
        assert row["limit"] == 5.0
        assert ("short" in row["terms"]) == (row["sense"] == ">=")
        assert row["terms"]["settle"] == 1.0
