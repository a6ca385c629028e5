"""The agents' log-in: two steps, none of which can be skipped."""

import re

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from parvis.journal.rules import SYSTEM
from parvis.people import operations, queries
from parvis.people.models import Agent, Session
from parvis.people.sessions import stored_key
from tests.factories import Town, log_in
from tests.factories.agents import PASSWORD
from tests.factories.log_in import LOG_IN, SECOND, code_now, credentials, give_app, next_code

SECURITY = "/compte/securite/"
SESSION = settings.SESSION_COOKIE_NAME


def is_inside(client: Client) -> bool:
    return client.get(SECURITY).status_code == 200


def test_password_then_code_opens_a_session(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    assert is_inside(client)


def test_a_password_alone_opens_nothing(client: Client, town: Town, handler: Agent) -> None:
    email, _code = credentials(town, handler)
    answer = client.post(LOG_IN, {"email": email, "password": PASSWORD})
    assert answer["Location"] == SECOND
    assert not is_inside(client)
    with town.open():
        assert not Session.objects.filter(account_id=handler.account_id).exists()


def test_without_a_factor_only_enrolment_opens(client: Client, town: Town, handler: Agent) -> None:
    answer = client.post(LOG_IN, {"email": handler.account.email, "password": PASSWORD})
    assert answer["Location"] == "/compte/second-facteur/choisir/"
    assert client.get("/compte/second-facteur/choisir/").status_code == 200
    assert client.get("/compte/securite/application/").status_code == 200
    assert not is_inside(client)


def test_a_pending_account_with_a_factor_cannot_add_another(
    client: Client, town: Town, handler: Agent
) -> None:
    email, _code = credentials(town, handler)
    client.post(LOG_IN, {"email": email, "password": PASSWORD})
    for page in ("/compte/securite/application/", "/compte/securite/cle/"):
        assert client.get(page).status_code == 302
    assert client.post("/compte/securite/cle/question/").status_code == 403


def test_first_log_in_enrols_an_app_and_gives_codes(
    client: Client, town: Town, handler: Agent
) -> None:
    client.post(LOG_IN, {"email": handler.account.email, "password": PASSWORD})
    with town.open():
        secret = client.session["enrol_secret"]
    shown = client.post("/compte/securite/application/", {"code": code_now(secret)})
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", shown.content.decode())
    assert len(codes) == 10
    assert is_inside(client)
    client.post("/compte/sortir/")
    assert not is_inside(client)
    client.post(LOG_IN, {"email": handler.account.email, "password": PASSWORD})
    assert client.post(SECOND, {"code": codes[3]}).status_code == 302
    assert is_inside(client)
    client.post("/compte/sortir/")
    client.post(LOG_IN, {"email": handler.account.email, "password": PASSWORD})
    assert client.post(SECOND, {"code": codes[3]}).status_code == 422, "a code passes once"


def test_an_answer_that_comes_late_logs_nobody_out(
    client: Client, town: Town, handler: Agent
) -> None:
    """A page in the background left with the session's key of before the log-in."""
    email, code = credentials(town, handler)
    client.post(LOG_IN, {"email": email, "password": PASSWORD})
    late = Client(headers={"host": town.host})
    late.cookies.load({SESSION: client.cookies[SESSION].value})
    client.post(SECOND, {"code": code})
    assert SESSION not in late.get(LOG_IN).cookies
    assert is_inside(client)
    client.post("/compte/sortir/")
    assert not client.cookies[SESSION].value, "leaving takes it away"


def test_a_code_passes_once(town: Town, handler: Agent) -> None:
    host = {"host": town.host}
    email, code = credentials(town, handler)
    for client, status in ((Client(headers=host), 302), (Client(headers=host), 422)):
        client.post(LOG_IN, {"email": email, "password": PASSWORD})
        assert client.post(SECOND, {"code": code}).status_code == status


def test_the_session_changes_its_key_at_log_in(client: Client, town: Town, handler: Agent) -> None:
    email, code = credentials(town, handler)
    client.post(LOG_IN, {"email": email, "password": PASSWORD})
    before = client.cookies["parvis_session"].value
    client.post(SECOND, {"code": code})
    after = client.cookies["parvis_session"].value
    assert before != after
    with town.open():
        assert not Session.objects.filter(session_key=stored_key(before)).exists()
        kept = Session.objects.get(session_key=stored_key(after))
    assert after not in kept.session_key
    assert "_auth_user_id" not in kept.session_data


def test_known_and_unknown_addresses_hear_the_same(
    client: Client, town: Town, handler: Agent
) -> None:
    def heard(email: str) -> str:
        answer = client.post(LOG_IN, {"email": email, "password": "un-autre-mot-98"})
        assert answer.status_code == 422
        page = answer.content.decode().replace(email, "")
        return re.sub(r'(csrfmiddlewaretoken" value="|csrf-token" content=")\w+', "", page)

    assert heard(handler.account.email) == heard("personne@essai.example")


def test_a_resident_account_does_not_open_the_agents_door(client: Client, town: Town) -> None:
    with town.open():
        operations.create_account(email="camille@essai.example", by=SYSTEM, password=PASSWORD)
    answer = client.post(LOG_IN, {"email": "camille@essai.example", "password": PASSWORD})
    assert answer.status_code == 422


def test_only_pages_of_this_site_are_gone_to(client: Client, town: Town, handler: Agent) -> None:
    email, code = credentials(town, handler)
    client.post(LOG_IN, {"email": email, "password": PASSWORD, "next": "https://ailleurs.example/"})
    assert client.post(SECOND, {"code": code})["Location"] == "/agents/"


def test_codes_of_the_app_are_encrypted(town: Town, handler: Agent) -> None:
    with town.open():
        secret = give_app(handler)
        row = Authenticator.objects.get(user=handler.account)
        assert secret not in str(row.data)
        assert next_code(handler).isdigit()
        assert queries.factors(handler.account).enrolled


def test_leaving_needs_a_post(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    assert client.get("/compte/sortir/").status_code == 405
    assert is_inside(client)
    client.post("/compte/sortir/")
    assert not is_inside(client)
