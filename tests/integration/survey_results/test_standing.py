"""The cockpit's page of satisfaction: each way of asking with its shares, by department."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.authorities import operations as authorities
from parvis.authorities.queries import calendar
from parvis.capture.answers import operations as answers
from parvis.capture.answers.models import CardsHanded
from parvis.capture.answers.operations import Invited
from parvis.capture.answers.rules import About, NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.foundation.clock import now
from parvis.foundation.db.remember import forget
from parvis.inform.dashboards.rebuilding import rebuild
from parvis.inform.invitations import after_case
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys.models import Survey
from tests.factories import agent, log_in, report, small_town
from tests.factories.surveys import survey

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
PAGE, FILE = "/pilotage/satisfaction/", "/pilotage/satisfaction/donnees.csv"


@pytest.fixture
def town():
    return small_town()


def asked_about(asked, town, department, people):
    """As many invited about a department, of whom these gave their faces (None: no answer)."""
    for place, face in enumerate(people):
        case = report(town).case
        Case.objects.filter(pk=case.pk).update(department=department)
        case = Case.objects.get(pk=case.pk)
        row = after_case.note(asked, case, after_case.ASKED, now().date())
        person = Invited(email=f"d{department.pk}p{place}@exemple.fr", occasion=case.pk)
        [invitation] = answers.invite(survey=asked, people=[person], by=SYSTEM)
        after_case.invited_with(row, invitation)
        if face is not None:
            new = NewAnswer(
                has_agreed=True, version=asked.version_id, answers={"comes": "yes", "mood": face}
            )
            answer_survey(survey=asked, new=new, invitation=invitation, by=RESIDENT)


@pytest.fixture
def told(town):
    """After a request: of 16 asked about the roads 12 answered, 9 of them satisfied; of 8 about the
    parks 3. After a visit: 5 cards of the roads handed over, 10 answers. A judgement on a page."""
    with town.open():
        parks = authorities.add_department(code="parcs", name="Parcs et jardins", by=SYSTEM)
        asked = survey(town, code="apres", door="invited", asked_after="case", is_anonymous=False)
        asked_about(asked, town, town.roads, [5] * 5 + [4] * 4 + [3, 2, 1] + [None] * 4)
        asked_about(asked, town, parks, [5, 5, 1] + [None] * 5)
        card = survey(town, code="visite", asked_after="visit", is_anonymous=False)
        CardsHanded.objects.create(survey=card, department=town.roads, day=now().date(), many=5)
        for face in [5] * 8 + [1] * 2:
            new = NewAnswer(
                has_agreed=True,
                version=card.version_id,
                answers={"comes": "yes", "mood": face},
                about=About(department=town.roads.pk),
            )
            answer_survey(survey=card, new=new, by=RESIDENT)
        judged = report(town).case
        Case.objects.filter(pk=judged.pk).update(closed_at=now(), state="resolved", satisfaction=5)
        rebuild(calendar().zone)
    forget()
    return town


@pytest.fixture
def inside(told):
    with told.open():
        person = agent(told, "director")
    return log_in(Client(), told, person)


def table(page, kind):
    """The rows of one way of asking, as lists of words."""
    section = re.search(rf'<section[^>]* id="{kind}".*?</section>', page, re.S)
    assert section, kind
    rows = re.findall(r"<tr>(.*?)</tr>", section[0], re.S)[1:]
    return [
        [unescape(re.sub(r"<[^>]*>", "", cell)).replace("\xa0", " ")
         for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]  # fmt: skip


def test_after_a_request_the_share_is_of_those_invited(inside):
    page = inside.get(PAGE).content.decode()
    roads, parks, whole = table(page, "case")
    assert roads[:2] == ["Voirie", "75 %"]
    assert roads[3:7] == ["12", "16", "12", "75 %"]
    assert parks[:7] == ["Parcs et jardins", "trop peu", "", "3", "8", "3", "38 %"]
    # The parks' three are in no share, so that nobody subtracts; how many were asked is told.
    assert whole[:2] == ["Ensemble", "75 %"]
    assert whole[4:6] == ["24", "15"]


def test_after_a_visit_more_answers_than_cards_have_no_share(inside):
    [roads, _whole] = table(inside.get(PAGE).content.decode(), "visit")
    assert roads[:2] == ["Voirie", "80 %"]
    assert roads[4:7] == ["5", "10", "–"]


def test_the_follow_up_pages_stand_apart(inside):
    [roads, _whole] = table(inside.get(PAGE).content.decode(), "page")
    assert roads[1:7] == ["trop peu", "", "1", "1", "1", "100 %"]


def test_small_departments_together_have_answers_and_no_response_of_their_own(told, inside):
    with told.open():
        asked = Survey.objects.get(code="apres")
        for code in ("ecoles", "sport"):
            one = authorities.add_department(code=code, name=code, by=SYSTEM)
            asked_about(asked, told, one, [5] * 6)
    forget()
    together = table(inside.get(PAGE).content.decode(), "case")[-2]
    assert together[3:7] == ["15", "–", "–", "–"]
    text = b"".join(inside.get(FILE).streaming_content).decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [row[5:8] for row in rows if row[1] == together[0]] == [["15", "", ""]]


def test_as_a_file_it_says_the_same_in_numbers(inside):
    answer = inside.get(FILE)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    roads = next(row for row in rows if row[:2] == ["Après une demande, par l’enquête", "Voirie"])
    assert (roads[2], roads[5:9]) == ("75", ["12", "16", "12", "75"])
    parks = next(row for row in rows if row[1] == "Parcs et jardins" and row[0].startswith("Après"))
    assert parks[2:5] == ["", "", ""]


def test_who_reads_no_figures_reads_none_of_these(told):
    with told.open():
        person = agent(told, "counter")
    client = log_in(Client(), told, person)
    assert client.get(PAGE).status_code == 403
    assert client.get(FILE).status_code == 403
