"""``python -m resettle``."""

import sys

from resettle.cli import main

sys.exit(main())
