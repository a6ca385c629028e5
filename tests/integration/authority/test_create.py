"""A village starts from the ready model, without anything made up."""

from uuid import uuid4

import pytest

from parvis.authorities import bounds
from parvis.authorities.models import Authority, Department
from parvis.authorities.queries import authority_of_host, without_contact
from parvis.commands.main import main
from parvis.foundation.db.scope import acting_for
from parvis.offer.catalogue.queries import catalogue, reply_templates
from parvis.people.models import Agent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_demonstration(monkeypatch):
    monkeypatch.setattr("demo.load.installation.is_demonstration_here", lambda: False)


def create(*words: str) -> tuple[int, str]:
    host = f"{uuid4().hex[:8]}.localhost"
    code = main(
        ["authority", "create", "--host", host, "--admin-email", "maire@village.example", *words]
    )
    return code, host


def test_a_village_by_its_code(capsys):
    code, host = create("--insee", "07282")
    assert code == 0
    authority = authority_of_host(host)
    with acting_for(authority):
        town = Authority.objects.get(pk=authority)
        assert town.name == "Saint-Pierre-de-Colombier"
        assert town.population > 100
        assert not town.is_demonstration
        assert len(catalogue().services) > 12
        assert len(reply_templates()) >= 5
        assert all(row.department_id is None for row in reply_templates())
        assert [department.phone for department in Department.objects.all()] == [""]
        assert [agent.roles for agent in Agent.objects.all()] == [["admin"]]


def test_receipts_name_the_address_and_the_phone_given(capsys):
    town_hall = ["--address", "1 place de la Mairie", "--phone", "0475000000"]
    _, host = create("--insee", "07282", *town_hall)
    with acting_for(authority_of_host(host)):
        assert without_contact() == []
    assert "doivent donner l’adresse" not in capsys.readouterr().out
    _, host = create("--insee", "07282")
    with acting_for(authority_of_host(host)):
        assert without_contact()
    assert "doivent donner l’adresse" in capsys.readouterr().out


def opened(host: str) -> Authority:
    authority = authority_of_host(host)
    with acting_for(authority):
        return Authority.objects.get(pk=authority)


def test_an_intercommunality_by_its_siren():
    code, host = create("--siren", "243100518")
    assert code == 0
    town = opened(host)
    assert (town.name, town.kind, town.siren) == (
        "Toulouse Métropole", "intercommunality", "243100518",
    )  # fmt: skip
    assert (town.parent_name, town.parent_code) == ("Haute-Garonne", "31")
    assert town.population > 800_000
    assert {"31555", "31069"} <= set(town.members)
    assert town.insee_code == ""
    with acting_for(town.pk):
        assert set(bounds.citycodes()) == set(town.members)


def test_a_departement_by_its_code():
    code, host = create("--department", "2a")
    assert code == 0
    town = opened(host)
    assert (town.name, town.kind, town.insee_code) == ("Corse-du-Sud", "department", "2A")
    assert town.parent_name == "Corse"
    assert "2A004" in town.members
    assert all(member.startswith("2A") for member in town.members)
    assert town.population > 150_000


def test_a_departement_overseas_and_one_with_other_days_off():
    _, reunion = create("--department", "974")
    _, moselle = create("--department", "57")
    assert (opened(reunion).time_zone, opened(reunion).holiday_region) == ("Indian/Reunion", "974")
    assert (opened(moselle).time_zone, opened(moselle).holiday_region) == ("Europe/Paris", "57")


def test_the_communes_of_the_grand_paris_bear_the_codes_of_their_arrondissements():
    _, host = create("--siren", "200054781")
    with acting_for(authority_of_host(host)):
        codes = bounds.citycodes()
    assert {"75056", "75101", "75120", "92050"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_a_name_that_two_bear_asks_for_the_code(capsys):
    code, host = create("--name", "Paris")
    assert code == 1
    told = capsys.readouterr()
    assert "--insee 75056" in told.out
    assert "--department 75" in told.out
    assert authority_of_host(host) is None


def test_an_intercommunality_by_its_name():
    code, host = create("--name", "Toulouse Metropole")
    assert code == 0
    assert opened(host).siren == "243100518"


@pytest.mark.parametrize(("option", "value"), [
    ("--siren", "999999999"), ("--siren", "31555"), ("--department", "96"),
    ("--department", "31555"), ("--insee", "31"),
])  # fmt: skip
def test_a_code_of_another_kind_is_told(capsys, option, value):
    code, host = create(option, value)
    assert code == 1
    assert value in capsys.readouterr().err
    assert authority_of_host(host) is None


def test_an_unknown_code_is_told(capsys):
    code, host = create("--insee", "99999")
    assert code == 1
    assert "99999" in capsys.readouterr().err
    assert authority_of_host(host) is None


def test_a_bad_address_is_told(capsys):
    code = main(
        [
            "authority",
            "create",
            "--host",
            "x.localhost",
            "--admin-email",
            "nobody",
            "--insee",
            "07282",
        ]
    )
    assert code == 1
    assert "nobody" in capsys.readouterr().err


def test_a_host_that_is_taken_is_told(capsys):
    _, host = create("--insee", "07282")
    code = main(
        ["authority", "create", "--host", host, "--admin-email", "a@b.example", "--insee", "07282"]
    )
    assert code == 1


def test_not_beside_the_demonstration(monkeypatch, capsys):
    monkeypatch.setattr("demo.load.installation.is_demonstration_here", lambda: True)
    code, host = create("--insee", "07282")
    assert code == 1
    assert authority_of_host(host) is None
