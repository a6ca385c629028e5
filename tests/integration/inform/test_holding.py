"""What an agent has just done is told to nobody yet, on no page: until then it can be undone."""

from datetime import timedelta

import pytest

from parvis.act.cases.rules import Change
from parvis.capture.reports.models import Follower
from parvis.flows import work_on_case
from parvis.flows.resident_says import resident_says
from parvis.foundation.clock import now
from parvis.inform.tracking import facts, rules
from tests.factories import agent, report, small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
LATER = timedelta(seconds=61)


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def later(monkeypatch):
    """From here on, the minute is over."""

    def pass_over():
        moment = now() + LATER
        monkeypatch.setattr(facts, "now", lambda: moment)

    return pass_over


def test_an_end_shows_once_it_can_no_longer_be_undone(town, later):
    with town.open():
        receipt, someone = report(town), agent(town)
        for change in (
            Change("planned", planned_on=(now() + timedelta(days=2)).date()),
            Change("resolved", words="Fait."),
        ):
            work_on_case.change_state(case=receipt.case.pk, change=change, agent=someone)
        before = facts.facts(receipt.report.pk)
        assert (before.state, before.closed_at, before.planned_on) == ("received", None, None)
        assert before.steps == []
        later()
        after = facts.facts(receipt.report.pk)
        assert (after.state, [step.to_state for step in after.steps]) == (
            "resolved", ["planned", "resolved"]
        )  # fmt: skip
        assert after.closed_at is not None


def test_an_answer_taken_back_in_time_was_never_read(town, later):
    with town.open():
        receipt, someone = report(town), agent(town)
        done = work_on_case.reply(
            case=receipt.case.pk, words="On arrive.", agent=someone, revision=1
        )
        assert facts.facts(receipt.report.pk).steps == []
        work_on_case.undo(batch=done.batch, agent=someone)
        later()
        assert facts.facts(receipt.report.pk).steps == []


def test_what_a_resident_does_shows_at_once(town):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        someone = agent(town)
        work_on_case.change_state(case=receipt.case.pk, change=Change("in_progress"), agent=someone)
        author = Follower.objects.get(report=receipt.report)
        resident_says(follower=author, kind=rules.WITHDRAWAL, words="C'est réglé.")
        assert facts.facts(receipt.report.pk).state == "withdrawn"
