"""An earlier placement read from the zip file that it was taken along in: what it promised, its draw, its secret."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from resettle.errors import Problem, ResettleError
from resettle.households.folder import SECRET
from resettle.households.ledger import ENDING, ledger_of
from resettle.households.own_tables import LIMITS, read_table
from resettle.households.promises import DRAW, SLOT, Earlier
from resettle.households.secret import checked_secret
from resettle.inputs.archives import unpacked
from resettle.storage.manifest import checked_files

if TYPE_CHECKING:
    from resettle.households.ledger import Ledger

_HINT = "Give the zip file that was taken along with everything, as it was written."


def read_earlier(data: bytes) -> tuple[Earlier, str, Ledger]:
    """What an earlier placement promised, its secret, and what was published with it; or ResettleError."""
    parts = unpacked("the earlier placing", data, "zip file", _HINT, LIMITS._replace(parts=5_000))
    if isinstance(parts, Problem):
        raise ResettleError(str(parts))
    missing = [name for name in ("placed.csv", "draw.csv", SECRET) if name not in parts]
    if missing:
        message = f"the earlier placing: found no {', '.join(missing)} in the zip file. {_HINT}"
        raise ResettleError(message)
    placed = read_table(BytesIO(parts["placed.csv"]), "placed")
    draw = read_table(BytesIO(parts["draw.csv"]), "draw")
    secret = checked_secret(parts[SECRET][:200].decode("ascii", errors="replace"), SECRET)
    checked_files(parts, "the earlier placing")
    return Earlier(placed[["household", "cohort", *SLOT]], draw[DRAW]), secret, _published(parts)


def _published(parts: dict[str, bytes]) -> Ledger:
    """The ledger that was taken along; placings of version 0.1 had none."""
    name = SECRET + ENDING
    try:
        return ledger_of(parts[name]) if name in parts else {}
    except ValueError:
        message = f"the earlier placing: {name} is no list of what was published with its secret. {_HINT}"
        raise ResettleError(message) from None
