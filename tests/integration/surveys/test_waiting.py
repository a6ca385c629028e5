"""Sealed answers that find no ten about their department wait for a stated time, and no longer than
answers are kept."""

from datetime import UTC, datetime, time, timedelta

import pytest

from parvis.capture.answers import counting
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.rules import About, NewAnswer, quarter_of
from parvis.flows.answer_survey import answer_survey
from parvis.flows.forget_answers import retain_answers
from parvis.flows.survey_life import look_after
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import at, now
from parvis.foundation.tokens import new_token
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from tests.factories.surveys import survey
from tests.integration.surveys.test_asked_after import other_department

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(town):
    with town.open():
        return survey(town, code="visite", asked_after="visit", retention_months=12)


def give(town, asked, department, many):
    """So many answer about a department, nameless."""
    with town.open():
        for _ in range(many):
            new = NewAnswer(
                version=asked.version_id, answers={"comes": "no", "words": "Ada Martin"},
                send_key=new_token(), about=About(department.pk),
            )  # fmt: skip
            answer_survey(survey=asked, new=new, by=RESIDENT)


def months_on(months):
    """The first morning of the quarter so many months after this one's beginning."""
    return datetime.combine(add_months(quarter_of(now().date()), months), time(8), tzinfo=UTC)


def test_after_a_quarter_those_of_all_departments_are_written_about_none(town, asked):
    with town.open():
        parks = other_department()
    give(town, asked, town.roads, 9)
    give(town, asked, parks, 4)
    with at(months_on(6) - timedelta(days=1)):
        assert look_after(town.authority.pk) == 0
        give(town, asked, parks, 5)
    with at(months_on(6)):
        assert look_after(town.authority.pk) == 13
    with town.open():
        assert set(Answer.objects.values_list("department", flat=True)) == {None}
        assert SealedAnswer.objects.count() == 5, "what came since waits for others of its own"


def test_fewer_than_ten_wait_on_and_are_erased_when_their_time_is_over(town, asked):
    give(town, asked, town.roads, 9)
    with at(months_on(12)):
        assert look_after(town.authority.pk) == 0
    assert retain_answers(town.authority.pk, by=SYSTEM, now=months_on(15) - timedelta(days=1)) == 0
    assert retain_answers(town.authority.pk, by=SYSTEM, now=months_on(15)) == 9
    with town.open():
        assert not SealedAnswer.objects.exists()
        assert not Answer.objects.exists()
        assert Entry.objects.get(action="answers.erased_sealed").data["count"] == 9


def test_those_that_wait_count_where_their_quarter_began(town, asked):
    give(town, asked, town.roads, 2)
    first = quarter_of(now().date())
    with town.open():
        after = first + timedelta(days=120)
        assert counting.came(asked, first, after) == {town.roads.pk: 2}
        assert counting.came(asked, first + timedelta(days=1), after) == {}
        assert counting.came(asked, after, after) == {}
