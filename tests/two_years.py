"""A village that takes households in two years, so that some wait for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


def two_years(folder: Path) -> Dataset:
    """80 households of 4 return to a village: 40 homes stand empty there from 2027, and 30 more from 2028."""
    return tiny(
        folder,
        size_classes="size_class,persons_min,persons_max,rooms\nm,4,4,3",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,village,camp,m,general,80,320""",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims\nvillage,3,,40,0\nvillage,3,2028,30,0",
    )
