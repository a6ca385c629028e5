"""The ready models that a real authority begins with: what it offers, none of the made-up people.

Departments and teams carry no address, phone or operator of the made-up town: the receipt names
them only once the town wrote its own in the studio. Ready words of a department say how Belloire
works: those that fit any town are kept.
"""

from dataclasses import replace

from demo.load.offer import furnish
from demo.offer.catalogue import TOWN_CATALOGUE
from demo.offer.model import Catalogue
from demo.offer.village import VILLAGE_CATALOGUE
from parvis.journal.rules import Actor

BY = Actor("system")


def furnish_from_model(model: str) -> None:
    """Fill the authority of this scope from "village" or "town"; "empty" leaves it empty."""
    if model == "empty":
        return
    furnish(_without_people(VILLAGE_CATALOGUE if model == "village" else TOWN_CATALOGUE), by=BY)


def _without_people(offer: Catalogue) -> Catalogue:
    return replace(
        offer,
        departments=tuple(
            replace(row, address="", phone="", email="", hours="") for row in offer.departments
        ),
        agents=(),
        third_parties=(),
        replies=tuple(row for row in offer.replies if not row.department),
    )
