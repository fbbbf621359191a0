"""What a donor asks of a plan: who settles, what the money does, what a person costs, what is not funded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.donor_masking import SMALLEST, masked, shown_sums, smallest_count
from resettle.insight.donor_money import earmark_texts, is_earmarked, sector_titles
from resettle.insight.donor_next import limit_beside_money
from resettle.insight.donor_steps import shown_usd, usd_step
from resettle.insight.limits import of_programme
from resettle.insight.provenance import confidence_by_table, confidence_of_all
from resettle.insight.tidy import short_titles, titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview
    from resettle.results.plan import Plan

_ON_THE_SIDE = {"willingness", "funding"}


@dataclass(frozen=True)
class DonorFacts:
    """A plan's figures as a donor may see them. Money in US$ of the base year, to the step that it may be shown to.

    Attributes
    ----------
    title : of the dataset
    scenario, description : title and words of the scenario
    is_baseline : whether it is the one that everything is compared with
    last_year, base_year : last planned year; year of the dollars
    quality, status, gap : how the plan was made and how near it is to the best possible
    people : programme, title (short), solution, year, persons (settled so far, as shown), hidden
    programmes : programme, title (short), full_title, persons, hidden, of_persons, of_hidden, share, usd,
        usd_per_person (NaN where it cannot be shown), waiting and waiting_hidden (people who have chosen what is open
        by the last year and are not settled, as shown), limit (what limits it most beside money; blank: nothing)
    costs : programme, title, sector, sector_title, usd, usd_per_person
    funders : funder, title, earmark (blank: anything), earmarked (for sectors or places),
        given_usd, paid_usd, unspent_usd, carries_over
    confidence : rows of the dataset by confidence
    by_table : table, confidence, rows, share
    sources : source, title, publisher, url, as_of
    places : place, name, other_names, latitude, longitude, programme, persons (settled, as shown), hidden
    smallest : smallest count of people that is shown, and what counts are rounded to
    """

    title: str
    scenario: str
    description: str
    is_baseline: bool
    last_year: int
    base_year: int
    quality: str
    status: str
    gap: float
    people: pd.DataFrame
    programmes: pd.DataFrame
    costs: pd.DataFrame
    funders: pd.DataFrame
    confidence: Mapping[str, int]
    by_table: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    smallest: int = SMALLEST

    @property
    def persons(self) -> tuple[float, int]:
        """People settled by the last year in all, as shown, and how many parts of it are masked."""
        return float(self.programmes["persons"].sum()), int(self.programmes["hidden"].sum())

    @property
    def spent_usd(self) -> float:
        """Money spent in all, as shown."""
        return float(self.programmes["usd"].sum())

    @property
    def usd_per_person(self) -> float:
        """Money spent for each person settled, both as shown; NaN where nobody is shown."""
        persons, _ = self.persons
        return self.spent_usd / persons if persons else float("nan")


def donor_facts(seen: Overview, scenario: Scenario, baseline: Scenario | None = None) -> DonorFacts:
    """The figures of a plan.

    ``scenario`` is the one that it was asked with, with its words; ``baseline`` the one that everything is compared
    with, where one is known. A changed scenario that still has the baseline's title has none of its own.
    """
    is_baseline = baseline is not None and scenario.digest == baseline.digest
    borrowed = baseline is not None and not is_baseline and scenario.title == baseline.title
    plan = seen.plan
    people, smallest = people_shown(seen), smallest_count(plan.dataset)
    by_table = confidence_by_table(plan.dataset)
    step = usd_step(plan, is_masked=_some_programme_is_masked(people))
    spent = _spent_shown(plan, step)
    programmes = _programmes(seen, people, spent)
    sources = plan.dataset["sources"][["source", "title", "publisher", "url", "as_of"]]
    return DonorFacts(
        title=plan.dataset.settings.title,
        scenario="" if borrowed else scenario.title,
        description="" if borrowed else " ".join(scenario.description.split()),
        is_baseline=is_baseline,
        last_year=plan.years[-1],
        base_year=plan.dataset.settings.base_year,
        quality=plan.summary.quality,
        status=plan.summary.status,
        gap=plan.summary.gap,
        people=people,
        programmes=programmes,
        costs=_costs(plan, programmes, spent),
        funders=_funders(seen, step),
        confidence=confidence_of_all(by_table),
        by_table=by_table,
        sources=sources,
        places=masked(seen.places_on_map, "persons", smallest),
        smallest=smallest,
    )


def people_shown(seen: Overview) -> pd.DataFrame:
    """People settled so far as shown: programme, title, solution, year, persons, hidden."""
    columns = ["programme", "title", "solution", "year", "persons", "hidden"]
    people = masked(seen.settled_by_year, "persons", smallest_count(seen.plan.dataset))[columns]
    return people.assign(title=people["programme"].map(short_titles(seen.plan.dataset)))


def _some_programme_is_masked(people: pd.DataFrame) -> bool:
    """Whether all that is settled of a programme is masked: its money would tell how many they are."""
    sums = shown_sums(people[people["year"] == people["year"].max()], ["programme"], "persons")
    return bool(((sums["persons"] == 0) & (sums["hidden"] > 0)).any())


def range_scenarios(scenarios: Mapping[str, Scenario], baseline: Scenario) -> dict[str, Scenario]:
    """Scenarios that differ from the baseline in what people choose or in the money given, and in nothing else."""
    plain = _without_sides(baseline)
    return {
        name: scenario
        for name, scenario in scenarios.items()
        if _without_sides(scenario) == plain and scenario.digest != baseline.digest
    }


def _without_sides(scenario: Scenario) -> dict[str, object]:
    """What a scenario asks, beside words, choices and money."""
    said = scenario.model_copy(
        update={
            "change": tuple(one for one in scenario.change if one.table not in _ON_THE_SIDE),
            "scale": scenario.scale.model_copy(update={"willingness": 1.0, "funding": 1.0}),
        }
    )
    return said.model_dump(exclude={"title", "description", "dataset"})


def _spent_shown(plan: Plan, step: float) -> pd.Series:
    """US$ by programme and sector, as shown; the same sectors for each programme."""
    programmes = plan.dataset["programmes"]["programme"]
    every = pd.MultiIndex.from_product([programmes, list(sector_titles(plan.dataset))], names=["programme", "sector"])
    return shown_usd(plan["spending"].groupby(["programme", "sector"])["usd"].sum().reindex(every).fillna(0.0), step)


def _programmes(seen: Overview, people: pd.DataFrame, spent: pd.Series) -> pd.DataFrame:
    """Each programme by the last year: who settles, of how many, for how much."""
    ends = shown_sums(people[people["year"] == people["year"].max()], ["programme", "title"], "persons")
    smallest = smallest_count(seen.plan.dataset)
    of_all = masked(seen.settled_at_end, "of_persons", smallest).set_index("programme")
    ends["of_persons"] = ends["programme"].map(of_all["of_persons"])
    ends["of_hidden"] = ends["programme"].map(of_all["hidden"]).astype("int64")
    ends["share"] = (ends["persons"] / ends["of_persons"].where(ends["of_persons"] > 0)).clip(upper=1.0)
    ends["usd"] = ends["programme"].map(spent.groupby("programme").sum())
    ends["usd_per_person"] = ends["usd"] / ends["persons"].where(ends["persons"] > 0)
    ends["full_title"] = ends["programme"].map(titles(seen.plan.dataset, "programmes"))
    waiting = masked(_waiting(seen), "persons", smallest).set_index("programme")
    ends["waiting"] = ends["programme"].map(waiting["persons"])
    ends["waiting_hidden"] = ends["programme"].map(waiting["hidden"]).astype("int64")
    ends["limit"] = [limit_beside_money(of_programme(seen.plan, str(key)), str(key)) for key in ends["programme"]]
    return ends


def _waiting(seen: Overview) -> pd.DataFrame:
    """People who have chosen what is open by the last year and are not settled: programme, persons."""
    chosen = seen.chosen_by_year[seen.chosen_by_year["year"] == seen.plan.years[-1]].set_index("programme")["persons"]
    ends = seen.settled_at_end[["programme", "persons"]]
    return ends.assign(persons=(ends["programme"].map(chosen).fillna(0.0) - ends["persons"]).clip(lower=0.0))


def _costs(plan: Plan, programmes: pd.DataFrame, spent: pd.Series) -> pd.DataFrame:
    """US$ by programme and sector, and for each person settled."""
    rows = spent.reset_index()
    rows.insert(1, "title", rows["programme"].map(short_titles(plan.dataset)))
    rows.insert(3, "sector_title", rows["sector"].map(sector_titles(plan.dataset)))
    persons = rows["programme"].map(programmes.set_index("programme")["persons"])
    return rows.assign(usd_per_person=rows["usd"] / persons.where(persons > 0))


def _funders(seen: Overview, step: float) -> pd.DataFrame:
    """Each funder over all years: what it gives and for what, what is paid, what stays unspent."""
    money = seen.money_by_funder
    sums = money.groupby(["funder", "title", "carries_over"], as_index=False, sort=False)[
        ["given_usd", "spent_usd", "unused_usd"]
    ].sum()
    sums = sums.rename(columns={"spent_usd": "paid_usd", "unused_usd": "unspent_usd"})
    for column in ("given_usd", "paid_usd", "unspent_usd"):
        sums[column] = shown_usd(sums[column], step)
    sums.insert(2, "earmark", sums["funder"].map(earmark_texts(seen.plan.dataset)))
    sums.insert(3, "earmarked", [is_earmarked(seen.plan.dataset, str(funder)) for funder in sums["funder"]])
    return sums
