"""Places: the twelve return districts, the host cities and districts, the provinces of Armenia."""

from __future__ import annotations

import math
from dataclasses import dataclass

from build.constants import ASSUMED
from build.table import ASSUMPTION, SOURCED, Row

EARTH_RADIUS_KM = 6371.0088
RETURN = "Return districts"
CITIES = "Host cities"
DISTRICTS = "Host districts"
ARMENIA = "Provinces of Armenia"


@dataclass(frozen=True)
class Place:
    """A place as the tables need it; `other_names` holds every name in use besides `name`."""

    key: str
    name: str
    other_names: str
    region: str
    latitude: float
    longitude: float
    pcode: str
    source: str
    note: str = ""


LIST = "az_coordinates"
PLACES = (
    Place("aghdam", "Aghdam", "Ağdam (Azerbaijani), Akna (Armenian: Ակնա)", RETURN, 39.99096, 46.92736, "AZ-AGM", LIST),
    Place("fuzuli", "Fuzuli", "Füzuli (Azerbaijani), Varanda (Armenian: Վարանդա)", RETURN, 39.60094, 47.14529, "AZ-FUZ", LIST),
    Place("lachin", "Lachin", "Laçın (Azerbaijani), Berdzor (Armenian: Բերձոր)", RETURN, 39.633, 46.55, "AZ-LAC", "az_lachin_place"),
    Place("kalbajar", "Kalbajar", "Kəlbəcər (Azerbaijani), Karvachar (Armenian: Քարվաճառ)", RETURN, 40.10667, 46.03833, "AZ-KAL", "az_kalbajar_place"),
    Place("jabrayil", "Jabrayil", "Cəbrayıl (Azerbaijani), Jrakan (Armenian: Ջրական)", RETURN, 39.39917, 47.02835, "AZ-CAB", LIST),
    Place("zangilan", "Zangilan", "Zəngilan (Azerbaijani), Kovsakan (Armenian: Կովսական)", RETURN, 39.08371, 46.65988, "AZ-ZAN", LIST),
    Place("gubadli", "Gubadli", "Qubadlı (Azerbaijani), Vorotan (Armenian: Որոտան)", RETURN, 39.34441, 46.58183, "AZ-QBI", LIST),
    Place("shusha", "Shusha", "Şuşa (Azerbaijani), Shushi (Armenian: Շուշի)", RETURN, 39.76006, 46.74989, "AZ-SUS", LIST),
    Place("khojaly", "Khojaly", "Xocalı (Azerbaijani), Ivanyan (Armenian: Իվանյան); with Askeran (Armenian: Ասկերան), Əsgəran (Azerbaijani)", RETURN, 39.91297, 46.79028, "AZ-XCI", LIST),
    Place("khojavend", "Khojavend", "Xocavənd (Azerbaijani), Martuni (Armenian: Մարտունի); with Hadrut (Armenian: Հադրութ)", RETURN, 39.79496, 47.1117, "AZ-XVD", LIST),
    Place("khankendi", "Khankendi", "Xankəndi (Azerbaijani), Stepanakert (Armenian: Ստեփանակերտ)", RETURN, 39.81528, 46.75194, "AZ-XA", "az_khankendi_place"),
    Place("aghdara", "Aghdara", "Ağdərə (Azerbaijani), Martakert (Armenian: Մարտակերտ)", RETURN, 40.21127, 46.82135, "", LIST, "District re-created in 2023: no code found."),
    Place("baku", "Baku", "Bakı (Azerbaijani)", CITIES, 40.37767, 49.89201, "AZ-BA", LIST),
    Place("absheron", "Absheron", "Abşeron, Xırdalan (Azerbaijani)", CITIES, 40.44808, 49.75502, "AZ-ABS", LIST),
    Place("sumgait", "Sumgait", "Sumqayıt (Azerbaijani)", CITIES, 40.58972, 49.66861, "AZ-SM", LIST),
    Place("ganja", "Ganja", "Gəncə (Azerbaijani)", CITIES, 40.68278, 46.36056, "AZ-GA", LIST),
    Place("mingachevir", "Mingachevir", "Mingəçevir (Azerbaijani)", CITIES, 40.76395, 47.05953, "AZ-MI", LIST),
    Place("yevlakh", "Yevlakh", "Yevlax (Azerbaijani)", CITIES, 40.61832, 47.15014, "AZ-YEV", LIST),
    Place("aghdam_host", "Aghdam, host part", "Ağdam (Azerbaijani)", DISTRICTS, 40.02056, 47.19337, "", ASSUMED, "Assumed point: (39.99096 + 40.05015) / 2 and (46.92736 + 47.45937) / 2, between Aghdam and Aghjabadi; none was found."),
    Place("fuzuli_host", "Fuzuli, host part (Horadiz)", "Füzuli, Horadiz (Azerbaijani)", DISTRICTS, 39.45015, 47.33496, "", LIST),
    Place("bilasuvar", "Bilasuvar", "Biləsuvar (Azerbaijani)", DISTRICTS, 39.45833, 48.545, "AZ-BIL", LIST),
    Place("aghjabadi", "Aghjabadi", "Ağcabədi (Azerbaijani)", DISTRICTS, 40.05015, 47.45937, "AZ-AGC", LIST),
    Place("barda", "Barda", "Bərdə (Azerbaijani)", DISTRICTS, 40.37577, 47.12619, "AZ-BAR", LIST),
    Place("goranboy", "Goranboy", "Goranboy (Azerbaijani)", DISTRICTS, 40.61028, 46.78972, "AZ-GOR", LIST),
    Place("beylagan", "Beylagan", "Beyləqan (Azerbaijani)", DISTRICTS, 39.77556, 47.61861, "AZ-BEY", LIST),
    Place("tartar", "Tartar", "Tərtər (Azerbaijani)", DISTRICTS, 40.34201, 46.93161, "AZ-TAR", LIST),
    Place("saatli", "Saatli", "Saatlı (Azerbaijani)", DISTRICTS, 39.93214, 48.36892, "AZ-SAT", LIST),
    Place("yerevan", "Yerevan", "Երևան (Armenian)", ARMENIA, 40.1772, 44.50349, "AM01", "am_places"),
    Place("aragatsotn", "Aragatsotn", "Արագածոտն (Armenian)", ARMENIA, 40.2991, 44.36204, "AM02", "am_places"),
    Place("ararat", "Ararat", "Արարատ (Armenian)", ARMENIA, 39.96144, 44.54447, "AM03", "am_places"),
    Place("armavir", "Armavir", "Արմավիր (Armenian)", ARMENIA, 40.15446, 44.03815, "AM04", "am_places"),
    Place("gegharkunik", "Gegharkunik", "Գեղարքունիք (Armenian)", ARMENIA, 40.35398, 45.12386, "AM05", "am_places"),
    Place("lori", "Lori", "Լոռի (Armenian)", ARMENIA, 40.80456, 44.4939, "AM06", "am_places"),
    Place("kotayk", "Kotayk", "Կոտայք (Armenian)", ARMENIA, 40.49748, 44.7662, "AM07", "am_places"),
    Place("shirak", "Shirak", "Շիրակ (Armenian)", ARMENIA, 40.7942, 43.84528, "AM08", "am_places"),
    Place("syunik", "Syunik", "Սյունիք (Armenian)", ARMENIA, 39.20755, 46.40576, "AM09", "am_places"),
    Place("vayots_dzor", "Vayots Dzor", "Վայոց ձոր (Armenian)", ARMENIA, 39.76389, 45.33239, "AM10", "am_places"),
    Place("tavush", "Tavush", "Տավուշ (Armenian)", ARMENIA, 40.87877, 45.14851, "AM11", "am_places"),
)  # fmt: skip

BY_KEY = {place.key: place for place in PLACES}
RETURN_DISTRICTS = tuple(place.key for place in PLACES if place.region == RETURN)
HOST_CITIES = tuple(place.key for place in PLACES if place.region == CITIES)
HOST_DISTRICTS = tuple(place.key for place in PLACES if place.region == DISTRICTS)
HOSTS = HOST_CITIES + HOST_DISTRICTS
PROVINCES = tuple(place.key for place in PLACES if place.region == ARMENIA)

SITE_COST_USD = {"gubadli": 40_000_000, "kalbajar": 60_000_000, "khojavend": 40_000_000}
"""Trunk road, power and administration where few or no returns are reported: assumptions."""
SMALLEST_COMMUNITY = 640
"""Households that fill one school of 300 places: 300 / 0.125 / 3.76 = 638."""

COLUMNS = (
    "place", "name", "other_names", "country", "region", "latitude", "longitude", "pcode", "programme",
    "opens_year", "site_cost_usd", "site_lead_years", "min_households", "max_households",
    "source", "confidence", "note",
)  # fmt: skip


def rows() -> list[Row]:
    """Places with coordinates of their centres; site costs where few or no returns are reported."""
    return [_row(place) for place in PLACES]


def great_circle_km(one: str, other: str) -> float:
    """Great-circle distance between the centres of two places."""
    a, b = BY_KEY[one], BY_KEY[other]
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    across = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half + math.cos(lat1) * math.cos(lat2) * across))


def _row(place: Place) -> Row:
    site = SITE_COST_USD.get(place.key)
    note = place.note
    if site:
        note = (
            "Site cost assumed, no figure found (few or no returns are reported here); smallest "
            "community = 300 school places / 0.125 / 3.76 = 638 households, rounded."
        )
    if place.region != ARMENIA and place.pcode:
        note = f"{note} Code is ISO 3166-2; OCHA P-codes were not found.".strip()
    assumed = bool(site) or place.source == ASSUMED
    return {
        "place": place.key,
        "name": place.name,
        "other_names": place.other_names,
        "country": "ARM" if place.region == ARMENIA else "AZE",
        "region": place.region,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "pcode": place.pcode,
        "programme": "armenia_integration" if place.region == ARMENIA else "great_return",
        "site_cost_usd": site,
        "site_lead_years": 1 if site else 0,
        "min_households": SMALLEST_COMMUNITY if site else None,
        "source": place.source,
        "confidence": ASSUMPTION if assumed else SOURCED,
        "note": note,
    }
