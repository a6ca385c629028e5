"""The pictures of a report over HTTP: taken, refused, dropped, and said when they are gone."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Photo, Report
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.foundation.clock import now
from tests.factories.towns import Town
from tests.integration.portal.report.journey import (
    HERE,
    begin,
    kept_in,
    picture,
    send,
    through,
)


def test_a_photo_is_taken_kept_and_shown(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    page = resident.post(f"{draft}/details/", {"photos": picture(), "do": "photo"})
    assert "Retirer la photo 1" in page.content.decode()
    shown = resident.get(f"{draft}/photo/?n=0")
    assert shown["Content-Type"] == "image/webp"
    assert shown.content[:4] == b"RIFF"
    resident.post(f"{draft}/details/", {"words": "", "q-depth": "much"})
    send(resident, draft)
    with town.open():
        photo = Photo.objects.get()
        assert files_of(town.authority.pk).exists(photo.storage_name)


def test_a_refused_photo_says_why_and_keeps_the_rest(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    bad = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    bad.name = "dessin.jpg"
    page = resident.post(
        f"{draft}/details/",
        {"photos": [picture(), bad], "words": "Gardé.", "q-depth": "much", "do": "go"},
    )
    text = page.content.decode()
    assert "Ce fichier est un dessin, pas une photo." in text
    assert "Gardé." in text
    assert "Retirer la photo 1" in text
    assert re.search(r'value="much"\s+checked', text)


def test_at_most_five_photos(resident: Client) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    page = resident.post(
        f"{draft}/details/", {"photos": [picture(seed=n) for n in range(6)], "do": "photo"}
    )
    text = page.content.decode()
    assert "Vous pouvez joindre 5 photos au plus." in text
    assert "Retirer la photo 5" in text
    assert "Retirer la photo 6" not in text


def test_a_photo_first_is_kept_under_its_own_address(resident: Client, town: Town) -> None:
    begun = resident.get("/signaler/photo/")
    page = str(begun["Location"])
    draft = "/".join(page.split("/")[:3])
    with town.open():
        assert Draft.objects.count() == 0
    kept = re.search(r'name="kept" value="([^"]+)"', resident.get(page).content.decode())
    assert kept is not None
    with town.open():
        assert Draft.objects.count() == 0
    sent = {"kept": kept[1], "photos": picture()}
    assert "Retirer la photo 1" in resident.post(f"{draft}/photos/", sent).content.decode()
    assert "Retirer la photo 1" in resident.get(page).content.decode()
    assert resident.post(page, {"kept": kept[1], "do": "go"})["Location"] == f"{draft}/quoi/"
    resident.post(f"{draft}/quoi/", {"service": "hole"})
    through(resident, draft)
    send(resident, draft)
    with town.open():
        assert Photo.objects.count() == 1
    assert "/recu/" in resident.get(page)["Location"]


def test_a_photo_first_begins_under_no_chosen_address(resident: Client) -> None:
    assert resident.get("/signaler/mine/photo-d-abord/").status_code == 404


def test_a_dropped_photo_is_erased(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(seed=7), "do": "photo"})
    token = draft.split("/")[2]
    with town.open():
        name = report_draft.load(token).photos[0].name
        assert files_of(town.authority.pk).exists(name)
    resident.post(f"{draft}/details/", {"do": "drop-0"})
    with town.open():
        assert not files_of(town.authority.pk).exists(name)
        assert report_draft.load(token).photos == ()


@pytest.mark.parametrize("added_again", [False, True])
def test_a_photo_erased_meanwhile_is_said_before_the_report_is_sent(
    resident: Client, town: Town, added_again: bool
) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(), "q-depth": "much"})
    page = resident.get(f"{draft}/nouvelles/").content.decode()
    carried = kept_in(page)
    with town.open():
        name = report_draft.load(draft.split("/")[2]).photos[0].name
    with clock.at(now() + timedelta(days=4)), town.open():
        assert report_draft.erase_expired() == 1
        assert not files_of(town.authority.pk).exists(name)
    told = resident.post(f"{draft}/nouvelles/", {"news": "none", "kept": carried})
    assert told.status_code == 200
    assert "Votre photo a été effacée" in told.content.decode()
    assert "Votre photo a été effacée" in resident.get(f"{draft}/details/").content.decode()
    with town.open():
        assert Report.objects.count() == 0
    if added_again:
        again = {"photos": picture(seed=2), "q-depth": "much"}
        resident.post(f"{draft}/details/", again)
        assert "a été effacée" not in resident.get(f"{draft}/nouvelles/").content.decode()
    said = re.search(r'name="(without)" value="1"', told.content.decode())
    assert said is not None
    send(resident, draft, **({} if added_again else {said[1]: "1"}))
    with town.open():
        assert Report.objects.count() == 1
        assert Photo.objects.count() == added_again


def test_a_photo_still_there_comes_back_with_the_form(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(), "q-depth": "much"})
    carried = kept_in(resident.get(f"{draft}/nouvelles/").content.decode())
    with town.open():
        Draft.objects.all().delete()
    send(resident, draft, kept=carried)
    with town.open():
        assert Photo.objects.count() == 1
