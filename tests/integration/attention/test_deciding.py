"""A decision keeps a line away while its facts are the same, is the department's alone, and goes
with the request."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from parvis.act.attention.models import Decision
from parvis.act.attention.operations import Choice
from parvis.act.attention.rules import Refused
from parvis.authorities.queries import calendar_day
from parvis.flows import attention_signals
from parvis.flows.forget import erase_person, erase_request
from parvis.flows.held import held_on, requests_of
from parvis.flows.person import find
from parvis.flows.work_on_case import hand_over
from parvis.foundation.clock import at, now
from parvis.journal.rules import SYSTEM
from tests.factories import agent
from tests.integration.attention.town import EMAIL, asked, inside, rules_seen, seen, watched_town
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
NOTE = "zibeline rappelle jeudi"


@pytest.fixture
def town():
    return watched_town()


def decide(
    town, row, rule="missed", *, choice="nothing", days=None, note="", digest=None, who=None
):
    shown = {(one.case.pk, line.line.rule): line for watched in [seen(town)]
             for one in (*watched.waiting, *watched.settled) for line in one.lines}  # fmt: skip
    with town.open(compartments=(town.social.pk,)):
        review_on = None if days is None else calendar_day(now()) + timedelta(days=days)
        return attention_signals.decide(
            case=row.pk, rule=rule, digest=digest or shown[row.pk, rule].line.digest,
            choice=Choice(choice, review_on, note), agent=who or inside(town),
        )  # fmt: skip


def missed(town, **later) -> list[int]:
    with at(now() + timedelta(**later)):
        return [case for case, rule in rules_seen(seen(town)) if rule == "missed"]


def test_a_decided_line_is_away_and_says_who_decided(town):
    row = asked(town, days_ago=40)
    assert missed(town) == [row.pk]
    decide(town, row, choice="called", note=NOTE)
    assert missed(town) == missed(town, days=90) == []
    (settled,) = seen(town).settled
    (line,) = settled.lines
    assert (line.line.rule, line.decision.choice, line.decision.note) == ("missed", "called", NOTE)
    assert line.decision.agent.display_name == "Inès Dedans"
    assert (row.pk, "unanswered") in rules_seen(seen(town))


def test_it_comes_back_when_its_facts_change(town):
    rows = [asked(town, days_ago=days) for days in (50, 20, 1)]
    decide(town, rows[0], "repeated")
    assert (rows[0].pk, "repeated") not in rules_seen(seen(town))
    asked(town, days_ago=0)
    assert (rows[0].pk, "repeated") in rules_seen(seen(town))


def test_it_comes_back_on_the_day_to_review_it(town):
    row = asked(town, days_ago=40)
    decide(town, row, choice="review", days=7)
    assert missed(town, days=6) == []
    assert missed(town, days=7) == [row.pk]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"choice": "review"}, "needs_date"),
        ({"choice": "review", "days": 0}, "past_date"),
        ({"choice": "score"}, "no_such_choice"),
        ({"digest": "0" * 16}, "changed_meanwhile"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(town, given, problem):
    row = asked(town, days_ago=40)
    with pytest.raises(Refused) as told:
        decide(town, row, **given)
    assert told.value.problem == problem
    with town.open(compartments=(town.social.pk,)):
        assert not Decision.objects.exists()


def test_nobody_outside_decides(town):
    row = asked(town, days_ago=40)
    with town.open():
        outside = agent(town, "director")
    with pytest.raises(Refused) as told:
        decide(town, row, who=outside)
    assert told.value.problem == "gone"


def test_a_decision_is_seen_inside_alone(town):
    row = asked(town, days_ago=40)
    decide(town, row, note=NOTE)
    with town.open():
        assert not Decision.objects.exists()


def test_it_stays_behind_when_the_request_leaves_the_department(town):
    row = asked(town, days_ago=40)
    decide(town, row, note=NOTE)
    with town.open(compartments=(town.social.pk,)):
        hand_over(case=row.pk, team=town.north.pk, agent=inside(town))
    with town.open(compartments=(town.social.pk,)):
        assert not Decision.objects.exists()
    assert seen(town).waiting == []


def test_it_is_counted_and_erased_with_what_the_person_said(town):
    row, other = asked(town, days_ago=40), asked(town, days_ago=40, email="autre@essai.example")
    decide(town, row, note=NOTE)
    decide(town, other)
    with town.open():
        person = find(EMAIL)
        held = {one.store.place: one.count for one in held_on(person, requests_of(person))}
    assert held["attention_decision"] == 1
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    with town.open(compartments=(town.social.pk,)):
        assert [one.case_id for one in Decision.objects.all()] == [other.pk]
    erase_request(town.authority.pk, reference=other.reference, by=SYSTEM)
    with town.open(compartments=(town.social.pk,)):
        assert not Decision.objects.exists()


def test_the_journal_knows_no_request_no_rule_and_no_word(town):
    row = asked(town, days_ago=40)
    made = decide(town, row, choice="called", note=NOTE)
    with database.admin_connection(database.NAME) as admin:
        entries = admin.execute(
            "SELECT action, object_kind, object_id, data FROM journal_entry"
            " WHERE authority_id = %s AND action LIKE 'attention.%%' ORDER BY id",
            [town.authority.pk],
        ).fetchall()
    assert [entry[0] for entry in entries] == [
        "attention.assessed", "attention.rules_set", "attention.decided",
    ]  # fmt: skip
    assert entries[-1][1:] == ("attention_decision", made.pk, {"lock": town.social.pk})
    assert str(row.pk) not in {str(value) for entry in entries for value in entry[3].values()}


def test_the_note_is_encrypted(town):
    row = asked(town, days_ago=40)
    decide(town, row, note=NOTE)
    with town.open(compartments=(town.social.pk,)), connection.cursor() as cursor:
        cursor.execute("SELECT d::text, note FROM attention_decision d")
        ((whole, note),) = cursor.fetchall()
    assert "zibeline" not in whole
    assert b"zibeline" not in bytes(note)
    assert json.dumps(whole)
