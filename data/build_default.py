"""Build the default dataset, or count its figures by confidence.

    python data/build_default.py [--out FOLDER]     writes the tables (default: data/default)
    python data/build_default.py --counts           prints sourced, derived and assumed rows by table, as Markdown

The same tables come out byte for byte: no network, no clock, no chance.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build.count import markdown
from build.dataset import build

DEFAULT = Path(__file__).parent / "default"


def main() -> None:
    """Read the arguments, then build or count."""
    parser = argparse.ArgumentParser(description="Build the default dataset of resettle.")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="folder to write into (default: data/default)")
    parser.add_argument("--counts", action="store_true", help="count figures by confidence in that folder, as Markdown")
    arguments = parser.parse_args()
    if arguments.counts:
        sys.stdout.write(markdown(arguments.out))
    else:
        build(arguments.out)


if __name__ == "__main__":
    main()
