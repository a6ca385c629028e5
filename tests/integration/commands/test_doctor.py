"""`parvis doctor`, as a person runs it: the real database, and what real towns lack."""

import pytest

from parvis.authorities.models import Address, Authority, Department, District, MapLayer, Street
from parvis.authorities.queries import forget_hosts
from parvis.commands.checks import towns
from parvis.commands.checks.finding import Finding, Verdict
from parvis.commands.main import main
from parvis.foundation.db.remember import forget
from tests.factories import small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def bare():
    """A real town of which nothing is known yet."""
    forget()
    forget_hosts()
    town = small_town(name="Bourg-Réel")
    with town.open():
        Authority.objects.update(is_demonstration=False, bounds=None, population=12_000)
        District.objects.all().delete()
    forget()
    return town


def findings() -> list[Finding]:
    forget()
    return towns.look()


def said() -> str:
    found = findings()
    assert all(one.verdict is not Verdict.WRONG for one in found), "a new town is not broken"
    return "\n".join(one.said for one in found)


def test_everything_that_a_bare_town_lacks_is_said(bare, settings):
    settings.PARVIS_GEOCODER = ""
    told = said()
    for what in (
        "aucune adresse",
        "pas de limites",
        "aucun quartier",
        "pas de fond de carte",
        "mentions",
    ):
        assert what in told
    assert told.count("Bourg-Réel") == 5


def test_departments_whose_receipts_lack_address_or_phone_are_named(bare):
    with bare.open():
        Authority.objects.update(postal_address="", phone="")
        Department.objects.filter(code="voirie").update(phone="")
    told = next(one for one in findings() if "accusés de réception" in one.said)
    assert "Voirie" in told.said
    assert "Action sociale" not in told.said, "it has its own"
    assert "/reglages/" in told.advice
    with bare.open():
        Authority.objects.update(postal_address="1 place de la Mairie", phone="0199000001")
    assert "accusés de réception" not in said()


def test_each_is_silent_once_it_is_there(bare, settings):
    settings.PARVIS_GEOCODER = ""
    with bare.open():
        street = Street.objects.create(name="Rue A", folded="rue a", lon=1, lat=47)
        Address.objects.create(street=street, number="1", lon=1, lat=47)
    assert "adresse" not in said()
    with bare.open():
        Authority.objects.update(bounds=[1, 47, 2, 48])
    assert "limites" not in said()
    with bare.open():
        MapLayer.objects.create(name="districts", features={}, digest="a")
    assert "fond de carte" in said(), "outlines alone are no map"
    with bare.open():
        MapLayer.objects.create(name="streets", features={}, digest="b")
    assert "fond de carte" not in said()
    with bare.open():
        Authority.objects.update(population=300)
    assert "aucun quartier" not in said(), "a village has none"
    with bare.open():
        Authority.objects.update(publication_director="La maire", hosting="Chez nous")
    forget()
    assert [one.verdict for one in towns.look()] == [Verdict.OK]


def test_a_geocoder_makes_it_less_grave(bare, settings):
    settings.PARVIS_GEOCODER = "parvis.adapters.geocoder.Geoplateforme"
    assert "géocodeur" in said()


def test_made_up_towns_are_not_looked_at():
    forget()
    forget_hosts()
    small_town()
    assert towns.look() == []


def test_the_command_says_it_and_all_the_rest(bare, capsys):
    code = main(["doctor"])
    told = capsys.readouterr().out
    assert code in {0, 1}
    assert "Bourg-Réel" in told
    assert "✓" in told
    last = told.strip().splitlines()[-1]
    assert (code == 0) == (last == "Tout va bien."), last


def test_briefly_it_says_only_what_is_not_well(bare, capsys):
    main(["doctor", "--brief"])
    told = capsys.readouterr().out
    assert "✓" not in told
    assert "Bourg-Réel" in told
