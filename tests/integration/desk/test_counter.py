"""What comes to the counter on paper: photos that somebody holds out, letters of another day."""

import io
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Photo, Report
from parvis.foundation.clock import today
from tests.factories import Town, agent, report, small_town
from tests.factories.sessions import logged_in
from tests.integration.portal.report.journey import picture

pytestmark = pytest.mark.django_db(transaction=True)

COUNTER = "/agents/accueil/"


def at_the_counter() -> tuple[Town, Client]:
    town = small_town()
    with town.open():
        return town, logged_in(Client(), town, agent(town, "counter"))


def typed(town: Town, **change: object) -> dict[str, object]:
    return {
        "service": town.services["hole"].pk, "words": "Un trou.", "address": "devant la mairie",
        "channel": "counter", "send_key": "clef-du-formulaire", **change,
    }  # fmt: skip


def test_photos_leave_with_the_form():
    town, client = at_the_counter()
    photos = [picture(), picture(seed=2)]
    assert client.post(COUNTER, typed(town, photos=photos)).status_code == 302
    assert client.post(COUNTER, typed(town)).status_code == 302
    with town.open():
        assert Report.objects.count() == 1
        assert Photo.objects.filter(report=Report.objects.get()).count() == 2
        assert Case.objects.get().photo_count == 2


def test_photos_taken_in_one_by_one_wait_for_their_form():
    town, client = at_the_counter()
    here = f"{COUNTER}photos/clef-du-formulaire/"
    assert client.post(here, {"photos": picture()}).status_code == 200
    two = client.post(here, {"photos": picture(seed=2)}).content.decode()
    assert two.count("data-stored") == 2
    assert client.get(f"{here}une/?n=1").headers["Content-Type"] == "image/webp"
    assert client.post(here, {"do": "drop-0"}).content.decode().count("data-stored") == 1
    refused = client.post(COUNTER, typed(town, address=""))
    assert refused.status_code == 422
    assert refused.content.decode().count("data-stored") == 1
    assert client.post(COUNTER, typed(town)).status_code == 302
    with town.open():
        assert Photo.objects.count() == 1


def test_without_a_script_photos_are_taken_in_and_taken_out_by_the_form():
    town, client = at_the_counter()
    taken = client.post(COUNTER, typed(town, photos=[picture()], do="photo")).content.decode()
    assert "Un trou." in taken
    assert taken.count("data-stored") == 1
    assert client.post(COUNTER, typed(town, do="drop-0")).content.decode().count("data-stored") == 0
    bad = client.post(COUNTER, typed(town, photos=[io.BytesIO(b"not a photo")]))
    assert "n’est pas une photo" in bad.content.decode()
    assert "Un trou." in bad.content.decode()
    with town.open():
        assert not Report.objects.exists()


def test_another_town_sees_no_photo_that_waits():
    _, client = at_the_counter()
    client.post(f"{COUNTER}photos/clef-du-formulaire/", {"photos": picture()})
    _, stranger = at_the_counter()
    assert stranger.get(f"{COUNTER}photos/clef-du-formulaire/une/?n=0").status_code == 404
    assert client.get(f"{COUNTER}photos/clef-du-formulaire/une/?n=0").status_code == 200


def test_the_deadlines_of_a_letter_count_from_the_day_on_which_it_came():
    town, client = at_the_counter()
    with town.open():
        zone = authorities.calendar().zone
        came = today(zone) - timedelta(days=9)
        same = report(town, "hole").case
    answer = client.post(COUNTER, typed(town, channel="mail", came_on=f"{came}"))
    with town.open():
        case = Case.objects.exclude(pk=same.pk).get()
        assert case.received_at.astimezone(zone).date() == came
        assert case.due_at < same.due_at
        assert Report.objects.get(pk=case.report_id).recorded_at.astimezone(zone).date() > came
    slip = client.get(answer.headers["Location"]).content.decode()
    assert f"{came.day}" in slip
    assert "0 h 00" not in slip
    assert "0 h 00" not in client.get(f"/agents/demandes/{case.pk}/").content.decode()


@pytest.mark.parametrize("days", [-1, 400, None])
def test_a_letter_comes_neither_from_the_future_nor_from_long_ago(days):
    town, client = at_the_counter()
    with town.open():
        here = today(authorities.calendar().zone)
    came = f"{here - timedelta(days=days)}" if days is not None else "hier"
    refused = client.post(COUNTER, typed(town, channel="mail", came_on=came))
    assert refused.status_code == 422
    assert "Dites quel jour le courrier est arrivé" in refused.content.decode()
    assert client.post(COUNTER, typed(town, channel="phone", came_on=came)).status_code == 302


def test_the_counter_adds_a_photo_that_somebody_brings_later():
    town, client = at_the_counter()
    with town.open():
        case = report(town, "hole").case
    page = f"/agents/demandes/{case.pk}/"
    assert 'type="file"' in client.get(f"{page}?agir=note").content.decode()
    assert client.post(f"{page}photo/", {"photo": picture()}).status_code == 302
    with town.open():
        assert Photo.objects.get().by_agent
