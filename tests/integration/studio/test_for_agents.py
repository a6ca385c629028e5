"""Types of requests for agents alone: the counter takes them down, residents never meet them."""

import pytest
from django.test import Client

from parvis.capture.reports.models import Report
from parvis.flows import report_draft
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.catalogue.queries import for_residents
from tests.factories import agent, log_in
from tests.factories.towns import INSIDE_FIRST

pytestmark = pytest.mark.django_db(transaction=True)

HERE = {"lon": f"{INSIDE_FIRST[0]:.6f}", "lat": f"{INSIDE_FIRST[1]:.6f}"}


@pytest.fixture
def resident(town):
    return Client(HTTP_HOST=town.host)


def keep_to_agents(town, code="lamp"):
    with town.open():
        catalogue.set_service_for_agents(
            service=ServiceType.objects.get(code=code), is_for_agents=True, by=SYSTEM
        )


def clerk(town):
    with town.open():
        somebody = agent(town, "counter", name="Lou Accueil")
    client = Client(HTTP_HOST=town.host)
    log_in(client, town, somebody)
    return client


def test_residents_find_it_neither_by_words_nor_by_group(town, resident):
    assert "Lampadaire éteint" in resident.get("/signaler/?q=lampadaire").content.decode()
    keep_to_agents(town)
    for page in ("/signaler/?q=lampadaire", "/signaler/?groupe=rue", "/"):
        assert "Lampadaire éteint" not in resident.get(page).content.decode(), page


def test_a_form_made_by_hand_is_asked_again_what_it_is_about(town, resident):
    keep_to_agents(town)
    answer = resident.post("/signaler/", {"service": "lamp"})
    assert answer.status_code == 200  # the question again: nothing was begun


def test_what_was_begun_before_it_was_kept_to_agents_loses_no_word(town, resident, settings):
    settings.PARVIS_SHORTEST_SECONDS = 0
    begun = resident.post("/signaler/", {"service": "lamp"})["Location"]
    draft = "/".join(begun.split("/")[:3])
    resident.post(f"{draft}/ou/", {**HERE, "address": "1 rue Haute"})
    resident.post(f"{draft}/details/", {"words": "Tout est noir."})
    keep_to_agents(town)
    answer = resident.post(f"{draft}/nouvelles/", {"news": "none"})
    assert answer["Location"] == f"{draft}/quoi/"
    with town.open():
        assert not Report.objects.exists()
        kept = report_draft.load(draft.rsplit("/", 1)[-1])
        assert kept.words == "Tout est noir."


def test_a_sub_type_follows_what_it_is_one_of_and_an_empty_group_is_no_door(town):
    with town.open():
        lamp = ServiceType.objects.select_related("current").get(code="lamp")
        version = lamp.current
        child = catalogue.add_service(
            group=lamp.group, parent=lamp, code="blinks", by=SYSTEM, name={"fr": "Clignote"},
            icon="lamp", department=version.department, team=version.team, promised_days=5,
        )  # fmt: skip
        assert child.pk in for_residents().services
    keep_to_agents(town)
    with town.open():
        assert child.pk not in for_residents().services
        for row in ServiceType.objects.all():
            catalogue.set_service_for_agents(service=row, is_for_agents=True, by=SYSTEM)
        assert for_residents().groups == {}


def test_the_counter_finds_it_marked_and_takes_it_down(town):
    keep_to_agents(town)
    desk = clerk(town)
    found = desk.get("/agents/accueil/services.json?q=lampadaire").json()["results"]
    assert [(one["label"], one["context"]) for one in found] == [
        ("Lampadaire éteint", "Rues et trottoirs, réservé aux agents")
    ]
    asked = desk.get(f"/agents/accueil/questions/?service={found[0]['id']}").content.decode()
    assert "le portail ne le propose pas" in asked
    answer = desk.post(
        "/agents/accueil/",
        {"service": found[0]["id"], "words": "Vu en tournée.", "address": "1 rue Haute",
         "channel": "counter", "send_key": "k1"},
    )  # fmt: skip
    assert answer.status_code == 302
    with town.open():
        assert Report.objects.get().service_type.code == "lamp"


def test_the_counter_marks_nothing_else(town):
    desk = clerk(town)
    found = desk.get("/agents/accueil/services.json?q=lampadaire").json()["results"]
    assert found[0]["context"] == "Rues et trottoirs"
    asked = desk.get(f"/agents/accueil/questions/?service={found[0]['id']}").content.decode()
    assert "le portail" not in asked


def test_the_studio_sets_it_and_shows_it(town):
    with town.open():
        admin = agent(town, "admin", name="Alix Réglages")
    studio = Client(HTTP_HOST=town.host)
    log_in(studio, town, admin)
    address = f"/reglages/demandes/{town.services['lamp'].pk}/"
    form = studio.get(address).context["form"]
    kept = [one for one in form if one.value() is not None and one.value() is not False]
    given = {one.html_name: one.value() for one in kept}
    given |= {"q-TOTAL_FORMS": "0", "q-INITIAL_FORMS": "0"}
    assert studio.post(address, given | {"is_for_agents": "on"}).status_code == 302
    assert "Les agents seuls" in studio.get("/reglages/demandes/").content.decode()
    assert studio.get(address).context["form"]["is_for_agents"].value() is True
    studio.post(address, given)
    assert "Les agents seuls" not in studio.get("/reglages/demandes/").content.decode()
    with town.open():
        entries = Entry.objects.filter(object_kind="service_type")
        said = set(entries.values_list("action", flat=True))
    assert {"service_type.kept_to_agents", "service_type.offered_to_all"} <= said
