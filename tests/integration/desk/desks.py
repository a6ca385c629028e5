"""An agent at the desk of a small town, and what pages offer them."""

import re

from django.test import Client

from parvis.act.cases.models import Case
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in

QUEUE = "/agents/"


def page_of(case: Case) -> str:
    return f"/agents/demandes/{case.pk}/"


def inside(*roles: str):
    """A town, an agent of it and a client logged in."""
    town = small_town()
    with town.open():
        someone = agent(town, *roles)
    return town, someone, logged_in(Client(), town, someone)


def made(town, service="hole", **fields) -> Case:
    with town.open(compartments=(town.social.pk,)):
        return report(town, service, **fields).case


def fresh(town, case: Case) -> Case:
    with town.open(compartments=(town.social.pk,)):
        return Case.objects.get(pk=case.pk)


def ticked(client: Client) -> list[str]:
    """What the boxes of a whole queue send."""
    body = client.get(f"{QUEUE}?vue=all").content.decode()
    return re.findall(r'class="queue__pick"[^>]* value="([^"]+)"', body)


def offered(body: str) -> list[dict[str, str]]:
    """The fields of each undo that a page offers, but its token."""
    forms = re.findall(r'<form[^>]*action="/agents/annuler/">(.*?)</form>', body, re.DOTALL)
    fields = r'name="(batch|case|next)" value="([^"]*)"'
    return [dict(re.findall(fields, form)) for form in forms]
