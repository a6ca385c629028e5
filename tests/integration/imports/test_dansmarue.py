"""Paris's reports as published: the real file goes in whole; bad lines are told; a stop is
taken up where it was."""

import json
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config.environment import PROJECT
from parvis.act.cases.models import Case
from parvis.adapters.dansmarue import BadLine, NotDansMaRue, count_lines, read
from parvis.authorities.models import District
from parvis.capture.reports.models import Report
from parvis.flows.import_dansmarue import appoint, import_reports, prepare_authority
from parvis.flows.rebuild import rebuild_projections
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards.models import DailyCount
from parvis.inform.public_map.models import PublicPoint
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.catalogue.queries import for_residents
from parvis.people.models import Agent
from tests.factories.sessions import session_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

REAL = Path(os.environ.get("PARVIS_REAL_DATA", PROJECT.parent / "shared" / "data"))
HEADER = "id_dmr,numero,type,soustype,adresse,date,prefixe,intervenant,lon,lat\n"
LINES = [
    "A1,1,Propreté,Déchets divers,1 rue A,2024-03-01,Android,DPE-STPP,1.005,47.005\n",
    "A2,2,Propreté,Déchets divers,2 rue A,2024-03-02,Back Office,DPE-STPP,1.006,47.005\n",
    "A3,3,Éclairage,Lampe éteinte,3 rue A,2024-03-02,Android,Ramen,1.007,47.005\n",
]


@pytest.fixture
def files(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[1, 47], [1.01, 47], [1.01, 47.01], [1, 47]]]}
    districts = tmp_path / "districts.geojson"
    districts.write_text(
        json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"l_qu": "Essai", "c_quinsee": 1},
             "geometry": square}]})
    )  # fmt: skip
    reports = tmp_path / "reports.csv"
    reports.write_text(HEADER + "".join(LINES))
    return reports, districts, f"{tmp_path.name}.localhost"


def of_kinds(first: str, kinds: list[str], *, team: str) -> str:
    """A file as published, with a line for each kind under the same first one."""
    return HEADER + "".join(
        f'{n},{n},{first},"{kind}",1 rue A,2024-03-01,Android,{team},1.005,47.005\n'
        for n, kind in enumerate(kinds)
    )


def town(files) -> int:
    return prepare_authority(name="Essai", host=files[2], districts=files[1])


def test_lines_become_reports_with_their_cases(files):
    authority = town(files)
    outcome = import_reports(authority, files[0])
    assert (outcome.written, outcome.known, outcome.errors) == (3, 0, [])
    with acting_for(authority):
        cases = list(Case.objects.select_related("team", "department", "service_type__group"))
        assert {case.team.name for case in cases} == {"DPE-STPP", "Ramen"}
        departments = {case.department.name for case in cases}
        assert departments == {"Propreté et eau"}
        assert {case.service_type.group.code for case in cases} == {"proprete", "eclairage"}
        assert {str(case.received_at.date()) for case in cases} == {"2024-03-01", "2024-03-02"}
        assert all(case.state == "received" for case in cases)


def test_no_case_of_the_file_is_late_and_what_is_reported_now_has_a_sound_promise(files):
    authority = town(files)
    import_reports(authority, files[0])
    with acting_for(authority):
        assert not Case.objects.filter(due_at__lt=now()).exists()
        versions = {row.current.promised_days for row in ServiceType.objects.all()}
        assert versions == {10}, "ten working days, the catalogue's usual"


def test_no_place_is_public_to_the_metre(files):
    authority = town(files)
    import_reports(authority, files[0])
    rebuild_projections(authority)
    with acting_for(authority):
        assert all(row.current.public_precision >= 50 for row in ServiceType.objects.all())
        shown = list(PublicPoint.objects.values_list("lon", "lat"))
        exact = list(Report.objects.values_list("lon", "lat"))
    assert len(shown) == len(exact) == 3
    assert not set(shown) & set(exact)


def test_names_are_those_that_residents_read(files):
    long = "Affiches, autocollants ou graffitis sur un mobilier de la ville"
    kinds = [
        "[] Présence de cartouche U2",
        f"{long} : [réservé agents DPE] panneau",
        f"{long} : [] banc",
    ]
    files[0].write_text(of_kinds("Tags", kinds, team="DOTT_velo"))
    authority = town(files)
    import_reports(authority, files[0])
    with acting_for(authority):
        assert sorted(Case.objects.values_list("title", flat=True)) == [
            f"{long}\N{NO-BREAK SPACE}: banc",
            f"{long}\N{NO-BREAK SPACE}: panneau",
            "Présence de cartouche",
        ]
        case = Case.objects.select_related("team", "department").first()
        assert case.team.name == "DOTT velo"
        assert case.department.name == "Opérateurs et concessionnaires"


def test_what_each_line_keeps_to_agents_is_theirs_alone(files):
    kinds = [
        "[réservé agents DPE] Affiches",
        "[] Affiches",
        "[] Patrouille propreté",
        "[] Deux-roues gênant U2",
        "Deux-roues gênant",
        "Pied d’arbre : [Réservé DPE] grille",
        "Pied d’arbre : racines",
        "[Pour envoi à Haropa] Berges",
    ]
    files[0].write_text(of_kinds("Rue", kinds, team="DPE"))
    authority = town(files)
    import_reports(authority, files[0])
    with acting_for(authority):
        kept = ServiceType.objects.filter(is_for_agents=True).select_related("current")
        assert {row.current.name["fr"] for row in kept} == {
            "Affiches", "Patrouille propreté", "Grille"
        }  # fmt: skip
        assert Case.objects.count() == len(kinds)
        found = {row.current.name["fr"] for row in for_residents().services.values()}
        assert found == {"Deux-roues gênant", "Pied d’arbre", "Racines", "Berges"}


def test_a_second_run_writes_nothing_twice(files):
    authority = town(files)
    import_reports(authority, files[0])
    again = import_reports(town(files), files[0])
    assert (again.written, again.known) == (0, 3)


def test_a_stop_is_taken_up_where_it_was(files):
    authority = town(files)
    whole = files[0].read_text()
    files[0].write_text(HEADER + LINES[0])
    import_reports(authority, files[0])
    files[0].write_text(whole)
    rest = import_reports(authority, files[0])
    assert (rest.written, rest.known) == (2, 1)


def test_bad_lines_are_told_and_the_rest_goes_in(files):
    with files[0].open("a") as file:
        file.write(",4,Propreté,x,,2024-03-01,Android,DPE,1,47\n")
        file.write("A5,5,Propreté,x,,someday,Android,DPE,1,47\n")
        file.write("A6,6,Propreté,x,,2024-03-01,Android,DPE,here,47\n")
    outcome = import_reports(town(files), files[0])
    assert outcome.written == 3
    assert outcome.errors == [BadLine(5, "no_id"), BadLine(6, "bad_date"), BadLine(7, "bad_place")]


def test_a_repeated_line_is_one_report(files):
    with files[0].open("a") as file:
        file.write(LINES[0])
    authority = town(files)
    import_reports(authority, files[0])
    with acting_for(authority):
        assert Report.objects.count() == 3


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,age\nx,1\n")
    with pytest.raises(NotDansMaRue, match="id_dmr"):
        list(read(path))


@pytest.mark.long
def test_the_real_file_goes_in_whole_and_is_looked_at():
    reports = REAL / "reports" / "paris_dansmarue.csv.gz"
    districts = REAL / "geo" / "paris_quartiers.geojson"
    if not reports.is_file():
        pytest.skip(f"the published reports are not there ({reports.name}): set PARVIS_REAL_DATA")
    host = "paris-test.localhost"
    authority = prepare_authority(
        name="Paris, données publiées", host=host, districts=districts
    )  # fmt: skip
    appoint(authority, email="regard@essai.example", origin=f"http://{host}")
    outcome = import_reports(authority, reports)
    rebuild_projections(authority)
    assert outcome.errors == []
    assert outcome.written == count_lines(reports) == 36_341
    with acting_for(authority):
        assert District.objects.count() == 80
        assert Case.objects.count() == 36_341
        assert Case.objects.filter(district__isnull=True).count() < 400
        counted = DailyCount.objects.filter(dimension="all")
        assert sum(row.received for row in counted) == 36_341
        assert ServiceType.objects.filter(is_for_agents=True).count() == 130
        # Whoever looks at it came in by their letter: no other session than theirs.
        session = session_of(Agent.objects.get())
    inside = Client(headers={"host": host})
    inside.cookies[settings.SESSION_COOKIE_NAME] = session
    look_at_the_portal(Client(headers={"host": host}))
    look_at_the_desk(inside, authority)
    look_at_the_cockpit(inside)


def look_at_the_portal(resident: Client) -> None:
    assert resident.get("/").status_code == 200
    assert resident.get("/carte/").status_code == 200
    far = resident.get("/carte/points.json?bbox=2.2,48.8,2.5,48.95&zoom=10&etat=tous").json()
    assert len(far["districts"]) == 80
    assert sum(one["count"] for one in far["districts"]) > 30_000
    near = resident.get("/carte/points.json?bbox=2.35,48.85,2.352,48.852&zoom=17&etat=tous").json()
    assert near["features"]
    listed = resident.get("/signalements/?etat=tous")
    assert listed.status_code == 200
    assert listed.content.decode().count('href="/signalements/DMR') >= 10


def look_at_the_desk(inside: Client, authority: int) -> None:
    queue = inside.get("/agents/?vue=all")
    assert queue.status_code == 200
    found = re.search(r'href="(/agents/demandes/(\d+)/)', queue.content.decode())
    assert found
    case = inside.get(found[1])
    assert case.status_code == 200
    with acting_for(authority):
        assert Case.objects.get(pk=found[2]).reference in case.content.decode()
    assert "queue__item" not in inside.get("/agents/?vue=late").content.decode()


def look_at_the_cockpit(inside: Client) -> None:
    assert inside.get("/pilotage/").status_code == 200
    year = inside.get("/pilotage/?periode=libre&du=2023-07-01&au=2024-09-30").content.decode()
    figures = dict(re.findall(r'data-figure="(\w+)">([^<]*)<', year))
    assert re.sub(r"\s", "", figures["received"]) == "36341"
    assert re.sub(r"\s", "", figures["late"]) == "0"
    sheet = inside.get("/pilotage/donnees/quartier.csv?periode=libre&du=2023-07-01&au=2024-09-30")
    assert len(b"".join(sheet).decode().strip().splitlines()) >= 81
