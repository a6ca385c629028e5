"""Agents of a made-up town."""

from uuid import uuid4

from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.people.models import Agent
from tests.factories.towns import Town

PASSWORD = "corolle-jardin-97"


def agent(
    town: Town,
    *roles: str,
    name: str = "Agent d'essai",
    teams: tuple[int, ...] = (),
    compartments: tuple[int, ...] = (),
) -> Agent:
    """An agent with `roles` (a case handler by default); inside `town.open()`."""
    account = people.create_account(
        email=f"{uuid4().hex[:12]}@essai.example", by=SYSTEM, full_name=name, password=PASSWORD
    )
    return people.appoint_agent(
        account=account,
        display_name=name,
        roles=roles or ("handler",),
        by=SYSTEM,
        department=town.roads,
        teams=teams or (town.north.pk,),
        compartments=compartments,
    )
