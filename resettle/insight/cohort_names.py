"""Groups of people in words: where they are from, where they live, how large their households are, what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

_NAME = "From {origin}, living in {present}: households of {least:g}–{most:g}, {profile} ({cohort})"


def cohort_names(given: Dataset) -> dict[str, str]:
    """Cohorts by key, in words; the key stands at the end, since two of them may be alike but for it."""
    places, profiles = titles(given, "places"), titles(given, "profiles")
    sizes = given["size_classes"].set_index("size_class")
    columns = ["cohort", "origin", "current_place", "size_class", "profile"]
    return {
        str(cohort): _NAME.format(
            origin=places.get(origin, origin),
            present=places.get(present, present),
            least=sizes["persons_min"][size],
            most=sizes["persons_max"][size],
            profile=str(profiles.get(profile, profile)).lower(),
            cohort=cohort,
        )
        for cohort, origin, present, size, profile in given["cohorts"][columns].itertuples(index=False, name=None)
    }
