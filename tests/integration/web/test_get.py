"""No GET changes anything: every address is asked for, and the tables are as they were before."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from parvis.authorities.models import Department, Team, ThirdParty
from parvis.capture.reports.models import Photo
from parvis.flows import import_answers
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue.models import DeclineReason, ReplyTemplate, ServiceGroup
from parvis.understand.studies import operations as studies
from parvis.understand.studies.models import Study
from parvis.understand.themes.model import Quote, Theme, Themes, Word
from parvis.understand.themes.stored import to_json
from tests.factories import agent, report
from tests.factories.portal_town import portal_town
from tests.factories.sessions import logged_in
from tests.factories.surveys import survey
from tests.structure.test_routes import patterns
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

ROLES = ("lead", "handler", "director", "counter", "admin", "dpo")
# Nothing that an agent or a resident did: the framework's own book-keeping, in its own transaction.
NOT_OURS = {"django_session", "people_session"}
# A study of one theme.
THEMES = Themes(
    1,
    1,
    (Theme(1, (Word("trou", 1),), 1, 1.0, 1.0, (1,), (Quote(1, 0, 2),), (), ()),),
    (),
    (),
    None,
)
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def contents() -> dict[str, tuple[int, int]]:
    """How many rows each table has, and what they say."""
    with database.admin_connection(database.NAME) as admin:
        names = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: admin.execute(
                f"SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM {name} t"
            ).fetchone()
            for (name,) in names.fetchall()
            if name not in NOT_OURS
        }


def first(model) -> int:
    return model.objects.order_by("pk").values_list("pk", flat=True).first() or 1


def listened() -> Study:
    study = studies.ask(code="themes", asked={}, by=SYSTEM)
    day = "2026-01-01"
    about = {"since": day, "until": day, "has_days": True, "is_cut": False, "wishes": []}
    themes, ids = to_json(THEMES)
    result = {**about, "moods": {"1": {"neutral": 1}}, "themes": themes}
    studies.finish(study=study.pk, result=result, versions={}, ids=ids)
    return study


@pytest.fixture
def stage():
    """A town where something is behind each address, and what stands in their variable parts."""
    town = portal_town()
    with town.open():
        someone = agent(town, *ROLES)
        made = report(town, "hole", email="camille@essai.example")
        themes = listened()
        # Under the code that a provider's address has too.
        asked = survey(town, code="franceconnect")
        sheet = import_answers.begin(survey=asked, content=b"comes\noui\n", by=SYSTEM)
        known = {
            "case": made.case.pk, "report": made.report.pk, "token": made.token,
            "reference": made.case.reference, "agent": someone.pk, "state": "received",
            "department": first(Department), "team": first(Team), "party": first(ThirdParty),
            "service": town.services["hole"].pk, "parent": town.services["hole"].pk,
            "group": first(ServiceGroup), "template": first(ReplyTemplate),
            "reason": first(DeclineReason), "photo": first(Photo), "number": 1,
            "name": "service", "code": "franceconnect", "signed": "x", "kind": "svg",
            "paper": "cartes", "sheet": "publie", "page": "details",
            "survey": asked.pk, "batch": sheet.pk, "form": asked.form_id, "proof": "x",
            "factor": 1, "link": 1, "provider": 1, "holiday": 1, "key": "x",
            "answer": 1, "place": 0, "version": 1, "rule": "missed",
            "study": themes.pk, "wanted": 1, "part": "reste",
        }  # fmt: skip
    return town, someone, known


def addresses(known: dict[str, object]) -> Iterator[str]:
    for path in paths():
        yield PART.sub(lambda part: str(known[part[2]]), path)


def paths() -> Iterator[str]:
    for pattern, _entry in patterns(get_resolver()):
        yield "/" + re.sub(r"\\Z|\^|\$", "", pattern)


def with_one_too_long(known: dict[str, object], long: str) -> Iterator[str]:
    for path in paths():
        for name in {part[1] for part in PART.findall(path)}:
            yield PART.sub(lambda part: str({**known, name: long}[part[2]]), path)  # noqa: B023


def test_no_get_changes_anything(stage):
    town, someone, known = stage
    clients = [Client(HTTP_HOST=town.host), logged_in(Client(), town, someone)]
    asked = [one for one in addresses(known) if not one.startswith(settings.PARVIS_GET_MAY_WRITE)]
    assert len(asked) > 150
    before = contents()
    seen = {}
    for client in clients:
        for address in asked:
            seen[address] = client.get(address).status_code
    after = contents()
    assert {name for name in before if before[name] != after[name]} == set()
    assert sorted(address for address, status in seen.items() if status >= 500) == []
    shown = sum(status == 200 for status in seen.values())
    assert shown > 60, seen


# Whatever some page reads as a number in its query.
NUMBERS = (
    "n", "groupe", "quartier", "mois", "zoom", "lon", "lat", "avant", "agent", "service", "modele",
    "direction", "equipe", "priorite", "ici", "taille", "lot", "r", "f", "encore", "suivi",
)  # fmt: skip
KEYS = ("{long}-{long}", "2026-01-01T00:00:00+00:00_{long}")


@pytest.mark.parametrize("digits", [30, 5_000])
def test_no_number_is_too_long(stage, digits):
    town, someone, known = stage
    client, long = logged_in(Client(), town, someone), "9" * digits
    box = f"bbox={long},{long},{long},{long}"
    queries = [
        "&".join([box, f"apres={key.format(long=long)}", *(f"{name}={long}" for name in NUMBERS)])
        for key in KEYS
    ]
    asked = [
        *with_one_too_long(known, long),
        *(f"{one}?{query}" for one in addresses(known) for query in queries),
    ]
    assert len(asked) > 400
    failed = [one for one in asked if client.get(one).status_code >= 500]
    assert [one.replace(long, "<long>") for one in failed] == []


@pytest.mark.parametrize("digits", [30, 5_000])
def test_no_number_of_a_form_is_too_long(stage, digits):
    town, someone, known = stage
    client, long = logged_in(Client(), town, someone), "9" * digits
    acts = f"/agents/demandes/{known['case']}"
    typed = {"revision": long, "to": long, "team": long, "priority": long, "words": "Bonjour."}
    posted = {
        **{f"{acts}/{act}/": typed for act in ("prendre", "affecter", "transmettre", "repondre")},
        f"{acts}/priorite/": {**typed, "revision": "1"},
        f"{acts}/publier/": {**typed, "photo": long},
        f"{acts}/modele/": {"modele": long, "given_template": long},
        "/agents/lot/": {"case": f"{known['case']}:{long}", "what": f"agent:{long}"},
        "/agents/annuler/": {"case": long, "batch": "x"},
        "/agents/vues/oublier/": {"view": long},
        "/agents/accueil/": {"service": long, "words": "Bonjour."},
        f"/reglages/equipes/{known['team']}/confier/": {"to": long},
        f"/suivi/{known['report']}/{known['token']}/avis/": {"score": long},
        "/compte/rassembler/": {"report": long, "token": "x"},
    }
    assert [at for at, given in posted.items() if client.post(at, given).status_code >= 500] == []
