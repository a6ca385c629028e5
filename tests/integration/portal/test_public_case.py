"""The public page of a case: its words and pictures after an agent's approval alone."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.adapters.images import SUFFIX
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Photo
from parvis.capture.reports.rules import NewReport, Place
from parvis.flows.submit_report import Receipt, StoredPhoto, submit_report
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.inform.public_map import projection
from parvis.journal.rules import RESIDENT, Actor
from tests.factories import Town, agent, report, small_town
from tests.factories.towns import INSIDE_FIRST

# Long enough ago that what an agent did waits no more.
HELD = timedelta(minutes=2)
WORDS = "Un trou devant l’école."


@pytest.fixture
def town(db: None) -> Town:
    return small_town()


@pytest.fixture
def passer_by(town: Town) -> Client:
    return Client(headers={"host": town.host})


@pytest.fixture
def said(town: Town) -> Receipt:
    """A report with words and a picture, on the public map."""
    kind = town.services["hole"]
    with town.open():
        store = files_of(town.authority.pk)
        name = store.put(b"RIFF a picture", prefix="photos/public", suffix=SUFFIX)
        new = NewReport(
            service_type=kind.pk, version=kind.current_id or 0, channel="web", occurred_at=now(),
            words=WORDS, place=Place(*INSIDE_FIRST),
        )  # fmt: skip
        receipt = submit_report(new=new, by=RESIDENT, photos=[StoredPhoto(name, name, (9, 9))])
        projection.project([receipt.case.pk])
    return receipt


def read(passer_by: Client, said: Receipt) -> str:
    page = passer_by.get(f"/signalements/{said.case.reference}/")
    assert page.status_code == 200
    return page.content.decode()


def test_words_and_pictures_wait_for_an_agent(town: Town, passer_by: Client, said: Receipt) -> None:
    with town.open():
        photo = Photo.objects.get()
    address = f"/signalements/{said.case.reference}/photo/{photo.pk}/"
    assert WORDS not in read(passer_by, said)
    assert address not in read(passer_by, said)
    assert passer_by.get(address).status_code == 404
    with town.open():
        by = Actor("agent", agent(town).pk)
        with clock.at(clock.now() - HELD):
            cases.publish_words(case=said.case.pk, approved=True, by=by)
            cases.publish_photo(case=said.case.pk, photo=photo, by=by)
        projection.project([said.case.pk])
    assert WORDS in read(passer_by, said)
    assert address in read(passer_by, said)
    assert passer_by.get(address).content == b"RIFF a picture"
    with town.open():
        cases.publish_words(case=said.case.pk, approved=False, by=by)
        projection.project([said.case.pk])
    assert WORDS not in read(passer_by, said)


def test_the_last_step_is_done_when_the_case_is(
    town: Town, passer_by: Client, said: Receipt
) -> None:
    assert 'class="is-here"' in read(passer_by, said)
    with town.open():
        cases.change_state(
            case=said.case.pk, change=Change("resolved"), by=Actor("agent"),
            roles=frozenset({"handler"}),
        )  # fmt: skip
        projection.project([said.case.pk])
    marks = re.findall(r'<li class="(is-\w+)"', read(passer_by, said))
    assert marks
    assert set(marks) == {"is-done"}


def test_what_was_joined_then_reopened_tells_its_own_steps_alone(
    town: Town, passer_by: Client, said: Receipt
) -> None:
    with town.open():
        main = report(town)
        someone = Actor("agent", agent(town).pk)
        changes = (Change("duplicate", duplicate_of=main.case.pk), Change("reopened"))
        for minutes, change in zip((9, 6), changes, strict=True):
            with clock.at(clock.now() - timedelta(minutes=minutes)):
                cases.change_state(
                    case=said.case.pk, change=change, by=someone, roles=frozenset({"handler"})
                )
        projection.project([said.case.pk])
    shown = re.findall(r'class="steps__text"><strong>([^<]+)<', read(passer_by, said))
    assert shown == ["Reçu", "Rouvert"]


def tapped(passer_by: Client, said: Receipt, page: str, **headers: str) -> str:
    found = re.search(r'name="send_key" value="([^"]+)"', page)
    assert found is not None
    address = f"/signalements/{said.case.reference}/"
    headers.setdefault("origin", f"http://{passer_by.defaults['HTTP_HOST']}")
    answer = passer_by.post(address, {"send_key": found[1]}, headers=headers)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_of_however_many_taps_one_counts(town: Town, passer_by: Client, said: Receipt) -> None:
    page = read(passer_by, said)
    ways = {tapped(passer_by, said, page) for _tap in range(5)}
    with town.open():
        assert Case.objects.get().follower_count == 2
    (way,) = ways
    assert "Voulez-vous des nouvelles" in passer_by.get(way).content.decode()
    assert tapped(passer_by, said, read(passer_by, said)) in ways
    tapped(Client(headers={"host": town.host}), said, read(passer_by, said))
    with town.open():
        assert Case.objects.get().follower_count == 3


def test_nobody_follows_by_another_site_nor_without_the_page(
    town: Town, passer_by: Client, said: Receipt
) -> None:
    address = f"/signalements/{said.case.reference}/"
    page = read(passer_by, said)
    assert tapped(passer_by, said, page, origin="https://ailleurs.example") == address
    assert passer_by.post(address, headers={"origin": f"http://{town.host}"})["Location"] == address
    with town.open():
        assert Case.objects.get().follower_count == 1


def test_no_public_page_sets_a_cookie(town: Town, passer_by: Client, said: Receipt) -> None:
    pages = [
        "/", "/signaler/", "/carte/", "/signalements/", f"/signalements/{said.case.reference}/",
        "/suivi/", f"/suivi/{said.report.pk}/{said.token}/", "/accessibilite/", "/vos-donnees/",
        "/regles/", "/mentions-legales/", "/sceaux/",
    ]  # fmt: skip
    for page in pages:
        answer = Client(headers={"host": town.host}).get(page)
        assert answer.status_code == 200, page
        assert list(answer.cookies) == [], page
