"""All that a type of request says is written in the studio, in French and in English."""

import pytest
from django.test import Client

from config.environment import PROJECT
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceGroup, ServiceType, ServiceVersion
from parvis.offer.forms import operations as forms
from parvis.web.studio.drawings import DRAWINGS
from parvis.web.studio.service_form import LEGAL_BASES
from tests.factories.forms_of_services import asked_by, asking
from tests.factories.studio import publish_questions

pytestmark = pytest.mark.django_db(transaction=True)


def as_it_stands(response):
    """What the page's forms would send untouched."""
    return {
        field.html_name: "" if field.value() is None or field.value() is False else field.value()
        for field in response.context["form"]
    }


def address(town, code="hole"):
    return f"/reglages/demandes/{town.services[code].pk}/"


def publish(town, studio, code="hole", **changed):
    """Change some fields of a service type; what it says afterwards."""
    given = as_it_stands(studio.get(address(town, code))) | changed
    response = studio.post(address(town, code), given)
    assert response.status_code == 302, response.context["form"].errors
    return now(town, code)


def now(town, code="hole") -> ServiceVersion:
    with town.open():
        return ServiceType.objects.select_related("current__form").get(code=code).current


def test_emergency_words_are_read_first_by_residents(town, studio):
    french, english = "Câble à terre : reculez, appelez le 18.", "Cable down: stay back, call 18."
    version = publish(town, studio, emergency=french, emergency_en=english)
    assert version.emergency == {"fr": french, "en": english}
    page = Client(HTTP_HOST=town.host)
    begun = page.post("/signaler/", {"service": "hole"}, follow=True)
    assert french in begun.content.decode()


@pytest.mark.parametrize("basis", LEGAL_BASES)
def test_the_legal_basis_is_one_of_article_6(town, studio, basis):
    assert publish(town, studio, legal_basis=basis).legal_basis == basis


def test_a_legal_basis_that_a_town_has_not_is_refused(town, studio):
    given = as_it_stands(studio.get(address(town))) | {"legal_basis": "legitimate_interest"}
    response = studio.post(address(town), given)
    assert response.status_code == 422
    assert response.context["form"].errors["legal_basis"]
    assert now(town).number == 1


def test_the_drawing_is_chosen_and_shown(town, studio):
    assert publish(town, studio, icon="traffic-cone").icon == "traffic-cone"
    page = studio.get(address(town)).content.decode()
    assert 'value="traffic-cone" required checked' in page or "#traffic-cone" in page
    given = as_it_stands(studio.get(address(town))) | {"icon": "no-such-drawing"}
    assert studio.post(address(town), given).status_code == 422


def test_a_drawing_that_is_not_among_them_is_kept_as_it_is(town, studio):
    with town.open():
        ServiceVersion.objects.filter(service_type=town.services["hole"]).update(icon="anchor")
        before = ServiceVersion.objects.get(service_type=town.services["hole"])
    assert before.icon == "anchor"
    assert publish(town, studio, promised_days="4").icon == "anchor"


def test_every_drawing_is_on_the_sheet_of_icons():
    drawn = set((PROJECT / "frontend/icons.txt").read_text(encoding="utf-8").split())
    assert set(DRAWINGS) <= drawn


def test_a_sentence_has_its_english(town, studio):
    version = publish(town, studio, description="La chaussée", description_en="The roadway")
    assert version.description == {"fr": "La chaussée", "en": "The roadway"}
    assert publish(town, studio, name="Trou", name_en="Hole").name == {"fr": "Trou", "en": "Hole"}


@pytest.mark.parametrize("name", ["description", "emergency"])
def test_english_alone_is_refused(town, studio, name):
    given = as_it_stands(studio.get(address(town))) | {f"{name}_en": "Only English", name: ""}
    response = studio.post(address(town), given)
    assert response.status_code == 422
    assert response.context["form"].errors[name]
    assert "Only English" in response.content.decode()


def test_what_a_type_asks_is_written_in_the_builder(town, studio):
    """Published there, it is a version of the type: reports in hand keep theirs."""
    opened = studio.post(f"{address(town)}questions/")
    builder = opened["Location"]
    assert studio.post(f"{address(town)}questions/")["Location"] == builder, "one form a type"
    with town.open():
        form = ServiceType.objects.get(pk=town.services["hole"].pk).form
        asks = asking([{"kind": "yes_no", "key": "deep", "label": {"fr": "Est-il profond ?"}}])
        asks = asks.model_copy(update={"title": {"fr": "Trou", "en": "Hole"}, "languages": ("fr",)})
        forms.save_draft(form=form, definition=asks, revision=1, by=SYSTEM)
    assert publish_questions(studio, builder).status_code == 302
    assert [one["key"] for one in asked_by(now(town))] == ["deep"]
    assert now(town).number == 2
    assert "Est-il profond ?" in studio.get(address(town)).content.decode()
    again = publish(town, studio, promised_days="4")
    assert (again.number, [one["key"] for one in asked_by(again)]) == (3, ["deep"])


def test_a_report_s_form_may_ask_for_a_file(town, studio):
    builder = studio.post(f"{address(town)}questions/")["Location"]
    with town.open():
        form = ServiceType.objects.get(pk=town.services["hole"].pk).form
        asks = asking([{"kind": "file", "key": "paper", "label": {"fr": "Un papier ?"}}])
        asks = asks.model_copy(update={"title": {"fr": "Trou"}, "languages": ("fr",)})
        forms.save_draft(form=form, definition=asks, revision=1, by=SYSTEM)
    publish_questions(studio, builder)
    assert now(town).form is not None


def test_a_type_goes_behind_another_door_with_its_sub_types(town, studio):
    studio.post("/reglages/groupes/nouveau/", {"name": "Nuit", "icon": "lamp", "position": "2"})
    parent = town.services["lamp"]
    below = f"{address(town, 'lamp')}precision/"
    assert studio.post(below, as_it_stands(studio.get(below)) | {"name": "Clignote"}).url
    with town.open():
        night = ServiceGroup.objects.get(name__fr="Nuit").pk
    publish(town, studio, "lamp", group=night)
    with town.open():
        assert ServiceType.objects.get(pk=parent.pk).group_id == night
        assert ServiceType.objects.get(parent=parent).group_id == night
        assert Entry.objects.filter(action="service_type.moved", object_id=parent.pk).count() == 1
    assert "group" not in studio.get(f"/reglages/demandes/{_child(town)}/").context["form"].fields


def _child(town) -> int:
    with town.open():
        return ServiceType.objects.get(parent=town.services["lamp"]).pk


def test_what_a_service_type_asks_is_called_like_it(town, studio):
    """Written without a title, in the list as on paper; a sub-type's after its parent's name."""
    with town.open():
        hole = town.services["hole"]
        above = hole.current
        catalogue.add_service(
            group=hole.group, code="hole-cover", parent=hole, by=SYSTEM, icon=above.icon,
            name={"fr": "Plaque qui bouge", "en": "Loose cover"}, department=above.department,
            asks=asking([{"kind": "yes_no", "key": "loud", "label": {"fr": "Du bruit ?"}}]),
        )  # fmt: skip
        full = f"{above.name['fr']}\N{NO-BREAK SPACE}: plaque qui bouge"
    assert full in studio.get("/reglages/formulaires/").content.decode()
