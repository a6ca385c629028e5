"""`parvis import dansmarue`, as a person runs it: what is told, where every error is written."""

import csv
import json

import pytest

from parvis.authorities.queries import authority_of_host
from parvis.capture.reports.models import Report
from parvis.commands import bad_lines
from parvis.commands.main import main
from parvis.foundation.db.scope import acting_for
from parvis.people.models import AccountLink, Agent

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HEADER = "id_dmr,numero,type,soustype,adresse,date,prefixe,intervenant,lon,lat\n"
GOOD = "A{n},1,Propreté,Déchets divers,1 rue A,2024-03-01,Android,DPE,1.005,47.005\n"
NO_DATE = "B{n},1,Propreté,Déchets divers,1 rue A,hier,Android,DPE,1.005,47.005\n"


@pytest.fixture
def files(tmp_path):
    ring = [[1, 47], [1.01, 47], [1.01, 47.01], [1, 47]]
    districts = tmp_path / "districts.geojson"
    feature = {
        "type": "Feature",
        "properties": {"l_qu": "Essai", "c_quinsee": 1},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    districts.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return tmp_path / "reports.csv", districts


def run(files, *more):
    host = f"{files[0].parent.name}.localhost"
    words = ["import", "dansmarue", str(files[0]), "--districts", str(files[1]), "--host", host]
    return main([*words, *more]), host


def mixed(good: int, bad: int) -> str:
    lines = [GOOD.format(n=n) for n in range(good)] + [NO_DATE.format(n=n) for n in range(bad)]
    return HEADER + "".join(lines)


def listed(path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1:]


def test_every_line_in_error_is_written_beside_the_file(files, capsys):
    files[0].write_text(mixed(good=2, bad=25))
    code, host = run(files)
    told = capsys.readouterr().out
    assert code == 0
    assert told.count("date illisible") == bad_lines.SHOWN
    rows = listed(files[0].with_name("reports.errors.csv"))
    assert [row[0] for row in rows] == [str(line) for line in range(4, 29)]
    assert {row[1] for row in rows} == {"date illisible"}
    assert "reports.errors.csv" in told.replace("\n", "")
    with acting_for(authority_of_host(host)):
        assert Report.objects.count() == 2


def test_whoever_will_look_at_it_is_invited_once(files, capsys):
    files[0].write_text(mixed(good=1, bad=0))
    code, host = run(files, "--admin-email", "regard@essai.example")
    told = capsys.readouterr().out.replace("\n", " ")
    assert code == 0
    assert f"http://{host}:" in told
    assert "regard@essai.example" in told
    assert run(files, "--admin-email", "regard@essai.example")[0] == 0
    with acting_for(authority_of_host(host)):
        assert [row.roles for row in Agent.objects.all()] == [["admin", "director"]]
        assert AccountLink.objects.count() == 1
    assert run(files, "--admin-email", "personne")[0] == 1


def test_without_an_error_nothing_is_written(files, capsys):
    files[0].write_text(mixed(good=1, bad=0))
    assert run(files)[0] == 0
    assert not files[0].with_name("reports.errors.csv").exists()
    assert ".errors.csv" not in capsys.readouterr().out


def test_they_are_written_where_one_says(files, tmp_path):
    files[0].write_text(mixed(good=1, bad=1))
    assert run(files, "--errors", str(tmp_path / "ici.csv"))[0] == 0
    assert len(listed(tmp_path / "ici.csv")) == 1


def test_where_nothing_can_be_written_they_go_to_the_data_folder(files, tmp_path, monkeypatch):
    files[0].write_text(mixed(good=1, bad=1))
    monkeypatch.setattr(bad_lines, "data_folder", lambda: tmp_path / "var")
    assert run(files, "--errors", str(tmp_path / "nowhere" / "e.csv"))[0] == 0
    assert len(listed(tmp_path / "var" / "imports" / "e.csv")) == 1


def test_a_second_run_takes_nothing_twice_and_says_so(files, capsys):
    files[0].write_text(mixed(good=3, bad=0))
    run(files)
    capsys.readouterr()
    code, host = run(files)
    assert code == 0
    assert "3" in capsys.readouterr().out
    with acting_for(authority_of_host(host)):
        assert Report.objects.count() == 3


def test_a_file_of_another_kind_is_told(files, capsys):
    files[0].write_text("nom;prenom\nA;B\n")
    assert run(files)[0] == 1
    assert capsys.readouterr().out.strip()
