"""A village starts from the ready model, without anything made up."""

from uuid import uuid4

import pytest

from parvis.authorities.models import Authority, Department
from parvis.authorities.queries import authority_of_host
from parvis.commands.main import main
from parvis.foundation.db.scope import acting_for
from parvis.offer.catalogue.queries import catalogue
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
        assert [department.phone for department in Department.objects.all()] == [""]
        assert [agent.roles for agent in Agent.objects.all()] == [["admin"]]


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
