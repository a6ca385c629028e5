"""Published versions of a form are read and compared; nothing is changed by it."""

import pytest

from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.models import FormVersion
from tests.factories.studio import publish_questions
from tests.factories.surveys import MARKET

pytestmark = pytest.mark.django_db(transaction=True)


def definition(title):
    return read_definition({**MARKET, "title": {"fr": title}})


@pytest.fixture
def form(town):
    """Published twice, and being written anew."""
    with town.open():
        made = operations.add_form(
            code="marche", use="survey", definition=definition("Premier titre"), by=SYSTEM
        )
        operations.publish_draft(form=made, by=SYSTEM)
        for title in ("Deuxième titre", "Brouillon"):
            operations.save_draft(form=made, definition=definition(title), revision=0, by=SYSTEM)
            if title != "Brouillon":
                operations.publish_draft(form=made, by=SYSTEM)
    return made


def test_each_version_is_listed_and_read(town, studio, form):
    base = f"/reglages/formulaires/{form.pk}/versions/"
    page = studio.get(base).content.decode()
    assert page.index(f"{base}2/") < page.index(f"{base}1/")
    assert f"{base}3/" not in page, "a draft is no version yet"
    first = studio.get(f"{base}1/")
    assert [str(one.after) for one in first.context["until"]] == ["Deuxième titre"]
    assert first.context["since"] == []
    assert len(first.context["pages"]) == len(MARKET["pages"])
    assert "Posée aujourd’hui" in page
    second = studio.get(f"{base}2/")
    assert [str(one.before) for one in second.context["since"]] == ["Premier titre"]
    assert second.context["until"] == []
    assert "depuis la version 1" in second.content.decode()


def test_who_published_a_version_is_named(town, studio, form):
    base = f"/reglages/formulaires/{form.pk}/"
    assert "Alix" not in studio.get(f"{base}versions/").content.decode().partition("<main")[2]
    publish_questions(studio, base)
    for page in ("versions/", "versions/3/"):
        assert "par Alix Réglages" in studio.get(f"{base}{page}").content.decode()
    assert "par Alix" not in studio.get(f"{base}versions/2/").content.decode()


def test_what_was_never_published_is_not_there(town, studio, form):
    base = f"/reglages/formulaires/{form.pk}/versions/"
    with town.open():
        before = list(FormVersion.objects.values_list("pk", "revision"))
    assert [studio.get(f"{base}{n}/").status_code for n in (0, 3, 9)] == [404] * 3
    with town.open():
        assert list(FormVersion.objects.values_list("pk", "revision")) == before
