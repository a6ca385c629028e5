"""The copy: what somebody said and gave, of them alone."""

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.operations import publish_words
from parvis.adapters.storage import files_of
from parvis.capture.answers.models import Answer
from parvis.capture.answers.rules import files_folder
from parvis.capture.reports.models import Follower
from parvis.journal.rules import Actor
from parvis.people.models import DataDemand, IdentityReading
from tests.factories import agent, small_town
from tests.factories.sessions import logged_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.integration.protection.people import COPY, copy_of, filled
from tests.integration.trust.traces import EMAIL, PLANTED, plant

pytestmark = pytest.mark.django_db(databases=["default", "reader"])
OTHER, OTHERS = "hermine", "hermine@essai.example"


def test_a_planted_string_is_in_its_authors_copy_and_in_nobody_elses(town, desk):
    plant(town)
    plant(town, email=OTHERS, word=OTHER)
    mine, files = copy_of(desk, EMAIL)
    assert mine["reports"][0]["words"] == f"Je m'appelle {PLANTED}."
    assert mine["reports"][0]["said_since"][0]["words"] == f"{PLANTED} encore"
    assert files["photos/1.webp"] == PLANTED.encode()
    assert all(OTHER.encode() not in content for content in files.values())
    _theirs, files = copy_of(desk, OTHERS)
    assert all(PLANTED.encode() not in content for content in files.values())


ASKED = {
    "pages": [
        {
            "key": "p",
            "items": [
                {"kind": "email", "key": "email", "label": {"fr": "Votre adresse"}},
                {"kind": "long_text", "key": "words", "label": {"fr": "Vos idées"}},
                {"kind": "file", "key": "paper", "label": {"fr": "Un papier"}},
            ],
        }
    ]
}


def say(town, asked, email, word):
    name = files_of(town.authority.pk).put(
        word.encode(), prefix=files_folder("a key"), suffix=".pdf"
    )
    paper = {"file": name, "name": "x.pdf", "media_type": "application/pdf", "size": 8}
    answered(asked, [{"email": email, "words": f"Je dis {word}.", "paper": [paper]}])


def test_what_somebody_answered_to_surveys_is_in_their_copy_alone(town, desk):
    with town.open():
        asked = survey(town, ASKED, code="idees", is_anonymous=False)
        say(town, asked, EMAIL, PLANTED)
        say(town, asked, OTHERS, OTHER)
    mine, files = copy_of(desk, EMAIL)
    (said,) = mine["answers"]
    assert (said["survey"], said["files"]) == ("idees", ["enquetes/1.pdf"])
    assert ["Vos idées", f"Je dis {PLANTED}."] in said["answers_said"]
    assert files["enquetes/1.pdf"] == PLANTED.encode()
    assert f"Je dis {PLANTED}." in files["donnees.html"].decode()
    assert all(OTHER.encode() not in content for content in files.values())
    with town.open():
        assert DataDemand.objects.get().outcome == "done"


def test_answers_to_a_closed_departments_survey_are_counted_and_not_given(town, desk):
    with town.open(compartments=[town.social.pk]):
        asked = survey(town, ASKED, code="idees", is_anonymous=False)
        say(town, asked, EMAIL, PLANTED)
        Answer.objects.update(department_lock=town.social.pk)
    mine, files = copy_of(desk, EMAIL)
    assert (mine["answers"], mine["answers_left_out"]) == ([], 1)
    assert all(PLANTED.encode() not in content for content in files.values())


def test_what_agents_wrote_is_counted_and_not_given(town, desk):
    plant(town)
    copy, files = copy_of(desk, EMAIL)
    assert (copy["reports"][0]["answers_written"], copy["reports"][0]["notes_written"]) == (1, 1)
    assert all(b"phon\xc3\xa9" not in content for content in files.values())
    assert all(b"Bonjour" not in content for content in files.values())


def test_the_rules_for_which_something_is_not_shown_are_given(town, desk):
    plant(town)
    with town.open():
        case = Case.objects.get()
        publish_words(case=case.pk, approved=False, rule="insult", by=Actor("agent"))
    copy, files = copy_of(desk, EMAIL)
    assert copy["reports"][0]["not_shown_for"] == ["Les insultes"]
    assert "Les insultes" in files["donnees.html"].decode()


def test_it_reads_as_a_page(town, desk):
    plant(town)
    _copy, files = copy_of(desk, EMAIL)
    page = files["donnees.html"].decode()
    assert "Vos données personnelles" in page
    assert "CNIL" in page


def test_a_closed_departments_words_are_left_out_and_counted(town, desk):
    plant(town, "help")
    copy, files = copy_of(desk, EMAIL)
    assert (copy["reports"], copy["left_out"]) == ([], 1)
    assert all(PLANTED.encode() not in content for content in files.values())
    with town.open():
        inside = logged_in(Client(), town, agent(town, "dpo", compartments=(town.social.pk,)))
    copy, _files = copy_of(inside, EMAIL)
    assert PLANTED in copy["reports"][0]["words"]


def test_what_somebody_else_said_under_my_address_is_not_mine(town, desk):
    made = plant(town)
    with town.open():
        Follower.objects.filter(report=made.report).update(disowned_at=made.report.occurred_at)
    copy, _files = copy_of(desk, EMAIL)
    assert copy["reports"] == []


def test_it_is_written_down(town, officer, desk):
    made = plant(town)
    copy_of(desk, EMAIL)
    with town.open():
        demand = DataDemand.objects.get()
        read = IdentityReading.objects.filter(agent=officer, purpose="access")
        assert (demand.kind, demand.outcome, demand.identity_checked) == ("access", "done", True)
        assert [row.object_id for row in read] == [made.report.pk]


def test_sent_twice_it_is_one_demand(town, desk):
    plant(town)
    form = filled(EMAIL)
    assert [desk.post(COPY, form).status_code for _time in range(2)] == [200, 200]
    with town.open():
        assert DataDemand.objects.count() == 1


def test_nothing_leaves_before_the_identity_is_checked(town, desk):
    plant(town)
    form = filled(EMAIL)
    del form["checked"]
    answer = desk.post(COPY, form)
    assert answer.status_code == 422
    assert "Rien ne sort" in answer.content.decode()
    assert desk.get(COPY).status_code == 405
    with town.open():
        assert not DataDemand.objects.exists()


def test_another_authority_gets_nothing(town):
    plant(town)
    elsewhere = small_town()
    with elsewhere.open():
        other = logged_in(Client(), elsewhere, agent(elsewhere, "dpo"))
    copy, files = copy_of(other, EMAIL)
    assert copy["reports"] == []
    assert list(files) == ["donnees.html", "donnees.json"]
