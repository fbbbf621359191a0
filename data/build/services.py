"""Services: what people need, what it costs, and what stands unused."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from build.cohorts import persons_at
from build.constants import ASSUMED, PERSONS_MEAN, PROFILES, SIZE_CLASSES
from build.places import HOSTS, PROVINCES
from build.table import ASSUMPTION, Row
from build.vacant import by_place

COLUMNS = (
    "service", "title", "unit", "module_size", "lead_years", "capex_usd_per_module", "running_usd_per_unit_year", "land_ha",
    "material_t", "staff_per_unit", "integrate_share", "source", "confidence", "note",
)  # fmt: skip
NEED_COLUMNS = ("service", "profile", "units_per_person", "source", "confidence", "note")
SPARE_COLUMNS = ("service", "place", "from_year", "units", "source", "confidence", "note")


@dataclass(frozen=True)
class Service:
    """A service, its norm a person, and where the figures come from."""

    key: str
    title: str
    unit: str
    module: int
    lead: int
    capex: float
    running: float
    land: float
    material: float
    staff: float
    integrate: float
    norm: float
    norm_source: str
    norm_note: str
    note: str


JOB_USD = 20_000
SERVICES = (
    Service("school", "School", "place", 400, 1, 3_200_000, 800, 2.0, 1_500, 1 / 14, 0.2, 0.125, "norm_jabrayil",
            "1,880 places / 15,000 people in the plan of Jabrayil = 0.125.",
            "No contract found: US$ 8,000 a place x 400 assumed; running assumed. Staff = 1,500 teachers / 21,000 pupils = 1 / 14. "
            "Integrating = 1 - 16,232 of 21,000 enrolled (77-85 %), about 0.2."),
    Service("kindergarten", "Kindergarten", "place", 100, 1, 900_000, 900, 0.5, 400, 0.1, 0.5, 0.06, "norm_aghdara",
            "840 places / 14,000 people in the plan of Aghdara = 0.060.",
            "US$ 9,000 a place x 100 assumed; staff and running assumed. Integrating 0.5: about half of the families with small "
            "children in Armenia are outside kindergarten."),
    Service("primary_health", "Primary health centre", "person served", 5_000, 1, 1_200_000, 50, 0.3, 400, 0.0022, 0.2, 1.0, ASSUMED,
            "Everybody has a centre: 1 place a person.",
            "US$ 1.2m for 5,000 people assumed; 22 staff per 10,000 = half of WHO's 44.5, the rest in hospitals (assumed)."),
    Service("hospital", "Hospital", "bed", 50, 2, 5_000_000, 11_000, 1.5, 1_800, 0.8, 0.2, 0.0036, "norm_fuzuli",
            "180 beds / 50,000 people in the plan of Fuzuli = 0.0036.",
            "No contract found: US$ 100,000 a bed x 50 assumed; staff and running assumed."),
    Service("water", "Water supply", "m3 a day", 0, 1, 1_500, 110, 0, 2, 0, 0.1, 0.15, ASSUMED,
            "150 litres a person and day assumed: town supply, far above the emergency 20.",
            "No price of a connection found: all assumed. Any amount (module 0)."),
    Service("electricity", "Electricity", "kW", 0, 1, 1_500, 150, 0, 1, 0, 0.1, 0.35, ASSUMED,
            "0.35 kW a person of firm supply assumed; 0.27 kW is the mean load of a 200 kWh household.",
            "Connection and share of generation assumed. Any amount (module 0)."),
    Service("jobs", "Jobs", "job", 0, 1, JOB_USD, 0, 0, 5, 0, 0.3, 0.26, "work_2024",
            "26,400 at work / 101,848 people = 0.259 (Armenia, end of 2024), used for both programmes.",
            "Public part of a job assumed: reported outlays are AZN 21,667, 95,714 and 145,800 a job = US$ 12,700 to 85,800, part of it "
            "the firms' own. Integrating: 0.3 of the norm is missing (assumed). Any amount (module 0)."),
)  # fmt: skip

NEEDS_MORE = {
    ("primary_health", "older_or_disabled"): 1.3, ("hospital", "older_or_disabled"): 1.5,
    ("jobs", "older_or_disabled"): 0.7, ("kindergarten", "single_caregiver"): 1.5,
}  # fmt: skip
"""Needs of a profile over the norm: assumed."""
HOST_SPARE = 0.05
"""Spare places in hosts and provinces, over what all displaced people there would need: assumed."""
PLANNED_JOBS = 600
"""Araz Valley: 700 planned - 100 there = 600."""


def services() -> list[Row]:
    """Return the seven services, the same in both programmes."""
    return [
        {"service": s.key, "title": s.title, "unit": s.unit, "module_size": s.module, "lead_years": s.lead,
         "capex_usd_per_module": s.capex, "running_usd_per_unit_year": s.running, "land_ha": s.land, "material_t": s.material,
         "staff_per_unit": round(s.staff, 4), "integrate_share": s.integrate, "source": _source(s), "confidence": ASSUMPTION,
         "note": s.note}
        for s in SERVICES
    ]  # fmt: skip


def _source(service: Service) -> str:
    return {"school": "teachers_2023", "jobs": "parks_2025", "kindergarten": "unicef_2024"}.get(service.key, ASSUMED)


def needs() -> list[Row]:
    """Return the norms by profile."""
    rows: list[Row] = []
    for service, profile in product(SERVICES, PROFILES):
        factor = NEEDS_MORE.get((service.key, profile), 1.0)
        plain = service.norm_source != ASSUMED and factor == 1.0
        note = service.norm_note if factor == 1.0 else f"{service.norm_note} x {factor} for this profile (assumed)."
        rows.append({"service": service.key, "profile": profile, "units_per_person": round(service.norm * factor, 6),
                     "source": service.norm_source, "confidence": "derived" if plain else ASSUMPTION, "note": note})  # fmt: skip
    return rows


def spare() -> list[Row]:
    """Return what stands unused: for the homes that stand empty, and a twentieth of the displaced people's needs elsewhere."""
    rows: list[Row] = []
    for place, homes in by_place().items():
        people = sum(n * PERSONS_MEAN[size] for n, size in zip(homes, SIZE_CLASSES, strict=True))
        note = f"Built with the homes that stand empty there: about {people:,.0f} people x norm (assumed)."
        rows += [_spare(s, place, people, note) for s in SERVICES if s.key != "jobs"]
    jobs = next(s for s in SERVICES if s.key == "jobs")
    rows.append({"service": jobs.key, "place": "jabrayil", "from_year": 2028, "units": PLANNED_JOBS, "source": "parks_2025",
                 "confidence": ASSUMPTION, "note": "Araz Valley zone: 700 planned - 100 there = 600; the year is assumed."})  # fmt: skip
    for programme, places in (("great_return", HOSTS), ("armenia_integration", PROVINCES)):
        for place in places:
            people = persons_at(programme)[place]
            note = f"{people:,} displaced people here x norm x 0.05 (assumed)."
            rows += [_spare(s, place, people * HOST_SPARE, note) for s in SERVICES]
    return rows


def _spare(service: Service, place: str, people: float, note: str) -> Row:
    return {"service": service.key, "place": place, "units": round(people * service.norm), "source": ASSUMED,
            "confidence": ASSUMPTION, "note": note}  # fmt: skip
