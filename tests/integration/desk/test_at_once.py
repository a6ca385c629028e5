"""Two agents press at the same moment, on two connections: one is told, nothing is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from parvis.act.cases.models import Case, Step
from parvis.journal.models import Entry
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WAITING = "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted"


def press(client: Client, address: str, given: dict[str, Any]) -> int:
    try:
        return client.post(address, {**given, "revision": "1"}).status_code
    finally:
        connections.close_all()


def pressed_at_once(case: Case, acts: list[tuple[Client, str, dict[str, Any]]]) -> list[int]:
    """What each is answered. Both have read the same case and wait at its row: neither can come
    after the other."""
    with (
        ThreadPoolExecutor(2) as pool,
        database.admin_connection(database.NAME) as watch,
        database.admin_connection(database.NAME) as hold,
    ):
        with hold.transaction():
            hold.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
            pressed = [pool.submit(press, *act) for act in acts]
            while len(watch.execute(WAITING).fetchall()) < len(acts):
                assert not any(one.done() for one in pressed)
        return [one.result() for one in pressed]


def test_two_agents_close_at_once_and_one_is_told():
    town = small_town()
    with town.open():
        clients = [logged_in(Client(), town, agent(town, "handler")) for _ in range(2)]
        case = report(town, service="hole").case
    address = f"/agents/demandes/{case.pk}/etat/"
    acts = [("resolved", "Réparé."), ("in_progress", "On y va.")]
    answers = pressed_at_once(
        case,
        [
            (client, address, {"target": state, "words": words})
            for client, (state, words) in zip(clients, acts, strict=True)
        ],
    )
    assert sorted(answers) == [302, 409]
    won = acts[answers.index(302)]
    with town.open():
        assert Case.objects.get(pk=case.pk).state == won[0]
        said = Step.objects.filter(case=case, to_state__in=["resolved", "in_progress"])
        assert list(said.values_list("words", flat=True)) == [won[1]]


def test_a_hand_over_into_a_closed_department_that_comes_second_moves_nothing():
    town = small_town()
    with town.open():
        clients = [logged_in(Client(), town, agent(town, "handler")) for _ in range(2)]
        case = report(town, service="hole").case
    page = f"/agents/demandes/{case.pk}/"
    acts = [
        (clients[0], f"{page}transmettre/", {"team": town.helpers.pk, "words": "À vous."}),
        (clients[1], f"{page}priorite/", {"priority": "4"}),
    ]
    handed, changed = pressed_at_once(case, acts)
    with town.open(compartments=(town.social.pk,)):
        row = Case.objects.get(pk=case.pk)
        entries = Entry.objects.filter(action="case.handed_over", object_id=case.pk).count()
    if handed == 302:
        # Whoever came second no longer sees it, or is told that it changed.
        assert changed in {404, 409}
        assert (row.department_lock, row.team_id, entries) == (town.social.pk, town.helpers.pk, 1)
    else:
        assert (handed, changed) == (409, 302)
        assert (row.department_lock, row.team_id, entries) == (None, town.north.pk, 0)
