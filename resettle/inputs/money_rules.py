"""Rules about funders and what they may pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection


def earmarks_that_pay(looked_at: Inspection) -> None:
    """An earmark can pay for something: a place lies in its programme, and transport is paid at no place."""
    earmarks = looked_at["earmarks"]
    programme = earmarks["place"].map(looked_at["places"].drop_duplicates("place").set_index("place")["programme"])
    foreign = earmarks[programme.notna() & (earmarks["programme"] != "") & (programme != earmarks["programme"])]
    looked_at.warnings(
        "earmarks",
        "place",
        foreign.index,
        lambda row: Finding(
            f"{foreign.loc[row, 'place']!r}, a place of {programme[row]}",
            f"a place of {foreign.loc[row, 'programme']}",
            "This earmark pays for nothing.",
        ),
    )
    travelling = earmarks[(earmarks["sector"] == "transport") & (earmarks["place"] != "")]
    looked_at.warnings(
        "earmarks",
        "place",
        travelling.index,
        lambda row: Finding(
            f"transport at {travelling.loc[row, 'place']!r}",
            "a blank, since transport is paid at no place",
            "This earmark pays for nothing.",
        ),
    )


def funders_with_money(looked_at: Inspection) -> None:
    """A funder without any row of funding has no money."""
    funders = looked_at["funders"]["funder"]
    without = funders[~funders.isin(looked_at["funding"]["funder"])]
    looked_at.warnings(
        "funders",
        "funder",
        without.index,
        lambda row: Finding(f"{without[row]!r}, without money", "rows in funding", "It pays for nothing."),
    )
