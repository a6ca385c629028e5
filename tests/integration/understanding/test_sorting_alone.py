"""What somebody sent as "something else" is sorted by what was read, within the rule alone."""

import pytest

from parvis.act.automation.operations import set_sorting
from parvis.act.automation.queries import sorting
from parvis.act.cases.models import Case, Step
from parvis.flows import work_on_case as work
from parvis.flows.sort_alone import sort_alone
from parvis.flows.sort_case import sort_case
from parvis.foundation.db.operation import Refusal
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from tests.factories import agent, report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return small_town()


def rule(town, someone, decides_from=0.95, kinds=("canteen",)):
    numbers = [town.services[code].pk for code in kinds]
    set_sorting(decides_from=decides_from, kinds=numbers, by=work.actor(someone))


def alone(town, taken, *, read_as="lamp", sureness=0.97):
    return sort_alone(
        report=taken.report.pk, read_as=town.services[read_as].pk, sureness=sureness, by=SYSTEM
    )


def test_without_a_rule_nothing_is_sorted(town):
    with town.open():
        assert not alone(town, report(town, "canteen", place=None))


def test_what_was_sent_as_something_else_goes_where_it_belongs(town):
    with town.open():
        rule(town, agent(town))
        taken = report(town, "canteen", place=None)
        assert alone(town, taken)
        row = Case.objects.get(pk=taken.case.pk)
        assert row.title == "Lampadaire éteint"
        step = Step.objects.get(case=row, kind="sorting")
        assert step.agent_id is None
        assert Entry.objects.get(action="case.sorted").actor_kind == "system"


@pytest.mark.parametrize("why", ["less sure", "another kind", "in hand", "sorted before", "closed"])
def test_outside_the_rule_nothing_is(town, why):
    with town.open():
        someone = agent(town)
        rule(town, someone)
        taken = report(town, "hole" if why == "another kind" else "canteen")
        if why == "in hand":
            work.assign(case=taken.case.pk, agent=someone, to=someone.pk)
        if why == "sorted before":
            sort_case(case=taken.case.pk, service_type=town.services["hole"].pk, agent=someone)
            sort_case(case=taken.case.pk, service_type=town.services["canteen"].pk, agent=someone)
        read_as = "help" if why == "closed" else "lamp"
        before = Case.objects.get(pk=taken.case.pk).service_type_id
        assert not alone(town, taken, read_as=read_as, sureness=0.9 if why == "less sure" else 1.0)
        assert Case.objects.get(pk=taken.case.pk).service_type_id == before


def test_a_rule_has_bounds_and_is_taken_back(town):
    with town.open():
        someone = agent(town)
        for decides_from, kinds in ((0.3, [1]), (1.2, [1]), (0.9, [])):
            with pytest.raises(Refusal):
                set_sorting(decides_from=decides_from, kinds=kinds, by=work.actor(someone))
        rule(town, someone)
        rule(town, someone, decides_from=None, kinds=())
        assert sorting().decides_from is None
        assert Entry.objects.filter(action="sorting_rule.set").count() == 2
