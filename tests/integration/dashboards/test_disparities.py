"""Districts compared on the cases' own rows, and the page that says so."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from parvis.authorities.models import District
from parvis.authorities.queries import calendar
from parvis.flows.compare_districts import horizon
from parvis.foundation.calendars import WorkingCalendar, working_days_between
from parvis.foundation.clock import today
from parvis.foundation.db.remember import forget
from parvis.inform.dashboards import comparable
from parvis.inform.dashboards.indicators import Span, named_span
from parvis.inform.dashboards.models import CountedCase
from parvis.inform.dashboards.rebuilding import rebuild
from parvis.journal.rules import SYSTEM
from parvis.understand.disparities.figures import Comparison, Measure, Verdict
from parvis.understand.disparities.stored import COMPARISON
from parvis.understand.studies import operations, queries
from parvis.understand.studies.models import Study
from tests.factories import agent, log_in, report, small_town
from tests.factories.districts import a_year, six_districts
from tests.factories.stored_studies import worked_out
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def town() -> Town:
    """Six districts: Les Moulins waits twice as long, Le Port says a third."""
    made = small_town()
    with made.open():
        bourg, gare, moulins, port, beauregard, plaine = six_districts(made)
        for district in (bourg, gare, beauregard, plaine):
            a_year(made, district, 240)
        a_year(made, moulins, 240, waits=13)
        a_year(made, port, 80)
    return made


def year() -> Span:
    return named_span("year", today(calendar().zone))


def compared(town: Town, **asked: str) -> Comparison:
    """The districts compared, as a night does it."""
    return COMPARISON.from_json(worked_out(town, "disparities", asked).result["found"])


def client(town: Town, role: str = "director", **fields) -> Client:
    with town.open():
        someone = agent(town, role, **fields)
    forget()
    return log_in(Client(), town, someone)


def page(town: Town, query: str = "", role: str = "director", **fields) -> str:
    answer = client(town, role, **fields).get(f"/pilotage/ecarts/{query}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_lines_are_a_recount_of_the_rows(town):
    with town.open():
        day, span = today(calendar().zone), year()
        came, ended = comparable.came(span, day, calendar()), comparable.ended(span)
        rows = list(CountedCase.objects.all())
        assert came.many.sum() == len(rows)
        assert ended.many.sum() == sum(row.closed_on is not None for row in rows)
        waited = sum(
            working_days_between(row.received_on, row.closed_on or day, calendar()) for row in rows
        )
        assert (came.waited * came.many).sum() == waited
        assert (came.is_open * came.many).sum() == sum(row.closed_on is None for row in rows)
        assert (ended.is_declined * ended.many).sum() == sum(row.unfounded for row in rows)
        assert (ended.many * (ended.opinion == 1)).sum() == sum(row.score == 5 for row in rows)
        assert set(came.district) == set(District.objects.values_list("pk", flat=True))
        assert came.week.min() >= 0
        assert came.week.max() <= 52


def test_what_stands_apart_is_found(town):
    with town.open():
        names = dict(District.objects.values_list("pk", "name"))
    found = compared(town)
    assert {(names[one.district], one.measure, one.verdict) for one in found.found} == {
        ("Les Moulins", Measure.DELAY, Verdict.MORE),
        ("Le Port", Measure.RATE, Verdict.LESS),
    }
    assert [names[one.district] for one in found.silences] == ["Le Port"]


def test_closed_departments_are_left_out_for_everybody(town):
    with town.open(compartments=(town.social.pk,)):
        a_year(town, town.first, 200, waits=40, lock=town.social.pk)
        forget()
        assert CountedCase.objects.filter(department_lock=town.social.pk).count() == 200
        came = comparable.came(year(), today(calendar().zone), calendar())
        here = came.many[came.district == town.first.pk].sum()
    assert here == 240
    compared(town)
    said = page(town, compartments=(town.social.pk,))
    assert "Les demandes des directions cloisonnées ne sont pas comptées du tout." in said


def test_districts_no_longer_drawn_are_no_longer_compared(town):
    with town.open():
        District.objects.filter(pk=town.second.pk).update(is_open=False)
    forget()
    found = compared(town)
    assert town.second.pk not in {one.district for one in found.figures}
    assert found.placeless == 240
    assert "240 demandes sans lieu dans un quartier ne sont pas comptées." in page(town)


def test_the_horizon_is_what_the_last_season_can_be_followed_for():
    day = datetime(2026, 11, 18, tzinfo=ZoneInfo("Europe/Paris")).date()
    office = WorkingCalendar()
    assert horizon(named_span("year", day), day, office) == horizon(
        named_span("quarter", day), day, office
    )
    assert 45 <= horizon(named_span("year", day), day, office) <= 53
    assert horizon(Span(day, day), day, office) == 0
    long_ago = Span(day - timedelta(400), day - timedelta(300))
    assert horizon(long_ago, day, office) == 60


def test_the_page_says_its_finding_first(town):
    compared(town)
    said = page(town)
    assert "Le Port : moins de demandes qu’autant d’habitants" in said.split("</h1>")[0]
    assert "il manque 6" in said
    assert "Délai, en jours ouvrés : 1 quartier à part" in said
    said = page(town, "?mesure=delai")
    assert "Les Moulins : les demandes attendent plus longtemps" in said.split("</h1>")[0]
    assert "Le Port" in said.split("<tbody>")[1]
    quiet = page(town, "?mesure=sans-suite")
    assert "Aucun quartier ne se distingue" in quiet.split("</h1>")[0]


def test_the_map_tints_apart_what_stands_apart_alone(town):
    compared(town)
    drawn = page(town, "?mesure=delai").split('<section class="panel">')[1].split("</section>")[0]
    assert drawn.count("ne se distingue pas") >= 5
    assert "Les Moulins : " in drawn
    assert "Les Moulins : ne se" not in drawn


def test_the_table_is_sorted_by_its_address(town):
    compared(town)

    def names(order: str) -> list[str]:
        rows = page(town, f"?tri={order}").split("<tbody>")[1].split('<th scope="row">')[1:]
        return [row.split("<")[0] for row in rows]

    assert names("nom") == sorted(names("nom"))
    assert names("ecart")[-1] == names("nombre")[-1] == "Le Port"
    assert 'aria-sort="ascending"' in page(town, "?tri=nom")


def test_a_figure_opens_its_requests(town):
    compared(town)
    said = page(town)
    door = f"quartier={town.first.pk}&amp;vue=all&amp;quoi=toutes&amp;du="
    assert f"/agents/?{door}" in said
    assert f"/pilotage/demandes/?{door}" in page(town, role="elected")


def test_of_fewer_than_five_requests_nothing_is_shown(town):
    with town.open():
        CountedCase.objects.filter(district_id=town.first.pk).delete()
        a_year(town, town.first, 4)
    compared(town)
    row = page(town, "?mesure=delai").split(">Le Bourg<")[-1].split("</tr>")[0]
    assert "moins de 5" in row
    assert "<a" not in row
    assert "trop peu pour conclure" in row


def test_where_inhabitants_are_not_known_no_rate_is_claimed(town):
    with town.open():
        District.objects.filter(pk=town.first.pk).update(population=0)
    forget()
    compared(town)
    said = page(town)
    assert "Habitants non renseignés pour Le Bourg : aucun taux n’y est donné." in said
    assert "habitants non renseignés" in said.split(">Le Bourg<")[-1].split("</tr>")[0]
    with town.open():
        District.objects.update(population=0)
    forget()
    compared(town)
    assert "rien n’est dit par habitant" in page(town).split("</h1>")[0]


def test_whatever_an_address_asks_the_page_answers(town):
    compared(town)
    for query in ("?mesure=x&tri=y&periode=z", "?periode=libre&du=x&au=y", "?periode=semaine"):
        said = page(town, query)
        assert "52 semaines" in said
        assert "Le Port : moins de demandes" in said


def test_an_empty_town_has_a_page():
    made = small_town()
    compared(made)
    assert "trop peu de demandes" in page(made)


def test_another_period_is_worked_out_when_it_is_asked_for(town):
    compared(town)
    lead, address = client(town), "?periode=mois&mesure=delai&tri=ecart"
    said = lead.get(f"/pilotage/ecarts/{address}").content.decode()
    assert "Pas encore calculé pour ce choix" in said
    assert "Le Port" not in said
    assert lead.get(f"/pilotage/ecarts/refaire/{address}").status_code == 405
    answer = lead.post(f"/pilotage/ecarts/refaire/{address}")
    assert answer.url == f"/pilotage/ecarts/{address}"
    said = lead.get(answer.url).content.decode()
    assert "Calcul en cours" in said
    # Without a script one looks again by oneself.
    assert '<a href="?periode=mois&amp;mesure=delai&amp;tri=ecart">Voir où il en est</a>' in said
    with town.open():
        assert queries.under_way("disparities", {"period": "month"}) is not None
    worked_out(town, "disparities", {"period": "month"})
    inside = lead.get(f"/pilotage/ecarts/vif/{address}").content.decode()
    assert "Calculé le" in inside
    assert "Calcul en cours" not in inside
    assert "trop peu pour conclure" in inside


def test_the_page_shows_what_was_kept_and_the_days_that_it_looked_at(town):
    compared(town)
    with town.open():
        CountedCase.objects.all().delete()
        Study.objects.update(result=moved(Study.objects.get().result, days=3))
        span = year()
    said = page(town)
    assert "Le Port : moins de demandes" in said.split("</h1>")[0]
    before = span.until - timedelta(3)
    assert f"au={before.isoformat()}" in said
    assert f'name="au" value="{span.until.isoformat()}"' in said


def moved(result: dict, days: int) -> dict:
    """A result as it was some nights ago."""
    back = {
        name: (date.fromisoformat(result[name]) - timedelta(days)).isoformat()
        for name in ("since", "until")
    }
    return {**result, **back}


def test_what_another_version_kept_is_as_if_it_were_not_there(town):
    compared(town)
    with town.open():
        Study.objects.update(versions={"disparities": "0"}, result={"old": True})
    assert "Rien n’a encore été calculé" in page(town)
    assert client(town).get("/pilotage/ecarts/donnees.csv").status_code == 404


def test_a_failed_attempt_is_said(town):
    compared(town)
    with town.open():
        row = operations.ask(code="disparities", asked={}, by=SYSTEM)
        operations.fail(study=row.pk, problem="ended")
    said = page(town)
    assert "Le dernier calcul n’a pas abouti : voici les chiffres d’avant." in said
    assert "Le Port : moins de demandes" in said


def test_few_statements(town, django_assert_max_num_queries):
    compared(town)
    lead = client(town)
    lead.get("/pilotage/ecarts/")
    with django_assert_max_num_queries(12):
        lead.get("/pilotage/ecarts/")


def test_the_sheet_has_every_measure(town):
    compared(town)
    answer = client(town).get("/pilotage/ecarts/donnees.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1 + 4 * 6
    assert {len(row) for row in rows} == {12}
    assert client(town, "elected").get("/pilotage/ecarts/donnees.csv").status_code == 403


def test_the_listening_page_says_what_stands_apart_most(town):
    compared(town)
    said = client(town).get("/pilotage/ecoute/").content.decode()
    assert "Les Moulins" in said or "Le Port" in said


def test_the_districts_page_leads_to_the_gaps(town):
    with town.open():
        report(town, "hole")
        rebuild(calendar().zone)
        someone = agent(town, "director")
    forget()
    answer = log_in(Client(), town, someone).get("/pilotage/par/quartier/")
    assert 'href="/pilotage/ecarts/"' in answer.content.decode()
