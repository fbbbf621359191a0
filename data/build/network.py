"""Roads and railways that building material travels on, where it comes from, and the corridors."""

from __future__ import annotations

from dataclasses import dataclass

from build.constants import ASSUMED
from build.places import ARMENIA, BY_KEY, great_circle_km
from build.table import ASSUMPTION, Row

LINK_COLUMNS = (
    "link", "from_node", "to_node", "mode", "km", "tonnes_per_year", "usd_per_tonne", "corridor",
    "source", "confidence", "note",
)  # fmt: skip
SUPPLY_COLUMNS = ("node", "tonnes_per_year", "usd_per_tonne", "source", "confidence", "note")
CORRIDOR_COLUMNS = ("corridor", "title", "opens_year", "source", "confidence", "note")

USD_PER_TONNE_KM = {"road": 0.08, "rail": 0.04}
ROUND_ABOUT = {"AZE": 1.34, "ARM": 1.4}
"""Road over great-circle distance: 1.34 from four districts with a sourced road distance; 1.4 in Armenia assumed."""
MAIN_T, ROAD_T, MOUNTAIN_T, RAIL_T = 600_000, 250_000, 80_000, 15_000_000
"""Tonnes a year of trunk roads, district roads, mountain roads (assumed), and railways (15m, sourced)."""


@dataclass(frozen=True)
class Link:
    """One way from node to node; km None = great circle x detour."""

    start: str
    end: str
    tonnes: int
    km: float | None = None
    mode: str = "road"
    corridor: str = ""
    source: str = ASSUMED
    note: str = ""


LINKS = (
    Link("baku_port", "baku", RAIL_T, 10, "rail", note="Caspian port and Middle Corridor; 10 km assumed."),
    Link("baku", "absheron", MAIN_T), Link("baku", "sumgait", MAIN_T), Link("baku", "saatli", MAIN_T),
    Link("baku", "bilasuvar", MAIN_T), Link("baku", "yevlakh", RAIL_T, None, "rail", note="Main line of the Middle Corridor."),
    Link("georgia", "ganja", RAIL_T, 170, "rail", note="Main line from the Georgian border; length assumed."),
    Link("yevlakh", "mingachevir", MAIN_T), Link("yevlakh", "ganja", MAIN_T), Link("ganja", "goranboy", MAIN_T),
    Link("ganja", "yevlakh", MAIN_T), Link("yevlakh", "barda", MAIN_T), Link("barda", "tartar", MAIN_T),
    Link("barda", "aghjabadi", MAIN_T), Link("aghjabadi", "aghdam_host", ROAD_T), Link("saatli", "beylagan", MAIN_T),
    Link("beylagan", "fuzuli_host", MAIN_T, None, "rail", note="Railway to Horadiz."),
    Link("barda", "aghdam", ROAD_T, 44.5, source="roads_2022"),
    Link("tartar", "aghdara", ROAD_T), Link("aghdara", "kalbajar", MOUNTAIN_T),
    Link("ganja", "kalbajar", MOUNTAIN_T, 93, source="roads_2022", note="By Toghana and the Murov pass; 81.6 km of it named."),
    Link("aghdam", "khojaly", ROAD_T), Link("khojaly", "khankendi", ROAD_T), Link("aghdam", "khojavend", ROAD_T),
    Link("aghdam", "fuzuli", ROAD_T, 64.8, source="roads_2022"), Link("fuzuli_host", "fuzuli", ROAD_T),
    Link("fuzuli", "shusha", ROAD_T, 81.6, source="roads_2022"), Link("shusha", "khankendi", ROAD_T),
    Link("shusha", "lachin", MOUNTAIN_T), Link("kalbajar", "lachin", MOUNTAIN_T, 76.3, source="roads_2022"),
    Link("fuzuli_host", "jabrayil", ROAD_T), Link("jabrayil", "zangilan", ROAD_T, source="road_horadiz",
                                                  note="On the 123.6 km Ahmadbayli-Horadiz-Aghband road."),
    Link("fuzuli_host", "zangilan", RAIL_T, 110.4, "rail", "horadiz_aghband", "rail_horadiz"),
    Link("jabrayil", "gubadli", ROAD_T, None), Link("zangilan", "gubadli", ROAD_T),
    Link("gubadli", "lachin", MOUNTAIN_T, 70.4, source="roads_2022", note="Khudafarin-Gubadli-Lachin road."),
    Link("turkiye", "nakhchivan", ROAD_T, 190, note="Kars to Nakhchivan by road; length assumed."),
    Link("nakhchivan", "zangilan", RAIL_T, 230, "rail", "zangezur", "rail_nakhchivan",
         "188 km Nakhchivan railway + 42 km through Syunik = 230 km; 15m t a year."),
    Link("nakhchivan", "zangilan", RAIL_T, 390, "rail", "iran_bypass", "aras_route",
         "As through Syunik, 230 km, + 160 km longer = 390 km; the facts' own figures give 12 to 64 km."),
    Link("nakhchivan", "syunik", RAIL_T, 220, "rail", "zangezur", "rail_nakhchivan",
         "The same line as far as Meghri: 188 + 32 km = 220 km (assumed) to the province."),
    Link("turkiye", "shirak", RAIL_T, 80, "rail", "crossroads_of_peace", ASSUMED, "Kars-Gyumri railway; length assumed."),
    Link("turkiye", "armavir", ROAD_T, 150, "road", "crossroads_of_peace", ASSUMED, "By the Margara bridge; length assumed."),
    Link("nakhchivan", "ararat", RAIL_T, 90, "rail", "crossroads_of_peace", ASSUMED, "By Yeraskh; length assumed."),
    Link("zangilan", "syunik", RAIL_T, 60, "rail", "crossroads_of_peace", ASSUMED, "By Meghri; length assumed."),
    Link("lachin", "syunik", MOUNTAIN_T, None, "road", "lachin_road", ASSUMED, "Lachin-Goris road, westwards."),
    Link("syunik", "lachin", MOUNTAIN_T, None, "road", "lachin_road", ASSUMED, "Lachin-Goris road, eastwards."),
    Link("georgia", "lori", MAIN_T, 70, note="From the Georgian border; length assumed."),
    Link("georgia", "tavush", ROAD_T, 60, note="From the Georgian border; length assumed."),
    Link("lori", "shirak", ROAD_T), Link("lori", "yerevan", MAIN_T), Link("yerevan", "aragatsotn", ROAD_T),
    Link("yerevan", "armavir", ROAD_T), Link("yerevan", "ararat", ROAD_T), Link("yerevan", "kotayk", ROAD_T),
    Link("kotayk", "gegharkunik", ROAD_T), Link("ararat", "vayots_dzor", ROAD_T),
    Link("vayots_dzor", "syunik", MOUNTAIN_T, None, note="The Goris road."),
)  # fmt: skip

SUPPLIES = {
    "baku_port": (330_000, 60, "Baku and what lands there"), "ganja": (100_000, 62, "Ganja's works"),
    "georgia": (100_000, 65, "Georgia and the Black Sea ports, for both programmes"),
    "yerevan": (60_000, 68, "Works of the Ararat valley"), "turkiye": (400_000, 55, "Turkiye, only by an open corridor"),
}  # fmt: skip

CORRIDORS = {
    "horadiz_aghband": ("Horadiz-Aghband railway", 2027, "rail_horadiz", "70 % built by 2026-02, promised for 2026; open from 2027 is assumed."),
    "zangezur": ("Zangezur corridor (TRIPP) through Syunik", "never", "tripp_2026",
                 "Building was planned from the second half of 2026; whether it began is not known: never, until a planner says a year."),
    "iran_bypass": ("Railway through Iran", "never", "aras_route",
                    "Bridge built, customs posts pending, railway works of 36 months quoted: never, until a planner says a year."),
    "crossroads_of_peace": ("Crossroads of Peace links of Armenia", "never", "tripp_2026",
                            "Links that would open Armenia to Turkiye and eastwards: never, until a planner says a year."),
    "lachin_road": ("Lachin road, Goris to Lachin", "never", "unhcr_armenia",
                    "No carriage of goods reported since September 2023: never, until a planner says a year (assumed)."),
}  # fmt: skip


def links() -> list[Row]:
    """Return all links; cost a tonne = km x rate of the mode."""
    return [_link(link) for link in LINKS]


def supplies() -> list[Row]:
    """Return where material comes from."""
    total = "Baku, Ganja and Georgia together 530,000 t a year: about a tenth over what homes and services take at the observed pace (assumed)"
    return [
        {"node": node, "tonnes_per_year": tonnes, "usd_per_tonne": price, "source": ASSUMED, "confidence": ASSUMPTION,
         "note": f"{what}; amount and price assumed. {total}."}
        for node, (tonnes, price, what) in SUPPLIES.items()
    ]  # fmt: skip


def corridors() -> list[Row]:
    """Return the corridors and the year from which each carries."""
    return [
        {"corridor": key, "title": title, "opens_year": year, "source": source, "confidence": ASSUMPTION, "note": note}
        for key, (title, year, source, note) in CORRIDORS.items()
    ]


def _link(link: Link) -> Row:
    km, how = link.km, ""
    if km is None:
        detour = ROUND_ABOUT["ARM" if BY_KEY[link.start].region == ARMENIA else "AZE"]
        straight = great_circle_km(link.start, link.end)
        km, how = round(straight * detour), f"{straight:.0f} km great circle x {detour} = {straight * detour:.0f} km."
    rate = USD_PER_TONNE_KM[link.mode]
    note = f"{how} {link.note} {km:g} km x US$ {rate} a tonne-km (assumed); {_tonnes(link)}.".strip()
    key = f"{link.start}-{link.end}"
    return {
        "link": f"{key}-{link.corridor}" if link.corridor else key,
        "from_node": link.start, "to_node": link.end, "mode": link.mode, "km": km, "tonnes_per_year": link.tonnes,
        "usd_per_tonne": round(km * rate, 2), "corridor": link.corridor, "source": link.source, "confidence": ASSUMPTION,
        "note": note,
    }  # fmt: skip


def _tonnes(link: Link) -> str:
    return "15m t a year as reported for the railways" if link.tonnes == RAIL_T else "tonnes a year assumed"
