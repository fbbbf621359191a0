"""What holds a plan, in sentences: the same words on every page, in the command line and in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resettle.insight.limits import capacities_of
from resettle.insight.quotable import money, per_cent

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

_MORE = (
    "by its shadow price, 10 % more of it in every year would add about {person_years} person-years ({share} of the "
    "plan's)"
)
_PEOPLE = " and settle about {persons} more people by {year} ({share} of the plan's)"
_EARLIER = ", by settling people earlier rather than more of them"
_CHEAPER = "by its shadow price, 10 % more of it in every year would lower the cost that the plan counts by about {usd}"
_SOME = 0.5


def quotable_limits(table: pd.DataFrame, year: int) -> str:
    """What holds the plan most of all that can be changed, and what ten per cent more of it would bring."""
    capacities = capacities_of(table)
    if capacities.empty:
        only = ": only what people have chosen holds it" if len(table) else ""
        return f"Ten per cent more of any capacity would not make this plan better{only}."
    first = capacities.to_dict("records")[0]
    return f"What holds the plan most is {first['label']} (used up in {first['years']}): {gain_text(first, year)}."


def gain_text(limit: Mapping[Hashable, Any], year: int) -> str:
    """What ten per cent more of a limit would bring, as ``resettle.insight.limits.limits`` has it, at the margin.

    Person-years and people are in per cent of what the cards show; for ``least_cost`` it is money.
    """
    if limit["usd_less"] > 0:
        return _CHEAPER.format(usd=money(float(f"{limit['usd_less']:.3g}")))
    text = _MORE.format(person_years=three_digits(limit["person_years"]), share=per_cent(limit["person_years_share"]))
    if limit["persons"] < _SOME:
        return text + _EARLIER
    return text + _PEOPLE.format(
        persons=three_digits(limit["persons"]), year=year, share=per_cent(limit["persons_share"])
    )


def size_text(limit: Mapping[Hashable, Any]) -> str:
    """The measure by which limits are ranked: ``1,230 person-years, 1.3 %``, or US$ for ``least_cost``."""
    if limit["usd_less"] > 0:
        return money(float(f"{limit['usd_less']:.3g}"))
    figure = three_digits(limit["person_years"])
    unit = "person-year" if figure == "1" else "person-years"
    return f"{figure} {unit}, {per_cent(limit['person_years_share'])}"


def bar_text(limit: Mapping[Hashable, Any]) -> str:
    """The same beside a bar whose axis has the unit: ``1,230 (1.3 %)``."""
    if limit["usd_less"] > 0:
        return size_text(limit)
    return f"{three_digits(limit['person_years'])} ({per_cent(limit['person_years_share'])})"


def three_digits(number: float) -> str:
    """A marginal figure with three digits: it is no more exact than that."""
    return "0" if number == 0 else f"{float(f'{number:.3g}'):,.0f}"
