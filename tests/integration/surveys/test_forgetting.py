"""Erasure and retention reach answers, their files and whom a survey had invited; an anonymous
answer is nobody's."""

import json
from datetime import timedelta

import pytest

from parvis.adapters.storage import files_of
from parvis.authorities import queries as authorities
from parvis.capture.answers import redaction
from parvis.capture.answers.models import Answer, Invitation, SpentKey
from parvis.capture.answers.operations import Invited, invite, stop_invitation
from parvis.capture.answers.queries import silent
from parvis.capture.answers.rules import NewAnswer, files_folder
from parvis.commands.checks import retention as doctor
from parvis.commands.checks.finding import Verdict
from parvis.flows import forget, retention
from parvis.flows.answer_survey import answer_survey
from parvis.flows.forget_answers import retain_answers
from parvis.flows.invite_people import invite_people
from parvis.flows.retention import retain_in
from parvis.flows.survey_life import look_after
from parvis.foundation.clock import at, now
from parvis.foundation.tokens import new_token
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys.models import Survey
from parvis.people import stopped
from tests.factories.surveys import survey
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True)

PLANTED = "Xylophonie"
EMAIL = "sam@exemple.fr"
CLUB = {
    "pages": [
        {
            "key": "p",
            "items": [
                {"kind": "person", "key": "who", "parts": ["first_name", "email"]},
                {"kind": "long_text", "key": "words"},
                {"kind": "yes_no", "key": "comes"},
                {"kind": "date", "key": "born", "privacy": "personal", "retention_months": 1},
                {"kind": "file", "key": "paper"},
            ],
        }
    ]
}


def stored(key):
    """A paper in the storage, as the answer sent with this key names it."""
    files = files_of_town()
    name = files.put(PLANTED.encode(), prefix=files_folder(key), suffix=".pdf")
    return {"file": name, "name": f"{PLANTED}.pdf", "media_type": "application/pdf", "size": 10}


def files_of_town():
    from parvis.foundation.db.scope import current_authority

    return files_of(current_authority())


def say(asked, key="", **more):
    answers = {
        "who": {"first_name": PLANTED, "email": EMAIL},
        "words": f"Je suis {PLANTED}.",
        "comes": "yes",
        "born": "1990-01-02",
        **more,
    }
    new = NewAnswer(
        has_agreed=True, version=asked.version_id, answers=answers, send_key=key or new_token()
    )
    answer_survey(survey=asked, new=new, by=RESIDENT)


def everything():
    """Every row of every table, as text."""
    with database.admin_connection(database.NAME) as admin:
        names = [
            name
            for (name,) in admin.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                " 'public'::regnamespace"
            )
        ]
        return json.dumps(
            [admin.execute(f'SELECT to_jsonb(t) FROM "{name}" t').fetchall() for name in names]
        )


def test_what_is_personal_stands_encrypted(town):
    with town.open():
        asked = survey(town, CLUB, is_anonymous=False)
        say(asked, words="Rien.")
        assert Answer.objects.get().answers == {"words": "Rien.", "comes": "yes"}
        assert PLANTED in Answer.objects.get().personal
    assert PLANTED not in everything()
    assert EMAIL not in everything()


def test_a_person_s_wish_reaches_their_answers_and_files(town):
    with town.open():
        asked = survey(town, CLUB, is_anonymous=False)
        paper = stored("a key of one page")
        say(asked, key="a key of one page", paper=[paper])
        assert files_of_town().exists(paper["file"])
    done = forget.erase_person(town.authority.pk, by=SYSTEM, email=EMAIL.upper())
    assert done.traces == 1
    with town.open():
        row = Answer.objects.get()
        assert (row.answers, row.personal, row.cells) == ({}, "", None)
        assert not files_of_town().exists(paper["file"])
    assert PLANTED not in everything()


def test_an_answer_takes_no_file_along_but_its_own(town):
    with town.open():
        asked = survey(town, CLUB, is_anonymous=False)
        theirs = stored("the key of somebody else")
        say(asked, paper=[theirs])
        say(asked, paper=[{**theirs, "file": "x"}])
    assert forget.erase_person(town.authority.pk, by=SYSTEM, email=EMAIL).traces == 2
    with town.open():
        assert files_of_town().exists(theirs["file"])
    assert PLANTED not in everything()


def test_an_answer_that_cannot_go_keeps_no_other_back(town, monkeypatch):
    with town.open():
        end = now() + timedelta(days=1)
        asked = survey(town, CLUB, is_anonymous=False, closes_at=end, retention_months=2)
        say(asked)
        say(asked)
        stuck = Answer.objects.order_by("pk")[0]
    redact = redaction.redact

    def refusing(*, answer, by):
        redact(answer=answer, by=by)
        if answer.pk == stuck.pk:
            raise OSError(PLANTED)

    monkeypatch.setattr(redaction, "redact", refusing)
    later = now() + timedelta(days=100)
    retain_answers(town.authority.pk, by=SYSTEM, now=later)
    with town.open():
        assert [one.pk for one in Answer.objects.filter(redacted_at=None)] == [stuck.pk]


def test_a_retention_that_stops_keeps_no_other_back(town, monkeypatch, caplog):
    with town.open():
        end = now() + timedelta(days=1)
        say(survey(town, CLUB, is_anonymous=False, closes_at=end, retention_months=2))

    def stopping(*_args, **_more):
        raise OSError(PLANTED)

    monkeypatch.setattr(retention, "forget_expired", stopping)
    gone = retain_in(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=100))
    assert (gone["failed"], gone["answers"] > 0) == (1, True)
    assert "reports" in caplog.text
    assert PLANTED not in caplog.text


def test_the_doctor_says_what_stopped_and_since_when_until_it_ends_well(town, monkeypatch):
    def stopping(*_args, **_more):
        raise OSError(PLANTED)

    def told():
        said = [one for one in doctor.look(now()) if town.authority.name in one.said]
        return [
            one.said.partition("\N{NO-BREAK SPACE}: ")[2]
            for one in said
            if one.verdict is Verdict.WRONG
        ]

    begun = now()
    with monkeypatch.context() as broken:
        broken.setattr(retention, "forget_expired", stopping)
        retain_in(town.authority.pk, by=SYSTEM, now=begun)
        retain_in(town.authority.pk, by=SYSTEM, now=begun + timedelta(days=3))
    with town.open():
        day = authorities.calendar_day(begun).isoformat()
    [said] = told()
    assert said.startswith(f"ce qui a fait son temps reste gardé depuis le {day}")
    assert said.endswith("les signalements (OSError)")
    retain_in(town.authority.pk, by=SYSTEM, now=begun + timedelta(days=4))
    assert told() == []


def test_the_doctor_has_words_for_every_step(town, monkeypatch):
    steps = set()
    monkeypatch.setattr(stopped, "clear", steps.add)
    retain_in(town.authority.pk, by=SYSTEM, now=now())
    assert steps == set(doctor.STEPS)


def test_who_was_invited_is_forgotten_and_stays_counted(town):
    with town.open():
        asked = survey(town, door="invited")
        invite(survey=asked, people=[Invited(email=EMAIL)], by=SYSTEM)
    forget.erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    with town.open():
        row = Invitation.objects.get()
        assert (row.email, row.email_hash) == ("", None)
        assert row.stopped_at is not None


def test_who_asked_to_be_invited_no_more_is_not_even_once_erased(town):
    with town.open():
        asked = survey(town, door="invited")
        [row] = invite(survey=asked, people=[Invited(email=EMAIL)], by=SYSTEM)
        stop_invitation(invitation=row, by=RESIDENT)
    assert forget.erase_person(town.authority.pk, by=SYSTEM, email=EMAIL).traces == 1
    assert forget.erase_person(town.authority.pk, by=SYSTEM, email=EMAIL).traces == 0
    assert EMAIL not in everything()
    with town.open():
        other = survey(town, code="autre", door="invited")
        again = invite_people(survey=other, people=[Invited(email=EMAIL)], by=SYSTEM)
        assert (again.invited, again.stopped) == (0, 1)


def test_a_question_s_answers_go_after_its_own_time(town):
    with town.open():
        say(survey(town, CLUB, is_anonymous=False))
    assert retain_answers(town.authority.pk, by=SYSTEM, now=now()) == 0
    later = now() + timedelta(days=40)
    assert retain_answers(town.authority.pk, by=SYSTEM, now=later) == 1
    with town.open():
        row = Answer.objects.get()
        assert "born" not in row.personal
        assert PLANTED in row.personal, "the rest stays"
    assert retain_answers(town.authority.pk, by=SYSTEM, now=later) == 0, "once is enough"


def test_after_a_survey_s_time_signed_answers_go(town):
    with town.open():
        end = now() + timedelta(days=1)
        asked = survey(town, CLUB, is_anonymous=False, closes_at=end, retention_months=2)
        say(asked)
    assert retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=70)) >= 1
    assert PLANTED not in everything()


def test_in_a_survey_without_end_what_was_said_and_who_was_invited_go_too(town):
    with town.open():
        say(survey(town, CLUB, is_anonymous=False, retention_months=1))
        asked = survey(town, code="invite", door="invited", retention_months=1)
        invite(survey=asked, people=[Invited(email=EMAIL)], by=SYSTEM)
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=20))
    with town.open():
        assert Answer.objects.get().redacted_at is None
        assert Invitation.objects.get().email == EMAIL
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=40))
    with town.open():
        assert Answer.objects.get().redacted_at is not None
        row = Invitation.objects.get()
        assert (row.email, row.email_hash) == ("", None)
        assert not silent(asked).exists(), "nobody who can be reached no more is reminded"
    assert PLANTED not in everything()


def test_each_answer_s_time_is_counted_from_its_own_day_even_if_the_survey_ends(town):
    with town.open():
        end = now() + timedelta(days=1000)
        asked = survey(town, CLUB, is_anonymous=False, closes_at=end, retention_months=2)
        say(asked)
    with at(now() + timedelta(days=50)), town.open():
        say(asked)
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=70))
    with town.open():
        late, early = Answer.objects.order_by("-day")
        assert (late.redacted_at is None, early.redacted_at is None) == (True, False)


def test_who_was_invited_long_before_it_opens_is_reached_until_then(town):
    with town.open():
        asked = survey(town, door="invited", retention_months=1)
        Survey.objects.filter(pk=asked.pk).update(opens_at=now() + timedelta(days=60))
        invite(survey=asked, people=[Invited(email=EMAIL)], by=SYSTEM)
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=80))
    with town.open():
        assert Invitation.objects.get().email == EMAIL
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=100))
    with town.open():
        assert Invitation.objects.get().email == ""


def test_after_a_survey_s_time_anonymous_words_go_and_figures_stay(town):
    with town.open():
        end = now() + timedelta(days=1)
        asked = survey(town, closes_at=end, retention_months=2)
        new = NewAnswer(
            has_agreed=True,
            version=asked.version_id,
            answers={"comes": "no", "words": PLANTED},
            send_key=new_token(),
        )
        answer_survey(survey=asked, new=new, by=RESIDENT)
    for minutes in (0, 1):
        with at(end + timedelta(minutes=minutes)):
            look_after(town.authority.pk)
    retain_answers(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=70))
    with town.open():
        assert Answer.objects.get().answers == {"comes": "no"}
        assert not SpentKey.objects.exists()
    assert PLANTED not in everything()
