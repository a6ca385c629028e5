"""An answer comes in: attributable or sealed, once."""

import struct

import pytest

from parvis.capture.answers import operations as answers
from parvis.capture.answers import queries, sealed
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.operations import Invited, token_of
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import NotAnswered, answer_survey
from parvis.foundation.db.operation import Refusal
from parvis.foundation.tokens import new_token
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.forms import queries as forms
from parvis.offer.forms.sheet import layout
from parvis.offer.surveys import operations as surveys
from tests.factories.surveys import survey

pytestmark = pytest.mark.django_db

COMES = {"comes": "yes", "buys": ["fish", "fruit"], "mood": "4"}


def give(asked, given, *, key="", **more):
    new = NewAnswer(
        has_agreed=True, version=asked.version_id, answers=given, send_key=key or new_token()
    )
    return answer_survey(survey=asked, new=new, by=RESIDENT, **more)


def test_an_answer_that_is_kept_as_theirs_is_written_at_once(town):
    with town.open():
        asked = survey(town, is_anonymous=False)
        assert give(asked, COMES)
        row = Answer.objects.get()
        form = forms.form(asked.version_id)
        assert row.answers == {"comes": "yes", "buys": ["fruit", "fish"], "mood": 4}
        assert struct.unpack(layout(form).format, row.cells) == (0, 1, 1, 4.0)
        assert Entry.objects.filter(action="answer.given", object_id=row.pk).count() == 1


def test_what_is_missing_is_said_and_nothing_is_written(town):
    with town.open():
        asked = survey(town, is_anonymous=False)
        with pytest.raises(NotAnswered) as refused:
            give(asked, {"mood": "4"})
        assert refused.value.reading.wrong["comes"].code == "missing"
        assert not Answer.objects.exists()


def test_what_is_hidden_now_is_not_sent(town):
    with town.open():
        asked = survey(town, is_anonymous=False)
        give(asked, {"comes": "no", "mood": "4", "words": "Trop tôt le samedi."})
        assert Answer.objects.get().answers == {"comes": "no", "words": "Trop tôt le samedi."}


def test_sent_twice_it_is_one_answer(town):
    with town.open():
        named, unnamed = survey(town, is_anonymous=False), survey(town, code="autre")
        for asked in (named, named, unnamed, unnamed):
            give(asked, COMES, key="the page's own key")
        assert Answer.objects.count() == 1
        assert SealedAnswer.objects.count() == 1


def test_anonymous_answers_wait_until_they_are_ten(town):
    with town.open():
        asked = survey(town)
        for _ in range(9):
            give(asked, COMES)
        assert sealed.write_batch(survey=asked, by=SYSTEM) == 0
        give(asked, {"comes": "no"})
        assert sealed.write_batch(survey=asked, by=SYSTEM) == 10
        assert queries.response(asked).given == 10
        rows = list(Answer.objects.all())
        assert {row.given_at for row in rows} == {None}
        assert sorted(row.answers["comes"] for row in rows) == ["no", *["yes"] * 9]
        written = Entry.objects.filter(action="answers.written")
        assert [entry.data["count"] for entry in written] == [10]


def test_what_waits_at_the_end_is_written_whatever_its_number(town):
    with town.open():
        asked = survey(town)
        give(asked, COMES)
        assert sealed.write_batch(survey=asked, by=SYSTEM, closing=True) == 1


def test_an_anonymous_answer_keeps_no_language(town):
    with town.open():
        asked = survey(town)
        for language in ("fr", "en"):
            new = NewAnswer(
                has_agreed=True,
                version=asked.version_id,
                answers=COMES,
                language=language,
                send_key=new_token(),
            )
            answer_survey(survey=asked, new=new, by=RESIDENT)
        sealed.write_batch(survey=asked, by=SYSTEM, closing=True)
        assert list(Answer.objects.values_list("language", flat=True)) == ["", ""]


def test_a_sealed_answer_tells_nothing_by_its_size(town):
    with town.open():
        asked = survey(town)
        give(asked, {"comes": "yes"})
        give(asked, {"comes": "no", "words": "é" * 4_000})
        sizes = {len(row.content.encode()) for row in SealedAnswer.objects.all()}
        assert sizes == {sealed.LENGTH}


def test_an_anonymous_answer_that_is_too_long_is_refused(town):
    long = {
        "pages": [{"key": "p", "items": [{"kind": "long_text", "key": f"w{n}"} for n in range(4)]}]
    }
    with town.open():
        asked = survey(town, long)
        with pytest.raises(Refusal) as refused:
            give(asked, {f"w{n}": "x" * 5_000 for n in range(4)})
        assert refused.value.problem == "too_much"
        assert not SealedAnswer.objects.exists()


def test_an_invitation_is_the_right_to_answer_once(town):
    with town.open():
        asked = survey(town, door="invited")
        people = [Invited(email="a@exemple.fr"), Invited(email="A@exemple.fr")]
        (invitation,) = answers.invite(survey=asked, people=people, by=SYSTEM)
        found = queries.invitation_by(asked, token_of(invitation) or "")
        assert found == invitation
        assert queries.invitation_by(asked, new_token()) is None
        with pytest.raises(Refusal, match="not_invited"):
            give(asked, COMES)
        give(asked, COMES, invitation=found)
        with pytest.raises(Refusal, match="used"):
            give(asked, COMES, invitation=found)
        assert queries.response(asked).rate == 1.0
        assert SealedAnswer.objects.count() == 1


def test_a_closed_survey_takes_nothing_more(town):
    with town.open():
        asked = survey(town)
        surveys.close_survey(survey=asked, by=SYSTEM)
        with pytest.raises(Refusal, match="not_open"):
            give(asked, COMES)


def test_an_anonymous_survey_does_not_open_with_a_form_that_asks_who_one_is(town):
    form = {"pages": [{"key": "p", "items": [{"kind": "email", "key": "mail"}]}]}
    with town.open():
        survey(town, form, code="signee", is_anonymous=False)
        with pytest.raises(Refusal, match="not_its_form"):
            survey(town, form, code="sans-nom")


def test_no_figure_stands_in_clear_for_what_is_personal(town):
    asks = {
        "pages": [{"key": "p", "items": [
            {"kind": "number", "key": "income", "privacy": "sensitive"},
            {"kind": "yes_no", "key": "comes"},
        ]}]
    }  # fmt: skip
    with town.open():
        asked = survey(town, asks, is_anonymous=False)
        give(asked, {"income": 1234, "comes": "yes"})
        row = Answer.objects.get()
        assert struct.unpack(layout(forms.form(asked.version_id)).format, row.cells) == (0,)
        assert "1234" in row.personal
        assert "income" not in row.answers
