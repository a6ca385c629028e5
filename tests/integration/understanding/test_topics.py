"""An agent corrects a topic, and the next is better; what is undone is unlearnt."""

import pytest

from parvis.flows import read_contributions
from parvis.flows import work_on_case as work
from parvis.flows.handlers import UNDERSTANDING
from parvis.flows.sort_case import confirm_kind, sort_case
from parvis.foundation.db.scope import acting_for
from parvis.understand.readings import queries
from parvis.understand.readings.models import Learnt, Lesson, Reading
from tests.factories import agent, small_town
from tests.factories.reports import report
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

BIN = "La corbeille du square déborde de barquettes"


@pytest.fixture
def town():
    return small_town()


def read():
    catch_up([UNDERSTANDING])


def said(town, words, service="hole"):
    with town.open():
        return report(town, service, words=words)


def topic_of(town, taken):
    with town.open():
        row = queries.of_report(taken.report.pk)
        return row.service_type_id, row.sureness


def test_the_first_day_reads_the_catalogue_s_own_words(town):
    taken = said(town, "Un lampadaire éteint toute la nuit", "canteen")
    read()
    assert topic_of(town, taken)[0] == town.services["lamp"].pk
    with town.open():
        row = queries.of_report(taken.report.pk)
    ranked = row.found["topic"]["ranked"]
    assert len(ranked) == 3
    words = [taken.report.words[start:end] for start, end in row.found["topic"]["words"]]
    assert "lampadaire" in words


def test_one_correction_makes_the_next_better(town):
    first = said(town, BIN)
    read()
    with town.open():
        sort_case(case=first.case.pk, service_type=town.services["canteen"].pk, agent=agent(town))
    read()
    second = said(town, "La corbeille du square déborde encore")
    read()
    kind, sure = topic_of(town, second)
    assert kind == town.services["canteen"].pk
    assert sure > 0.3


def test_what_is_undone_is_unlearnt(town):
    first = said(town, BIN)
    read()
    with town.open():
        someone = agent(town)
        batch = sort_case(
            case=first.case.pk, service_type=town.services["canteen"].pk, agent=someone
        )
    read()
    with town.open():
        assert Learnt.objects.get(part="topic").examples == 1
        work.undo(batch=batch, agent=someone)
    read()
    with town.open():
        assert not Lesson.objects.exists()
    fresh = said(town, BIN)
    read()
    read_contributions.topics.cache_clear()
    assert topic_of(town, fresh)[0] == topic_of(town, first)[0]


def test_what_a_closed_department_says_is_learnt_by_nobody(town):
    with town.open(compartments=(town.social.pk,)):
        taken = report(town, "help", place=None, words="Mon loyer")
        someone = agent(town, compartments=(town.social.pk,))
        confirm_kind(case=taken.case, agent=someone)
    read()
    with acting_for(town.authority.pk):
        assert not Lesson.objects.exists()
        assert Learnt.objects.get().examples == 0


def test_another_process_takes_up_what_was_learnt(town):
    first = said(town, BIN)
    with town.open():
        sort_case(case=first.case.pk, service_type=town.services["canteen"].pk, agent=agent(town))
    read()
    read_contributions.topics.cache_clear()
    second = said(town, BIN)
    read()
    assert topic_of(town, second)[0] == town.services["canteen"].pk


def test_what_is_broken_is_learnt_again(town):
    first = said(town, BIN)
    with town.open():
        sort_case(case=first.case.pk, service_type=town.services["canteen"].pk, agent=agent(town))
    read()
    with town.open():
        Learnt.objects.update(state=b"broken")
    read_contributions.topics.cache_clear()
    second = said(town, BIN)
    read()
    assert topic_of(town, second)[0] == town.services["canteen"].pk


def test_a_name_and_a_number_are_found_where_they_stand(town):
    words = "Appelez Mme Jeanne Martin au 06 12 34 56 78, un fil électrique pend dans la rue."
    taken = said(town, words)
    read()
    with town.open():
        row = Reading.objects.get(report=taken.report.pk)
    found = {(kind, words[start:end]) for start, end, kind, *_ in row.found["personal"]}
    assert ("phone", "06 12 34 56 78") in found
    assert row.language == "fr"
    assert "danger" in row.found["urgency"]
    assert row.is_urgent
