"""After a case has ended, whoever had asked is asked how it went: once, and not too often."""

from datetime import timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.answers.models import Answer, Invitation, SealedAnswer
from parvis.capture.answers.operations import Invited
from parvis.capture.answers.rules import NewAnswer
from parvis.flows import forget, invite_people
from parvis.flows.answer_survey import answer_survey
from parvis.flows.forget_answers import retain_answers
from parvis.flows.survey_life import look_after
from parvis.foundation.clock import at, now
from parvis.foundation.tokens import new_token
from parvis.inform.invitations.models import AfterCase, InvitationLetter
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys import operations as surveys
from tests.factories.reports import report
from tests.factories.surveys import survey

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = frozenset({"handler", "resident", "system"})


def asking(town, **settings):
    return survey(town, code="apres", kind="satisfaction", door="invited", asked_after="case",
                  **settings)  # fmt: skip


def ended(town, *, email="", service="hole", state="resolved"):
    """A case that ended now."""
    receipt = report(town, service, email=email)
    lead(receipt.case.pk, "acknowledged")
    lead(receipt.case.pk, state)
    return Case.objects.get(pk=receipt.case.pk)


def lead(case, state, **needs):
    change = Change(state, words="C’est fait.", **needs)
    cases.change_state(case=case, change=change, by=SYSTEM, roles=ROLES)


def later(town, days):
    """The worker comes by after so many days."""
    with at(now() + timedelta(days=days)):
        look_after(town.authority.pk)


def outcomes():
    return sorted(AfterCase.objects.values_list("outcome", flat=True))


def test_whoever_had_asked_is_asked_once_after_the_days_that_were_set(town):
    with town.open():
        asked = asking(town)
        case = ended(town, email="ada@exemple.fr")
    later(town, 1)
    with town.open():
        assert AfterCase.objects.count() == 0
    for days in (2, 2, 9):
        later(town, days)
    with town.open():
        [row] = AfterCase.objects.all()
        assert (row.survey_id, row.case_id, row.outcome) == (asked.pk, case.pk, "asked")
        assert row.department_id == case.department_id
        assert row.invitation.email == "ada@exemple.fr"
        assert InvitationLetter.objects.count() == 1


def test_the_letter_says_which_request_it_is_about(town, mail):
    with town.open():
        asking(town)
        case = ended(town, email="ada@exemple.fr")
    later(town, 2)
    with at(now() + timedelta(days=3)):
        invite_people.send_due(town.authority.pk)
    [letter] = mail.sent
    assert case.reference in letter.text
    assert "/enquetes/apres/invitation/" in letter.text


def test_who_gave_no_address_or_wants_no_news_is_not_asked(town):
    with town.open():
        asking(town)
        ended(town)
        case = ended(town, email="ada@exemple.fr")
        case.report.followers.update(stopped_at=now())
    later(town, 2)
    with town.open():
        assert outcomes() == ["no_contact", "no_contact"]
        assert not Invitation.objects.exists()


def test_nobody_is_asked_again_within_the_time_of_rest_whatever_the_survey(town):
    with town.open():
        asking(town)
        other = survey(town, code="autre", door="invited")
        people = [Invited(email="ada@exemple.fr")]
        invite_people.invite_people(survey=other, people=people, by=SYSTEM)
        ended(town, email="ada@exemple.fr")
        ended(town, email="eve@exemple.fr")
        ended(town, email="eve@exemple.fr")
    later(town, 2)
    with town.open():
        assert outcomes() == ["asked", "resting", "resting"]
    with at(now() + timedelta(days=60)):
        with town.open():
            ended(town, email="eve@exemple.fr")
        later(town, 2)
    with town.open():
        assert outcomes() == ["asked", "asked", "resting", "resting"]


def test_who_wants_no_more_of_it_is_asked_no_more(town):
    with town.open():
        asking(town)
        ended(town, email="ada@exemple.fr")
    later(town, 2)
    with town.open():
        Invitation.objects.update(stopped_at=now())
    with at(now() + timedelta(days=60)):
        with town.open():
            ended(town, email="ada@exemple.fr")
        later(town, 2)
    with town.open():
        assert outcomes() == ["asked", "stopped"]


def test_reopened_before_it_was_asked_about_a_case_waits_for_its_next_end(town):
    with town.open():
        asking(town)
        case = ended(town, email="ada@exemple.fr")
    with at(now() + timedelta(days=1)):
        with town.open():
            lead(case.pk, "reopened")
        later(town, 5)
        with town.open():
            assert outcomes() == []
            lead(case.pk, "resolved")
        later(town, 2)
        with town.open():
            assert outcomes() == ["asked"]


def test_reopened_after_it_was_asked_about_a_case_is_never_asked_about_again(town):
    with town.open():
        asking(town)
        case = ended(town, email="ada@exemple.fr")
    later(town, 2)
    with at(now() + timedelta(days=90)), town.open():
        lead(case.pk, "reopened")
        lead(case.pk, "resolved")
    later(town, 95)
    with town.open():
        assert outcomes() == ["asked"]


def test_only_the_chosen_types_of_request_and_departments_are_asked_about(town):
    with town.open():
        asked = asking(town, asked_services=[town.services["lamp"].pk])
        ended(town, email="ada@exemple.fr", service="hole")
        lamp = ended(town, email="eve@exemple.fr", service="lamp")
    later(town, 2)
    with town.open():
        assert list(AfterCase.objects.values_list("case", flat=True)) == [lamp.pk]
        surveys.change_survey(
            survey=asked, asked_services=[], asked_departments=[town.social.pk], by=SYSTEM
        )
        ended(town, email="bob@exemple.fr")
    later(town, 3)
    with town.open():
        assert AfterCase.objects.count() == 1


def test_what_was_withdrawn_or_ended_before_the_survey_opened_is_not_asked_about(town):
    with town.open():
        with at(now() - timedelta(hours=1)):
            ended(town, email="ada@exemple.fr")
        asking(town)
        ended(town, email="eve@exemple.fr", state="withdrawn")
    later(town, 3)
    with town.open():
        assert outcomes() == []


def test_a_closed_department_is_asked_about_by_its_own_survey_alone(town):
    with town.open(compartments=(town.social.pk,)):
        asking(town)
        case = ended(town, email="ada@exemple.fr", service="help")
        assert case.department_lock == town.social.pk
    later(town, 3)
    with town.open(compartments=(town.social.pk,)):
        assert outcomes() == []


def test_a_signed_answer_has_what_the_case_was_about(town):
    with town.open():
        asked = asking(town, is_anonymous=False)
        case = ended(town, email="ada@exemple.fr")
    later(town, 2)
    with town.open():
        answer(asked, Invitation.objects.get())
        given = Answer.objects.get()
        about = (given.department_id, given.service_type_id, given.district_id)
        assert about == (case.department_id, case.service_type_id, case.district_id)
        assert case.district_id


def answer(asked, invitation):
    new = NewAnswer(
        has_agreed=True, version=asked.version_id, answers={"comes": "no"}, send_key=new_token()
    )
    answer_survey(survey=asked, new=new, invitation=invitation, by=RESIDENT)


def anonymous(town, asked, department, many):
    """So many people asked about a department have answered, nameless."""
    for number in range(many):
        with town.open():
            case = ended(town, email=f"p{department.pk}-{number}@exemple.fr")
            Case.objects.filter(pk=case.pk).update(department=department)
    later(town, 2)
    with town.open():
        rows = AfterCase.objects.filter(department=department, invitation__is_used=False)
        for row in rows.select_related("invitation"):
            answer(asked, row.invitation)


def test_an_anonymous_answer_has_the_department_alone_and_waits_for_ten_about_it(town):
    with town.open():
        asked = asking(town)
        parks = other_department()
    anonymous(town, asked, town.roads, 9)
    anonymous(town, asked, parks, 9)
    look_after(town.authority.pk)
    with town.open():
        assert not Answer.objects.exists(), "eighteen wait, of neither department ten"
    anonymous(town, asked, parks, 10)
    look_after(town.authority.pk)
    with town.open():
        found = list(Answer.objects.values_list("department", "service_type", "district"))
        assert set(found) == {(parks.pk, None, None)}
        assert len(found) >= 10
        assert SealedAnswer.objects.filter(department=town.roads).count() == 9


def test_at_the_end_fewer_than_ten_are_written_about_no_department(town):
    with town.open():
        asked = asking(town)
        parks = other_department()
    anonymous(town, asked, town.roads, 3)
    anonymous(town, asked, parks, 4)
    with town.open():
        surveys.close_survey(survey=asked, by=SYSTEM)
    with at(now() + timedelta(minutes=1)):
        assert look_after(town.authority.pk) == 7
    with town.open():
        assert set(Answer.objects.values_list("department", flat=True)) == {None}


def other_department():
    from parvis.authorities import operations as authorities

    return authorities.add_department(code="parcs", name="Parcs et jardins", by=SYSTEM)


def test_who_is_erased_is_found_neither_among_the_invited_nor_in_answers(town):
    with town.open():
        asked = asking(town, is_anonymous=False)
        case = ended(town, email="ada@exemple.fr")
    later(town, 2)
    with town.open():
        answer(asked, Invitation.objects.get())
    # By the request, which knows no address: the case leads there.
    forget.erase_request(town.authority.pk, reference=case.reference, by=SYSTEM)
    with town.open():
        invitation, given = Invitation.objects.get(), Answer.objects.get()
        assert (invitation.email, invitation.email_hash) == ("", None)
        assert given.redacted_at is not None
        assert (given.answers, given.service_type_id, given.district_id) == ({}, None, None)


def test_in_a_survey_without_end_contacts_go_after_a_while_and_a_no_is_kept(town):
    with town.open():
        asking(town)
        ended(town, email="ada@exemple.fr")
        ended(town, email="eve@exemple.fr")
    later(town, 2)
    with town.open():
        ada = Invitation.objects.order_by("pk").first()
        Invitation.objects.filter(pk=ada.pk).update(stopped_at=now())
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=60))
    with town.open():
        assert all(Invitation.objects.values_list("email", flat=True))
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=95))
    with town.open():
        rows = Invitation.objects.order_by("pk").values_list("email", "email_hash")
        [(first, kept), (second, gone)] = rows
        assert (first, second, gone) == ("", "", None)
        assert kept is not None


def test_in_a_survey_without_end_each_answer_has_a_time_of_its_own(town):
    with town.open():
        asked = asking(town, is_anonymous=False, retention_months=6)
        ended(town, email="ada@exemple.fr")
    later(town, 2)
    with town.open():
        answer(asked, Invitation.objects.get())
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=150))
    with town.open():
        assert Answer.objects.get().redacted_at is None
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=200))
    with town.open():
        assert Answer.objects.get().redacted_at is not None


def test_reminders_are_counted_from_each_ones_own_invitation(town):
    with town.open():
        asking(town, reminder_days=[5])
        ended(town, email="ada@exemple.fr")
    later(town, 20)
    later(town, 24)
    with town.open():
        assert not InvitationLetter.objects.filter(reminder=1).exists()
    later(town, 26)
    with town.open():
        assert InvitationLetter.objects.filter(reminder=1).count() == 1


def follow_up(receipt):
    return f"/suivi/{receipt.report.pk}/{receipt.token}/"


def test_the_follow_up_page_leads_to_the_questions_until_they_are_answered(town, client):
    with town.open():
        asked = asking(town)
        receipt = report(town, email="ada@exemple.fr")
        lead(receipt.case.pk, "resolved")
    address, host = follow_up(receipt), {"HTTP_HOST": town.host}
    assert "/enquetes/apres/invitation/" not in client.get(address, **host).content.decode()
    later(town, 2)
    page = client.get(address, **host).content.decode()
    assert "/enquetes/apres/invitation/" in page
    with town.open():
        answer(asked, Invitation.objects.get())
    assert "/enquetes/apres/invitation/" not in client.get(address, **host).content.decode()


def test_a_letter_leads_to_a_page_where_one_ends_the_questions(town, client):
    from parvis.capture.answers.operations import token_of

    with town.open():
        asking(town)
        ended(town, email="ada@exemple.fr")
    later(town, 2)
    with town.open():
        token = token_of(Invitation.objects.get())
    address, host = f"/enquetes/apres/invitation/{token}/arreter/", {"HTTP_HOST": town.host}
    assert client.get(address, **host).status_code == 200
    with town.open():
        assert Invitation.objects.get().stopped_at is None, "a visit alone ends nothing"
    assert client.post(address, {"List-Unsubscribe": "One-Click"}, **host).status_code == 200
    with town.open():
        assert Invitation.objects.get().stopped_at is not None
    assert client.get("/enquetes/apres/invitation/perdu/arreter/", **host).status_code == 404
