"""What the authority is to the State: taken from INSEE's list by its code, not drifting from it."""

from pathlib import Path

import pytest
from django.conf import settings

from parvis.adapters import territories
from parvis.authorities.models import Authority
from parvis.authorities.queries import calendar
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.web.studio.place import HOLIDAYS, ZONES
from tests.integration.studio.test_pages import fields

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not Path(settings.PARVIS_TERRITORIES).is_dir(),
        reason="the front-end packages are not installed: run 'make build'",
    ),
]
PAGE = "/reglages/territoire/"


def give(studio, **changed):
    return studio.post(PAGE, fields(studio.get(PAGE)) | changed)


def now(town) -> Authority:
    with town.open():
        return Authority.objects.get()


def test_a_code_brings_what_the_list_says(town, studio):
    assert give(studio, code="31 555").status_code == 302
    row = now(town)
    assert (row.kind, row.insee_code, row.parent_name) == ("commune", "31555", "Toulouse Métropole")
    assert row.population > 400_000
    assert row.name == "Villeneuve-d'Essai", "its name is its own"
    with town.open():
        assert "insee_code" in Entry.objects.get(action="authority.changed").data["fields"]


def test_a_siren_brings_its_communes_and_no_code_takes_them_away(town, studio):
    give(studio, code="243100518")
    assert now(town).siren == "243100518"
    assert "31555" in now(town).members
    give(studio, code="", population="900")
    give(studio, parent_name="Un syndicat")
    row = now(town)
    assert (row.kind, row.siren, row.members) == ("other", "", [])
    assert (row.parent_name, row.population) == ("Un syndicat", 900)


def test_a_code_that_the_list_does_not_know_is_told(town, studio):
    response = give(studio, code="99999")
    assert response.status_code == 422
    assert response.context["form"].errors["code"]
    assert "99999" in response.content.decode()
    assert now(town).insee_code == ""


def test_the_town_counts_its_people_and_may_take_the_lists_figure_again(town, studio):
    give(studio, code="07282", population="412")
    assert now(town).population == 412
    page = studio.get(PAGE)
    listed = territories.collectivity("07282").population
    assert str(listed) in page.content.decode()
    assert studio.post(f"{PAGE}reprendre/").status_code == 302
    assert now(town).population == listed
    assert not studio.get(PAGE).context["differing"]


def test_what_the_list_says_is_not_typed(town, studio):
    give(studio, code="31555")
    give(studio, parent_name="Une autre métropole")
    assert now(town).parent_name == "Toulouse Métropole"
    assert studio.get(PAGE).context["form"].fields["parent_name"].disabled


def test_the_hour_and_the_holidays_change_the_calendar(town, studio):
    give(studio, time_zone="Indian/Reunion", holiday_region="974")
    forget()
    with town.open():
        assert str(calendar().zone) == "Indian/Reunion"
        assert calendar().subdivision == "974"
    give(studio, holiday_region="FR")
    assert now(town).holiday_region == "", "those of all France are kept as none of one's own"


def test_an_hour_that_france_has_not_is_refused(studio):
    assert give(studio, time_zone="America/New_York").status_code == 422


def test_without_the_list_the_code_stays(town, studio, settings, tmp_path):
    give(studio, code="31555")
    settings.PARVIS_TERRITORIES = tmp_path
    for kept in (territories._communes, territories._epci, territories._departments):
        kept.cache_clear()
    try:
        response = give(studio, code="07282", population="500000")
        assert response.status_code == 302
        assert (now(town).insee_code, now(town).population) == ("31555", 500_000)
        assert "parvis build" in studio.get(PAGE).content.decode()
    finally:
        for kept in (territories._communes, territories._epci, territories._departments):
            kept.cache_clear()


def test_every_territory_of_the_republic_can_be_chosen():
    from parvis.foundation.territories import _ALSACE_MOSELLE, _OVERSEAS

    assert {one.timezone for one in _OVERSEAS.values()} <= set(ZONES)
    regions = {one.holidays for one in _OVERSEAS.values()} | set(_ALSACE_MOSELLE.values())
    assert regions <= set(HOLIDAYS)
