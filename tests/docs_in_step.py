"""The parts of the documents that are written from the code: ``python -m tests.docs_in_step`` writes them anew."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from resettle.inputs.describe import describe_tables
from resettle.model.formulation import EQUATIONS, Equation
from resettle.results.verify import CHECKS

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"


def equations() -> str:
    """Where each equation is: in the model, in its rows' names, in the checker."""
    lines = ["| number | name | rows | function | check |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_line, EQUATIONS)]) + "\n"


def counts() -> str:
    """Rows of the shipped dataset by confidence."""
    command = [sys.executable, str(REPOSITORY / "data" / "build_default.py"), "--counts"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


SECTIONS = {
    ("formulation.md", "equations"): equations,
    ("data.md", "counts"): counts,
    ("data.md", "tables"): describe_tables,
}
"""Document and marker of every written part, and what is written there."""


def part(text: str, marker: str) -> str:
    """What stands between the markers; raises ValueError where they are missing."""
    found = _between(marker).search(text)
    if found is None:
        message = f"the markers <!-- {marker}:begin --> and <!-- {marker}:end --> are missing"
        raise ValueError(message)
    return found["part"]


def main() -> None:
    """Write every part into its document."""
    for (name, marker), written in SECTIONS.items():
        document = DOCS / name
        text = document.read_text(encoding="utf-8")
        anew = f"<!-- {marker}:begin -->\n{written()}<!-- {marker}:end -->"
        document.write_text(_between(marker).sub(lambda _, anew=anew: anew, text), encoding="utf-8")  # type: ignore[misc]


def _between(marker: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- {marker}:begin -->\n(?P<part>.*?)<!-- {marker}:end -->", re.DOTALL)


def _line(equation: Equation) -> str:
    name = equation.sentence.partition(":")[0]
    rule = next((rule.function for rule in CHECKS if rule.equation == equation.key), None)
    check = "part of those that use it" if rule is None else f"`{_place(rule)}`"
    return f"| ({equation.number}) | {name} | `{equation.key}_…` | `{_place(equation.add)}` | {check} |"


def _place(function: object) -> str:
    return f"{function.__module__.removeprefix('resettle.')}.{function.__qualname__}"  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
