"""The studio's pages: an administrator sets a town up, nobody else gets in, nothing is lost."""

import io

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from parvis.act.cases.operations import change_state
from parvis.act.cases.rules import Change, Refused
from parvis.adapters import openid
from parvis.adapters.openid import ProviderProblem
from parvis.authorities.models import Authority, Department, Holiday, OpeningHours, Team
from parvis.foundation.db.remember import forget
from parvis.inform.tracking import facts
from parvis.inform.tracking import words as tracking
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue.models import (
    DeclineReason,
    ReplyTemplate,
    ServiceGroup,
    ServiceType,
    ServiceVersion,
)
from parvis.offer.catalogue.queries import reply_templates
from parvis.people.models import Agent, IdentityProvider
from parvis.web.desk import composer
from parvis.web.studio import replies
from tests.factories import agent, log_in, report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


def fields(response, name="form"):
    """What a form would send as it stands."""
    form = response.context[name]
    return {
        field.html_name: "" if field.value() is None or field.value() is False else field.value()
        for field in form
    }


PAGES = ["", "territoire/", "services-municipaux/", "services-municipaux/nouveau/", "operateurs/",
         "operateurs/nouveau/", "agents/", "agents/inviter/", "quartiers/", "demandes/",
         "demandes/nouveau/", "jours/", "connexions/", "connexions/nouvelle/", "reponses/",
         "reponses/nouvelle/", "refus/nouveau/", "groupes/nouveau/", "etats/"]  # fmt: skip


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


def test_a_change_of_service_makes_a_version_and_old_reports_keep_theirs(town, studio):
    service = town.services["hole"]
    address = f"/reglages/demandes/{service.pk}/"
    given = fields(studio.get(address))
    assert studio.post(address, given | {"promised_days": "3"}).status_code == 302
    with town.open():
        row = ServiceType.objects.select_related("current").get(pk=service.pk)
        assert row.current.number == 2
        assert row.current.promised_days == 3
        assert ServiceVersion.objects.get(service_type=service, number=1).promised_days == 5


def test_silence_is_declared_whole_or_not_at_all(studio, town):
    address = f"/reglages/demandes/{town.services['hole'].pk}/"
    given = fields(studio.get(address)) | {"silence_effect": "rejection"}
    response = studio.post(address, given)
    assert response.status_code == 422
    assert response.context["form"].errors["silence_months"]


def test_a_service_is_closed_and_opened(town, studio):
    service = town.services["hole"]
    studio.post(f"/reglages/demandes/{service.pk}/ouverture/", {"open": "no"})
    with town.open():
        assert not ServiceType.objects.get(pk=service.pk).is_open


PROVIDER = {
    "name": "FranceConnect", "audience": "residents", "issuer": "https://fc.example",
    "client_id": "ville", "client_secret": "un-secret-bien-garde", "scopes": "openid email",
    "acr_values": "eidas1", "is_active": "on",
}  # fmt: skip


def add_provider(town, studio, **fields):
    response = studio.post("/reglages/connexions/nouvelle/", PROVIDER | fields)
    assert response.status_code == 302, response.content.decode()
    with town.open():
        return IdentityProvider.objects.get()


def test_a_provider_is_set_and_its_secret_never_shown_again(town, studio):
    row = add_provider(town, studio)
    assert (row.client_secret, row.acr_values) == ("un-secret-bien-garde", ["eidas1"])
    address = f"/reglages/connexions/{row.pk}/"
    assert "un-secret-bien-garde" not in studio.get(address).content.decode()
    studio.post(address, PROVIDER | {"client_secret": "", "name": "FC+"})
    with town.open():
        row.refresh_from_db()
        assert (row.name, row.client_secret) == ("FC+", "un-secret-bien-garde")
        entries = Entry.objects.filter(action="provider.set")
        assert "secret" not in str([entry.data for entry in entries])


def test_the_secret_is_kept_out_of_a_page_that_comes_back(studio):
    response = studio.post("/reglages/connexions/nouvelle/", PROVIDER | {"scopes": "email"})
    assert response.status_code == 422
    assert "un-secret-bien-garde" not in response.content.decode()


@pytest.mark.parametrize("problem", ["unreachable", "refused", "not_trusted"])
def test_a_trial_says_what_is_wrong(town, studio, monkeypatch, problem):
    row = add_provider(town, studio)

    def fail(_issuer):
        raise ProviderProblem(problem)

    monkeypatch.setattr("parvis.web.studio.providers.discovered", fail)
    page = studio.post(f"/reglages/connexions/{row.pk}/essai/")
    assert page.context["problem"]


def test_a_trial_reads_the_discovery_document_alone(town, studio, monkeypatch):
    asked = []

    def answer(request):
        asked.append((request.method, str(request.url), request.content))
        base = "https://fc.example"
        return httpx.Response(200, json={
            "issuer": base, "authorization_endpoint": f"{base}/a", "token_endpoint": f"{base}/t",
            "jwks_uri": "https://keys.example/k",
        })  # fmt: skip

    monkeypatch.setattr(openid, "_client", lambda: httpx.Client(
        transport=httpx.MockTransport(answer)))  # fmt: skip
    row = add_provider(town, studio)
    page = studio.post(f"/reglages/connexions/{row.pk}/essai/")
    assert page.context["hosts"] == ["fc.example", "keys.example"]
    assert asked == [("GET", "https://fc.example/.well-known/openid-configuration", b"")]


def test_ready_words_are_previewed_then_kept_then_withdrawn(town, studio):
    given = {"name": "Merci", "words": "Merci pour {objet}.", "position": "1",
             "department": town.roads.pk}  # fmt: skip
    page = studio.post("/reglages/reponses/nouvelle/", given | {"preview": "yes"})
    assert "Merci pour Lampadaire éteint." in page.content.decode()
    with town.open():
        assert not ReplyTemplate.objects.exists()
    studio.post("/reglages/reponses/nouvelle/", given)
    with town.open():
        row = ReplyTemplate.objects.get()
        assert row.department_id == town.roads.pk
    studio.post(f"/reglages/reponses/{row.pk}/", given | {"words": "Bien reçu.", "department": ""})
    with town.open():
        row.refresh_from_db()
        assert (row.words, row.department_id) == ("Bien reçu.", None)
    studio.post(f"/reglages/reponses/{row.pk}/proposer/", {"offered": "no"})
    with town.open():
        assert reply_templates() == []
        assert Entry.objects.filter(action="reply_template.withdrawn", object_id=row.pk).exists()
    assert row.name in studio.get("/reglages/reponses/").content.decode()
    studio.post(f"/reglages/reponses/{row.pk}/proposer/", {"offered": "yes"})
    with town.open():
        assert [one.pk for one in reply_templates()] == [row.pk]
        assert Entry.objects.filter(action="reply_template.restored", object_id=row.pk).exists()


def test_a_variable_that_the_desk_does_not_know_is_told(studio):
    given = {"name": "Merci", "words": "Merci {prénom}.", "position": "1", "department": ""}
    response = studio.post("/reglages/reponses/nouvelle/", given)
    assert response.status_code == 422
    assert "{prénom}" in response.content.decode()


def test_the_variables_are_those_of_the_desk(town):
    with town.open():
        case = report(town).case
        assert set(replies.EXAMPLES) == set(composer.variables(case, agent(town)))


def test_a_reason_for_declining_is_added_and_changed(town, studio):
    given = {"name": "Terrain privé", "words": "Ce terrain est privé.", "position": "2"}
    studio.post("/reglages/refus/nouveau/", given)
    with town.open():
        row = DeclineReason.objects.get(name__fr="Terrain privé")
    studio.post(f"/reglages/refus/{row.pk}/", given | {"name_en": "Private ground"})
    with town.open():
        row.refresh_from_db()
        assert row.name == {"fr": "Terrain privé", "en": "Private ground"}


def test_a_withdrawn_reason_stays_with_its_cases_and_is_offered_to_no_other(town, studio):
    handler = frozenset({"handler"})
    with town.open():
        declined, other = report(town, service="lamp").case, report(town, service="lamp").case
        change = Change("declined", words="Non.", reason=town.not_ours.pk)
        change_state(case=declined.pk, change=change, by=SYSTEM, roles=handler)
    address = f"/reglages/refus/{town.not_ours.pk}/proposer/"
    studio.post(address, {"offered": "no"})
    with town.open():
        assert Entry.objects.filter(action="decline_reason.withdrawn").count() == 1
        with pytest.raises(Refused, match="needs_reason"):
            change_state(case=other.pk, change=change, by=SYSTEM, roles=handler)
        found = facts.facts(declined.report_id)
        assert tracking.reason(found) == "Cette voie appartient au département."
    studio.post(address, {"offered": "yes"})
    with town.open():
        change_state(case=other.pk, change=change, by=SYSTEM, roles=handler)
        assert Entry.objects.filter(action="decline_reason.restored").count() == 1


def test_the_desk_offers_no_withdrawn_reason(town, studio):
    with town.open():
        case = report(town, service="lamp").case
        handler = agent(town, "handler")
    client = Client(HTTP_HOST=town.host)
    log_in(client, town, handler)
    address = f"/agents/demandes/{case.pk}/?agir=state"
    assert "Ce n&#x27;est pas à nous" in client.get(address).content.decode()
    studio.post(f"/reglages/refus/{town.not_ours.pk}/proposer/", {"offered": "no"})
    assert "Ce n&#x27;est pas à nous" not in client.get(address).content.decode()


def test_a_group_and_a_sub_type(town, studio):
    studio.post("/reglages/groupes/nouveau/", {"name": "Parcs", "icon": "trees", "position": "3"})
    with town.open():
        group = ServiceGroup.objects.get(name__fr="Parcs")
    studio.post(f"/reglages/groupes/{group.pk}/", {"name": "Parcs et jardins", "icon": "trees",
                                                  "position": "3"})  # fmt: skip
    parent = town.services["lamp"]
    address = f"/reglages/demandes/{parent.pk}/precision/"
    given = fields(studio.get(address)) | {"name": "Clignote la nuit"}
    assert studio.post(address, given).status_code == 302
    with town.open():
        group.refresh_from_db()
        assert group.name == {"fr": "Parcs et jardins"}
        child = ServiceType.objects.get(parent=parent)
        assert child.current.name == {"fr": "Clignote la nuit"}
        assert child.group_id == parent.group_id
    assert "Clignote la nuit" in studio.get("/reglages/demandes/").content.decode()
    again = f"/reglages/demandes/{child.pk}/precision/"
    assert studio.get(again).status_code == 404, "one level is enough"


def test_states_are_shown_with_who_may_take_each(studio):
    page = studio.get("/reglages/etats/").content.decode()
    assert "En attente d’un partenaire" in page
    assert "L’habitant" in page


def picture(kind="PNG", size=(120, 120)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#2c6a4d").save(out, kind)
    return out.getvalue()


def give_logo(studio, data: bytes):
    return studio.post("/reglages/logo/", {"logo": SimpleUploadedFile("logo", data)})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_made_anew_and_shown_to_everybody(town, studio, settings, tmp_path, kind):
    settings.PARVIS_STORAGE_ROOT = tmp_path
    hidden = picture(kind)
    assert give_logo(studio, hidden).status_code == 302
    with town.open():
        address = Authority.objects.get().logo
    shown = Client(HTTP_HOST=town.host).get(address)
    assert shown["Content-Type"] == "image/webp"
    assert shown.content.startswith(b"RIFF")
    assert shown.content != hidden
    assert address in Client(HTTP_HOST=town.host).get("/accessibilite/").content.decode()
    assert Client(HTTP_HOST=small_town().host).get(address).status_code == 404
    studio.post("/reglages/logo/", {"remove": "yes"})
    assert Client(HTTP_HOST=town.host).get(address).status_code == 404
    assert not list(tmp_path.rglob("*.webp"))


@pytest.mark.parametrize("data", [
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
    b"GIF89a" + b"\0" * 40,
    b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    picture() + b"<script>alert(1)</script>" * 50,
    b"RIFF\x10\0\0\0WAVEfmt ",
    picture(size=(8, 8)),
    b"",
])  # fmt: skip
def test_a_logo_that_is_no_clean_picture_is_refused(town, studio, data):
    response = give_logo(studio, data)
    assert response.status_code == 422
    assert response.context["logo_form"].errors["logo"]
    with town.open():
        assert Authority.objects.get().logo == ""


def test_the_legal_notice_says_who_publishes_and_who_hosts(town, studio):
    notice = Client(HTTP_HOST=town.host)
    before = notice.get("/mentions-legales/").content.decode()
    assert "Ce site est publié par" in before
    assert "Qui l’héberge" not in before
    given = fields(studio.get("/reglages/")) | {
        "publication_director": "Le maire d’Essai", "hosting": "Hébergeur d’essai\n1 rue du Port",
    }  # fmt: skip
    assert studio.post("/reglages/", given).status_code == 302
    forget()
    after = notice.get("/mentions-legales/").content.decode()
    assert "Le maire d’Essai" in after
    assert "Hébergeur d’essai<br>1 rue du Port" in after
    assert 'href="/mentions-legales/"' in notice.get("/").content.decode()
