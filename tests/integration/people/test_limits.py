"""Whoever guesses waits: counted in the database, by account and by visitor."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.foundation import clock
from parvis.journal.rules import SYSTEM
from parvis.people.models import Agent, Attempt
from parvis.people.redaction import forget_old_doors
from parvis.people.rules import ACCOUNT_LIMIT, VISITOR_LIMIT
from tests.factories import Town
from tests.factories.agents import PASSWORD
from tests.factories.log_in import LOG_IN, SECOND, credentials

WRONG = "pas-ce-mot-la-97"


def knock(client: Client, email: str, password: str = WRONG, visitor: str = "10.0.0.1") -> int:
    answer = client.post(LOG_IN, {"email": email, "password": password}, REMOTE_ADDR=visitor)
    return int(answer.status_code)


@pytest.mark.parametrize("known", [True, False])
def test_an_address_waits_after_too_many_wrong_passwords(
    client: Client, town: Town, handler: Agent, known: bool
) -> None:
    email = handler.account.email if known else "personne@essai.example"
    for number in range(ACCOUNT_LIMIT.attempts):
        assert knock(client, email, visitor=f"10.0.1.{number}") == 422
    assert knock(client, email, PASSWORD, visitor="10.0.2.1") == 429, "even the right one"
    with clock.at(clock.now() + ACCOUNT_LIMIT.span + timedelta(seconds=5)):
        assert knock(client, email, PASSWORD) == (302 if known else 422)


def test_a_visitor_who_tries_many_addresses_waits(client: Client, town: Town) -> None:
    with town.open():
        pass
    tries = VISITOR_LIMIT.attempts
    with pytest.MonkeyPatch.context() as patch:
        # The hash of a password is slow on purpose: here it is not what is tested.
        patch.setattr("parvis.people.models.Account.set_password", lambda *_args: None)
        for number in range(tries):
            assert knock(client, f"p{number}@essai.example") == 422
    assert knock(client, "encore@essai.example") == 429
    assert knock(client, "encore@essai.example", visitor="10.0.0.2") == 422


def test_codes_are_limited_too(town: Town, handler: Agent) -> None:
    email, code = credentials(town, handler)
    client = Client(headers={"host": town.host})
    client.post(LOG_IN, {"email": email, "password": PASSWORD})
    for _number in range(ACCOUNT_LIMIT.attempts):
        assert client.post(SECOND, {"code": "000000"}).status_code == 422
    refused = client.post(SECOND, {"code": code})
    assert "Réessayez dans" in refused.content.decode()
    assert client.get("/compte/securite/").status_code == 302


def test_getting_in_clears_the_account_but_not_the_visitor(
    client: Client, town: Town, handler: Agent
) -> None:
    with town.open():
        email = handler.account.email
    knock(client, email)
    assert knock(client, email, PASSWORD) == 302
    with town.open():
        assert Attempt.objects.count() == 1


def test_attempts_name_nobody_and_are_forgotten(client: Client, town: Town, handler: Agent) -> None:
    with town.open():
        email = handler.account.email
    knock(client, email)
    with town.open():
        assert all(email.encode() not in bytes(row.who) for row in Attempt.objects.all())
    with clock.at(clock.now() + timedelta(days=2)), town.open():
        assert forget_old_doors(by=SYSTEM) >= 2
        assert not Attempt.objects.exists()
