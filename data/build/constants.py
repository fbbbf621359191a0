"""The figures that many tables lean on, each stated once."""

from __future__ import annotations

FIRST_YEAR = 2027
LAST_YEAR = 2036
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

AZN_PER_USD = 1.7
"""9.40 AZN / 5.53 USD; press conversions agree (1.68-1.70)."""
AMD_PER_USD = 380.0
"""379.99 on 2026-01-18, rounded."""
AMD_PER_EUR = 441.32
"""2026-01-18."""

RETURN_PERSONS = 1_000_000
"""Planning figure of the great_return programme; the register has 658,793."""
ARMENIA_PERSONS = 100_000
"""Planning figure of the armenia_integration programme; 115,366 are registered."""
REGISTERED_IDPS = 658_793
REGISTERED_FAMILIES = 175_034
REGISTERED_IN_ARMENIA = 115_366
RETURN_HOUSEHOLDS = round(RETURN_PERSONS * REGISTERED_FAMILIES / REGISTERED_IDPS)
ARMENIA_HOUSEHOLDS = round(ARMENIA_PERSONS / 4.0)
"""4.0 persons a family: 13,308 persons in 3,323 certificate families."""
PERSONS_PER_HOUSEHOLD = REGISTERED_IDPS / REGISTERED_FAMILIES

SIZE_CLASSES = ("s1", "s2_3", "s4_5", "s6_up")
PERSONS_MIN = {"s1": 1, "s2_3": 2, "s4_5": 4, "s6_up": 6}
PERSONS_MAX = {"s1": 1, "s2_3": 3, "s4_5": 5, "s6_up": 12}
PERSONS_MEAN = {"s1": 1.0, "s2_3": 2.55, "s4_5": 4.45, "s6_up": 6.6}
"""Mean household of a class: an assumption, as only the class limits are sourced."""
FLAT_MIX = {"s1": 114 / 1268, "s2_3": 464 / 1268, "s4_5": 536 / 1268, "s6_up": 154 / 1268}
"""One- to four-room flats of complex 2 in Aghdam: 114, 464, 536, 154 of 1,268."""

PROFILES = ("general", "badly_housed", "older_or_disabled", "single_caregiver")

RETURN_PACE_PERSONS = 24_000
"""1,983 persons in 30 days, October 2025 to January 2026, over a year."""
FIRST_PROGRAMME_HOMES = 34_500
HOUSING_PLOTS_HA = 14_713
PROGRAMME_CLEARANCE_HA = 280_000
CLEARED_HA = 218_262
CLEARANCE_PACE_HA = 65_500
HOME_PLOT_HA = HOUSING_PLOTS_HA / FIRST_PROGRAMME_HOMES
RESIDENTIAL_PACE_HA = CLEARANCE_PACE_HA * HOUSING_PLOTS_HA / PROGRAMME_CLEARANCE_HA

ASSUMED = "planning_assumption"
"""Key in sources.csv of what is nobody's figure but this dataset's."""
