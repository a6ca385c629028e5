"""Two agents press at the same moment, on two connections: one is told, nothing is overwritten."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from parvis.act.cases.models import Case, Step
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WAITING = "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted"


def press(client: Client, address: str, state: str, words: str) -> int:
    try:
        given = {"target": state, "words": words, "revision": "1"}
        return client.post(address, given).status_code
    finally:
        connections.close_all()


def test_two_agents_close_at_once_and_one_is_told():
    town = small_town()
    with town.open():
        clients = [logged_in(Client(), town, agent(town, "handler")) for _ in range(2)]
        case = report(town, service="hole").case
    address = f"/agents/demandes/{case.pk}/etat/"
    acts = [("resolved", "Réparé."), ("in_progress", "On y va.")]
    with (
        ThreadPoolExecutor(2) as pool,
        database.admin_connection(database.NAME) as watch,
        database.admin_connection(database.NAME) as hold,
    ):
        # Both have read the same case and wait at its row: neither can come after the other.
        with hold.transaction():
            hold.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
            pressed = [
                pool.submit(press, client, address, *act)
                for client, act in zip(clients, acts, strict=True)
            ]
            while len(watch.execute(WAITING).fetchall()) < 2:
                assert not any(one.done() for one in pressed)
        answers = [one.result() for one in pressed]
    assert sorted(answers) == [302, 409]
    won = acts[answers.index(302)]
    with town.open():
        assert Case.objects.get(pk=case.pk).state == won[0]
        said = Step.objects.filter(case=case, to_state__in=["resolved", "in_progress"])
        assert list(said.values_list("words", flat=True)) == [won[1]]
