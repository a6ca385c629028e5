"""`parvis addresses import`: a town's own addresses, found again without any outside service."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from django.test import Client

from parvis.adapters import ban
from parvis.authorities.gazetteer import LocalGazetteer
from parvis.authorities.models import Address, Authority, District, Street
from parvis.authorities.queries import forget_hosts
from parvis.commands.main import main
from parvis.flows.import_addresses import import_addresses
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from tests.factories import small_town
from tests.factories.towns import SOUTH, WEST

pytestmark = pytest.mark.django_db(transaction=True)

# The columns of adresse.data.gouv.fr, in their order.
COLUMNS = [
    "id", "id_fantoir", "numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune",
    "code_insee_ancienne_commune", "nom_ancienne_commune", "x", "y", "lon", "lat",
    "type_position", "alias", "nom_ld", "libelle_acheminement", "nom_afnor", "source_position",
    "source_nom_voie", "certification_commune", "cad_parcelles",
]  # fmt: skip
CODE = "31555"


@pytest.fixture
def town():
    forget()
    forget_hosts()
    made = small_town(name="Toulouse")
    with made.open():
        Authority.objects.update(insee_code=CODE)
    forget()
    return made


def line(street, number="", rep="", *, at=0, code=CODE, city="Toulouse", former="", **other):
    known = {
        "numero": str(number), "rep": rep, "nom_voie": street, "code_insee": code,
        "nom_commune": city, "nom_ancienne_commune": former, "code_postal": "31000",
        "lon": f"{WEST + 0.002 + at * 0.0002:.6f}", "lat": f"{SOUTH + 0.005:.6f}",
    }  # fmt: skip
    return known | other


def write(folder, *lines, name="adresses-31.csv.gz", columns=COLUMNS) -> Path:
    path = folder / name
    opened = gzip.open if name.endswith(".gz") else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, columns, delimiter=";", extrasaction="ignore")
        rows.writeheader()
        rows.writerows(lines)
    return path


def bring(town, path, *more) -> int:
    code = main(["addresses", "import", str(path), "--host", town.host, *more])
    forget()
    return code


STREETS = [
    line("Rue des Lois", 1), line("Rue des Lois", 3, at=1), line("Rue des Lois", 3, "bis", at=2),
    line("Avenue du Général Leclerc", 12, at=20),
]  # fmt: skip


def test_addresses_are_found_on_the_portal_with_no_geocoder(town, tmp_path, settings, capsys):
    settings.PARVIS_GEOCODER = ""
    assert bring(town, write(tmp_path, *STREETS)) == 0
    assert "4 " in capsys.readouterr().out
    page = Client(HTTP_HOST=town.host)
    answer = json.loads(page.get("/adresses.json?q=3 bis rue des loi").content)
    assert answer["results"][0]["label"] == "3 bis Rue des Lois"
    with town.open():
        place = LocalGazetteer().search("12 av gal leclerc").places[0]
        assert (place.label, place.citycode) == ("12 Avenue du Général Leclerc", CODE)
        assert Street.objects.get(name="Rue des Lois").district_id == town.first.pk


def test_the_source_and_its_day_are_named_where_an_address_is_typed(town, tmp_path):
    page = Client(HTTP_HOST=town.host)
    begun = page.post("/signaler/", {"service": "hole"})["Location"]
    assert "Base Adresse Nationale" not in page.get(begun).content.decode()
    assert bring(town, write(tmp_path, *STREETS)) == 0
    shown = page.get(begun).content.decode()
    assert "Base Adresse Nationale</a> (Licence Ouverte 2.0), au " in shown


def test_addresses_of_other_communes_are_left_alone(town, tmp_path):
    other = line("Rue de Colomiers", 5, code="31149", city="Colomiers")
    assert bring(town, write(tmp_path, *STREETS, other)) == 0
    with town.open():
        assert set(Street.objects.values_list("citycode", flat=True)) == {CODE}


def test_the_same_file_again_changes_nothing(town, tmp_path, capsys):
    file = write(tmp_path, *STREETS)
    bring(town, file)
    with town.open():
        before = (list(Street.objects.order_by("pk").values()),
                  list(Address.objects.order_by("pk").values()))  # fmt: skip
    capsys.readouterr()
    assert bring(town, file) == 0
    with town.open():
        assert before == (list(Street.objects.order_by("pk").values()),
                          list(Address.objects.order_by("pk").values()))  # fmt: skip
    assert "0 nouvelles, 0 déplacées, 0 parties" in capsys.readouterr().out


def test_what_moved_moves_and_what_the_file_lost_goes(town, tmp_path, capsys):
    bring(town, write(tmp_path, *STREETS))
    with town.open():
        kept = Address.objects.get(number="1").pk
    capsys.readouterr()
    later = [line("Rue des Lois", 1, at=3), line("Rue Neuve", 2, at=9)]
    assert bring(town, write(tmp_path, *later)) == 0
    assert "1 nouvelles, 1 déplacées, 3 parties" in capsys.readouterr().out
    with town.open():
        assert set(Street.objects.values_list("name", flat=True)) == {"Rue des Lois", "Rue Neuve"}
        assert Address.objects.get(number="1").pk == kept
        assert Address.objects.get(number="1").lon == pytest.approx(WEST + 0.002 + 0.0006)
        actions = set(Entry.objects.values_list("action", flat=True))
        assert {"addresses.taken_in", "addresses.taken_away"} <= actions


def test_a_file_of_elsewhere_takes_nothing_away(town, tmp_path, capsys):
    bring(town, write(tmp_path, *STREETS))
    other = line("Rue de Colomiers", 5, code="31149", city="Colomiers")
    assert bring(town, write(tmp_path, other)) == 1
    assert capsys.readouterr().err.strip()
    with town.open():
        assert Address.objects.count() == 4


def test_a_file_of_elsewhere_gives_no_source_to_name(town, tmp_path):
    other = line("Rue de Colomiers", 5, code="31149", city="Colomiers")
    bring(town, write(tmp_path, other))
    with town.open():
        assert Authority.objects.get().addresses_on is None
        assert not Entry.objects.filter(action__startswith="addresses.").exists()


def test_lines_of_a_commune_that_come_apart_are_one_commune(town, tmp_path):
    with town.open():
        Authority.objects.update(members=[CODE, "31149"])
    forget()
    other = line("Rue des Lois", 9, code="31149", city="Colomiers", at=4)
    assert bring(town, write(tmp_path, STREETS[0], other, *STREETS[1:])) == 0
    with town.open():
        assert Address.objects.count() == 5
        labels = [one.label for one in LocalGazetteer().search("9 rue des lois").places]
        assert labels[0] == "9 Rue des Lois, Colomiers"
        named = LocalGazetteer().search("rue des lois colomiers").places
        assert [one.label for one in named] == ["Rue des Lois, Colomiers"]
        assert LocalGazetteer().search("1 rue des lois, Toulouse").places[0].citycode == CODE


def test_two_streets_of_one_name_in_merged_communes(town, tmp_path):
    lines = [line("Rue de l'Église", 1), line("Rue de l'Église", 1, former="Saint-Simon", at=30)]
    assert bring(town, write(tmp_path, *lines)) == 0
    with town.open():
        labels = {one.label for one in LocalGazetteer().search("1 rue de l'eglise").places}
        assert labels == {"1 Rue de l'Église", "1 Rue de l'Église, Saint-Simon"}


def test_a_named_place_without_a_number_is_a_street(town, tmp_path):
    lines = [line("Le Petit Bois", 99_999), line("La Lande", "")]
    assert bring(town, write(tmp_path, *lines)) == 0
    with town.open():
        assert not Address.objects.exists()
        assert LocalGazetteer().search("petit bois").places[0].label == "Le Petit Bois"


def test_lines_in_error_are_told_one_by_one_and_written(town, tmp_path, capsys):
    bad = [
        line("", 1), line("Rue A", "douze"), line("Rue A", 1, lon="", lat=""),
        line("Rue A", 1, lon="nan", lat="47"),
    ]  # fmt: skip
    assert bring(town, write(tmp_path, *bad, *STREETS)) == 0
    told = capsys.readouterr().out
    assert told.count("ligne ") == 4
    with (tmp_path / "adresses-31.errors.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file, delimiter=";")][1:] == ["2", "3", "4", "5"]
    with town.open():
        assert Address.objects.count() == 4


def test_a_town_without_bounds_is_given_those_of_its_addresses(town, tmp_path):
    with town.open():
        Authority.objects.update(bounds=None)
    bring(town, write(tmp_path, *STREETS))
    with town.open():
        west, south, east, north = Authority.objects.get().bounds
        assert west < WEST + 0.002 < east
        assert south < SOUTH + 0.005 < north


def test_bounds_that_are_drawn_stay(town, tmp_path):
    with town.open():
        before = Authority.objects.get().bounds
    bring(town, write(tmp_path, *STREETS))
    with town.open():
        assert Authority.objects.get().bounds == before
        assert District.objects.count() == 2


def test_a_plain_file_is_read_too(town, tmp_path):
    assert bring(town, write(tmp_path, *STREETS, name="adresses-31.csv")) == 0
    with town.open():
        assert Address.objects.count() == 4


def test_a_file_of_another_kind_is_told(town, tmp_path, capsys):
    assert bring(town, write(tmp_path, columns=["nom", "prenom"], name="x.csv")) == 1
    assert "nom_voie" in capsys.readouterr().err
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(b"no gzip at all")
    assert bring(town, broken) == 1
    assert bring(town, tmp_path / "absent.csv.gz") == 1


def test_a_file_damaged_inside_is_told(town, tmp_path, capsys):
    whole = write(tmp_path, *(line(f"Rue {n}", n) for n in range(1, 400)))
    packed = bytearray(whole.read_bytes())
    # A block of a kind that does not exist, right behind the header and the name of the file.
    packed[packed.index(0, 10) + 1] |= 0b110
    whole.write_bytes(packed)
    assert bring(town, whole) == 1
    assert capsys.readouterr().err.strip()


def test_a_file_cut_short_is_told(town, tmp_path, capsys):
    whole = write(tmp_path, *STREETS * 200)
    whole.write_bytes(whole.read_bytes()[:-40])
    assert bring(town, whole) == 1
    assert capsys.readouterr().err.strip()


def test_an_authority_without_a_code_is_told(town, tmp_path, capsys):
    with town.open():
        Authority.objects.update(insee_code="")
    forget()
    assert bring(town, write(tmp_path, *STREETS)) == 1
    assert "INSEE" in capsys.readouterr().err


def test_among_several_authorities_one_must_be_named(town, tmp_path, capsys):
    small_town()
    assert main(["addresses", "import", str(write(tmp_path, *STREETS))]) == 1
    assert "--host" in capsys.readouterr().err
    assert main(["addresses", "import", "x", "--host", "nobody.localhost"]) == 1


def test_the_bar_moves_while_other_communes_pass(town, tmp_path, monkeypatch):
    monkeypatch.setattr(ban, "_TOLD_EVERY", 2)
    others = [line("Rue", n, code="31149") for n in range(1, 9)]
    told = []
    import_addresses(town.authority.pk, write(tmp_path, *others, *STREETS), progress=told.append)
    assert len(told) > 4
    assert told == sorted(told)


PLACES = ["id", "nom_lieu_dit", "code_postal", "code_insee", "nom_commune",
          "code_insee_ancienne_commune", "nom_ancienne_commune", "lon", "lat"]  # fmt: skip


def test_named_places_come_in_beside_the_streets_and_stay(town, tmp_path):
    bring(town, write(tmp_path, *STREETS))
    with town.open():
        street = Street.objects.get(name="Rue des Lois").lon
        Authority.objects.update(addresses_on=None)
    named = line("") | {"nom_lieu_dit": "Le Moulin à Vent"}
    twice = line("", at=40) | {"nom_lieu_dit": "Rue des Lois"}
    file = write(tmp_path, named, twice, name="lieux-dits-31-beta.csv.gz", columns=PLACES)
    assert bring(town, file) == 0
    with town.open():
        assert Address.objects.count() == 4, "it says nothing of streets"
        assert Authority.objects.get().addresses_on is not None, "their source is named too"
        assert Street.objects.get(name="Rue des Lois").lon == street
        assert LocalGazetteer().search("moulin a vent").places[0].label == "Le Moulin à Vent"
    bring(town, write(tmp_path, *STREETS[:1]))
    with town.open():
        names = set(Street.objects.values_list("name", flat=True))
        assert names == {"Rue des Lois", "Le Moulin à Vent"}
