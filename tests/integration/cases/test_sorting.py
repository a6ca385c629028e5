"""A request of another kind goes where that kind goes; what was promised stays."""

from datetime import timedelta

import pytest

from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Refused
from parvis.capture.corrections.models import Correction
from parvis.capture.reports.models import Report
from parvis.flows import work_on_case as work
from parvis.flows.sort_case import confirm_kind, sort_case
from parvis.foundation.clock import now
from parvis.foundation.db.remember import forget
from parvis.inform.public_map import projection
from parvis.inform.public_map.models import PublicPoint
from parvis.journal.models import Entry
from parvis.offer.catalogue.models import ServiceVersion
from tests.factories import agent, report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town():
    return small_town()


def kind(town, code):
    return town.services[code].pk


def test_it_goes_where_its_kind_goes_and_says_so(town):
    with town.open():
        someone, case = agent(town), report(town).case
        work.assign(case=case.pk, agent=someone, team=town.south.pk, to=someone.pk)
        batch = sort_case(case=case.pk, service_type=kind(town, "lamp"), agent=someone)
        row = Case.objects.get(pk=case.pk)
        assert (row.service_type_id, row.title) == (kind(town, "lamp"), "Lampadaire éteint")
        assert (row.team_id, row.assignee_id) == (town.north.pk, None)
        assert "lampadaire" in row.search_words
        assert "nid-de-poule" not in row.search_words
        assert "ecole" in row.search_words
        assert batch
        said = Report.objects.get(pk=case.report_id)
        assert said.service_type_id == kind(town, "hole")
        entry = Entry.objects.get(action="case.sorted", object_id=case.pk)
        assert (entry.data["from"], entry.data["to"]) == (kind(town, "hole"), kind(town, "lamp"))


def test_it_is_undone_whole(town):
    with town.open():
        someone, case = agent(town), report(town).case
        before = Case.objects.get(pk=case.pk)
        batch = sort_case(case=case.pk, service_type=kind(town, "lamp"), agent=someone)
        work.undo(batch=batch, agent=someone)
        row = Case.objects.get(pk=case.pk)
        for name in (
            "service_type_id", "title", "icon", "due_at", "is_danger", "workflow_id", "team_id",
            "department_id", "assignee_id", "search_words",
        ):  # fmt: skip
            assert getattr(row, name) == getattr(before, name), name
        assert Correction.objects.get().undone_at is not None


@pytest.mark.parametrize(("days", "comes_nearer"), [(1, True), (40, False)])
def test_what_was_promised_is_brought_forward_and_never_put_off(town, days, comes_nearer):
    with town.open():
        someone, case = agent(town), report(town).case
        promised = case.due_at
        ServiceVersion.objects.filter(service_type=kind(town, "lamp")).update(promised_days=days)
        forget()
        sort_case(case=case.pk, service_type=kind(town, "lamp"), agent=someone)
        due = Case.objects.get(pk=case.pk).due_at
        assert (due < promised) is comes_nearer
        assert (due == promised) is not comes_nearer


def test_an_end_that_is_past_is_not_brought_forward(town):
    with town.open():
        someone = agent(town)
        case = report(town, occurred_at=now() - timedelta(days=6)).case
        ServiceVersion.objects.filter(service_type=kind(town, "lamp")).update(promised_days=1)
        forget()
        sort_case(case=case.pk, service_type=kind(town, "lamp"), agent=someone)
        assert Case.objects.get(pk=case.pk).due_at == case.due_at


def test_into_a_closed_department_everything_follows_and_the_agent_does_not(town):
    with town.open():
        someone, case = agent(town), report(town).case
        stays = sort_case(case=case.pk, service_type=kind(town, "help"), agent=someone)
        assert stays is None
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Correction.objects.exists()
    with town.open(compartments=(town.social.pk,)):
        row = Case.objects.get(pk=case.pk)
        assert (row.team_id, row.department_lock) == (town.helpers.pk, town.social.pk)
        assert row.title == "Aide sociale"
        assert Correction.objects.get().department_lock == town.social.pk
        kinds = [step.kind for step in Step.objects.filter(case=case.pk).order_by("id")]
        assert kinds[-2:] == ["transfer", "sorting"]


@pytest.mark.parametrize(
    "problem", ["same_kind", "no_such_kind", "has_closed", "changed_meanwhile"]
)
def test_what_is_refused_leaves_all_as_it_was(town, problem):
    with town.open():
        someone, case = agent(town), report(town).case
        wanted = {"same_kind": kind(town, "hole"), "no_such_kind": 0}.get(
            problem, kind(town, "lamp")
        )
        if problem == "has_closed":
            Case.objects.filter(pk=case.pk).update(closed_at=now(), state="resolved")
        revision = 99 if problem == "changed_meanwhile" else None
        with pytest.raises(Refused) as refused:
            sort_case(case=case.pk, service_type=wanted, agent=someone, revision=revision)
        assert refused.value.problem == problem
        assert Case.objects.get(pk=case.pk).title == "Nid-de-poule"
        assert not Correction.objects.exists()


def test_who_says_that_it_is_right_is_heard_too(town):
    with town.open():
        someone, case = agent(town), report(town).case
        confirm_kind(case=case, agent=someone)
        row = Correction.objects.get()
        assert row.is_confirmed
        assert (row.before_id, row.service_type_id) == (kind(town, "hole"), kind(town, "hole"))


def test_the_public_map_hides_at_once_and_shows_after_the_minute(town):
    with town.open():
        someone, shown, hidden = agent(town), report(town).case, report(town, "noise").case
        sort_case(case=shown.pk, service_type=kind(town, "noise"), agent=someone)
        sort_case(case=hidden.pk, service_type=kind(town, "hole"), agent=someone)
        waiting = projection.project([shown.pk, hidden.pk])
        places = dict(PublicPoint.objects.values_list("case_id", "lon"))
        assert places == {shown.pk: None, hidden.pk: None}
        assert hidden.pk in waiting
        past = now() - timedelta(minutes=5)
        Step.objects.update(occurred_at=past)
        Case.objects.update(changed_at=past)
        assert projection.project([shown.pk, hidden.pk]) == {}
        places = dict(PublicPoint.objects.values_list("case_id", "lon"))
        assert places[shown.pk] is None
        assert places[hidden.pk] is not None
