"""Two scenarios field by field."""

from __future__ import annotations

from resettle.inputs.scenario import Scenario, difference


def test_equal_scenarios_have_no_difference() -> None:
    assert difference(Scenario(), Scenario()).empty
    assert difference(Scenario(), Scenario()).columns.tolist() == ["field", "before", "after"]


def test_every_field_that_differs_is_named() -> None:
    before = Scenario.parse("""
mode = "fairest"
fairest_within = 0.05
[[change]]
table = "land"
column = "ready_ha"
times = 2
""")
    after = Scenario.parse("""
horizon = [2027, 2030]
standard = { school = 0.5 }
[scale]
build = 2
[opens]
corridor.zc = "never"
[[change]]
table = "land"
column = "ready_ha"
times = 3
""")
    rows = difference(before, after).to_numpy().tolist()
    assert rows == [
        ["mode", "fairest", "most_people"],
        ["fairest_within", 0.05, 0.01],
        ["horizon", None, [2027, 2030]],
        ["standard", 1.0, None],
        ["scale.build", 1.0, 2.0],
        ["change 1: times", 2.0, 3.0],
        ["standard.school", None, 0.5],
        ["opens.corridor.zc", None, "never"],
    ]
