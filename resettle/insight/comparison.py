"""Plans side by side: what was assumed differently, and what came out differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs.scenario import difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.plan import Plan

PERSON_YEARS, PEOPLE, PEOPLE_OF = "Person-years, weighted", "People settled", "People settled, {title}"
MONEY, MONEY_EACH = "Money spent", "Money per person settled"
"""Names of figures whose near-optimal ranges are worked out."""
_SOLUTIONS = {"return": "returning", "integrate": "integrating", "relocate": "relocating"}


def headline_figures(plan: Plan) -> pd.DataFrame:
    """Figures of one plan, person-years first: figure, unit, value; the same measures for every programme."""
    said = plan.summary
    titles = plan.dataset["programmes"].set_index("programme")["title"]
    rows = [
        (PERSON_YEARS, "person-years", said.person_years),
        (PEOPLE, "persons", said.persons_settled),
    ]
    for programme, by_solution in said.persons.items():
        title = titles.get(programme, programme)
        rows.append((PEOPLE_OF.format(title=title), "persons", sum(by_solution.values())))
        rows += [(f"  {_SOLUTIONS[name]}, {title}", "persons", persons) for name, persons in by_solution.items()]
    rows += [
        (MONEY, "US$", said.cost_usd),
        (MONEY_EACH, "US$", said.cost_usd / said.persons_settled if said.persons_settled else 0.0),
        ("Homes commissioned", "homes", float(plan["homes"]["homes"].sum())),
        ("Land cleared", "ha", float(plan["clearance"]["hectares"].sum())),
        ("Material carried from supplies", "t", float(plan["supplied"]["tonnes"].sum())),
        ("Short of targets and pins", "persons", said.short),
    ]
    return pd.DataFrame(rows, columns=["figure", "unit", "value"])


def compare_figures(plans: Sequence[tuple[str, Plan]]) -> pd.DataFrame:
    """Headline figures of several plans: figure, unit, a column a plan, and its difference to the first.

    Plans are aligned by the figure's name, in the first plan's order; one that a plan does not have (another
    programme) stays blank.
    """
    return align_figures([(name, headline_figures(plan)) for name, plan in plans])


def align_figures(each: Sequence[tuple[str, pd.DataFrame]], *, with_differences: bool = True) -> pd.DataFrame:
    """Several frames of figure, unit and value as one, as ``compare_figures`` describes it."""
    first, *others = each
    figures = {name: frame.set_index(["figure", "unit"])["value"] for name, frame in each}
    order = list(dict.fromkeys(key for values in figures.values() for key in values.index))
    table = pd.DataFrame(index=pd.MultiIndex.from_tuples(order, names=["figure", "unit"]))
    table[first[0]] = figures[first[0]]
    for name, _ in others:
        table[name] = figures[name]
        if with_differences:
            table[f"{name} − {first[0]}"] = table[name] - table[first[0]]
    return table.reset_index()


def compare_assumptions(plans: Sequence[tuple[str, Plan]]) -> pd.DataFrame:
    """Scenario fields in which plans differ from the first: plan, field, before (the first's), after."""
    first, *others = plans
    parts = [difference(first[1].scenario, plan.scenario).assign(plan=name) for name, plan in others]
    if not parts:
        return pd.DataFrame(columns=["plan", "field", "before", "after"])
    return pd.concat(parts, ignore_index=True)[["plan", "field", "before", "after"]]


def people_by_year(plan: Plan) -> pd.DataFrame:
    """Persons settled so far at the end of each year: programme, year, persons; a row for every programme and year."""
    programme = plan.dataset["cohorts"].set_index("cohort")["programme"]
    placed = plan["placements"].assign(programme=plan["placements"]["cohort"].map(programme))
    by_year = placed.pivot_table(index="programme", columns="year", values="persons", aggfunc="sum", fill_value=0.0)
    wide = by_year.reindex(index=plan.dataset["programmes"]["programme"], columns=list(plan.years), fill_value=0.0)
    total = wide.cumsum(axis="columns").rename_axis(index="programme")
    return total.reset_index().melt("programme", var_name="year", value_name="persons").astype({"year": "int64"})
