"""From cohorts to single households: the registry of a people, and one that is made up; who is placed where, and why.

The door of this room::

    from resettle.households import Asked, place_households, read_registry, seed_of, verify_placing, with_registry
"""

from resettle.households.aggregate import with_registry
from resettle.households.draw import seed_of
from resettle.households.measures import measures
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.public_tables import public_tables
from resettle.households.registry import Registry, read_registry
from resettle.households.secret import secret_of
from resettle.households.synthetic import synthesise
from resettle.households.verify_placing import verify_placing

__all__ = [
    "Asked",
    "Placed",
    "Registry",
    "measures",
    "place_households",
    "public_tables",
    "read_registry",
    "secret_of",
    "seed_of",
    "synthesise",
    "verify_placing",
    "with_registry",
]
