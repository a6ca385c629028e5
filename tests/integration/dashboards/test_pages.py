"""The cockpit's pages, doors and CSV, as the application serves them."""

import csv
import io
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client

from parvis.act.cases.models import Case
from parvis.authorities.models import District, Team
from parvis.authorities.queries import calendar
from parvis.capture.reports.models import Report
from parvis.flows.follow_journal import follow_to_end
from parvis.foundation.clock import at, now
from parvis.foundation.db.remember import forget
from parvis.inform.dashboards.rebuilding import rebuild
from parvis.offer.catalogue.models import ServiceType
from tests.factories import agent, log_in, report, small_town
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def town() -> Town:
    """Fifteen open cases of the roads, five of them late, two of the closed department."""
    made = small_town()
    with made.open(compartments=(made.social.pk,)):
        for place in range(15):
            receipt = report(
                made, "hole" if place % 3 else "lamp", channel="phone" if place < 4 else "web"
            )
            if place < 5:
                Case.objects.filter(pk=receipt.case.pk).update(due_at=now() - timedelta(days=1))
        for _ in range(2):
            report(made, "help", place=None)
        rebuild(calendar().zone)
    forget()
    return made


def as_(town: Town, *roles: str, **fields) -> Client:
    with town.open():
        person = agent(town, *roles, **fields)
    return log_in(Client(), town, person)


def figure(answer, code: str) -> str:
    """A figure of the page, without its spaces."""
    found = re.search(rf'data-figure="{code}">([^<]*)<', answer.content.decode())
    assert found, code
    return re.sub(r"\s", "", found[1])


def test_the_first_page(town):
    answer = as_(town, "lead").get("/pilotage/")
    assert answer.status_code == 200
    assert figure(answer, "received") == "15"
    assert figure(answer, "open") == "15"
    assert figure(answer, "late") == "5"
    assert figure(answer, "median") == "–"
    assert answer.content.decode().count('<h1 class="judgement__first"') == 1
    assert "no-store" in answer["Cache-Control"]


def test_a_closed_department_is_counted_for_those_who_may_see_it(town):
    inside = as_(town, "director", compartments=(town.social.pk,))
    assert figure(inside.get("/pilotage/"), "received") == "17"
    outside = as_(town, "director")
    assert figure(outside.get("/pilotage/"), "received") == "15"
    found = outside.get(f"/pilotage/?direction={town.social.pk}")
    assert figure(found, "received") == "0"


def test_filters_narrow_and_stay_in_every_door(town):
    lead = as_(town, "lead")
    answer = lead.get(f"/pilotage/?canal=phone&service={town.services['lamp'].pk}&periode=mois")
    assert figure(answer, "received") == "2"
    doors = re.findall(r'class="kpi" href="([^"]+)"', answer.content.decode())
    assert len(doors) == 10
    for door in doors:
        query = parse_qs(urlsplit(door.replace("&amp;", "&")).query)
        assert query["canal"] == ["phone"]
        assert query["service"] == [str(town.services["lamp"].pk)]
        assert lead.get(door.replace("&amp;", "&")).status_code == 200


def test_a_door_opens_on_the_cases_that_its_figure_counts(town):
    lead = as_(town, "lead")
    page = lead.get("/pilotage/").content.decode()
    doors = dict(re.findall(r'class="kpi" href="([^"]+)".*?data-figure="(\w+)"', page, re.DOTALL))
    for door, code in doors.items():
        expected = {"received": 15, "open": 15, "late": 5}.get(code)
        if expected is not None:
            answer = lead.get(door.replace("&amp;", "&"))
            assert answer.context["shown"] == str(expected), code


def test_who_may_not_read_cases_finds_a_list_without_anybody_in_it(town):
    elected = as_(town, "elected")
    page = elected.get("/pilotage/").content.decode()
    assert "/agents/?" not in page
    assert ".csv" not in page
    doors = dict(re.findall(r'class="kpi" href="([^"]+)".*?data-figure="(\w+)"', page, re.DOTALL))
    counted = {code: elected.get(door.replace("&amp;", "&")) for door, code in doors.items()}
    for code, expected in {"received": 15, "open": 15, "late": 5}.items():
        assert counted[code].context["title"] == f"{expected} demandes", code
        assert len(counted[code].context["lines"]) == expected
    with town.open():
        said = Report.objects.exclude(words="").first()
        case = Case.objects.get(report=said)
        Case.objects.update(address="3 rue des Secrets")
    listed = elected.get("/pilotage/demandes/?vue=all&quoi=toutes").content.decode()
    assert case.reference in listed
    assert said.words not in listed
    assert "rue des Secrets" not in listed
    assert "/agents/demandes/" not in listed


def test_the_list_looks_for_nobody_and_shows_no_closed_department(town):
    elected = as_(town, "elected")
    every = "/pilotage/demandes/?vue=all&quoi=toutes"
    whole = elected.get(every).context["title"]
    for asked in ("q=rue+des+secrets", "agent=1", "nouvelles=1", "vue=mine"):
        assert elected.get(f"{every}&{asked}").context["title"] == whole, asked
    inside = as_(town, "elected", compartments=(town.social.pk,)).get(every)
    assert inside.context["title"] != whole


def test_the_list_goes_on_fifty_at_a_time(town):
    with town.open():
        for _ in range(40):
            report(town, "hole")
    elected = as_(town, "elected")
    first = elected.get("/pilotage/demandes/?vue=all&quoi=toutes")
    assert len(first.context["lines"]) == 50
    rest = elected.get(f"/pilotage/demandes/{first.context['next']}")
    assert rest.context["lines"]
    assert not {one.reference for one in rest.context["lines"]} & {
        one.reference for one in first.context["lines"]
    }


@pytest.mark.parametrize("roles", [("handler",), ("field",), ("dpo",), ("counter",)])
def test_it_is_closed_to_others(town, roles):
    assert as_(town, *roles).get("/pilotage/").status_code == 403


@pytest.mark.parametrize("path", ["donnees/service.csv", "donnees/temps.csv", "demandes.csv"])
def test_an_elected_official_exports_nothing(town, path):
    assert as_(town, "elected").get(f"/pilotage/{path}").status_code == 403


@pytest.mark.parametrize("name", ["service", "quartier", "direction", "equipe", "canal"])
def test_each_dimension_has_its_page_and_its_csv(town, name):
    lead = as_(town, "lead")
    for path in ("", "vif/"):
        assert "Reçues" in lead.get(f"/pilotage/par/{name}/{path}").content.decode()
    rows = sheet(lead.get(f"/pilotage/donnees/{name}.csv"))
    assert sum(int(row[1]) for row in rows[1:]) == 15


def test_every_line_has_its_table_over_time(town):
    lead = as_(town, "lead")
    for path in ("", "vif/"):
        answer = lead.get(f"/pilotage/par/temps/{path}")
        assert answer.status_code == 200
        page = answer.content.decode()
        for head in ("À temps", "Délai médian", "Satisfaits", "Rouvertes", "Sans suite"):
            assert f">{head}</th>" in page, head
    rows = sheet(lead.get("/pilotage/donnees/temps.csv"))
    assert sum(int(row[2]) for row in rows[1:]) == 15
    assert rows[0][7:] == [
        "Réponses", "Satisfaits", "Satisfaits (%)", "Marge (points)", "Rouvertes",
        "Classées sans suite",
    ]  # fmt: skip
    assert "/pilotage/par/temps/" in lead.get("/pilotage/").content.decode()


def sheet(answer) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_districts_are_counted_by_inhabitants(town):
    rows = sheet(as_(town, "lead").get("/pilotage/donnees/quartier.csv"))
    by_name = {row[0]: row for row in rows[1:]}
    # 15 requests of 2,500 inhabitants; nothing in the other district, which is there all the same.
    assert by_name["Le Bourg"][3] == "6"
    assert by_name["La Gare"][1] == "0"


def test_every_case_leaves_as_csv_without_words_or_persons(town):
    lead = as_(town, "lead")
    rows = sheet(lead.get("/pilotage/demandes.csv?canal=phone"))
    assert len(rows) == 1 + 4
    with town.open():
        known = set(Case.objects.filter(channel="phone").values_list("reference", flat=True))
    assert {row[0] for row in rows[1:]} == known
    assert not any("trou profond" in cell for row in rows for cell in row)
    assert len(sheet(lead.get("/pilotage/demandes.csv"))) == 1 + 15


def test_a_name_that_looks_like_a_formula_is_not_run(town):
    from parvis.web.cockpit import sheets

    pieces = b"".join(sheets.answer([["=1+1", "-3", 2.50, None, -3]], "essai").streaming_content)
    assert pieces.decode("utf-8-sig").strip() == "'=1+1;'-3;2,5;;'-3"


def test_no_name_in_the_cases_csv_is_run_as_a_formula(town):
    with town.open(compartments=(town.social.pk,)):
        Team.objects.all().update(name="=1;+1")
        Case.objects.filter(channel="phone").update(reference=Concat(Value("@"), "reference"))
    forget()
    rows = sheet(as_(town, "lead").get("/pilotage/demandes.csv"))
    assert {row[8] for row in rows[1:]} == {"'=1;+1"}
    assert sum(row[0].startswith("'@") for row in rows) == 4
    assert not any(cell[:1] in "=+@" for row in rows for cell in row if cell)


def test_a_case_of_a_closed_service_is_named_by_its_number(town):
    lamp = town.services["lamp"].pk
    with town.open():
        ServiceType.objects.filter(pk=lamp).update(is_open=False)
    forget()
    rows = sheet(as_(town, "lead").get(f"/pilotage/demandes.csv?service={lamp}"))
    assert {row[5] for row in rows[1:]} == {f"Service fermé n°\N{NO-BREAK SPACE}{lamp}"}


def test_what_an_address_cannot_mean_is_left_out(town):
    lead = as_(town, "lead")
    for query in ("periode=siecle", "du=hier&au=demain&periode=libre", "quartier=x&canal=pigeon",
                  "periode=libre&du=2026-11-10&au=2020-01-01", "groupe=999999"):  # fmt: skip
        assert lead.get(f"/pilotage/?{query}").status_code == 200, query
    assert lead.get("/pilotage/par/humeur/").status_code == 404
    assert lead.get("/pilotage/donnees/humeur.csv").status_code == 404


def test_dates_of_one_s_own(town):
    lead = as_(town, "lead")
    today = now().astimezone(zone()).date()
    yesterday = today - timedelta(1)
    own = f"/pilotage/?periode=libre&du={yesterday}&au="
    assert figure(lead.get(f"{own}{yesterday}"), "received") == "0"
    assert figure(lead.get(f"{own}{today}"), "received") == "15"


def zone():
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Paris")


def test_the_living_part_says_the_same(town):
    lead = as_(town, "lead")
    assert figure(lead.get("/pilotage/vif/?canal=phone"), "received") == "4"
    assert "<html" not in lead.get("/pilotage/vif/").content.decode()


def test_an_empty_town_says_so():
    town = small_town()
    answer = as_(town, "lead").get("/pilotage/")
    assert answer.status_code == 200
    assert "Aucune demande pour l’instant" in answer.content.decode()


def test_where_all_is_old_it_leads_to_what_came_last(town):
    lead = as_(town, "lead")
    assert "La dernière demande" not in lead.get("/pilotage/").content.decode()
    with at(now() + timedelta(days=400)):
        lead = as_(town, "lead")
        page = lead.get("/pilotage/").content.decode()
        assert "La dernière demande date du" in page
        way = unescape(re.search(r'href="(\?periode=libre[^"]+)"', page)[1])
        there = lead.get(f"/pilotage/{way}")
    assert figure(there, "received") == "15"
    assert "La dernière demande" not in there.content.decode()


def test_where_nobody_is_counted_the_map_shows_what_came(town):
    lead = as_(town, "lead")
    assert "habitants, par quartier" in lead.get("/pilotage/").content.decode()
    with town.open():
        District.objects.update(population=0)
    forget()
    page = lead.get("/pilotage/").content.decode()
    assert "Demandes par quartier" in page
    assert "habitants, par quartier" not in page


def test_figures_say_whether_they_are_up_to_date(town):
    lead = as_(town, "lead")
    follow_to_end()
    assert "À jour" in lead.get("/pilotage/fraicheur/").content.decode()
    with town.open():
        report(town)
    # Nobody reads the journal meanwhile.
    with at(now() + timedelta(minutes=3)):
        assert "en retard de 3 minutes" in lead.get("/pilotage/fraicheur/").content.decode()


def test_few_statements(town, django_assert_max_num_queries):
    lead = as_(town, "lead")
    lead.get("/pilotage/")
    with django_assert_max_num_queries(14):
        lead.get("/pilotage/")
