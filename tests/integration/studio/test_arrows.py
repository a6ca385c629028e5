"""A town's own workflow: drawn in the studio, followed by new requests, not by those under way."""

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.operations import change_state
from parvis.act.cases.rules import Change, Refused
from parvis.flows import work_on_case as work
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.workflows.models import Workflow
from tests.factories import agent, log_in, report, small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HANDLER, LEAD = frozenset({"handler"}), frozenset({"lead"})
ADDRESS = "/reglages/etats/received/suite/"
# From "received": leads alone resolve, and say how; nobody plans; the rest as handlers do it.
OWN = {
    "roles_assigned": ["handler", "lead"],
    "roles_in_progress": ["handler", "lead", "field"],
    "tells_in_progress": "on",
    "roles_waiting_resident": ["handler"],
    "tells_waiting_resident": "on",
    "roles_resolved": ["lead"],
    "words_resolved": "on",
    "roles_declined": ["handler", "lead"],
}


def resolve(case, roles, words=""):
    change = Change("resolved", words=words)
    return change_state(case=case.pk, change=change, by=SYSTEM, roles=roles)


def test_new_requests_follow_it_and_those_under_way_keep_theirs(town, studio):
    with town.open():
        before = report(town, service="lamp").case
    assert studio.post(ADDRESS, OWN).status_code == 302
    with town.open():
        forget()
        made = Workflow.objects.get()
        assert (made.code, made.number) == ("standard", 1)
        assert Entry.objects.get(action="workflow.published").data == {
            "code": "standard", "number": 1, "state": "received",
        }  # fmt: skip
        after = report(town, service="lamp").case
        assert after.workflow_id == made.pk
        with pytest.raises(Refused, match="not_allowed"):
            resolve(after, HANDLER, "Réparé.")
        with pytest.raises(Refused, match="needs_words"):
            resolve(after, LEAD)
        resolve(after, LEAD, "Réparé.")
        resolve(before, HANDLER)
        assert set(Case.objects.values_list("state", flat=True)) == {"resolved"}


def test_the_desk_offers_what_it_leaves(town, studio):
    studio.post(ADDRESS, OWN)
    with town.open():
        forget()
        case = report(town, service="lamp").case
        handler = agent(town, "handler")
    desk = Client(HTTP_HOST=town.host)
    log_in(desk, town, handler)
    page = desk.get(f"/agents/demandes/{case.pk}/?agir=state")
    assert [target for target, _name, _needs in page.context["moves"]] == [
        "assigned", "in_progress", "waiting_resident", "declined",
    ]  # fmt: skip


def test_each_change_is_a_version_and_saving_the_same_is_none(town, studio):
    studio.post(ADDRESS, OWN)
    studio.post(ADDRESS, OWN)
    studio.post(ADDRESS, {"usual": "yes"})
    with town.open():
        assert list(Workflow.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    page = studio.get("/reglages/etats/").content.decode()
    assert "version 2" in page


def test_the_page_shows_what_is_and_keeps_what_was_typed(town, studio):
    studio.post(ADDRESS, OWN)
    page = studio.get(ADDRESS)
    form = page.context["form"]
    assert form["roles_resolved"].value() == ["lead"]
    assert form["words_resolved"].value() is True
    assert form["roles_planned"].value() == []
    refused = studio.post(ADDRESS, {"roles_planned": ["field"]})
    assert refused.status_code == 422
    assert "ne finirait jamais" in refused.content.decode()
    assert refused.context["form"]["roles_planned"].value() == ["field"]


def test_a_state_that_nothing_follows_has_no_page(studio):
    assert studio.get("/reglages/etats/withdrawn/suite/").status_code == 404
    assert studio.get("/reglages/etats/nowhere/suite/").status_code == 404


def test_another_town_does_not_see_it(town, studio):
    studio.post(ADDRESS, OWN)
    other = small_town()
    with other.open():
        forget()
        assert Workflow.objects.count() == 0
        assert report(other, service="lamp").case.workflow_id is None


def test_a_town_that_wants_words_with_an_assignment_is_given_it_all_the_same(town, studio):
    studio.post(ADDRESS, {**OWN, "words_assigned": "on"})
    with town.open():
        forget()
        someone, case = agent(town), report(town, service="lamp").case
        work.assign(case=case.pk, agent=someone, to=someone.pk)
        row = Case.objects.get(pk=case.pk)
        assert (row.assignee_id, row.state) == (someone.pk, "received")
        assert Entry.objects.filter(action="case.assigned_to", object_id=case.pk).count() == 1
