"""Erasing through the page: by the one operation, found nowhere afterwards, once."""

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.answers.operations import Invited, invite, stop_invitation
from parvis.capture.reports.models import Report
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.forget import erase_person, forget_person
from parvis.foundation.clock import now
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM, Actor
from parvis.people.models import DataDemand
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.factories.surveys import survey
from tests.integration.protection.people import ERASE, PREVIEW, filled
from tests.integration.trust.traces import EMAIL, PLANTED, everywhere, plant

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.mark.parametrize("service", ["hole", "help"])
def test_a_planted_string_is_found_nowhere(town, desk, service):
    plant(town, service)
    follow_to_end()
    assert "public.reports_report" in everywhere(PLANTED)
    answer = desk.post(ERASE, filled(EMAIL))
    follow_to_end()
    assert everywhere(PLANTED) == []
    page = desk.get(answer["Location"])
    assert page.status_code == 200
    assert EMAIL not in page.content.decode()


def test_the_journal_and_the_register_say_it_without_a_name(town, officer, desk):
    plant(town)
    desk.post(ERASE, filled(EMAIL))
    with town.open():
        demand = DataDemand.objects.get()
        told = Entry.objects.filter(object_kind="demand").order_by("id")
        assert [row.action for row in told] == ["demand.noted", "demand.ended"]
        assert {row.actor_id for row in told} == {officer.pk}
        redacted = Entry.objects.get(action="report.redacted")
        assert (redacted.actor_kind, redacted.actor_id) == ("agent", officer.pk)
    assert (demand.outcome, demand.counts["reports"], demand.channel) == ("partly", 1, "letter")


def test_the_preview_says_what_the_act_does(town, desk):
    """An open request in public space keeps its place; once it is closed, nothing stays."""
    made = plant(town)
    assert "Le lieu exact de 1 demande" in desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    with town.open():
        cases.change_state(case=made.case.pk, change=Change("resolved"), by=Actor("agent"),
                           roles=frozenset({"handler"}))  # fmt: skip
    assert "Le lieu exact" not in desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    desk.post(ERASE, filled(EMAIL))
    with town.open():
        assert DataDemand.objects.get().outcome == "done"
        assert Report.objects.get().address == ""


def test_what_stays_of_who_asked_to_be_invited_no_more_is_said(town, desk):
    plant(town)
    with town.open():
        asked = survey(town, door="invited")
        [row] = invite(survey=asked, people=[Invited(email=EMAIL)], by=SYSTEM)
    assert "L’empreinte chiffrée" not in desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    with town.open():
        stop_invitation(invitation=row, by=SYSTEM)
    assert "L’empreinte chiffrée" in desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    done = desk.post(ERASE, filled(EMAIL))
    notice = desk.get(f"{done['Location']}avis/").content.decode()
    assert "une empreinte chiffrée de votre adresse" in notice


def test_the_preview_erases_nothing(town, desk):
    made = plant(town)
    desk.post(PREVIEW, {"contact": EMAIL})
    with town.open():
        assert PLANTED in Report.objects.get(pk=made.report.pk).words


def test_the_same_form_sent_twice_erases_once_and_says_so(town, desk):
    plant(town)
    form = filled(EMAIL)
    first, second = desk.post(ERASE, form), desk.post(ERASE, form)
    assert first["Location"] == second["Location"]
    assert "rien n’a été effacé deux fois" in desk.get(second["Location"]).content.decode()
    with town.open():
        assert DataDemand.objects.count() == 1


def test_erased_before_there_is_nothing_left_to_erase(town, desk):
    plant(town)
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    page = desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    assert "Il n’y a rien à effacer" in page
    desk.post(ERASE, filled(EMAIL))
    with town.open():
        assert DataDemand.objects.get().outcome == "nothing"


def test_nothing_goes_before_the_identity_is_checked(town, desk):
    made = plant(town)
    form = filled(EMAIL)
    del form["checked"]
    assert desk.post(ERASE, form).status_code == 422
    with town.open():
        assert PLANTED in Report.objects.get(pk=made.report.pk).words


def test_a_request_without_a_contact_goes_by_its_reference(town, desk):
    with town.open():
        made = report(town, words=f"{PLANTED} sans nom")
        kept = report(town, words="Une autre histoire")
    desk.post(ERASE, filled(made.case.reference))
    follow_to_end()
    assert everywhere(PLANTED) == []
    with town.open():
        assert Report.objects.get(pk=kept.report.pk).words == "Une autre histoire"


def test_who_works_here_is_not_erased_from_here(town, desk):
    with town.open():
        colleague = agent(town, "lead")
    address = colleague.account.email
    answer = desk.post(ERASE, filled(address))
    assert answer.status_code == 409
    assert "travaille ici" in answer.content.decode()
    with town.open():
        colleague.refresh_from_db()
        assert colleague.is_active
        assert not DataDemand.objects.exists()


def test_another_authority_erases_nothing_here(town):
    made = plant(town)
    elsewhere = small_town()
    with elsewhere.open():
        other = logged_in(Client(), elsewhere, agent(elsewhere, "dpo"))
    other.post(ERASE, filled(EMAIL))
    with town.open():
        assert PLANTED in Report.objects.get(pk=made.report.pk).words


def test_an_open_demand_is_answered_by_the_erasure(town, desk):
    plant(town)
    note = {"kind": "erasure", "channel": "mail", "received_on": now().date().isoformat()}
    desk.post("/protection/registre/noter/", note)
    with town.open():
        waiting = DataDemand.objects.get()
    page = desk.post(PREVIEW, {"contact": EMAIL}).content.decode()
    assert f'value="{waiting.pk}"' in page
    desk.post(ERASE, filled(EMAIL, demand=str(waiting.pk), received_on=""))
    with town.open():
        ended = DataDemand.objects.get()
    assert (ended.channel, ended.outcome) == ("mail", "partly")


def test_compartments_are_closed_again_after_the_erasure(town, desk):
    """The page after it shows nothing of a closed department that the erasure went into."""
    plant(town, "help")
    with town.open():
        forget_person(by=SYSTEM, email=EMAIL)
        assert not Case.objects.exists()


def test_whoever_said_several_things_is_erased_of_all(town, desk):
    """In departments open and closed, without one leaving the other half open."""
    for service in ("hole", "lamp", "help"):
        plant(town, service)
    assert desk.get(desk.post(ERASE, filled(EMAIL))["Location"]).status_code == 200
    with town.open():
        assert DataDemand.objects.get().counts["reports"] == 3
