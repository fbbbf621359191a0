"""What a household that waits is told about changes that could bring it a place: whole sentences with named fields."""

from __future__ import annotations

WHAT_WOULD_CHANGE = "What would change this:"
REFUSAL_WOULD = (
    "It has named {name} as a place where it does not wish to live. Without that, it has a place: all households were "
    "placed again with this one change. This is information, not advice; it loses nothing by keeping its word."
)
REFUSAL_MAY = (
    "It has named {name} as a place where it does not wish to live. Without that, it may have a place there. "
    "This is information, not advice; it loses nothing by keeping its word."
)
HOMES_WOULD = (
    "{homes:,} more homes of {rooms:g} rooms or more for its cohort in {name} by {year} bring it a place: all "
    "households were placed again with these. {before:,} of its cohort wait before it and may take the others."
)
HOME_WOULD = (
    "One more home of {rooms:g} rooms or more for its cohort in {name} by {year} brings it a place: all households "
    "were placed again with it."
)
HOMES_MAY = (
    "{homes:,} more homes of {rooms:g} rooms or more for its cohort in {name} by {year} may bring it a place, with the "
    "services that they need. {before:,} of its cohort wait before it."
)
HOME_MAY = (
    "One more home of {rooms:g} rooms or more for its cohort in {name} by {year} may bring it a place, with the "
    "services that it needs."
)
HOMES_COST = "More homes take land, builders and money, which other households may then lack."
SERVICE_WOULD = (
    "{services} more in {name} by {year} bring it a place: all households were placed again with that. "
    "It takes money and staff, which other households may then lack."
)
SERVICE_MAY = "{services} more in {name} by {year} may bring it a place, if nobody before it takes them."
SERVICE_UNITS = "{units:,.3g} {unit} of {service}"
STATE = "Once it states a choice, it is in the next draw, as all others are."
WAIT = "A plan that reaches the year of its choice may have a place for it."
PLAN = "A later plan may have homes for its cohort by the solution that it chose."
EARLIER = (
    "The plan's places for its cohort end before its choice holds. A later plan may have more; if its choice held "
    "earlier, it would be drawn anew and may have one."
)
NOTHING = "No single change that we know of brings it a place in this plan; a later plan may."
