"""Paris's reports as published: the real file goes in whole; bad lines are told; a stop is
taken up where it was."""

import json
import os
from pathlib import Path

import pytest

from config.environment import PROJECT
from parvis.act.cases.models import Case
from parvis.adapters.dansmarue import BadLine, NotDansMaRue, count_lines, read
from parvis.capture.reports.models import Report
from parvis.flows.import_dansmarue import import_reports, prepare_authority
from parvis.flows.rebuild import rebuild_projections
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards.models import DailyCount
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.catalogue.queries import for_residents

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


def test_the_real_file_goes_in_whole():
    reports = REAL / "reports" / "paris_dansmarue.csv.gz"
    districts = REAL / "geo" / "paris_quartiers.geojson"
    if not reports.is_file():
        pytest.skip(f"the published reports are not there ({reports.name}): set PARVIS_REAL_DATA")
    authority = prepare_authority(
        name="Paris, données publiées", host="paris-test.localhost", districts=districts
    )
    outcome = import_reports(authority, reports)
    rebuild_projections(authority)
    assert outcome.errors == []
    assert outcome.written == count_lines(reports) == 36_341
    with acting_for(authority):
        assert Case.objects.count() == 36_341
        assert Case.objects.filter(district__isnull=True).count() < 400
        counted = DailyCount.objects.filter(dimension="all")
        assert sum(row.received for row in counted) == 36_341
        assert ServiceType.objects.filter(is_for_agents=True).count() == 130
