"""An answer to whoever asked, and to nobody else who follows."""

import pytest

from parvis.act.cases.models import Case, Step
from parvis.capture.reports.rules import Contact
from parvis.flows.follow_report import follow_report
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT
from tests.factories import report
from tests.integration.desk.desks import inside

pytestmark = pytest.mark.django_db(transaction=True)

BOX = 'name="author_only"'


def test_it_is_offered_once_somebody_else_follows_and_shown_as_such():
    town, _, client = inside()
    with town.open():
        case = report(town, email="camille@exemple.fr").case
    page = f"/agents/demandes/{case.pk}/"
    assert BOX not in client.get(page).content.decode()
    with town.open():
        follow_report(case=case.pk, contact=Contact(), by=RESIDENT)
    assert BOX in client.get(page).content.decode()
    typed = {"words": "Pour vous seule.", "author_only": "1", "revision": case.revision}
    assert client.post(f"{page}repondre/", typed).status_code == 302
    with town.open():
        assert Step.objects.get(kind="answer").data["author_only"]
        assert Entry.objects.get(action="case.answer").data["author_only"]
    assert "À la personne qui a écrit, seule." in client.get(page).content.decode()


def test_it_leads_to_no_other_state_and_keeps_what_was_typed():
    town, _, client = inside()
    with town.open():
        case = report(town).case
        follow_report(case=case.pk, contact=Contact(), by=RESIDENT)
        revision = Case.objects.get(pk=case.pk).revision
    typed = {
        "words": "Pour vous seule.", "author_only": "1", "target": "resolved",
        "revision": revision,
    }  # fmt: skip
    refused = client.post(f"/agents/demandes/{case.pk}/repondre/", typed)
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "Répondez d’abord à la personne seule" in body
    assert "Pour vous seule." in body
    assert f'{BOX} value="1" checked' in body
    with town.open():
        assert not Step.objects.filter(kind="answer").exists()
