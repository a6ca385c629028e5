"""The stages of requests by number, and in whose hands they are."""

from enum import IntEnum

from parvis.offer.workflows.rules import STATES

STAGES = STATES
"""A stage is its place among these: those of open requests in their order, then how they end."""
STAGE = {name: place for place, name in enumerate(STAGES)}


class Holder(IntEnum):
    """In whose hands a request is."""

    US = 0
    PLANNED = 1
    """Ours too: a date was set, and it has not come."""
    RESIDENT = 2
    THIRD_PARTY = 3
    AUTHORITY = 4
    NOBODY = 5
    """It has ended."""
