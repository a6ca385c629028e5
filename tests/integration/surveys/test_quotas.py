"""A survey that wants so many answers, in all or from one group, takes exactly so many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from parvis.capture.answers import queries
from parvis.capture.answers.models import Answer
from parvis.capture.answers.operations import Invited, invite
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.flows.survey_life import look_after
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.tokens import new_token
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import read_definition
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

DISTRICTS = [{"key": key, "label": {"fr": key}} for key in ("port", "hill")]
AT_ONCE = 6


def asking(**district):
    """A form that asks who somebody is; `district` changes the first question."""
    items = [
        {"kind": "choice", "key": "district", "label": {"fr": "Quartier"}, "choices": DISTRICTS},
        {"kind": "number", "key": "age", "label": {"fr": "Âge"}},
        {"kind": "yes_no", "key": "works", "label": {"fr": "Travaillez-vous ?"}},
    ]
    pages = [{"key": "you", "title": {"fr": "Vous"}, "items": [items[0] | district, *items[1:]]}]
    return {"title": {"fr": "Qui ?"}, "pages": pages}


def give(asked, send_key=None, invitation=None, **answers):
    new = NewAnswer(
        has_agreed=True, version=asked.version_id, answers=answers, send_key=send_key or new_token()
    )
    return answer_survey(survey=asked, new=new, invitation=invitation, by=RESIDENT)


@pytest.mark.parametrize(
    ("quota", "one", "other"),
    [
        ({"key": "district", "choice": "port"}, {"district": "port"}, {"district": "hill"}),
        ({"key": "works", "choice": "no"}, {"works": "no"}, {"works": "yes"}),
        ({"key": "age", "from": 18, "to": 29}, {"age": 18}, {"age": 30}),
        ({"key": "age", "from": 18, "to": 29}, {"age": 29}, {"age": 17}),
        ({"key": "age", "from": None, "to": 17}, {"age": 0}, {"age": 18}),
        ({"key": "age", "from": 65, "to": None}, {"age": 99}, {"age": 64}),
    ],
)  # fmt: skip
def test_a_full_group_is_turned_away_and_the_others_are_heard(town, quota, one, other):
    with town.open():
        asked = survey(town, asking(), is_anonymous=False, quotas=[quota | {"most": 2}])
        give(asked, **other)
        give(asked)
        give(asked, **one)
        give(asked, **one)
        with pytest.raises(Refusal, match="full"):
            give(asked, **one)
        give(asked, **other)
        give(asked)
        assert Answer.objects.count() == 6


@pytest.mark.parametrize(
    "limits", [{"quotas": [{"key": "age", "from": 18, "to": 29, "most": 2}]}, {"most_answers": 2}]
)
def test_of_many_at_once_no_more_are_taken_than_wanted(town, limits):
    with town.open():
        asked = survey(town, asking(), is_anonymous=False, **limits)
    together = Barrier(AT_ONCE)

    def one(_number):
        try:
            with town.open():
                together.wait(timeout=60)
                return give(asked, age=20)
        except Refusal as refused:
            return refused.problem
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        said = list(people.map(one, range(AT_ONCE)))
    assert sorted(map(str, said)) == ["True", "True", *["full"] * (AT_ONCE - 2)]
    with town.open():
        assert Answer.objects.count() == 2


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_enough_is_enough_before_the_worker_closes_it(town, is_anonymous):
    with town.open():
        asked = survey(town, asking(), is_anonymous=is_anonymous, most_answers=11)
        for _ in range(10):
            give(asked, age=20)
    # Of an anonymous one, ten are written and the eleventh waits sealed.
    assert look_after(town.authority.pk) == (10 if is_anonymous else 0)
    with town.open():
        give(asked, age=20)
        assert Survey.objects.get().closed_at is None
        with pytest.raises(Refusal, match="full"):
            give(asked, age=20)
        assert queries.given(asked) == 11


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_last_one_sent_again_was_taken(town, is_anonymous):
    key = new_token()
    with town.open():
        asked = survey(town, asking(), is_anonymous=is_anonymous, most_answers=1)
        assert give(asked, key, age=20)
        assert give(asked, key, age=20) is False
        assert queries.given(asked) == 1


def test_whoever_used_their_invitation_is_told_so_when_it_is_full(town):
    with town.open():
        asked = survey(town, asking(), door="invited", most_answers=1)
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        give(asked, invitation=one)
        with pytest.raises(Refusal, match="used"):
            give(asked, invitation=one)


def test_a_page_sent_when_it_is_full_says_so_and_not_that_it_is_over(town, settings):
    settings.PARVIS_SHORTEST_SECONDS = 0
    with town.open():
        closes = now() + timedelta(days=7)
        asked = survey(town, asking(), is_anonymous=False, most_answers=1, closes_at=closes)
        give(asked, age=20)
    visit = Visit(Client(), town, f"/enquetes/{asked.code}/repondre/")
    visit.send(q__age="20")
    assert "Assez de personnes ont répondu" in visit.text
    assert "a pris fin" not in visit.text


def test_a_survey_closes_once_every_quota_is_full(town):
    quotas = [
        {"key": "district", "choice": "port", "most": 1},
        {"key": "age", "from": 60, "to": None, "most": 1},
    ]
    with town.open():
        asked = survey(town, asking(), is_anonymous=False, quotas=quotas)
        give(asked, district="port", age=20)
    look_after(town.authority.pk)
    with town.open():
        assert Survey.objects.get().closed_at is None
        give(asked, district="hill", age=70)
    look_after(town.authority.pk)
    with town.open():
        assert Survey.objects.get().closed_at is not None
        closed = Entry.objects.filter(action="survey.closed").get()
        assert closed.data == {"why": "quotas"}


@pytest.mark.parametrize(
    "now", [{"privacy": "personal"}, {"choices": DISTRICTS[1:]}, {"key": "place"}]
)
def test_it_does_not_open_with_a_quota_that_would_never_fill(town, now):
    quotas = [{"key": "district", "choice": "port", "most": 1}]
    with town.open():
        form = forms.add_form(
            code="f", use="survey", definition=read_definition(asking(**now)), by=SYSTEM
        )
        forms.publish_draft(form=form, by=SYSTEM)
        made = surveys.add_survey(
            code="s", kind="survey", form=form, title={"fr": "S"}, department=town.roads,
            is_anonymous=False, purpose="Mesurer", quotas=quotas, by=SYSTEM,
        )  # fmt: skip
        with pytest.raises(Refusal, match="quota_never_full"):
            surveys.open_survey(survey=made, by=SYSTEM)
