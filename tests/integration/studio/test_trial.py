"""A form is tried as a resident answers it; nothing of a trial is ever kept."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.estimate import SECONDS
from parvis.offer.forms.ready import FORMS, ready_form
from parvis.web.studio.forms.preview import for_trial
from tests.factories.surveys import MARKET, survey
from tests.unit.forms.building import asked
from tests.unit.forms.building import form as a_form

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def base(town, studio):
    with town.open():
        made = operations.add_form(
            code="essai", use="survey", definition=read_definition(MARKET), by=SYSTEM
        )
    return f"/reglages/formulaires/{made.pk}/"


def sent(answer, **given):
    """What the page would send, with these answers."""
    page = answer.content.decode()
    found = {
        name: found[1]
        for name in ("kept", "seen")
        if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }
    return found | given


def test_a_trial_goes_to_its_end_and_writes_nothing(base, studio):
    address = f"{base}essai/"
    page = studio.get(address)
    assert "Venez-vous au marché" in page.content.decode()
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        page = studio.post(address, sent(page, **{"q-comes": "no"}))
        assert "Qu’est-ce qui vous en empêche" in page.content.decode()
        page = studio.post(address, sent(page, **{"q-words": "Je n’ai pas le temps"}))
        page = studio.post(address, sent(page))
    said = page.content.decode()
    assert "Ce qui serait enregistré" in said
    assert "Je n’ai pas le temps" in said
    written = [one["sql"] for one in asked_of if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
    assert [one for one in written if "answers_" in one or "journal_" in one] == []


def test_a_page_that_we_did_not_make_begins_again(base, studio):
    page = studio.post(f"{base}essai/", {"kept": "forged", "q-comes": "no"})
    assert "Venez-vous au marché" in page.content.decode()


def test_a_form_that_cannot_be_read_says_so(base, studio, town):
    given = {"act": "remove:market", "part": "market", "revision": "1"}
    studio.post(f"{base}faire/", given)
    given = {"act": "remove:why", "part": "why", "revision": "2"}
    studio.post(f"{base}faire/", given)
    assert "On ne peut pas encore l’essayer" in studio.get(f"{base}essai/").content.decode()


def test_files_are_never_needed_in_a_trial():
    made = for_trial(
        a_form([asked("photo", "a", required=True), asked("text", "b", required=True)])
    )
    assert [one.required for one in made.fields()] == [False, True]


def test_a_trial_of_a_quiz_ends_with_its_score(town, studio):
    with town.open():
        quiz = survey(town, write_definition(ready_form("quiz")), code="tri", kind="quiz")
    address = f"/reglages/formulaires/{quiz.form_id}/essai/"
    page = studio.get(address)
    for _page in range(3):
        page = studio.post(address, sent(page, **{"q-glass": "bank", "q-battery": "bin"}))
        if "kept" not in sent(page):
            break
    said = page.content.decode().replace("\xa0", " ")
    assert "1 point sur 2" in said
    assert "Le verre se recycle sans fin" in said
    assert "Ce qui serait enregistré" in said


@pytest.mark.parametrize("ready", FORMS)
def test_every_ready_form_can_be_tried_and_previewed(town, studio, ready):
    made = studio.post("/reglages/formulaires/nouveau/", {"title": "Essai", "ready": ready})
    assert studio.get(made.url).context["preview"]["answering"]["items"]
    assert studio.get(made.url.split("?")[0] + "essai/").status_code == 200


def test_every_kind_is_previewed(town, studio):
    items = [asked(kind, f"q_{kind}") for kind in SECONDS]
    with town.open():
        made = operations.add_form(code="x", use="survey", definition=a_form(items), by=SYSTEM)
    page = studio.get(f"/reglages/formulaires/{made.pk}/")
    assert len(page.context["preview"]["answering"]["items"]) == len(items)
