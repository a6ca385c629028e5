"""The pages: who is let in, what they say, what they leave behind."""

import logging
import re

import pytest
from django.test import Client

from parvis.act.attention.models import Decision, RulesSet
from parvis.people.models import Agent, IdentityReading
from parvis.web.desk import attention, attention_words
from tests.factories import Town, agent, small_town
from tests.factories.sessions import logged_in
from tests.integration.attention.town import USUAL, asked, assessed, inside, seen, watched_town

pytestmark = pytest.mark.django_db

SIGNALS = "/agents/attention/"
RULES = f"{SIGNALS}regles/"
OVERSIGHT = "/protection/attention/"


def browser(town: Town, someone: Agent) -> Client:
    return logged_in(Client(), town, someone)


def made(town: Town, *roles: str, within: bool = True) -> Client:
    with town.open():
        someone = inside(town, *roles) if within else agent(town, *roles)
    return browser(town, someone)


@pytest.mark.parametrize(
    ("roles", "within", "status"),
    [
        (("handler",), True, 200),
        (("lead",), True, 200),
        (("director",), True, 200),
        (("handler",), False, 404),
        (("director", "lead"), False, 404),
        (("counter",), True, 403),
        (("field",), True, 403),
        (("admin",), True, 403),
        (("elected",), True, 403),
        (("dpo",), True, 403),
    ],
)
def test_who_sees_the_signals(roles, within, status):
    town = watched_town()
    asked(town, days_ago=40)
    answer = made(town, *roles, within=within).get(SIGNALS)
    assert answer.status_code == status
    assert ("Promesse dépassée" in answer.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    ("roles", "within", "status"),
    [
        (("lead",), True, 200),
        (("handler",), True, 403),
        (("director",), True, 403),
        (("lead",), False, 404),
    ],
)
def test_who_sets_the_rules(roles, within, status):
    town = watched_town()
    client = made(town, *roles, within=within)
    assert client.get(RULES).status_code == status
    posted = client.post(RULES, {"department": town.social.pk})
    assert posted.status_code == (302 if status == 200 else status)


def test_nothing_of_it_is_kept_by_a_browser():
    answer = made(watched_town()).get(SIGNALS)
    assert answer["Cache-Control"] == "no-store, private"


def test_the_page_names_nobody():
    town = watched_town()
    for days in (50, 20, 1):
        asked(town, days_ago=days)
    body = made(town).get(SIGNALS).content.decode()
    assert "3 demandes en 60 jours" in body
    assert "camille" not in body
    assert "loyer" not in body


def test_a_long_list_has_pages(monkeypatch):
    monkeypatch.setattr(attention, "PAGE", 1)
    town = watched_town()
    rows = [asked(town, days_ago=days, email=f"a{days}@essai.example") for days in (40, 30, 20)]
    client = made(town)
    for page, row in enumerate(rows, 1):
        body = client.get(f"{SIGNALS}?n={page}").content.decode()
        assert [one.reference in body for one in rows] == [one == row for one in rows]
        assert (f"?n={page + 1}" in body) is (page < 3)
        assert (f"?n={page - 1}" in body) is (page > 1)
    beyond = client.get(f"{SIGNALS}?n={'9' * 18}")
    assert beyond.status_code == 200
    assert "Personne n’attend" not in beyond.content.decode()


def test_of_many_requests_that_go_together_the_latest_are_named(monkeypatch):
    monkeypatch.setattr(attention_words, "MOST_OTHERS", 2)
    # No other rule: on some days of the week a deadline is near.
    town = watched_town(repeated=USUAL["repeated"])
    rows = [asked(town, days_ago=days) for days in (4, 3, 2, 1, 0)]
    body = made(town).get(SIGNALS).content.decode()
    assert [one.reference in body for one in rows] == [True, False, False, True, True]
    assert "et 2 autres" in body


def test_with_nothing_that_waits_the_page_says_so():
    body = made(watched_town()).get(SIGNALS).content.decode()
    assert "Personne n’attend selon ces règles" in body


def test_a_decision_is_posted_with_what_was_read(caplog):
    town = watched_town()
    row = asked(town, days_ago=40)
    client, address = made(town), f"{SIGNALS}{row.pk}/missed/"
    body = client.get(SIGNALS).content.decode()
    form = re.search(rf'action="{address}">(.*?)</form>', body, re.DOTALL)
    digest = re.search(r'name="digest" value="(\w+)"', form[1])[1]
    with caplog.at_level(logging.DEBUG):
        old = client.post(address, {"digest": "x", "choice": "called", "note": "Jeudi"})
        assert old.status_code == 422
        assert "Relisez-la, puis décidez." in old.content.decode()
        assert "Jeudi" in old.content.decode()
        given = {"digest": digest, "choice": "called", "note": "Jeudi"}
        assert client.post(address, given).status_code == 302
    said = " ".join(record.getMessage() for record in caplog.records if "sql" not in record.name)
    assert "Jeudi" not in said
    with town.open(compartments=(town.social.pk,)):
        assert Decision.objects.get().choice == "called"


def test_nobody_outside_posts_a_decision():
    town = watched_town()
    row = asked(town, days_ago=40)
    line = seen(town).waiting[0].lines[0].line
    given = {"digest": line.digest, "choice": "called"}
    answer = made(town, "director", within=False).post(f"{SIGNALS}{row.pk}/{line.rule}/", given)
    assert answer.status_code == 404


def test_a_line_that_is_gone_is_said_to_be():
    town = watched_town()
    row = asked(town, days_ago=0)
    answer = made(town).post(f"{SIGNALS}{row.pk}/missed/", {"digest": "x", "choice": "called"})
    assert answer.status_code == 422
    assert "plus lieu d’être" in answer.content.decode()


def test_numbers_outside_their_bounds_come_back():
    town = small_town()
    assessed(town)
    client = made(town, "lead")
    given = {"department": town.social.pk, "rule": "near", "near-working_days": "11"}
    answer = client.post(RULES, given)
    assert answer.status_code == 422
    assert 'value="11"' in answer.content.decode()
    with town.open(compartments=(town.social.pk,)):
        assert not RulesSet.objects.exists()
    assert client.post(RULES, given | {"near-working_days": "10"}).status_code == 302
    with town.open(compartments=(town.social.pk,)):
        assert RulesSet.objects.get().rules == {"near": {"working_days": 10}}


def test_the_officer_records_and_sees_no_signal():
    town = watched_town()
    row = asked(town, days_ago=40)
    officer = made(town, "dpo", within=False)
    body = officer.get(OVERSIGHT).content.decode()
    assert "AIPD 2026-4" in body
    assert "le délai promis est dépassé" in body
    assert row.reference not in body
    wrong = officer.post(f"{OVERSIGHT}noter/", {"department": town.roads.pk, "reference": ""})
    assert wrong.status_code == 422
    assert officer.get(f"{OVERSIGHT}modele/").status_code == 200


@pytest.mark.parametrize("roles", [("director", "lead", "admin"), ("elected",)])
def test_nobody_else_records_an_assessment(roles):
    town = small_town()
    client = made(town, *roles)
    assert client.get(OVERSIGHT).status_code == 403
    given = {"department": town.social.pk, "reference": "AIPD", "valid_until": "2027-01-01"}
    assert client.post(f"{OVERSIGHT}noter/", given).status_code == 403


def test_each_look_is_written_down_without_a_request():
    town = watched_town()
    row = asked(town, days_ago=40)
    made(town).get(SIGNALS)
    body = made(town, "dpo", within=False).get(OVERSIGHT).content.decode()
    looks = body[body.index("Qui a regardé les signaux") :]
    assert looks.count("Inès Dedans") == 1
    assert "pour voir quelles demandes attendent" in looks
    assert looks.count("pour veiller aux signaux") == 1
    assert row.reference not in body
    with town.open():
        kept = IdentityReading.objects.order_by("pk").values_list("object_kind", "object_id")
        assert list(kept) == [("signals", town.social.pk)] * 2


def test_where_nothing_is_looked_at_nothing_is_written_down():
    town = small_town()
    made(town).get(SIGNALS)
    made(town, "dpo", within=False).get(OVERSIGHT)
    outside = made(town, "director", within=False).get(SIGNALS)
    assert outside.status_code == 404
    with town.open():
        assert not IdentityReading.objects.exists()


def test_looks_stand_among_those_at_contact_details():
    town = watched_town()
    made(town).get(SIGNALS)
    body = made(town, "dpo", within=False).get("/protection/lectures/").content.decode()
    assert f"Signaux d’attention : {town.social.name}" in body.replace("\u00a0", " ")
