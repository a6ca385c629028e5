"""What takes long is asked for once, worked out apart, and kept with what made it."""

import subprocess
import sys

import pytest

from parvis.flows import studies
from parvis.flows.studies import Result
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.jobs import studying
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.understand.studies import queries
from parvis.understand.studies.models import Study
from parvis.understand.studies.operations import forget_before
from tests.factories import small_town

pytestmark = pytest.mark.django_db(transaction=True)


def counting(authority, asked, tell):
    """A study for the tests: counts to a number, and says how far it is."""
    tell(0.5, "counting")
    with acting_for(authority):
        (row,) = Study.objects.filter(state="running")
    assert (row.share, row.step) == (0.5, "counting")
    return Result({"total": sum(range(asked["to"]))}, {"adder": "1"})


def falling(authority, asked, tell):
    raise ValueError("le mot secret")


@pytest.fixture
def town(monkeypatch):
    here = __name__
    monkeypatch.setitem(sys.modules, here, sys.modules[__name__])
    monkeypatch.setattr(
        studies, "STUDIES", {"counting": f"{here}:counting", "falling": f"{here}:falling"}
    )
    return small_town()


def test_one_is_worked_out_and_the_newest_is_shown(town):
    with town.open():
        study = studies.ask(code="counting", asked={"to": 4}, by=SYSTEM)
        assert queries.under_way("counting", {"to": 4}) == study
        assert Entry.objects.get(action="study.asked").data["code"] == "counting"
    assert studies.run(town.authority.pk, study.pk)
    with town.open():
        row = queries.newest("counting", {"to": 4})
        assert (row.result, row.versions) == ({"total": 6}, {"adder": "1"})
        assert queries.under_way("counting", {"to": 4}) is None
        assert queries.newest("counting", {"to": 5}) is None
    assert not studies.run(town.authority.pk, study.pk)


def test_the_same_question_is_asked_once(town):
    with town.open():
        first = studies.ask(code="counting", asked={"to": 4}, by=SYSTEM)
        assert studies.ask(code="counting", asked={"to": 4}, by=SYSTEM) == first
        assert studies.ask(code="counting", asked={"to": 5}, by=SYSTEM) != first


def test_what_goes_wrong_is_named_without_a_word_of_it(town, caplog):
    with town.open():
        study = studies.ask(code="falling", asked={}, by=SYSTEM)
    assert not studies.run(town.authority.pk, study.pk)
    with town.open():
        row = Study.objects.get(pk=study.pk)
        assert (row.state, row.problem) == ("failed", "ValueError")
    assert "secret" not in caplog.text


def test_one_whose_process_is_killed_has_failed(town, monkeypatch):
    with town.open():
        study = studies.ask(code="counting", asked={"to": 4}, by=SYSTEM)
    monkeypatch.setattr(studying, "LONGEST_SECONDS", 0)
    studying.work_out(town.authority.pk, study.pk)
    with town.open():
        assert Study.objects.get(pk=study.pk).problem == "ended"


def test_its_process_counts_on_one_thread(town, monkeypatch):
    started = {}

    def run(command, **options):
        started.update(options["env"], command=command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    monkeypatch.setenv("PARVIS_OF_ITS_OWN", "kept")
    monkeypatch.setattr(studying.subprocess, "run", run)
    studying.work_out(town.authority.pk, 7)
    assert started["command"][-2:] == [str(town.authority.pk), "7"]
    assert {started[name] for name in studying.ONE_THREAD} == {"1"}
    assert {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"} <= studying.ONE_THREAD.keys()
    assert started["PARVIS_OF_ITS_OWN"] == "kept"


def test_it_is_let_go_in_its_time(town):
    with town.open():
        studies.ask(code="counting", asked={"to": 4}, by=SYSTEM)
        assert forget_before(now()) == 1
