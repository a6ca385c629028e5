"""By whichever door somebody invited answers, in whatever language and whatever a sheet brings in
meanwhile, nothing of their row tells it from those written with it; and no log helps."""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import token_of
from parvis.flows.survey_life import look_after
from parvis.foundation.clock import at, now
from parvis.foundation.tokens import new_token
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import close_survey
from tests.factories import agent
from tests.factories.log_in import log_in
from tests.integration.surveys.journey import Visit
from tests.integration.surveys.test_asked_after import asking, ended, later, other_department
from tests.integration.surveys.test_importing import agreed, begun
from tests.integration.surveys.test_typing import typed_under
from tests.integration.surveys.test_unlinkable import answered, backup, journal, used

pytestmark = pytest.mark.django_db(transaction=True)

# Asked about each of two departments; the last two of each come too late for a batch of ten.
EACH, IN_TIME = 13, 11
# All of a row that its answers, and its own random id, account for.
SAID = {"id", "answers", "personal", "cells"}
SHEET = "day;channel;comes;words\n" + "".join(
    f"02/03/2025;papier;non;Ligne {n}\n" for n in range(4)
)


@dataclass(frozen=True)
class Person:
    """Somebody invited: the only reader of English of their batch is the one to be found."""

    number: int
    email: str
    token: str

    @property
    def language(self):
        return "en" if self.number % EACH == 3 else "fr"


@pytest.fixture
def people(town):
    """Those who are asked after their cases, one department after the other."""
    emails = [f"personne{number}@exemple.fr" for number in range(EACH * 2)]
    with town.open():
        asking(town)
        departments = [town.roads, other_department()]
        for number, email in enumerate(emails):
            case = ended(town, email=email)
            Case.objects.filter(pk=case.pk).update(department=departments[number // EACH])
    later(town, 2)
    with town.open():
        tokens = {one.email: token_of(one) for one in Invitation.objects.all()}
    return [Person(number, email, tokens[email]) for number, email in enumerate(emails)]


def answers(town, person):
    """By a program or, one in three, page by page, in their language; returns what they said."""
    words = f"Parole {new_token()}"
    if person.number % 3:
        said = {"comes": "no", "words": words}
        given = {"answers": said, "language": person.language, "token": person.token}
        sent = Client(HTTP_HOST=town.host).post(
            "/api/v1/surveys/apres/answers",
            given | {"send_key": new_token()},
            content_type="application/json",
        )
        assert sent.status_code == 201
        return words
    visit = Visit(Client(), town, f"/enquetes/apres/invitation/{person.token}/")
    visit.answer = visit.client.post(visit.address)
    if person.language == "en":
        visit.send(do="language-en", q__comes="no")
    for given in ({"q__comes": "no"}, {"q__words": words}, {}):
        visit.send(**given)
    assert visit.answer.status_code == 302
    return words


def typed(town, person):
    """Their answers are typed in at the desk, on the phone; returns what they said."""
    with town.open():
        clerk = agent(town, "counter")
    words = f"Parole {new_token()}"
    visit = typed_under(log_in(Client(), town, clerk), town, person.email, words=words)
    assert visit.answer.status_code == 302
    return words


def happened(town, people):
    """What they said, and a copy of the disk before and after everything that happened."""
    parts = [people[:EACH], people[EACH:]]
    words = [answers(town, one) for part in parts for one in part[:IN_TIME]]
    look_after(town.authority.pk)
    copies = [backup()]
    first, *late = [one for part in parts for one in part[IN_TIME:]]
    words += [typed(town, first), *(answers(town, one) for one in late)]
    copies.append(backup())
    with town.open():
        asked = Survey.objects.get(code="apres")
    agreed(town, begun(town, asked, SHEET))
    copies.append(backup())
    with town.open():
        close_survey(survey=asked, by=SYSTEM)
    with at(now() + timedelta(hours=1)):
        look_after(town.authority.pk)
    return words, [*copies, backup()]


def test_nothing_but_what_was_said_tells_one_answer_from_another(town, people, caplog):
    caplog.set_level(logging.DEBUG)
    words, copies = happened(town, people)
    last = answered(copies[-1])
    assert set(words) < set(last)
    rows_of_a_batch_are_alike(words, last)
    no_answer_came_where_a_right_was_used(copies)
    told = "\n".join(str(record.__dict__) for record in caplog.records)
    assert not [said for said in words if said in told or str(last[said][2]["id"]) in told]


def rows_of_a_batch_are_alike(words, last):
    batches = {}
    for said, (xmin, _, row) in last.items():
        batches.setdefault(xmin, []).append((said in words, row))
    for batch in batches.values():
        assert len({invited for invited, _ in batch}) == 1, "lines of a sheet are no company"
        around = [{name: row[name] for name in row.keys() - SAID} for _, row in batch]
        assert all(one == around[0] for one in around)
    assert Counter(len(batch) for batch in batches.values()) == {IN_TIME: 2, 4: 2}


def no_answer_came_where_a_right_was_used(copies):
    first, *rest, _ = (set(answered(copy)) for copy in copies)
    assert rest == [first] * 2, "those that came since wait, and the sheet's too"
    assert [len(used(copy)) for copy in copies] == [IN_TIME * 2, *[EACH * 2] * 3]
    rights = {xmin for xmin, _ in used(copies[-1])}
    assert rights.isdisjoint({xmin for xmin, _, _ in answered(copies[-1]).values()})
    assert rights.isdisjoint({xmin for xmin, _, _ in journal(copies[-1])})
