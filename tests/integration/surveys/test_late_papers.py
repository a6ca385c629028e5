"""Papers given back in time are typed in after the end: for a fortnight, and by no other door."""

from datetime import timedelta

import pytest

from parvis.authorities import queries as authorities
from parvis.capture.answers import queries, sealed
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.flows.survey_life import look_after
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.foundation.tokens import new_token
from parvis.inform.papers.handed_out import of_survey
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT
from parvis.offer.surveys.models import Survey
from parvis.web.desk import papers
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.factories.surveys import survey
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

NEXT_MORNING, TOO_LATE = timedelta(hours=9), timedelta(days=15)


@pytest.fixture(params=[True, False], ids=["anonymous", "signed"])
def ended(town, request):
    """A survey that ended last night."""
    with town.open():
        return survey(town, is_anonymous=request.param, closes_at=now() + timedelta(seconds=1))


def type_in(client, town, path):
    visit = Visit(client, town, path)
    assert visit.answer.status_code == 200, visit.text
    assert "tapez les papiers rendus à temps" in visit.text
    visit.send(q__comes="no")
    visit.send(q__words="Trop tôt.")
    visit.send()
    assert visit.answer.status_code == 302, visit.text


def test_a_paper_of_the_last_day_is_typed_in_the_next_morning(client, town, ended):
    with town.open():
        last = authorities.calendar_day(ended.closes_at)
    with clock.at(ended.closes_at + NEXT_MORNING):
        look_after(town.authority.pk)
        with town.open():
            logged_in(client, town, agent(town, "counter"))
            found = papers.find(str(of_survey(ended).code))
        type_in(client, town, found.address)
        with town.open():
            assert queries.response(Survey.objects.get(pk=ended.pk)).given == 1
        look_after(town.authority.pk)
        with town.open():
            assert SealedAnswer.objects.exists() == ended.is_anonymous, "none is written alone"
    with clock.at(ended.closes_at + TOO_LATE):
        look_after(town.authority.pk)
    with town.open():
        answer = Answer.objects.get()
        assert not SealedAnswer.objects.exists()
    assert (answer.channel, answer.day, answer.cells is not None) == ("paper", last, True)


@pytest.mark.parametrize(
    ("after", "channel"), [(NEXT_MORNING, "counter"), (NEXT_MORNING, "phone"), (TOO_LATE, "paper")]
)
def test_no_other_door_and_not_for_ever(client, town, ended, after, channel):
    with clock.at(ended.closes_at + after):
        with town.open():
            logged_in(client, town, agent(town, "counter"))
        visit = Visit(client, town, f"/agents/enquetes/marche/?par={channel}")
        assert visit.answer.status_code == 403
        new = NewAnswer(version=ended.version_id, answers={"comes": "yes"}, channel=channel)
        with town.open(), pytest.raises(Refusal, match="not_open"):
            answer_survey(survey=ended, new=new, by=RESIDENT)
        if after == TOO_LATE:
            with town.open():
                assert "a pris fin le" in papers.find(str(of_survey(ended).code)).problem


def test_a_survey_by_invitation_has_no_paper_that_is_late(town):
    with town.open():
        asked = survey(town, door="invited", closes_at=now() + timedelta(seconds=1))
    new = NewAnswer(version=asked.version_id, answers={"comes": "yes"}, channel="paper")
    with (
        clock.at(asked.closes_at + NEXT_MORNING),
        town.open(),
        pytest.raises(Refusal, match="not_open"),
    ):
        answer_survey(survey=asked, new=new, by=RESIDENT)


def test_anonymous_papers_after_the_end_stay_apart_from_what_people_gave(town):
    with town.open():
        asked = survey(town, closes_at=now() + timedelta(minutes=1))
        give(asked, "web", 3)
    with clock.at(asked.closes_at + NEXT_MORNING), town.open():
        give(asked, "paper", 2)
        sealed.write_batch(survey=asked, by=RESIDENT, closing=True)
        assert set(Answer.objects.values_list("channel", flat=True)) == {"web"}
        assert not sealed.write_batch(survey=asked, by=RESIDENT, closing=True)
    with clock.at(asked.closes_at + TOO_LATE), town.open():
        sealed.write_batch(survey=asked, by=RESIDENT, closing=True)
        written = Entry.objects.filter(action="answers.written").order_by("id")
        assert [one.data["count"] for one in written] == [3, 2]


def give(asked, channel, times):
    for _ in range(times):
        new = NewAnswer(
            version=asked.version_id, answers={"comes": "yes"}, channel=channel,
            send_key=new_token(),
        )  # fmt: skip
        assert answer_survey(survey=asked, new=new, by=RESIDENT)
