"""An earlier placement read from the zip file that it was taken along in: what it promised, its draw, its secret."""

from __future__ import annotations

from io import BytesIO

from resettle.errors import Problem, ResettleError
from resettle.households.folder import SECRET
from resettle.households.own_tables import LIMITS, read_table
from resettle.households.promises import DRAW, SLOT, Earlier
from resettle.households.secret import checked_secret
from resettle.inputs.archives import unpacked
from resettle.storage.manifest import checked_files

_HINT = "Give the zip file that was taken along with everything, as it was written."


def read_earlier(data: bytes) -> tuple[Earlier, str]:
    """What an earlier placement promised, and its secret; raises ResettleError where a part is missing or damaged."""
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
    return Earlier(placed[["household", "cohort", *SLOT]], draw[DRAW]), secret
