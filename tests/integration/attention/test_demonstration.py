"""The demonstration town shows each kind of signal, whatever the day, under an assessment that says
what it is."""

from datetime import timedelta

import pytest

from demo.load import attention as demo
from demo.load import people
from demo.load.offer import furnish
from demo.offer.catalogue import TOWN_CATALOGUE
from demo.offer.village import VILLAGE_CATALOGUE
from parvis.act.attention.models import Assessment
from parvis.act.cases.models import Case
from parvis.authorities import operations as authorities
from parvis.authorities.models import Department
from parvis.flows import attention_signals
from parvis.foundation.clock import at, now
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.people.models import Agent
from parvis.understand.attention.rules import RULES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("later", range(7))
def test_each_kind_of_signal_is_there_on_any_day_of_the_week(later):
    with at(now() + timedelta(days=later)):
        number = authorities.create_authority(
            name="Essai",
            slug=f"essai-{later}",
            hosts=[f"essai-{later}.localhost"],
            by=SYSTEM,
            reference_prefix="BL",
        ).pk
        with acting_for(number):
            made = furnish(TOWN_CATALOGUE, by=SYSTEM)
            ids, logins = people.appoint(TOWN_CATALOGUE, made, host="essai.localhost", by=SYSTEM)
            demo.watch(made, TOWN_CATALOGUE, ids, now())
            assert Assessment.objects.get().reference == demo.REFERENCE
            department = made.departments[demo.DEPARTMENT]
        inside = [login for login in logins if is_inside(number, login.name, department)]
        assert [login.role for login in inside] == ["lead"]
        with acting_for(number, compartments=(department.pk,)):
            look = attention_signals.look(department=department, at=now())
            assert all(row.is_made_up for row in Case.objects.all())
    seen = {line.line.rule for one in look.waiting for line in one.lines}
    assert seen == set(RULES)


def is_inside(number: int, name: str, department: Department) -> bool:
    with acting_for(number):
        return department.pk in Agent.objects.get(display_name=name).compartments


def test_a_town_without_a_closed_department_has_none():
    with acting_for(
        authorities.create_authority(
            name="Essai", slug="essai", hosts=["essai.localhost"], by=SYSTEM
        ).pk
    ):
        made = furnish(VILLAGE_CATALOGUE, by=SYSTEM)
        demo.watch(made, VILLAGE_CATALOGUE, {}, now())
        assert not Assessment.objects.exists()
