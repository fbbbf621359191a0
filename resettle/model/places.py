"""Which variables belong to one place alone: most of the programme falls apart into places that share little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from resettle.model.formulation import Model

SHARED = -1


def places_of_columns(model: Model) -> np.ndarray:
    """The number of the place that each variable belongs to, or ``SHARED``.

    What is keyed by a place is that place's own, and so is a class that may settle at one place only; money,
    carriage, cover and the classes that may choose between places are shared.
    """
    number = {place: position for position, place in enumerate(model.given.places["place"])}
    pairs = model.given.settle[["class_", "place"]].drop_duplicates()
    own = pairs[~pairs["class_"].duplicated(keep=False)].set_index("class_")["place"]
    parts = [np.empty(0, dtype=np.int64)]
    for columns in model.program.created:
        place = columns.keys.get("place")
        if place is None and columns.symbol == "moved":
            place = columns.keys["class_"].map(own)
        if place is None:
            parts.append(np.full(len(columns.keys), SHARED))
        else:
            parts.append(place.map(number).fillna(SHARED).to_numpy(dtype=np.int64))
    return np.concatenate(parts)
