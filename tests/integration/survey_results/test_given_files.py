"""The files that people gave in answer to a survey are opened by who may see identities, and every
look is written down."""

import re
from html import unescape

import pytest
from django.test import Client

from parvis.adapters.storage import files_of
from parvis.capture.answers.rules import files_folder
from parvis.people.models import IdentityReading
from tests.factories import agent, log_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {"pages": [{"key": "p", "items": [
    {"kind": "file", "key": "paper", "label": {"fr": "Un papier"}},
    {"kind": "yes_no", "key": "comes", "label": {"fr": "Venez-vous ?"}},
]}]}  # fmt: skip


@pytest.fixture
def asked(town: Town, settings, tmp_path):
    settings.PARVIS_STORAGE_ROOT = tmp_path / "files"
    with town.open():
        files = files_of(town.authority.pk)
        name = files.put(b"%PDF-1.7 rest", prefix=files_folder("the key of a page"), suffix=".pdf")
        paper = {
            "file": name, "name": "lettre.pdf", "media_type": "application/pdf", "size": 13
        }  # fmt: skip
        made = survey(town, ASKED, is_anonymous=False)
        answered(made, [{"paper": [paper]}, {"comes": "yes"}])
    return made


def entered(town, role):
    with town.open():
        return log_in(Client(), town, agent(town, role))


def looks(town):
    with town.open():
        return list(IdentityReading.objects.values_list("object_kind", "purpose"))


def test_a_director_finds_the_files_and_opens_one(town, asked):
    client, path = entered(town, "director"), f"/pilotage/enquetes/{asked.pk}/"
    assert f"{path}fichiers/" in client.get(path).content.decode()
    assert "lettre.pdf" not in client.get(f"{path}fichiers/").content.decode()
    assert looks(town) == []
    shown = unescape(client.post(f"{path}fichiers/").content.decode())
    assert "Un papier" in shown
    assert "lettre.pdf" in shown
    with town.open():
        (row,) = [one for one in asked.answers.all() if "lettre" in one.personal]
    one = f"{path}fichiers/{row.pk}/0/"
    assert re.findall(r'action="([^"]*/0/)"', shown) == [one]
    assert client.get(one).status_code == 405
    given = client.post(one)
    assert given.content == b"%PDF-1.7 rest"
    assert given.headers["Content-Disposition"] == 'attachment; filename="lettre.pdf"'
    assert client.post(f"{path}fichiers/{row.pk}/1/").status_code == 404
    assert looks(town)[:2] == [("survey", "survey"), ("answer", "survey")]


def test_who_may_not_see_identities_opens_none(town, asked):
    client, path = entered(town, "admin"), f"/pilotage/enquetes/{asked.pk}/"
    assert "fichiers/" not in client.get(path).content.decode()
    with town.open():
        row = asked.answers.order_by("pk")[0]
    assert client.post(f"{path}fichiers/").status_code == 403
    assert client.post(f"{path}fichiers/{row.pk}/0/").status_code == 403
    assert looks(town) == []
