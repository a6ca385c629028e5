"""A town that has just begun: its administrator is told what is missing before work can begin."""

import pytest

from parvis.authorities.models import Authority, Department
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people
from parvis.people.models import Agent
from tests.factories import agent

pytestmark = pytest.mark.django_db(databases=["default", "reader"])

TOLD = "Personne ne peut encore traiter les demandes."
PAGES = ("/reglages/", "/reglages/agents/")


def told(studio) -> list[bool]:
    return [TOLD in studio.get(page).content.decode() for page in PAGES]


def test_an_administrator_alone_is_told_that_nobody_handles_requests(town, studio):
    assert told(studio) == [True, True]
    with town.open():
        agent(town, "elected")
        agent(town, "dpo")
    assert told(studio) == [True, True]
    with town.open():
        handler = agent(town, "handler")
    assert told(studio) == [False, False]
    with town.open():
        people.deactivate_agent(agent=handler, by=SYSTEM)
    assert told(studio) == [True, True]


def test_the_notice_leads_to_the_roles(town, studio):
    body = studio.get("/reglages/").content.decode()
    assert 'href="/reglages/agents/inviter/"' in body
    with town.open():
        own = Agent.objects.get(display_name="Alix Réglages").pk
    assert f'href="/reglages/agents/{own}/"' in body


def test_an_administrator_is_told_which_receipts_lack_an_address_or_a_phone(town, studio):
    lacking = "Il manque une adresse ou un téléphone"
    assert lacking not in studio.get("/reglages/").content.decode()
    with town.open():
        Authority.objects.update(phone="")
        Department.objects.filter(pk=town.roads.pk).update(phone="")
    body = studio.get("/reglages/").content.decode()
    assert lacking in body
    assert f'href="/reglages/services-municipaux/{town.roads.pk}/"' in body
    assert f'href="/reglages/services-municipaux/{town.social.pk}/"' not in body
