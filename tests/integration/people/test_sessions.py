"""Sessions: of one host, of limited length, ended at once when they must be."""

from datetime import timedelta

from django.test import Client

from parvis.foundation import clock
from parvis.journal.rules import SYSTEM
from parvis.people import operations
from parvis.people.models import Agent, Session
from parvis.people.rules import SESSION_IDLE, SESSION_LONGEST
from tests.factories import Town, agent, log_in, small_town
from tests.factories.agents import PASSWORD
from tests.factories.log_in import LOG_IN

SECURITY = "/compte/securite/"


def is_inside(client: Client) -> bool:
    return client.get(SECURITY).status_code == 200


def test_a_session_is_refused_on_another_host(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    other = small_town()
    elsewhere = Client(headers={"host": other.host})
    elsewhere.cookies["parvis_session"] = client.cookies["parvis_session"].value
    assert not is_inside(elsewhere)
    assert is_inside(client)


def test_a_session_ends_when_left_alone(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    with clock.at(clock.now() + SESSION_IDLE - timedelta(minutes=1)):
        assert is_inside(client), "a page written down as use"
    with clock.at(clock.now() + SESSION_IDLE + timedelta(minutes=30)):
        assert is_inside(client), "counted from the last use"
    with clock.at(clock.now() + 2 * SESSION_IDLE + timedelta(minutes=31)):
        assert not is_inside(client)


def test_a_session_ends_after_twelve_hours_whatever_its_use(
    client: Client, town: Town, handler: Agent
) -> None:
    log_in(client, town, handler)
    start = clock.now()
    for hour in range(1, 12):
        with clock.at(start + timedelta(hours=hour)):
            assert is_inside(client)
    with clock.at(start + SESSION_LONGEST):
        assert not is_inside(client)


def test_a_deactivated_agent_is_out_at_once(client: Client, town: Town, handler: Agent) -> None:
    log_in(client, town, handler)
    with town.open():
        operations.deactivate_agent(agent=handler, by=SYSTEM)
        assert not Session.objects.filter(account_id=handler.account_id).exists()
    assert not is_inside(client)
    with town.open():
        email = handler.account.email
    assert client.post(LOG_IN, {"email": email, "password": PASSWORD}).status_code == 422


def test_one_ends_ones_own_sessions_and_no_others(town: Town, handler: Agent) -> None:
    host = {"host": town.host}
    with town.open():
        colleague = agent(town, "handler")
    first, second = Client(headers=host), Client(headers=host)
    log_in(first, town, handler)
    log_in(second, town, colleague)
    with town.open():
        theirs = Session.objects.get(account_id=colleague.account_id).session_key
    first.post("/compte/sessions/fermer/", {"session": theirs})
    assert is_inside(second)
    third = log_in(Client(headers=host), town, handler)
    third.post("/compte/sessions/fermer/", {"every": "1"})
    assert is_inside(third)
    assert not is_inside(first)


def test_roles_and_compartments_hold_at_the_next_page(
    client: Client, town: Town, handler: Agent
) -> None:
    log_in(client, town, handler)
    with town.open():
        operations.change_agent(
            agent=handler, roles=["dpo"], compartments=[town.social.pk], by=SYSTEM
        )
    response = client.get(SECURITY)
    assert response.wsgi_request.agent.roles == ["dpo"]
    assert response.wsgi_request.agent.compartments == [town.social.pk]


def test_a_device_is_known_by_its_browser_alone(town: Town, handler: Agent) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    client = Client(headers={"host": town.host, "user-agent": firefox})
    log_in(client, town, handler)
    with town.open():
        assert Session.objects.get(account_id=handler.account_id).device == "Firefox, Windows"
