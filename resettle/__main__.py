"""``python -m resettle``."""

from resettle.cli import run

run()
