"""Rules about funders and what they may pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection

_USELESS = "This earmark pays for nothing."


def earmarks_that_pay(looked_at: Inspection) -> None:
    """An earmark can pay for something: a place lies in its programme, and transport is paid at no place."""
    earmarks = looked_at["earmarks"]
    places = looked_at["places"].drop_duplicates("place").set_index("place")["programme"]
    earmarks = earmarks.assign(programme_there=earmarks["place"].map(places).astype("str").fillna(""))
    named = (earmarks["programme_there"] != "") & (earmarks["programme"] != "")
    looked_at.warnings(
        "earmarks",
        "place",
        earmarks[named & (earmarks["programme"] != earmarks["programme_there"])],
        lambda row: Finding(
            f"{row['place']!r}, a place of {row['programme_there']}", f"a place of {row['programme']}", _USELESS
        ),
    )
    looked_at.warnings(
        "earmarks",
        "place",
        earmarks[(earmarks["sector"] == "transport") & (earmarks["place"] != "")],
        lambda row: Finding(f"transport at {row['place']!r}", "a blank, since transport is paid at no place", _USELESS),
    )


def funders_with_money(looked_at: Inspection) -> None:
    """A funder without any row of funding has no money."""
    funders = looked_at["funders"]
    looked_at.warnings(
        "funders",
        "funder",
        funders[~funders["funder"].isin(looked_at["funding"]["funder"])],
        lambda row: Finding(f"{row['funder']!r}, without money", "rows in funding", "It pays for nothing."),
    )
