"""Tables of a dataset, as people read them."""

from __future__ import annotations

TABLE_TITLES = {
    "sources": "Sources",
    "programmes": "Programmes",
    "places": "Places",
    "cohorts": "Groups of people",
    "size_classes": "Household sizes",
    "profiles": "Need profiles",
    "willingness": "Choices stated",
    "solutions": "Solutions",
    "housing_options": "Kinds of homes",
    "housing": "Homes to be had",
    "vacant_homes": "Vacant homes",
    "land": "Land",
    "services": "Services",
    "service_needs": "Service norms",
    "service_spare": "Unused places in services",
    "capacities": "Capacities of programmes",
    "build_capacity": "Builders of places",
    "links": "Roads and railways",
    "corridors": "Corridors",
    "supplies": "Supplies of material",
    "funders": "Funders",
    "funding": "Money a year",
    "earmarks": "Earmarks",
    "travel": "Cost of moving",
    "targets": "Targets",
}
"""By the key of the table."""
