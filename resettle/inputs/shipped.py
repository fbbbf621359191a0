"""Where the dataset and the scenarios that ship with resettle are."""

from __future__ import annotations

from pathlib import Path

from resettle.errors import ResettleError

REPOSITORY = Path(__file__).resolve().parents[2]
BASELINE = "baseline"


def shipped_dataset() -> Path:
    """Folder of the dataset that ships; raises ResettleError where this installation has none."""
    return _present(REPOSITORY / "data" / "default", "--data DIR or XLSX")


def shipped_scenario(name: str = BASELINE) -> Path:
    """File of a scenario that ships with it, by name; raises ResettleError where there is none."""
    return _present(REPOSITORY / "data" / "scenarios" / f"{name}.toml", "--scenario FILE")


def _present(path: Path, instead: str) -> Path:
    if not path.exists():
        message = (
            f"{path} is not there: the data that ships is in the repository, not in an installed package. "
            f"Run from a clone of it, or give your own with {instead}."
        )
        raise ResettleError(message)
    return path
