"""Programs read which types of requests there are and what each asks, as GeoReport v2 has it."""

from xml.etree import ElementTree as Xml

import pytest
from django.test import Client

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from tests.factories import small_town
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish

pytestmark = pytest.mark.django_db(transaction=True)

BASE = "/open311/v2"
DEEP = {"kind": "yes_no", "key": "deep", "label": {"fr": "Est-il profond ?"}, "required": True}
CARS = {
    "kind": "choice", "key": "cars", "label": {"fr": "Combien de voitures y passent ?"},
    "required": True, "show": "deep",
    "choices": [{"key": "few", "label": {"fr": "Peu & rarement", "en": "Few & rarely"}}],
}  # fmt: skip
WHERE = {"kind": "place", "key": "spot", "label": {"fr": "À quel endroit de la rue ?"}}


@pytest.fixture
def town():
    forget()
    made = small_town()
    with made.open():
        republish(made, "hole", asks=asking([DEEP, CARS, WHERE]))
    return made


@pytest.fixture
def client(town):
    return Client(HTTP_HOST=town.host)


def as_data(element: Xml.Element):
    """What an XML answer says, every value a text."""
    if not len(element):
        return element.text or ""
    if element.tag.endswith("s") and all(one.tag == element.tag[:-1] for one in element):
        return [as_data(one) for one in element]
    return {one.tag: as_data(one) for one in element}


def as_texts(data):
    """JSON with every value as XML writes it."""
    if isinstance(data, dict):
        return {key: as_texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_texts(value) for value in data]
    return str(data).lower() if isinstance(data, bool) else str(data)


def test_the_list_is_what_residents_may_choose(town, client):
    with town.open():
        catalogue.set_service_open(service=town.services["lamp"], is_open=False, by=SYSTEM)
        catalogue.set_service_for_agents(
            service=town.services["noise"], is_for_agents=True, by=SYSTEM
        )
    forget()
    found = {one["service_code"]: one for one in client.get(f"{BASE}/services.json").json()}
    assert {"lamp", "noise"}.isdisjoint(found)
    for hidden in ("lamp", "noise"):
        assert client.get(f"{BASE}/services/{hidden}.json").status_code == 404
    assert found["hole"]["metadata"] is True
    assert found["canteen"]["metadata"] is False
    assert set(found["hole"]) == {
        "service_code", "service_name", "description", "metadata", "type", "keywords", "group",
    }  # fmt: skip


def test_a_definition_has_the_questions_that_a_flat_list_can_ask(client):
    found = client.get(f"{BASE}/services/hole.json").json()
    assert found["service_code"] == "hole"
    deep, cars = found["attributes"]
    assert (deep["code"], deep["datatype"], deep["required"]) == ("deep", "singlevaluelist", True)
    assert deep["description"] == "Est-il profond ?"
    # Asked under a condition that the list has no place for.
    assert cars["required"] is False
    assert cars["values"] == [{"key": "few", "name": "Peu & rarement"}]
    english = client.get(f"{BASE}/services/hole.json", headers={"Accept-Language": "en"}).json()
    assert english["attributes"][1]["values"][0]["name"] == "Few & rarely"


@pytest.mark.parametrize("path", ["services", "services/hole", "services/canteen"])
def test_xml_says_what_json_says(client, path):
    answer = client.get(f"{BASE}/{path}.xml?jurisdiction_id=essai.example")
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = Xml.fromstring(answer.content.decode())
    said = as_texts(client.get(f"{BASE}/{path}.json").json())
    if path == "services/canteen":
        said["attributes"] = ""
    assert as_data(root) == said
    assert root.tag == ("services" if path == "services" else "service_definition")


def test_it_is_open_to_other_sites_and_kept_a_while(client):
    answer = client.get(f"{BASE}/services.json")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("code", ["nothing", "help-me"])
def test_an_unknown_code_is_refused_in_both_languages_of_programs(client, code):
    refused = client.get(f"{BASE}/services/{code}.json")
    assert refused.status_code == 404
    assert refused.json() == [{"code": 404, "description": "No service has this service_code."}]
    assert "Cache-Control" not in refused.headers
    in_xml = client.get(f"{BASE}/services/{code}.xml")
    assert in_xml.status_code == 404
    assert b"<errors><error><code>404</code>" in in_xml.content


def test_nothing_is_taken_in(client):
    assert client.post(f"{BASE}/services.json").status_code == 405
    assert client.post(f"{BASE}/requests.json").status_code == 404


def test_it_describes_itself(client):
    paths = client.get(f"{BASE}/openapi.json").json()["paths"]
    assert f"{BASE}/services.json" in paths
    assert f"{BASE}/services/{{code}}.json" in paths


def test_another_town_has_its_own(client):
    stranger = small_town()
    assert client.get(f"{BASE}/services/hole.json").json()["attributes"]
    there = Client(HTTP_HOST=stranger.host)
    assert there.get(f"{BASE}/services/hole.json").json()["attributes"] == []
