"""Why a part of a scenario does not fit the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from resettle.inputs.problems import Finding


class Refusal(NamedTuple):
    """Which field of a part of a scenario does not fit, and why."""

    field: tuple[str, ...]
    what: Finding
