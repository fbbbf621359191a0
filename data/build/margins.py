"""Margins of the population: how many by origin, by present place, by household size and by profile.

The joint distribution is not known; `cohorts` fits it to these margins.
"""

from __future__ import annotations

from build.constants import (
    ARMENIA_PERSONS,
    FLAT_MIX,
    PERSONS_MEAN,
    PERSONS_PER_HOUSEHOLD,
    REGISTERED_IDPS,
    RETURN_PERSONS,
)
from build.fitting import tilt
from build.rounding import whole

IDPS_1998 = {
    "fuzuli": 133_725,
    "aghdam": 128_584,
    "lachin": 63_007,
    "kalbajar": 59_274,
    "jabrayil": 58_834,
    "zangilan": 34_797,
    "gubadli": 31_276,
    "tartar_front_line": 5_171,
    "aghjabadi_front_line": 3_358,
}
"""Registered around 1998 by origin (USCR 2000); adds to 560,098 with the former NKAO's 42,072."""
FORMER_NKAO_1998 = 42_072
NK_COMMUNITY = {"shusha": 29, "khojaly": 13, "khojavend": 11, "khankendi": 15, "aghdara": 7}
"""Thousands of 75, an undated estimate; Aghdara is the residual. Splits the former NKAO's block."""

BAKU_IDPS = 216_000
IN_CITIES = 0.52
CITY_CONVOYS = {"absheron": 41, "sumgait": 19, "yevlakh": 13, "ganja": 10, "mingachevir": 6}
DISTRICT_CONVOYS = {
    "aghdam_host": 186,
    "bilasuvar": 90,
    "aghjabadi": 64,
    "barda": 48,
    "goranboy": 42,
    "beylagan": 22,
    "tartar": 9,
    "saatli": 5,
    "fuzuli_host": 90,
}
"""Persons in six published return convoys by where they came from. None of them went to Fuzuli: 90 for its
host part is an assumption (about half of Aghdam's), or the largest community would have no neighbours."""

REFUGEES = {
    "yerevan": 46_409,
    "aragatsotn": 3_906,
    "ararat": 12_100,
    "armavir": 10_726,
    "gegharkunik": 3_646,
    "lori": 4_289,
    "kotayk": 18_343,
    "shirak": 4_066,
    "syunik": 6_668,
    "vayots_dzor": 2_199,
    "tavush": 3_014,
}
"""Registered by province, UNHCR 2024-09-18; adds to 115,366."""
ARMENIAN_ORIGINS = {"khankendi": 0.50, "khojavend": 0.17, "aghdara": 0.16, "khojaly": 0.13, "shusha": 0.04}
"""Assumption: rough shares of the population of 2023; no table by origin was found."""

PROFILE_SHARES = {
    "great_return": {"general": 0.27, "badly_housed": 0.52, "older_or_disabled": 0.14, "single_caregiver": 0.07},
    "armenia_integration": {"general": 0.28, "badly_housed": 0.47, "older_or_disabled": 0.18, "single_caregiver": 0.07},
}
"""Households, each in one profile. Badly housed: public buildings 32 + makeshift 12 + others' property 8 % (2013);
47,322 of 100,632 in accommodation given by the state on arrival (2023). The rest are assumptions."""


def return_origins() -> dict[str, int]:
    """Persons of the great_return programme by origin: the 1998 table scaled to 1,000,000."""
    parts: dict[str, float] = dict(IDPS_1998)
    parts |= {key: FORMER_NKAO_1998 * part / 75 for key, part in NK_COMMUNITY.items()}
    return dict(zip(parts, whole(list(parts.values()), RETURN_PERSONS), strict=True))


def return_hosts() -> dict[str, float]:
    """Shares of the great_return programme by present place: Baku, the other cities, the districts."""
    baku = BAKU_IDPS / REGISTERED_IDPS
    cities, districts = sum(CITY_CONVOYS.values()), sum(DISTRICT_CONVOYS.values())
    shares = {"baku": baku}
    shares |= {key: (IN_CITIES - baku) * part / cities for key, part in CITY_CONVOYS.items()}
    return shares | {key: (1 - IN_CITIES) * part / districts for key, part in DISTRICT_CONVOYS.items()}


def provinces() -> dict[str, int]:
    """Persons of the armenia_integration programme by province: the register scaled to 100,000."""
    return dict(zip(REFUGEES, whole(list(REFUGEES.values()), ARMENIA_PERSONS), strict=True))


def size_mix(programme: str) -> dict[str, float]:
    """Households by size class: the flats of Aghdam tilted to the programme's mean household."""
    mean = {"great_return": PERSONS_PER_HOUSEHOLD, "armenia_integration": 4.0}[programme]
    return tilt(FLAT_MIX, PERSONS_MEAN, mean)
