"""What is seen, by whom, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.flows import attention_signals, work_on_case
from parvis.flows.resident_says import resident_says
from parvis.foundation.clock import at, now
from parvis.journal.rules import RESIDENT, Actor
from tests.factories import agent, report
from tests.integration.attention.town import asked, inside, rules_seen, seen, watched_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return watched_town()


def test_the_same_address_that_asks_again_is_said_once(town):
    rows = [asked(town, days_ago=days) for days in (50, 20, 0)]
    asked(town, days_ago=1, email="autre@essai.example")
    repeated = [one for one in rules_seen(seen(town)) if one[1] == "repeated"]
    assert repeated == [(rows[0].pk, "repeated")]


def test_a_telephone_number_ties_what_addresses_do_not(town):
    first, second, third = (asked(town, days_ago=days, email="") for days in (50, 20, 0))
    with town.open(compartments=(town.social.pk,)):
        made = Follower.objects.filter(
            report__in=[first.report_id, second.report_id, third.report_id]
        )
        made.update(phone_hash=b"x" * 32)
    assert (first.pk, "repeated") in rules_seen(seen(town))


def test_requests_to_other_departments_are_not_counted(town):
    asked(town, days_ago=50)
    asked(town, days_ago=20)
    asked(town, days_ago=0, service="hole")
    assert "repeated" not in dict(map(reversed, rules_seen(seen(town))))


def test_whoever_it_was_not_is_not_tied(town):
    rows = [asked(town, days_ago=days) for days in (50, 20, 0)]
    with town.open(compartments=(town.social.pk,)):
        Follower.objects.filter(report=rows[1].report_id).update(disowned_at=now())
    assert "repeated" not in dict(map(reversed, rules_seen(seen(town))))


def test_an_answer_ends_the_waiting_and_words_begin_it_again(town):
    row = asked(town, days_ago=4)
    assert (row.pk, "unanswered") in rules_seen(seen(town, moment=now() + timedelta(days=7)))
    with town.open(compartments=(town.social.pk,)):
        cases.answer(case=row.pk, words="Bonjour.", by=Actor("agent", inside(town).pk))
    assert (row.pk, "unanswered") not in rules_seen(seen(town, moment=now() + timedelta(days=7)))
    with town.open(compartments=(town.social.pk,)):
        author = Follower.objects.get(report=row.report_id)
        reports.say(report=row.report, kind="reply", words="Et ?", follower=author, by=RESIDENT)
    assert (row.pk, "unanswered") in rules_seen(seen(town, moment=now() + timedelta(days=7)))


def test_an_answer_that_was_taken_back_is_none(town):
    row = asked(town, days_ago=14)
    with town.open(compartments=(town.social.pk,)):
        done = work_on_case.reply(
            case=row.pk, words="Bonjour.", agent=(someone := inside(town)), revision=row.revision
        )
    assert (row.pk, "unanswered") not in rules_seen(seen(town))
    with town.open(compartments=(town.social.pk,)):
        work_on_case.undo(batch=done.batch, agent=someone)
    assert (row.pk, "unanswered") in rules_seen(seen(town))


def test_words_that_reopen_a_request_wait_for_an_answer(town):
    """They stand in a public step too, which no agent wrote."""
    row = asked(town, days_ago=14)
    with town.open(compartments=(town.social.pk,)):
        cases.change_state(
            case=row.pk, change=Change("resolved", words="Nous vous avons appelée."),
            by=Actor("agent", inside(town).pk), roles=frozenset({"handler"}),
        )  # fmt: skip
        author = Follower.objects.get(report=row.report_id)
        with at(now() + timedelta(minutes=1)):
            resident_says(follower=author, kind="reopening", words="Pas du tout.")
    look = seen(town, moment=now() + timedelta(days=7))
    assert (row.pk, "unanswered") in rules_seen(look)


def test_a_note_of_a_colleague_is_no_answer(town):
    row = asked(town, days_ago=14)
    with town.open(compartments=(town.social.pk,)):
        cases.note(case=row.pk, words="À rappeler", by=Actor("agent", inside(town).pk))
    assert (row.pk, "unanswered") in rules_seen(seen(town))


def test_the_oldest_promise_comes_first(town):
    late, later = asked(town, days_ago=30), asked(town, days_ago=40, email="autre@essai.example")
    assert [one.case.pk for one in seen(town).waiting] == [later.pk, late.pk]


def test_from_outside_nothing_is_seen(town):
    """Row-level security alone: the look is asked for as if it were allowed."""
    asked(town, days_ago=40)
    assert seen(town).waiting
    with town.open():
        look = attention_signals.look(department=town.social, at=now())
        assert (look.waiting, look.settled, look.cases, look.state.rules) == ([], [], {}, {})
        director = agent(town, "director", "lead", teams=(town.helpers.pk,))
        assert (
            attention_signals.departments_of(director) == attention_signals.led_by(director) == []
        )


def test_an_open_department_is_never_looked_at(town):
    asked(town, days_ago=40, service="hole")
    with town.open(compartments=(town.social.pk,)):
        assert attention_signals.look(department=town.roads, at=now()).state.why_off == "not_closed"
    assert seen(town).waiting == []


def test_a_look_costs_few_statements_whatever_there_is(town):
    def counted() -> int:
        with town.open(compartments=(town.social.pk,)), CaptureQueriesContext(connection) as made:
            attention_signals.look(department=town.social, at=now())
        return len(made)

    asked(town, days_ago=40)
    counted()
    few = counted()
    with town.open(compartments=(town.social.pk,)):
        for number in range(12):
            report(town, "help", email=f"a{number % 4}@essai.example", place=None)
    assert counted() == few <= 10


def test_what_is_too_much_for_a_page_is_cut_and_said(town, monkeypatch):
    oldest = asked(town, days_ago=40)
    asked(town, days_ago=30)
    monkeypatch.setattr(attention_signals, "MOST", 1)
    look = seen(town)
    assert [one.case.pk for one in look.waiting] == [oldest.pk]
    assert look.is_cut
