"""What an agent lets the public see is a step like the others: read before, undone after, held for
the minute; what is taken back is gone at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases import queries
from parvis.act.cases.models import Case
from parvis.adapters.images import SUFFIX
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Photo
from parvis.flows import project_public
from parvis.flows import work_on_case as work
from parvis.foundation import clock
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.tracking.facts import facts
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.integration.desk.desks import fresh, inside, made, offered, page_of
from tests.support.readers import catch_up
from tests.unit.adapters.pictures import encoded

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WORDS = "Un trou devant l’école."
LATER = timedelta(seconds=61)


@pytest.fixture
def desk():
    """A town, an agent, the browser, and a report with a photo that the public does not see."""
    town, someone, client = inside()
    case = made(town, words=WORDS)
    with town.open():
        name = files_of(town.authority.pk).put(
            encoded("WEBP", size=(120, 90)), prefix="photos/public", suffix=SUFFIX
        )
        photo = Photo.objects.create(
            report_id=case.report_id, storage_name=name, thumbnail_name=name, width=120, height=90,
            added_at=clock.now() - timedelta(hours=1),
        )  # fmt: skip
        Case.objects.filter(pk=case.pk).update(photo_count=1)
    return town, someone, client, fresh(town, case), photo


def publish(client: Client, case: Case, *, shown: bool, revision: int | None = None, **more):
    given = {"shown": "1" if shown else "0", "revision": str(revision or case.revision)}
    if shown and "photo" in more:
        photo = more.pop("photo")
        how = more or {"as_it_is": "1"}
        return client.post(f"{page_of(case)}publier/{photo}/", given | how)
    return client.post(f"{page_of(case)}publier/", given | more)


def seen(town) -> tuple[str, list[int]]:
    """What the public map holds of the only report."""
    catch_up()
    with town.open():
        point = PublicPoint.objects.get()
        return point.words, point.photo_ids


def seen_later(town, case: Case) -> tuple[str, list[int]]:
    with clock.at(clock.now() + LATER):
        project_public.show(town.authority.pk, case.pk)
        return seen(town)


def test_a_stale_page_shows_the_public_nothing_again(desk):
    town, _, client, case, photo = desk
    with town.open():
        colleague = logged_in(Client(), town, agent(town, name="Marc Petit"))
    stale = case.revision
    assert publish(client, case, shown=True).status_code == 302
    assert publish(colleague, case, shown=False, revision=stale + 1).status_code == 302
    for more in ({}, {"photo": str(photo.pk)}):
        refused = publish(client, case, shown=True, revision=stale, **more)
        assert refused.status_code == 409
    assert fresh(town, case).words_public is False
    with town.open():
        assert queries.approved_photos(case.pk) == {}


def test_the_page_sends_the_revision_that_it_shows(desk):
    _, _, client, case, photo = desk
    body = client.get(page_of(case)).content.decode()
    forms = re.findall(r'<form[^>]*action="[^"]*publier/[^"]*".*?</form>', body, re.DOTALL)
    assert len(forms) == 2
    preparing = client.get(f"{page_of(case)}publier/{photo.pk}/").content.decode()
    forms += re.findall(r"<form[^>]*publier/.*?</form>", preparing, re.DOTALL)
    assert len(forms) == 5
    assert all(f'name="revision" value="{case.revision}"' in form for form in forms)


def test_words_wait_the_minute_and_go_at_once(desk):
    town, _, client, case, _ = desk
    assert seen(town) == ("", [])
    answer = publish(client, case, shown=True)
    assert seen(town) == ("", [])
    body = client.get(answer["Location"]).content.decode()
    assert "Le public le verra une fois la minute passée." in body
    assert seen_later(town, case) == (WORDS, [])
    publish(client, fresh(town, case), shown=False)
    assert seen(town) == ("", [])


def test_a_photo_waits_the_minute_on_the_map_and_for_who_only_follows(desk):
    town, _, client, case, photo = desk

    def followed() -> bool:
        with town.open():
            return facts(case.report_id).photos[0].is_public

    publish(client, case, shown=True, photo=str(photo.pk))
    assert seen(town) == ("", [])
    assert not followed()
    assert seen_later(town, case) == ("", [photo.pk])
    with clock.at(clock.now() + LATER):
        assert followed()
    publish(client, fresh(town, case), shown=False, photo=str(photo.pk))
    assert seen(town) == ("", [])
    with clock.at(clock.now() + LATER):
        assert not followed()


def test_what_is_undone_in_time_was_never_seen(desk):
    town, _, client, case, photo = desk
    for more in ({}, {"photo": str(photo.pk)}):
        answer = publish(client, fresh(town, case), shown=True, **more)
        [bar, *_] = offered(client.get(answer["Location"]).content.decode())
        assert client.post("/agents/annuler/", bar).status_code == 302
    assert fresh(town, case).words_public is False
    assert seen_later(town, case) == ("", [])


def test_what_was_taken_away_by_mistake_comes_back_as_it_was(desk):
    town, someone, client, case, photo = desk
    publish(client, case, shown=True, photo=str(photo.pk), cell="0-0")
    with clock.at(clock.now() + LATER):
        publish(client, fresh(town, case), shown=False, photo=str(photo.pk))
        with town.open():
            assert queries.approved_photos(case.pk) == {}
            batch = queries.steps(case.pk)[-1].batch
            work.undo(batch=batch, agent=someone)
            assert queries.approved_photos(case.pk)[photo.pk].is_masked
    assert seen_later(town, case) == ("", [photo.pk])


def test_an_undo_leaves_a_colleagues_withdrawal_alone(desk):
    town, someone, client, case, _ = desk
    publish(client, case, shown=True)
    with town.open():
        other = agent(town, name="Marc Petit")
        batch = queries.steps(case.pk)[-1].batch
    publish(logged_in(Client(), town, other), fresh(town, case), shown=False)
    with town.open():
        taken = work.undo(batch=batch, agent=someone)
        assert [kept.problem for kept in taken.kept] == ["overtaken"]
    assert fresh(town, case).words_public is False
