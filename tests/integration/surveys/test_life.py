"""What becomes of surveys by themselves, and of those who are invited."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.adapters.outcomes import Sent
from parvis.capture.answers import sealed
from parvis.capture.answers.models import Answer, Invitation
from parvis.capture.answers.operations import Invited, stop_invitation
from parvis.capture.answers.rules import NewAnswer
from parvis.flows import invite_people
from parvis.flows.answer_survey import answer_survey
from parvis.flows.forget_answers import retain_answers
from parvis.flows.survey_life import look_after
from parvis.foundation.clock import at, now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.tokens import new_token
from parvis.inform.invitations.models import InvitationLetter
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import change_survey, close_survey
from parvis.offer.surveys.rules import State, state
from tests.factories.surveys import survey
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True)


def give(asked, comes="yes"):
    new = NewAnswer(
        has_agreed=True, version=asked.version_id, answers={"comes": comes}, send_key=new_token()
    )
    answer_survey(survey=asked, new=new, by=RESIDENT)


def people(*names):
    return [Invited(email=f"{name}@exemple.fr") for name in names]


def test_ten_answers_are_written_and_nine_wait(town):
    with town.open():
        asked = survey(town)
        for _ in range(9):
            give(asked)
    assert look_after(town.authority.pk) == 0
    with town.open():
        give(asked)
    assert look_after(town.authority.pk) == 10


def test_at_its_end_a_survey_closes_and_what_waits_is_written(town):
    with town.open():
        asked = survey(town, closes_at=now() + timedelta(hours=1))
        give(asked)
    with at(now() + timedelta(hours=2)):
        assert look_after(town.authority.pk) == 0, "closed now, it waits for what is on its way"
    with at(now() + timedelta(hours=2, minutes=1)):
        assert look_after(town.authority.pk) == 1
        with town.open():
            assert state(Survey.objects.get(pk=asked.pk), now()) == State.CLOSED


def test_what_was_sealed_is_written_even_if_the_worker_slept_for_days(town):
    with town.open():
        asked = survey(town)
        give(asked)
        close_survey(survey=asked, by=SYSTEM)
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=40))
    with at(now() + timedelta(days=41)):
        assert look_after(town.authority.pk) == 1
    with town.open():
        assert Answer.objects.count() == 1


def test_a_survey_closes_when_enough_have_answered(town):
    with town.open():
        asked = survey(town, most_answers=2)
        give(asked)
        give(asked)
    look_after(town.authority.pk)
    with town.open():
        assert Survey.objects.get(pk=asked.pk).closed_at is not None


def test_the_last_batch_waits_for_answers_that_were_on_their_way(town):
    """Past the door when it closed, one would come in after the others, and be written alone."""
    with town.open():
        asked = survey(town)
        late = Survey.objects.get(pk=asked.pk)
        give(asked)
        close_survey(survey=asked, by=SYSTEM)
    assert look_after(town.authority.pk) == 0
    with town.open():
        give(late)
    with at(now() + timedelta(minutes=1)):
        assert look_after(town.authority.pk) == 2
    with town.open():
        assert list(Entry.objects.filter(action="answers.written").values_list("data")) == [
            ({"count": 2},)
        ]


def test_what_comes_when_the_last_batch_is_written_is_refused_not_written_alone(town):
    """As from a process that still remembers the survey as open."""
    with town.open():
        asked = survey(town)
        remembered = Survey.objects.get(pk=asked.pk)
        give(asked)
        close_survey(survey=asked, by=SYSTEM)
    with at(now() + timedelta(minutes=2)):
        assert look_after(town.authority.pk) == 1
        with town.open(), pytest.raises(Refusal, match="not_open"):
            give(remembered)
        assert look_after(town.authority.pk) == 0


def test_a_date_set_in_the_past_ends_a_survey_from_when_it_was_seen(town):
    with town.open():
        asked = survey(town)
        remembered = Survey.objects.get(pk=asked.pk)
        give(asked)
        change_survey(survey=asked, by=SYSTEM, closes_at=now() - timedelta(days=1))
    assert look_after(town.authority.pk) == 0
    with town.open():
        give(remembered)
    with at(now() + timedelta(minutes=1)):
        assert look_after(town.authority.pk) == 2


def test_the_last_batch_waits_for_who_is_answering(town):
    with town.open():
        asked = survey(town)
        give(asked)
        close_survey(survey=asked, by=SYSTEM)
    with town.open(), at(now() + timedelta(seconds=30)):
        assert sealed.still_takes(asked)
        assert not may_be_written(town, asked)
    assert may_be_written(town, asked)


def may_be_written(town, asked):
    """Whether another transaction would get its turn at what is left."""
    with database.admin_connection(database.NAME) as admin:
        query = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))"
        thing = f"what waits in survey {asked.pk}"
        return admin.execute(query, [thing, town.authority.pk]).fetchone()[0]


def test_a_full_quota_takes_no_more_of_the_same(town):
    quotas = [{"key": "comes", "choice": "yes", "most": 1}]
    with town.open():
        asked = survey(town, is_anonymous=False, quotas=quotas)
        give(asked)
        with pytest.raises(Refusal, match="full"):
            give(asked)
        give(asked, comes="no")
        assert Answer.objects.count() == 2


def test_nobody_is_asked_twice_within_the_time_of_rest(town):
    with town.open():
        first = survey(town, door="invited", code="un")
        second = survey(town, door="invited", code="deux")
        came = invite_people.invite_people(survey=first, people=people("a", "b"), by=SYSTEM)
        assert (came.invited, came.known, came.resting) == (2, 0, 0)
        again = invite_people.invite_people(survey=first, people=people("a"), by=SYSTEM)
        assert (again.invited, again.known) == (0, 1)
        other = invite_people.invite_people(survey=second, people=people("a", "c"), by=SYSTEM)
        assert (other.invited, other.resting) == (1, 1)
        with at(now() + timedelta(days=31)):
            later = invite_people.invite_people(survey=second, people=people("a"), by=SYSTEM)
            assert later.invited == 1


def test_who_wants_no_more_is_invited_no_more_even_long_after(town):
    with town.open():
        first = survey(town, door="invited", code="un")
        second = survey(town, door="invited", code="deux")
        invite_people.invite_people(survey=first, people=people("a", "b"), by=SYSTEM)
        stop_invitation(invitation=Invitation.objects.order_by("pk")[0], by=RESIDENT)
        close_survey(survey=first, by=SYSTEM)
    later = now() + timedelta(days=40)
    retain_answers(town.authority.pk, by=SYSTEM, now=later)
    with at(later), town.open():
        rows = Invitation.objects.order_by("pk").values_list("email", "email_hash")
        assert [(email, kept is not None) for email, kept in rows] == [("", True), ("", False)]
        came = invite_people.invite_people(survey=second, people=people("a", "b"), by=SYSTEM)
        assert (came.invited, came.stopped) == (1, 1)


def test_whom_a_survey_invited_is_known_for_as_long_as_they_rest(town, settings):
    settings.PARVIS_ASK_REST_DAYS = 90
    with town.open():
        first = survey(town, door="invited", code="un")
        second = survey(town, door="invited", code="deux")
        invite_people.invite_people(survey=first, people=people("a"), by=SYSTEM)
        close_survey(survey=first, by=SYSTEM)
    later = now() + timedelta(days=40)
    retain_answers(town.authority.pk, by=SYSTEM, now=later)
    with at(later), town.open():
        came = invite_people.invite_people(survey=second, people=people("a"), by=SYSTEM)
        assert (came.invited, came.resting) == (0, 1)


def test_an_invitation_leaves_with_its_own_link_and_a_reminder_follows(town, mail):
    with town.open():
        asked = survey(town, door="invited", reminder_days=[5])
        invite_people.invite_people(survey=asked, people=people("a", "b"), by=SYSTEM)
    invite_people.send_due(town.authority.pk)
    letters = list(mail.sent)
    assert {letter.to for letter in letters} == {"a@exemple.fr", "b@exemple.fr"}
    links = {line for letter in letters for line in letter.text.split() if "/invitation/" in line}
    assert len({link for link in links if not link.endswith("arreter/")}) == 2
    with town.open():
        Invitation.objects.filter(pk=Invitation.objects.earliest("pk").pk).update(is_used=True)
    with at(now() + timedelta(days=6)):
        look_after(town.authority.pk)
        invite_people.send_due(town.authority.pk)
    assert len(mail.sent) == 3
    with town.open():
        assert InvitationLetter.objects.filter(reminder=1).count() == 1


def test_as_many_reminders_leave_as_may_be_asked_for(town, mail):
    with town.open():
        asked = survey(town, door="invited", reminder_days=[2, 4, 6])
        invite_people.invite_people(survey=asked, people=people("a"), by=SYSTEM)
    invite_people.send_due(town.authority.pk)
    for days in (3, 5, 7, 9):
        with at(now() + timedelta(days=days)):
            look_after(town.authority.pk)
            invite_people.send_due(town.authority.pk)
    assert len(mail.sent) == 4


def test_a_typed_list_names_the_lines_that_are_no_address():
    typed = invite_people.read_list(
        "a@exemple.fr\n\nA@exemple.fr\n06 12 34 56 78\nbonjour\n0199000001"
    )
    assert [one.email or one.phone for one in typed.people] == [
        "a@exemple.fr", "A@exemple.fr", "+33612345678",
    ]  # fmt: skip
    assert typed.wrong == [5, 6]


def test_who_is_invited_before_it_opens_hears_of_it_when_it_does(town, mail):
    with town.open():
        asked = survey(town, door="invited")
        Survey.objects.filter(pk=asked.pk).update(opens_at=now() + timedelta(days=2))
        invite_people.invite_people(survey=asked, people=people("a"), by=SYSTEM)
    invite_people.send_due(town.authority.pk)
    assert mail.sent == []
    with at(now() + timedelta(days=3)):
        invite_people.send_due(town.authority.pk)
    assert [one.to for one in mail.sent] == ["a@exemple.fr"]


def texts_leaving(town, monkeypatch):
    """The numbers to which text messages leave, as they do."""
    sent = []
    monkeypatch.setattr(
        invite_people, "_handed_over", lambda letter, **_: sent.append(letter.to) or Sent("x")
    )
    return sent


MIDNIGHT = datetime(2027, 3, 1, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_text_message_wakes_nobody_though_the_survey_opens_at_midnight(town, monkeypatch):
    sent = texts_leaving(town, monkeypatch)
    numbers = [Invited(phone="+33612345678")]
    with at(MIDNIGHT - timedelta(hours=12)), town.open():
        asked = survey(town, door="invited", reminder_days=[1])
        Survey.objects.filter(pk=asked.pk).update(opens_at=MIDNIGHT)
        invite_people.invite_people(survey=asked, people=numbers, by=SYSTEM)
    for hours, already in ((0, 0), (7, 0), (8, 1)):
        with at(MIDNIGHT + timedelta(hours=hours)):
            invite_people.send_due(town.authority.pk)
        assert len(sent) == already
    # A day after the opening, and after the invitation.
    for hours, already in ((24, 1), (31, 1), (32, 2)):
        with at(MIDNIGHT + timedelta(hours=hours)):
            look_after(town.authority.pk)
            invite_people.send_due(town.authority.pk)
        assert len(sent) == already


def test_invited_in_the_night_one_has_a_text_message_by_day(town, monkeypatch):
    sent = texts_leaving(town, monkeypatch)
    with at(MIDNIGHT), town.open():
        asked = survey(town, door="invited")
        people = [Invited(phone="+33612345678")]
        invite_people.invite_people(survey=asked, people=people, by=SYSTEM)
        assert InvitationLetter.objects.get().leaves_at == MIDNIGHT + timedelta(hours=8)
    assert sent == []


def test_whoever_wants_no_more_letters_gets_no_reminder(town, client, mail):
    with town.open():
        asked = survey(town, door="invited", reminder_days=[3])
        invite_people.invite_people(survey=asked, people=people("a"), by=SYSTEM)
    invite_people.send_due(town.authority.pk)
    (letter,) = mail.sent
    path = letter.unsubscribe.partition(town.host)[2].partition("/")[2]
    client.defaults["HTTP_HOST"] = town.host
    assert "Ne plus m’interroger" in client.get(f"/{path}").content.decode()
    with town.open():
        assert Invitation.objects.get().stopped_at is None, "a visit does nothing"
    assert client.post(f"/{path}").status_code == 200
    with at(now() + timedelta(days=4)):
        look_after(town.authority.pk)
        invite_people.send_due(town.authority.pk)
    assert len(mail.sent) == 1
