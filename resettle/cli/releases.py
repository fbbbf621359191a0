"""Where the disclosure budget of a placement is kept, and where its secret is if none is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.households.placing import Asked


def secret_beside(registry: str | Path) -> str:
    """The secret's file where none is named: beside the registry, so that a redraw has the same tickets and noise."""
    return f"{registry}.secret.key"


def ledger_file(folder: str | Path, asked: Asked) -> Path:
    """The ledger of a placement's folder: the one it names, or where that is gone one of its own."""
    from resettle.households.folder import SECRET
    from resettle.households.ledger import ledger_beside

    named = Path(asked.releases)
    return named if asked.releases and named.parent.is_dir() else ledger_beside(Path(folder) / SECRET).resolve()
