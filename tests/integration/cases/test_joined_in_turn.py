"""A request that others had joined joins another: they come along, and hear the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from parvis.act.cases import queries
from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Change, Refused
from parvis.flows import work_on_case as work
from parvis.foundation import clock
from parvis.journal.models import Entry
from tests.factories import agent, report, small_town
from tests.factories.sessions import logged_in
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WAITING = "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted"


def join(case, main, someone) -> work.Done:
    return work.change_state(
        case=case.pk, change=Change("duplicate", duplicate_of=main.pk), agent=someone
    )


def main_of(case) -> int | None:
    return Case.objects.get(pk=case.pk).duplicate_of_id


@pytest.fixture(params=["hole", "help"])
def chain(request):
    """A town, an agent, and three requests, the last of which joined the second: open to all, or
    closed to a department."""
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        someone = agent(town, "handler", compartments=(town.social.pk,))
        receipts = [report(town, request.param) for _ in range(3)]
        first, second, third = (one.case for one in receipts)
        join(third, second, someone)
    return town, someone, receipts, (first, second, third)


def opened(town):
    return town.open(compartments=(town.social.pk,))


def test_what_had_joined_it_comes_along_with_its_step_and_its_entry(chain):
    town, someone, _, (first, second, third) = chain
    with opened(town):
        done = join(second, first, someone)
        assert (main_of(second), main_of(third)) == (first.pk, first.pk)
        step = queries.steps(third.pk)[-1]
        assert (step.batch, step.agent_id) == (done.batch, someone.pk)
        assert step.data["along_with"] == second.pk
        entry = Entry.objects.get(action="case.moved_along")
        assert (entry.object_id, entry.data["main"]) == (third.pk, first.pk)
        joined = {one.data["case"] for one in queries.steps(first.pk) if one.kind == "grouping"}
        assert joined == {second.pk, third.pk}


@pytest.mark.parametrize("from_its_page", [False, True])
def test_one_undo_takes_all_of_it_back(chain, from_its_page):
    town, someone, _, (first, second, third) = chain
    with opened(town):
        done = join(second, first, someone)
        taken = work.undo(
            batch=done.batch, agent=someone, case=second.pk if from_its_page else None
        )
        assert taken.cases == {second.pk, third.pk}
        assert (main_of(second), main_of(third)) == (None, second.pk)
        assert all(one.undone_at for one in queries.steps(first.pk) if one.kind == "grouping")


def test_what_came_along_does_not_go_back_alone(chain):
    town, someone, _, (first, second, third) = chain
    with opened(town):
        done = join(second, first, someone)
        taken = work.undo(batch=done.batch, agent=someone, case=third.pk)
        assert [kept.problem for kept in taken.kept] == ["overtaken"]
        assert main_of(third) == first.pk


def test_an_undo_makes_no_chain_either(chain):
    town, someone, _, (first, second, third) = chain
    with opened(town):
        reopened = work.change_state(case=third.pk, change=Change("reopened"), agent=someone)
        joined = join(second, first, someone)
        taken = work.undo(batch=reopened.batch, agent=someone)
        assert [kept.since.pk for kept in taken.kept] == [joined.steps[0].pk]
        again = work.change_state(case=second.pk, change=Change("reopened"), agent=someone)
        join(third, second, someone)
        taken = work.undo(batch=again.batch, agent=someone)
        assert [kept.since.kind for kept in taken.kept] == ["grouping"]
        assert (main_of(second), main_of(third)) == (None, second.pk)


def test_the_page_of_what_came_along_waits_the_minute_then_shows_the_new_main_request(chain):
    town, someone, receipts, (first, second, _) = chain
    with opened(town):
        work.change_state(case=first.pk, change=Change("in_progress"), agent=someone)
    last = receipts[2]

    def page() -> str:
        client = Client(HTTP_HOST=town.host)
        return client.get(f"/suivi/{last.report.pk}/{last.token}/").content.decode()

    said = "Le signalement auquel le vôtre était joint a été joint à un autre"
    with clock.at(clock.now() + timedelta(minutes=5)):
        with opened(town):
            join(second, first, someone)
        assert said not in page()
        assert "y travaille." not in page()
    with clock.at(clock.now() + timedelta(minutes=10)):
        assert said in page()
        # A closed department's too: its mail has told them the same, without a word of the matter.
        assert "y travaille." in page()


def press(client: Client, case, main) -> int:
    try:
        given = {"target": "duplicate", "main": main.reference, "revision": "1"}
        return client.post(f"/agents/demandes/{case.pk}/etat/", given).status_code
    finally:
        connections.close_all()


def test_two_that_join_each_other_at_once_make_no_circle():
    town = small_town()
    with town.open():
        clients = [logged_in(Client(), town, agent(town, "handler")) for _ in range(2)]
        one, other = (report(town).case for _ in range(2))
    with (
        ThreadPoolExecutor(2) as pool,
        database.admin_connection(database.NAME) as watch,
        database.admin_connection(database.NAME) as hold,
    ):
        with hold.transaction():
            hold.execute("SELECT 1 FROM cases_case FOR UPDATE")
            pressed = [
                pool.submit(press, clients[0], one, other),
                pool.submit(press, clients[1], other, one),
            ]
            while len(watch.execute(WAITING).fetchall()) < 2:
                assert not any(act.done() for act in pressed)
        answers = [act.result() for act in pressed]
    assert sorted(answers) == [302, 422]
    with town.open():
        assert sorted([main_of(one) is None, main_of(other) is None]) == [False, True]
        assert Step.objects.filter(to_state="duplicate").count() == 1


def test_a_request_that_joined_another_still_takes_no_other(chain):
    town, someone, _, (first, _, third) = chain
    with opened(town), pytest.raises(Refused) as refused:
        join(first, third, someone)
    assert refused.value.problem == "is_duplicate"
