"""Whole numbers that add up: the method of largest remainders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def whole(amounts: Sequence[float], total: int) -> list[int]:
    """Share a whole total in proportion to the amounts, in whole numbers.

    Amounts are compared to nine decimals and ties go to the earlier one, so that the last bit of a
    float never decides.
    """
    scale = total / math.fsum(amounts)
    exact = [round(amount * scale, 9) for amount in amounts]
    floors = [math.floor(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (-round(exact[i] - floors[i], 9), i))
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    return floors
