"""What may have been said before stands on the page of a request: an agent looks, and joins."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.act.cases.models import Case
from parvis.capture.reports.rules import Place
from parvis.flows.forget import forget_report
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM
from parvis.understand.readings import queries
from parvis.web.desk import said_before
from tests.factories import agent
from tests.factories.readings import alike
from tests.factories.sessions import logged_in
from tests.factories.towns import INSIDE_FIRST
from tests.integration.desk.desks import fresh, inside, made, page_of

pytestmark = pytest.mark.django_db(transaction=True)

BLOCK = re.compile(
    r'<section class="read" aria-labelledby="said-before">(.*?)</section>', re.DOTALL
)


def metres(far):
    return Place(lon=INSIDE_FIRST[0], lat=INSIDE_FIRST[1] + far / 111_195, address="Rue Haute")


def block(client, case):
    body = client.get(page_of(case)).content.decode()
    found = BLOCK.search(body)
    return found[1] if found else ""


@pytest.fixture
def stage():
    """A hole, and the same one again forty metres away a day later."""
    town, _, client = inside("lead")
    before = made(town, place=metres(40), occurred_at=now() - timedelta(days=1, hours=1))
    case = made(town)
    alike(town, case, (before, 0.62, ["near", "kind", "same_words", "days"]))
    return town, client, before, case


def test_it_shows_which_why_and_how_surely(stage):
    _, client, before, case = stage
    shown = block(client, case)
    assert before.reference in shown
    assert page_of(before) in shown
    assert "très probable" in shown
    assert "à 40 m, même sujet, mêmes mots, à 1 jour d’écart" in shown
    assert "Rien n’est réuni sans vous" in shown


def test_nothing_stands_there_where_nothing_is_alike(stage):
    _, client, before, _ = stage
    assert block(client, before) == ""


def test_the_way_to_join_it_is_filled_in_and_an_agent_goes_it(stage):
    town, client, before, case = stage
    way = re.search(r'href="(\?[^"]*joindre=[^"]*)"', block(client, case))[1].replace("&amp;", "&")
    body = client.get(page_of(case) + way.partition("#")[0]).content.decode()
    assert re.search(r'<option value="duplicate" selected', body)
    assert f'name="main" list="near" value="{before.reference}"' in body
    assert fresh(town, case).duplicate_of_id is None
    typed = {"target": "duplicate", "main": before.reference, "revision": case.revision}
    assert client.post(f"{page_of(case)}etat/", typed).status_code == 302
    assert fresh(town, case).duplicate_of_id == before.pk
    assert block(client, case) == ""


def test_what_came_first_does_not_join_what_came_later(stage):
    town, client, before, case = stage
    alike(town, before, (case, 0.62, ["near"]))
    shown = block(client, before)
    assert case.reference in shown
    assert "joindre" not in shown


def test_what_has_ended_is_shown_and_not_joined(stage):
    town, client, before, case = stage
    with town.open():
        Case.objects.filter(pk=before.pk).update(closed_at=now(), state="resolved")
    assert before.reference in block(client, case)
    assert "joindre" not in block(client, case)


def test_who_may_not_join_only_looks(stage):
    town, _, before, case = stage
    with town.open():
        someone = agent(town, "field")
    watching = logged_in(Client(), town, someone)
    assert before.reference in block(watching, case)
    assert "joindre" not in block(watching, case)


def test_erased_words_are_said_before_by_nobody(stage):
    town, client, before, case = stage
    with town.open():
        forget_report(report=before.report_id, by=SYSTEM)
    assert block(client, case) == ""


def test_what_was_closed_into_a_department_since_is_offered_to_nobody():
    town, someone, client = inside("lead")
    case, closed = made(town), made(town, "help", place=None)
    alike(town, case, (closed, 0.9, ["same_words"]))
    alike(town, closed, (case, 0.9, ["same_words"]))
    assert block(client, case) == ""
    with town.open(compartments=(town.social.pk,)):
        for one in (case, closed):
            assert said_before.lines(one, queries.of_report(one.report_id), someone) == []


def test_it_costs_one_statement_and_none_where_nothing_is_alike(stage):
    _, client, before, case = stage
    for one in (before, case):
        client.get(page_of(one))
    with CaptureQueriesContext(connection) as with_none:
        client.get(page_of(before))
    with CaptureQueriesContext(connection) as with_some:
        client.get(page_of(case))
    assert len(with_some) == len(with_none) + 1
