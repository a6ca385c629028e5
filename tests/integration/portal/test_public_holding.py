"""What an agent has just done is on no public page: until then it can be undone."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.reports.models import Follower
from parvis.flows import project_public
from parvis.flows import work_on_case as work
from parvis.flows.resident_says import resident_says
from parvis.foundation import clock
from parvis.inform.public_map.models import PublicCount, PublicPoint
from parvis.inform.tracking import rules
from parvis.jobs import tasks
from tests.factories import agent, report, small_town
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])
LATER = timedelta(seconds=61)
VIEW = {"bbox": "0.99,46.99,1.03,47.02", "zoom": "15"}


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def someone(town):
    with town.open():
        return agent(town)


@pytest.fixture
def shown(town):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    catch_up()
    return receipt


@pytest.fixture
def passer_by(town):
    return Client(HTTP_HOST=town.host)


def act(town, receipt, someone, target, **change):
    with town.open():
        return work.change_state(
            case=receipt.case.pk, change=Change(target, **change), agent=someone
        )


def waiting(town):
    """When the jobs that look again are due, and for which cases."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at, (args->>'case')::bigint FROM procrastinate_jobs"
            " WHERE task_name = %s AND (args->>'authority')::bigint = %s ORDER BY 1",
            [project_public.SHOW, town.authority.pk],
        )
        return cursor.fetchall()


def look_again(town):
    """The jobs of this town run, a minute later."""
    with clock.at(clock.now() + LATER):
        for _, case in waiting(town):
            tasks.show_in_public(town.authority.pk, case)


def marks(passer_by, **more):
    answer = passer_by.get("/carte/points.json", VIEW | more).json()
    return [one["properties"]["state"] for one in answer["features"]]


def steps(passer_by, address):
    """The part of the public page that says where it stands."""
    page = passer_by.get(address).content.decode()
    return page[page.index("<ol") : page.index("</ol>")]


def point(town):
    with town.open():
        return PublicPoint.objects.values_list("state", "closed_at", "planned_on", "is_open").get()


def counts(town):
    with town.open():
        rows = PublicCount.objects.filter(count__gt=0)
        return sorted(rows.values_list("area", "is_open", "count"))


def test_an_end_shows_in_public_once_it_can_no_longer_be_undone(town, someone, shown, passer_by):
    before, counted, address = point(town), counts(town), f"/signalements/{shown.case.reference}/"
    act(town, shown, someone, "planned", planned_on=(clock.now() + timedelta(days=2)).date())
    act(town, shown, someone, "resolved")
    catch_up()
    assert point(town) == before
    assert counts(town) == counted
    assert "C’est fait" not in passer_by.get(address).content.decode()
    assert [case for _, case in waiting(town)] == [shown.case.pk]
    look_again(town)
    assert point(town)[0] == "resolved"
    assert point(town)[3] is False
    assert [is_open for _, is_open, _ in counts(town)] == [False, False, False]
    with clock.at(clock.now() + LATER):
        assert "C’est fait" in passer_by.get(address).content.decode()


def test_the_job_waits_exactly_as_long_as_an_undo_is_possible(town, someone, shown, settings):
    settings.PARVIS_HOLD_SECONDS = 90
    step = act(town, shown, someone, "in_progress").steps[0]
    catch_up()
    due: datetime = waiting(town)[0][0]
    assert due == step.occurred_at + timedelta(seconds=90)


def test_what_is_undone_in_time_left_no_trace(town, someone, shown, passer_by):
    before, page = point(town), f"/signalements/{shown.case.reference}/"
    seen = steps(passer_by, page)
    done = act(town, shown, someone, "resolved")
    catch_up()
    with town.open():
        work.undo(batch=done.batch, agent=someone)
    catch_up()
    look_again(town)
    assert point(town) == before
    assert steps(passer_by, page) == seen


def test_a_second_act_waits_for_its_own_minute(town, someone, shown):
    act(town, shown, someone, "in_progress")
    catch_up()
    with clock.at(clock.now() + timedelta(seconds=40)):
        act(town, shown, someone, "resolved")
        catch_up()
        assert point(town)[0] == "acknowledged"
    with clock.at(clock.now() + LATER):
        project_public.show(town.authority.pk, shown.case.pk)
        assert point(town)[0] == "in_progress"
    with clock.at(clock.now() + timedelta(seconds=101)):
        project_public.show(town.authority.pk, shown.case.pk)
        assert point(town)[0] == "resolved"


def test_a_case_that_the_public_did_not_see_appears_after_the_minute(town, someone, shown):
    with town.open():
        main = report(town)
    act(town, shown, someone, "duplicate", duplicate_of=main.case.pk)
    catch_up()
    with town.open():
        assert PublicPoint.objects.filter(case_id=shown.case.pk).exists()
    look_again(town)
    with town.open():
        assert not PublicPoint.objects.filter(case_id=shown.case.pk).exists()
    with clock.at(clock.now() + timedelta(minutes=5)):
        act(town, shown, someone, "reopened")
        catch_up()
        with town.open():
            assert not PublicPoint.objects.filter(case_id=shown.case.pk).exists()
    with clock.at(clock.now() + timedelta(minutes=7)):
        project_public.show(town.authority.pk, shown.case.pk)
    with town.open():
        assert PublicPoint.objects.get(case_id=shown.case.pk).state == "reopened"


def test_what_a_resident_does_shows_at_once(town, someone, shown):
    act(town, shown, someone, "in_progress")
    with town.open():
        author = Follower.objects.get(pk=shown.follower)
        resident_says(follower=author, kind=rules.WITHDRAWAL)
    catch_up()
    with town.open():
        assert Case.objects.get(pk=shown.case.pk).state == "withdrawn"
        assert PublicPoint.objects.count() == 0


def test_made_again_the_map_waits_too(town, someone, shown):
    act(town, shown, someone, "resolved")
    # No reader has seen it: the jobs of a queue that was lost are asked for again.
    assert waiting(town) == []
    project_public.rebuild(town.authority.pk)
    assert point(town)[0] == "acknowledged"
    look_again(town)
    assert point(town)[0] == "resolved"


def test_points_asked_for_by_http_are_those_of_the_view(town, shown, passer_by):
    assert marks(passer_by) == ["Reçu"]
    assert marks(passer_by, bbox="2,48,2.1,48.1") == []
    assert marks(passer_by, bbox="no,box") == []
    answer = passer_by.get("/carte/points.json", VIEW | {"zoom": "9"}).json()
    assert answer["features"] == []
    assert [(one["id"], one["count"]) for one in answer["districts"]] == [(str(town.first.pk), 1)]
    (mark,) = passer_by.get("/carte/points.json", VIEW).json()["features"]
    assert mark["geometry"]["type"] == "Point"
    assert mark["properties"]["href"] == f"/signalements/{shown.case.reference}/"
    assert passer_by.get("/carte/points.json")["Cache-Control"] == "public, max-age=15"
