"""What more money brings, as a donor may see it: each difference with its range, small ones masked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resettle.insight.donor_masking import NOBODY, smallest_count
from resettle.insight.donor_money import sector_titles
from resettle.insight.donor_steps import are_few, coarse, smallest_years, usd_gain, usd_step
from resettle.insight.limits import capacities_of, limits
from resettle.insight.tidy import short_titles, titles
from resettle.results.gain_ranges import NO_GAIN, Gain
from resettle.results.money_figures import AT_PLACE, ON_SECTOR, PERSON_YEARS, PERSONS, USD

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.results.more_money import Bought
    from resettle.results.plan import Plan

BRINGS_FROM = 1e-7
"""Part of the objective from which money brings anything: less is the solver's own tolerance."""
ALIKE = 1e-4
"""Money that brings the same to this part is the same answer."""


@dataclass(frozen=True)
class ProgrammeGain:
    """What a programme has more, or (key and title blank) all of them: persons, person-years, US$ spent."""

    programme: str
    title: str
    persons: Gain
    person_years: Gain
    usd: Gain


@dataclass(frozen=True)
class NamedGain:
    """What a place (persons) or a sector (US$) has more, of which programme where it is one's."""

    name: str
    title: str
    gain: Gain


@dataclass(frozen=True)
class NextMoney:
    """What is different with more money.

    Attributes
    ----------
    usd : money given on top
    smallest_years : step of person-years, weighted by need: less may be few people (``donor_steps``)
    gained : by the aim; decides which money brings the same
    brings : whether the plan is any better for it
    in_all, programmes : what is more in all and in each programme
    places : of at least ten persons and larger than their noise, the largest first
    sectors : of at least a step of money (``donor_steps.usd_step``) and larger than their noise, the largest first
    limit : what limits the plan most, beside money, once the money is there; blank where nothing does
    """

    usd: float
    smallest_years: float
    gained: float
    brings: bool
    in_all: ProgrammeGain
    programmes: tuple[ProgrammeGain, ...]
    places: tuple[NamedGain, ...]
    sectors: tuple[NamedGain, ...]
    limit: str

    def same_as(self, other: NextMoney) -> bool:
        """Whether both bring as much, so that they are one answer."""
        if not self.brings or not other.brings:
            return self.brings == other.brings
        return abs(self.gained - other.gained) <= ALIKE * max(1.0, abs(self.gained), abs(other.gained))


def next_money(bought: Bought, usd: float, plan: Plan, best: float, programme: str = "") -> NextMoney:
    """What a grant buys, for a donor.

    Parameters
    ----------
    bought : what the programme found (``resettle.results.more_money.MoreMoney.given``)
    usd : the money
    plan : of the scenario without the money; its dataset, years and limits are used
    best : the objective without the money
    programme : the only one that the money is for, if it is: its limits are named first
    """
    brings = bought.objective > BRINGS_FROM * max(1.0, abs(best))
    titled = {"": ""} | {str(key): str(title) for key, title in short_titles(plan.dataset).items()}
    few = are_few((bought.gain(PERSONS, key) for key in titled), plan.dataset)
    step = usd_step(plan, is_masked=few)
    in_all, *programmes = (
        _of_programme(bought, plan.dataset, key, title, step, brings=brings) for key, title in titled.items()
    )
    return NextMoney(
        usd=usd,
        smallest_years=smallest_years(plan),
        gained=bought.objective,
        brings=brings,
        in_all=in_all,
        programmes=tuple(programmes),
        places=_places(bought, plan.dataset) if brings else (),
        sectors=_sectors(bought, plan.dataset, step) if brings else (),
        limit=limit_beside_money(with_bottlenecks(plan, bought.bottlenecks), programme),
    )


def nothing_more(usd: float, plan: Plan) -> NextMoney:
    """The answer where money brings nothing."""
    titled = short_titles(plan.dataset)
    none = ProgrammeGain("", "", NO_GAIN, NO_GAIN, NO_GAIN)
    each = tuple(replace(none, programme=str(key), title=str(title)) for key, title in titled.items())
    return NextMoney(
        usd=usd,
        smallest_years=smallest_years(plan),
        gained=0.0,
        brings=False,
        in_all=none,
        programmes=each,
        places=(),
        sectors=(),
        limit=limit_beside_money(plan),
    )


def limit_beside_money(plan: Plan, programme: str = "") -> str:
    """What limits a plan most beside money; of the programme that is named, where one is."""
    table = capacities_of(limits(plan))
    table = table[~table["key"].str.startswith("money ")]
    named = {str(key): str(title) for key, title in titles(plan.dataset, "programmes").items()}
    if programme:
        others = [title for key, title in named.items() if key != programme]
        of_others = table["label"].map(lambda label: any(f"({title})" in label for title in others))
        table = table[~of_others.astype(bool)]
    return "" if table.empty else with_short_titles(str(table.iloc[0]["label"]), plan.dataset)


def with_short_titles(text: str, dataset: Dataset) -> str:
    """A text with the programmes' short names in place of their titles."""
    for title, short in zip(titles(dataset, "programmes"), short_titles(dataset), strict=True):
        text = text.replace(str(title), str(short))
    return text


def with_bottlenecks(plan: Plan, bottlenecks: pd.DataFrame) -> Plan:
    """The plan with other limits in place of its own."""
    return replace(plan, tables={**plan.tables, "bottlenecks": bottlenecks})


def _of_programme(
    bought: Bought, dataset: Dataset, programme: str, title: str, step: float, *, brings: bool
) -> ProgrammeGain:
    if not brings:
        return ProgrammeGain(programme, title, NO_GAIN, NO_GAIN, NO_GAIN)
    persons, person_years, usd = (bought.gain(kind, programme) for kind in (PERSONS, PERSON_YEARS, USD))
    return ProgrammeGain(programme, title, coarse(persons, dataset), person_years, usd_gain(usd, step))


def _places(bought: Bought, dataset: Dataset) -> tuple[NamedGain, ...]:
    places = dataset["places"].set_index("place")
    short = short_titles(dataset)
    return tuple(
        NamedGain(str(places.loc[key, "name"]), str(short[str(places.loc[key, "programme"])]), coarse(gain, dataset))
        for key, gain in _known(bought, AT_PLACE, smallest_count(dataset))
    )


def _sectors(bought: Bought, dataset: Dataset, step: float) -> tuple[NamedGain, ...]:
    """What more is spent on, to the step that money is shown to."""
    named = sector_titles(dataset)
    return tuple(
        NamedGain(named.get(key, key), "", usd_gain(gain, step)) for key, gain in _known(bought, ON_SECTOR, step)
    )


def _known(bought: Bought, kind: str, smallest: float) -> list[tuple[str, Gain]]:
    """Keys and gains that exceed their noise and are not small, the largest first."""
    rows = bought.figures[(bought.figures["kind"] == kind) & bought.figures["is_known"]]
    rows = rows[rows["found"].abs() >= smallest - NOBODY]
    order = rows["found"].abs().sort_values(ascending=False, kind="stable").index
    return [
        (str(row["key"]), Gain(row["found"], row["least"], row["most"])) for row in rows.loc[order].to_dict("records")
    ]
