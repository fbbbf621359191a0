"""All of a placement in one zip file, for those who place these households: it unpacks to a folder that verifies."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from resettle.households.draw import ORDER, drawn
from resettle.households.folder import SECRET, placing_files
from resettle.households.ledger import ENDING, LIST, TABLES
from resettle.households.letters import letters, read_template
from resettle.households.lists import file_of, lists_by_place
from resettle.households.public_tables import public_tables
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list
from resettle.inputs.formula_text import escaped_frame
from resettle.results.files import plan_files

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from resettle.households.ledger import Ledger
    from resettle.households.placing import Asked, Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

_MADE = (1980, 1, 1, 0, 0, 0)
"""Date of every file in it: the same placement gives the same bytes."""
PUBLIC = "for_everyone"
"""Folder of what may be published."""


def bundle(
    plan: Plan,
    registry: Registry,
    asked: Asked,
    placed: Placed,
    told: pd.DataFrame,
    ledger: Ledger | None = None,
    withheld: Collection[str] = (),
) -> bytes:
    """A zip file of the placement, its plan, lists by place and year, letters, and, apart, what is for everyone.

    ``ledger`` is what was published with the secret so far; ``withheld`` are kinds of releases that are left out, since
    the disclosure budget has no room for them.
    """
    if asked.requests is not None:
        registry = with_requests(registry, asked.requests)
    files = placing_files(plan, registry, asked, placed, told, "plan")
    files |= {f"plan/{name}": content for name, content in plan_files(plan).items()}
    for place, year, rows in lists_by_place(plan, registry, placed):
        files[f"lists/{file_of(place, year)}"] = _csv(rows)
    files["letters.csv"] = _csv(letters(plan, registry, placed, read_template()))
    files[SECRET + ENDING] = json.dumps(ledger or {}, indent=1).encode()
    if TABLES not in withheld:
        files[f"{PUBLIC}/tables.csv"] = _csv(public_tables(plan, registry, placed, asked.secret))
    if LIST not in withheld:
        entries = draw_list(registry.households, asked.secret, asked.earlier)
        files[f"{PUBLIC}/draw_list.csv"] = _csv(entries)
        files[f"{PUBLIC}/draw_order.csv"] = _csv(drawn(entries, asked.seed)[ORDER])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def _csv(table: pd.DataFrame) -> bytes:
    return escaped_frame(table).to_csv(index=False).encode("utf-8")
