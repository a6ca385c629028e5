"""« Vos données » says why, on what ground and how long, of every kind of report: once each."""

import re

import pytest
from django.test import Client

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from tests.factories import Town, small_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return small_town()


def terms(town: Town) -> list[tuple[str, str]]:
    page = Client(HTTP_HOST=town.host).get("/vos-donnees/").content.decode()
    shown = page[page.index("par type de signalement") :]
    return re.findall(r"<dt.*?>(.*?)</dt><dd.*?>(.*?)</dd>", shown)


def under(town: Town, parent: str, code: str, name: str, **said: object) -> None:
    """A sub-type of one of the town's service types."""
    above: ServiceType = town.services[parent]
    kind = ServiceType.objects.create(
        group_id=above.group_id, code=code, parent=above, position=9, is_open=True
    )
    catalogue.publish_version(
        service=kind, by=SYSTEM, name={"fr": name}, icon="circle", department=town.roads,
        team=town.north, **said,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "voir que votre connexion a répondu, et quand, mais pas quoi"),
     ("en", "see that your connection answered, and when, but not what")],
)  # fmt: skip
def test_what_a_watcher_of_the_network_could_see_is_said(
    town: Town, language: str, said: str
) -> None:
    client = Client(HTTP_HOST=town.host, headers={"Accept-Language": language})
    assert said in client.get("/vos-donnees/").content.decode()


def test_kinds_with_the_same_terms_stand_together_and_once(town: Town) -> None:
    found = terms(town)
    named = [name for _, names in found for name in names.rstrip(".").split("\N{NO-BREAK SPACE}; ")]
    assert len(named) == len(set(named)) == len(town.services)
    assert len({when for when, _ in found}) == len(found)


def test_the_kinds_are_listed_as_each_language_does(town: Town) -> None:
    asked = Client(HTTP_HOST=town.host, headers={"accept-language": "en"})
    english = asked.get("/vos-donnees/").content.decode()
    shown = english[english.rindex("<h2") :]
    assert "; " in shown
    assert "\N{NO-BREAK SPACE};" not in shown


def test_a_sub_type_is_named_where_its_terms_differ(town: Town) -> None:
    with town.open():
        current: ServiceVersion | None = town.services["lamp"].current
        assert current is not None
        same = {"purpose": current.purpose, "legal_basis": current.legal_basis}
        under(
            town, "lamp", "lamp-same", "Vibrant",
            **same, retention_months=current.retention_months,
        )  # fmt: skip
        under(town, "lamp", "lamp-long", "Cassé", **same, retention_months=99)
        forget()
    found = dict(terms(town))
    (long,) = [names for when, names in found.items() if "99 mois" in when]
    assert long.endswith("cassé.")
    assert not any("vibrant" in names for names in found.values())


@pytest.mark.parametrize(
    "path",
    [
        "/", "/carte/", "/signalements/", "/signaler/", "/suivi/", "/vos-donnees/", "/sceaux/",
        "/compte/", "/rien/", "/suivi/1/faux/", "/signaler/court/details/",
        f"/signaler/{'a' * 32}/details/",
    ],
)  # fmt: skip
def test_every_public_page_leads_to_the_accessibility_statement(town: Town, path: str) -> None:
    page = Client(HTTP_HOST=town.host).get(path).content.decode()
    foot = page[page.index('<footer class="portal-foot"') :]
    assert 'href="/accessibilite/">Accessibilité : non conforme</a>' in foot.replace("\xa0", " ")
