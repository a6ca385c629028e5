"""The pages of trends and of forecasts, on studies that a night kept."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.authorities import setup
from parvis.authorities.models import Authority
from parvis.flows.follow_journal import follow_to_end
from parvis.foundation.clock import at
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.understand.studies import operations, queries
from tests.factories import agent, log_in, report, small_town
from tests.factories.stored_studies import UNTIL, anomalies, cause, forecasts, group
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def this_morning():
    with at(MORNING):
        yield


@pytest.fixture
def town() -> Town:
    return small_town()


def client(town: Town, role: str = "director") -> Client:
    with town.open():
        someone = agent(town, role)
    forget()
    return log_in(Client(), town, someone)


def page(town: Town, address: str, role: str = "director") -> str:
    answer = client(town, role).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def hole(town: Town) -> list[list[object]]:
    return [["service", town.services["hole"].pk], ["district", town.first.pk]]


def test_a_finding_is_told_with_its_cause_and_leads_to_its_requests(town):
    with town.open():
        heavy = cause("one_day", UNTIL.toordinal(), 0.83)
        anomalies(town, group(hole(town), causes=(heavy,)))
        kind, where = town.services["hole"].pk, town.first
    said = page(town, "/pilotage/tendances/")
    assert f"{where.name} : depuis lundi 16 novembre, 3 fois plus de demandes" in said
    assert "(24 au lieu de 8) ; 83 % de l’écart vient d’un seul jour, le dimanche 22 nov" in said
    door = f"service={kind}&amp;quartier={where.pk}&amp;vue=all&amp;quoi=toutes"
    assert f"{door}&amp;du=2026-11-16&amp;au=2026-11-22" in said
    assert "Calculé le 23 novembre 2026" in said
    assert "zone A, connues jusqu’au 31 août 2028" in said
    assert "+2,4 % par mois" in said
    assert "−3,1 % par mois" in said


def test_what_is_new_comes_first(town):
    with town.open():
        anomalies(
            town,
            group([], seen=300, expected=200.0, is_new=False),
            group([["channel", "phone"]], seen=0, expected=9.0),
        )
    said = page(town, "/pilotage/tendances/")
    first = said[said.index("<h1") : said.index("</h1>")]
    assert "Au téléphone : plus aucune demande" in first
    assert "Au téléphone : depuis lundi 16 novembre, plus aucune demande" in said
    assert "Toute la ville : depuis lundi 16 novembre, 50 % de demandes en plus" in said


def test_the_overview_tells_what_last_night_found_new(town):
    with town.open():
        report(town)
        anomalies(town, group([["channel", "phone"]]), group([], is_new=False))
    follow_to_end()
    said = page(town, "/pilotage/")
    assert "Nouveau cette nuit : Au téléphone : depuis lundi" in said
    assert "Toute la ville :" not in said
    with at(MORNING + timedelta(3)):
        forget()
        assert "Nouveau cette nuit" not in page(town, "/pilotage/")


def test_too_little_history_is_said(town):
    with town.open():
        anomalies(town, too_short=True, needed=70, days=12, slopes=[], slopes_of=0)
    assert "il faut 70 jours de demandes, et l’on en connaît 12" in page(
        town, "/pilotage/tendances/"
    )


@pytest.mark.parametrize("name", ["tendances", "previsions"])
def test_before_the_first_night_one_may_ask(town, name):
    assert "Rien n’a encore été calculé" in page(town, f"/pilotage/{name}/")
    lead = client(town)
    assert lead.get(f"/pilotage/{name}/refaire/").status_code == 405
    assert lead.post(f"/pilotage/{name}/refaire/").url == f"/pilotage/{name}/"
    lead.post(f"/pilotage/{name}/refaire/")
    with town.open():
        assert Entry.objects.filter(action="study.asked").count() == 1
        code = {"tendances": "anomalies", "previsions": "forecasts"}[name]
        study = queries.under_way(code)
        operations.begin(study=study.pk)
        operations.tell(study=study.pk, share=0.3, step="counting")
    said = lead.get(f"/pilotage/{name}/vif/").content.decode()
    assert "Calcul en cours" in said
    assert "Voir où il en est" in said
    assert "30\N{NO-BREAK SPACE}% de fait" in said
    with town.open():
        operations.fail(study=study.pk, problem="ended")
    assert "n’a pas abouti" in lead.get(f"/pilotage/{name}/vif/").content.decode()


@pytest.mark.parametrize("name", ["tendances", "previsions"])
def test_few_statements_and_only_for_who_reads_figures(town, name, django_assert_max_num_queries):
    with town.open():
        anomalies(town, group(hole(town)))
        forecasts()
    lead = client(town)
    lead.get(f"/pilotage/{name}/")
    with django_assert_max_num_queries(12):
        lead.get(f"/pilotage/{name}/")
    assert client(town, "handler").get(f"/pilotage/{name}/").status_code == 403


def test_each_forecast_has_its_record_and_makes_no_claim_without_minutes(town):
    with town.open():
        forecasts()
    said = page(town, "/pilotage/previsions/")
    assert "23 au 29 novembre 2026 : environ 250 contacts (200 à 300)." in said
    assert "ont contenu 78 % de ce qui est venu, dans les prévisions des 52 dernières" in said
    assert "il faut connaître 730 jours, et l’on en connaît 700" in said
    assert "il y faut" not in said
    assert "On ne sait pas combien de temps prend un contact" in said
    assert "lundi 23 novembre, 9 h" in said
    # A town hall that is closed has no hours, whatever is written at night.
    assert "samedi 28 novembre, 9 h" not in said
    assert "lundi 23 novembre, 20 h" not in said
    assert "environ 250 demandes" in page(town, "/pilotage/previsions/?quoi=demandes")


def test_minutes_make_people(town):
    with town.open():
        forecasts()
        setup.set_forecasts(contact_minutes=30, school_zone="", by=SYSTEM)
    said = page(town, "/pilotage/previsions/")
    # 6 contacts an hour of 30 minutes each, at 85 %: 180 / 51.
    assert "9 h : à 30 minutes chacun, il y faut 4 (3 à 5) personnes." in said


def test_the_listening_page_leads_to_both(town):
    with town.open():
        anomalies(town, group([["channel", "phone"]]))
        forecasts()
    said = page(town, "/pilotage/ecoute/")
    assert 'href="/pilotage/tendances/"' in said
    assert "environ 250 contacts" in said
    assert 'href="/pilotage/previsions/"' in said


def test_pages_of_figures_load_no_numpy():
    """Results are JSON: the process that shows them does not grow."""
    loads = (
        "import sys, django; django.setup();"
        "import parvis.web.cockpit.trends.views, parvis.web.cockpit.forecasts.views;"
        "sys.exit('numpy' in sys.modules)"
    )
    asked = [sys.executable, "-c", loads]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    assert subprocess.run(asked, env=environment, check=False).returncode == 0


def test_the_settings_are_written_down(town):
    admin = client(town, "admin")
    given = {"contact_minutes": "12", "school_zone": "C"}
    assert admin.post("/reglages/jours/prevoir/", given).status_code == 302
    with town.open():
        row = Authority.objects.get()
        assert (row.contact_minutes, row.school_zone) == (12, "C")
        entry = Entry.objects.get(action="authority.changed")
        assert entry.data["fields"] == ["contact_minutes", "school_zone"]
        for wrong in ({"contact_minutes": 0}, {"school_zone": "Z"}):
            with pytest.raises(Refusal):
                setup.set_forecasts(
                    **{"contact_minutes": None, "school_zone": "", **wrong}, by=SYSTEM
                )
    assert admin.post("/reglages/jours/prevoir/", {"contact_minutes": "0"}).status_code == 422
    assert "Pour prévoir" in admin.get("/reglages/jours/").content.decode()
    assert client(town).post("/reglages/jours/prevoir/", given).status_code == 403
