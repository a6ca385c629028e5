"""The studio's pages: an administrator sets a town up, nobody else gets in, nothing is lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvis.authorities.models import Authority, Department, District, Holiday, OpeningHours, Team
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from parvis.people.models import Agent
from tests.factories import agent, log_in, small_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    forget()
    return small_town()


@pytest.fixture
def studio(town):
    with town.open():
        admin = agent(town, "admin", name="Alix Réglages")
    client = Client(HTTP_HOST=town.host)
    log_in(client, town, admin)
    return client


def fields(response, name="form"):
    """What a form would send as it stands."""
    form = response.context[name]
    return {
        field.html_name: "" if field.value() is None or field.value() is False else field.value()
        for field in form
    }


PAGES = ["", "services-municipaux/", "services-municipaux/nouveau/", "operateurs/",
         "operateurs/nouveau/", "agents/", "agents/inviter/", "quartiers/", "demandes/",
         "demandes/nouveau/", "jours/"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_pages_open_for_an_administrator(studio, address):
    assert studio.get(f"/reglages/{address}").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_shut_to_others(town, address):
    with town.open():
        handler = agent(town, "handler")
    client = Client(HTTP_HOST=town.host)
    assert client.get(f"/reglages/{address}").status_code == 302
    log_in(client, town, handler)
    assert client.get(f"/reglages/{address}").status_code == 403


def test_identity_is_changed_and_told_to_the_journal(town, studio):
    given = fields(studio.get("/reglages/")) | {"name": "Villeneuve", "brand_color": "#ffdd00"}
    response = studio.post("/reglages/", given)
    assert response.status_code == 302
    with town.open():
        row = Authority.objects.get()
        assert (row.name, row.brand_color) == ("Villeneuve", "#ffdd00")
        entry = Entry.objects.get(action="authority.changed")
        assert set(entry.data["fields"]) == {"name", "brand_color"}


def test_a_colour_that_is_none_comes_back_as_typed(studio):
    given = fields(studio.get("/reglages/")) | {"brand_color": "rouge", "name": "Gardé"}
    response = studio.post("/reglages/", given)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Gardé" in page
    assert "rouge" in page


def test_a_department_and_its_team(town, studio):
    studio.post("/reglages/services-municipaux/nouveau/", {
        "name": "Espaces verts", "postal_address": "1 rue du Parc", "phone": "0199000009",
        "email": "", "is_compartmented": "",
    })  # fmt: skip
    with town.open():
        department = Department.objects.get(name="Espaces verts")
    studio.post(f"/reglages/services-municipaux/{department.pk}/equipe/", {"name": "Parcs"})
    with town.open():
        assert Team.objects.get(name="Parcs").department_id == department.pk


def test_an_agent_is_invited_changed_and_shut_out(town, studio):
    studio.post("/reglages/agents/inviter/", {
        "email": "nouvelle@essai.example", "display_name": "Nouvelle", "roles": ["handler"],
        "teams": [town.north.pk],
    })  # fmt: skip
    with town.open():
        row = Agent.objects.get(display_name="Nouvelle")
    studio.post(f"/reglages/agents/{row.pk}/", {
        "display_name": "Nouvelle", "roles": ["lead"], "compartments": [town.social.pk],
    })  # fmt: skip
    studio.post(f"/reglages/agents/{row.pk}/acces/", {"active": "no"})
    with town.open():
        row.refresh_from_db()
        assert (row.roles, row.compartments, row.is_active) == (["lead"], [town.social.pk], False)


def test_the_last_administrator_stays(town, studio):
    with town.open():
        admin = Agent.objects.get(display_name="Alix Réglages")
    studio.post(f"/reglages/agents/{admin.pk}/acces/", {"active": "no"})
    with town.open():
        assert Agent.objects.get(pk=admin.pk).is_active


def geojson(*features) -> SimpleUploadedFile:
    document = {"type": "FeatureCollection", "features": list(features)}
    return SimpleUploadedFile("q.geojson", json.dumps(document).encode())


def square(name, west, **properties):
    ring = [[west, 47], [west + 1, 47], [west + 1, 48], [west, 48], [west, 47]]
    return {
        "type": "Feature",
        "properties": {"name": name, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_districts_are_drawn_anew_and_a_known_code_keeps_its_row(town, studio):
    file = geojson(square("Bourg neuf", 1, code="D0", population=800), square("Lande", 2, code="L"))
    assert studio.post("/reglages/quartiers/", {"file": file}).status_code == 302
    with town.open():
        assert District.objects.get(code="D0").pk == town.first.pk
        assert District.objects.get(code="D0").population == 800
        assert District.objects.get(code="L").name == "Lande"


@pytest.mark.parametrize(
    "content", [b"not json", b"{}", b'{"type":"FeatureCollection","features":[]}']
)
def test_a_file_that_is_no_map_is_told(studio, content):
    response = studio.post("/reglages/quartiers/", {"file": SimpleUploadedFile("x", content)})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_hours_and_days_off(town, studio):
    studio.post("/reglages/jours/heures/", {"day0": "8h30-12h, 13h30-17h", "day1": "9:00-12:00"})
    studio.post("/reglages/jours/", {"day": "2027-05-07", "name": "Pont"})
    with town.open():
        assert list(OpeningHours.objects.values_list("weekday", "opens", "closes")) == [
            (0, 510, 720), (0, 810, 1020), (1, 540, 720),
        ]  # fmt: skip
        holiday = Holiday.objects.get()
    studio.post(f"/reglages/jours/{holiday.pk}/retirer/")
    with town.open():
        assert not Holiday.objects.exists()


@pytest.mark.parametrize("typed", ["quand on veut", "12h-8h", "8h-12h, 10h-14h"])
def test_hours_that_make_no_sense_are_told(studio, typed):
    assert studio.post("/reglages/jours/heures/", {"day0": typed}).status_code == 422


def questions(*rows):
    given = {"q-TOTAL_FORMS": str(len(rows)), "q-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        given |= {f"q-{number}-{name}": value for name, value in row.items()}
    return given


def test_a_change_of_service_makes_a_version_and_old_reports_keep_theirs(town, studio):
    service = town.services["hole"]
    address = f"/reglages/demandes/{service.pk}/"
    given = fields(studio.get(address)) | questions(
        {"label": "Quelle profondeur ?", "kind": "choice", "choices": "Petite\nGrande"}
    )
    assert studio.post(address, given | {"promised_days": "3"}).status_code == 302
    with town.open():
        row = ServiceType.objects.select_related("current").get(pk=service.pk)
        assert row.current.number == 2
        assert row.current.promised_days == 3
        assert [one["label"]["fr"] for one in row.current.questions] == ["Quelle profondeur ?"]
        assert ServiceVersion.objects.get(service_type=service, number=1).promised_days == 5


def test_silence_is_declared_whole_or_not_at_all(studio, town):
    address = f"/reglages/demandes/{town.services['hole'].pk}/"
    given = fields(studio.get(address)) | questions() | {"silence_effect": "rejection"}
    response = studio.post(address, given)
    assert response.status_code == 422
    assert response.context["form"].errors["silence_months"]


def test_a_choice_without_choices_is_told(studio, town):
    address = f"/reglages/demandes/{town.services['hole'].pk}/"
    given = fields(studio.get(address)) | questions({"label": "Combien ?", "kind": "choice"})
    assert studio.post(address, given).status_code == 422


def test_a_service_is_closed_and_opened(town, studio):
    service = town.services["hole"]
    studio.post(f"/reglages/demandes/{service.pk}/ouverture/", {"open": "no"})
    with town.open():
        assert not ServiceType.objects.get(pk=service.pk).is_open
