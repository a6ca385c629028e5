"""A report's own questions, page by page, without any script: blocks, files, what follows."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Report
from parvis.capture.reports.redaction import redact
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM
from tests.factories.report_questions import asking_town
from tests.factories.towns import Town
from tests.integration.portal.report.journey import HERE, begin, kept_in, send

FIRST = {"words": "Un trou.", "q-where": "road", "q-part": "cycle", "q-hurt": "yes"}
ROWS = {"q-holes-rows": "2", "q-holes-0-width": "40", "q-holes-1-width": "80"}


def paper(data: bytes = b"%PDF-1.7 rest", name: str = "../facture.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def picture() -> SimpleUploadedFile:
    """A photo that says where it was taken."""
    data, image = io.BytesIO(), Image.effect_noise((320, 200), 40).convert("RGB")
    exif = image.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "PLANTED-MAKER"
    image.save(data, "JPEG", exif=exif)
    return SimpleUploadedFile("trou.jpg", data.getvalue())


@pytest.fixture
def town(db: None) -> Town:
    return asking_town()


@pytest.fixture
def draft(resident: Client) -> str:
    begun = begin(resident)
    resident.post(f"{begun}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    return begun


def stored(town: Town) -> list[str]:
    with town.open():
        return list(files_of(town.authority.pk).list("answers"))


def on(resident: Client, address: str, **typed: object) -> str:
    """Send a page that leads on, and where it leads."""
    answer = resident.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def to_the_end(resident: Client, draft: str) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    on(resident, f"{draft}/details/measures/", **ROWS, **{"q-holes-1-near-files": picture()})
    on(resident, f"{draft}/details/harm/", **{"q-plate": "AB-123", "q-bill-files": paper()})


def test_page_after_page_to_the_receipt(resident: Client, town: Town, draft: str) -> None:
    page = resident.get(f"{draft}/details/").content.decode()
    assert "Page 1 sur environ 3" in page
    assert 'name="words"' in page
    assert on(resident, f"{draft}/details/", **FIRST) == f"{draft}/details/measures/"
    page = resident.get(f"{draft}/details/measures/").content.decode()
    assert "<h1>Les mesures</h1>" in page
    assert "Page 2 sur environ 3" in page
    assert 'name="words"' not in page
    assert on(resident, f"{draft}/details/measures/", **ROWS) == f"{draft}/details/harm/"
    bill = {"q-bill-files": paper()}
    assert on(resident, f"{draft}/details/harm/", **bill) == f"{draft}/nouvelles/"
    assert f'href="{draft}/details/harm/"' in resident.get(f"{draft}/nouvelles/").content.decode()
    send(resident, draft)
    with town.open():
        said = Report.objects.get()
    assert said.words == "Un trou."
    assert said.answers["holes"] == [{"width": 40}, {"width": 80}]
    assert said.answers["total"] == 120
    assert json.loads(said.personal)["bill"][0]["name"] == "facture.pdf"


def test_what_is_skipped_is_not_asked(resident: Client, town: Town, draft: str) -> None:
    unhurt = {**FIRST, "q-hurt": "no"}
    assert on(resident, f"{draft}/details/", **unhurt) == f"{draft}/nouvelles/"
    assert resident.get(f"{draft}/details/harm/")["Location"] == f"{draft}/details/"
    assert f'href="{draft}/details/"' in resident.get(f"{draft}/nouvelles/").content.decode()


def test_back_keeps_what_was_typed_and_asks_nothing(resident: Client, draft: str) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    back = on(resident, f"{draft}/details/measures/", do="back", **{**ROWS, "q-holes-1-width": ""})
    assert back == f"{draft}/details/"
    first = resident.get(back).content.decode()
    assert "Un trou.</textarea>" in first
    on(resident, back, **FIRST)
    assert 'value="40"' in resident.get(f"{draft}/details/measures/").content.decode()


def test_what_a_later_change_asks_is_asked_before_it_is_sent(
    resident: Client, town: Town, draft: str
) -> None:
    on(resident, f"{draft}/details/", **{**FIRST, "q-hurt": "no"})
    on(resident, f"{draft}/details/", **FIRST)
    assert resident.post(f"{draft}/nouvelles/", {"news": "none"})["Location"] == f"{draft}/details/"
    on(resident, f"{draft}/details/measures/", **ROWS)
    page = resident.post(f"{draft}/details/harm/", {}).content.decode()
    assert "Cette réponse nous est nécessaire" in page


def test_rows_are_added_and_taken_out(resident: Client, draft: str) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    here = f"{draft}/details/measures/"
    assert "Trou 1" in resident.get(here).content.decode()
    one = {"q-holes-rows": "1", "q-holes-0-width": "40"}
    page = resident.post(here, {**one, "do": "more-holes"}).content.decode()
    assert "Trou 2" in page
    assert 'id="q-holes-1" tabindex="-1" autofocus' in page
    assert "Cette réponse" not in page
    third = resident.post(here, {**ROWS, "do": "more-holes"}).content.decode()
    assert "Trou 3" in third
    assert "more-holes" not in third
    page = resident.post(here, {**ROWS, "do": "less-holes-0"}).content.decode()
    assert "Trou 2" not in page
    assert 'name="q-holes-0-width"' in page
    assert 'value="80"' in page
    assert 'value="40"' not in page
    assert resident.post(here, {"q-holes-rows": "1", "do": "more-nothing"}).status_code == 200


def test_a_question_of_a_row_follows_from_that_row(resident: Client, draft: str) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    here = f"{draft}/details/measures/"
    seen = {"seen": "holes holes.0.width holes.1.width holes.0.near holes.1.near total"}
    page = resident.post(here, {**ROWS, **seen}).content.decode()
    assert "Encore une question" in page
    assert 'data-question="holes.0.water" hidden' in page
    assert 'data-question="holes.1.water" data-new' in page


def test_a_file_is_what_its_bytes_say(resident: Client, town: Town, draft: str) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    on(resident, f"{draft}/details/measures/", **ROWS)
    here = f"{draft}/details/harm/"
    bad = resident.post(here, {"q-bill-files": paper(b"<html><script>")}).content.decode()
    assert "PDF, JPEG, PNG" in bad
    assert stored(town) == []
    kept = resident.post(here, {"do": "keep-q-bill-0", "q-bill-files": paper()}).content.decode()
    assert "facture.pdf" in kept
    assert len(stored(town)) == 1
    gone = resident.post(here, {"do": "drop-q-bill-0"}).content.decode()
    assert "facture.pdf" not in gone
    assert stored(town) == []


def test_a_picture_loses_what_it_tells_and_is_shown_to_its_draft_alone(
    resident: Client, town: Town, draft: str
) -> None:
    on(resident, f"{draft}/details/", **FIRST)
    here = f"{draft}/details/measures/"
    sent = {**ROWS, "do": "keep-q-holes-0-near-0", "q-holes-0-near-files": picture()}
    page = resident.post(here, sent).content.decode()
    address = page.split('data-stored><img src="')[1].split('"')[0]
    shown = resident.get(address)
    assert shown.headers["Content-Type"] == "image/webp"
    assert b"PLANTED-MAKER" not in shown.content
    assert Image.open(io.BytesIO(shown.content)).getexif() == {}
    stranger = begin(resident)
    assert resident.get(address.replace(draft, stranger)).status_code == 404
    resident.post(here, {**ROWS, "do": "less-holes-0"})
    assert stored(town) == []


def test_files_go_with_a_draft_that_is_not_sent(resident: Client, town: Town, draft: str) -> None:
    to_the_end(resident, draft)
    assert len(stored(town)) == 2
    with clock.at(now() + timedelta(days=4)), town.open():
        assert report_draft.erase_expired() == 1
    assert stored(town) == []


def test_files_go_with_the_kind_of_report_that_asked(
    resident: Client, town: Town, draft: str
) -> None:
    to_the_end(resident, draft)
    resident.post(f"{draft}/quoi/", {"service": "noise"})
    assert stored(town) == []


def test_a_file_that_is_not_asked_any_more_goes_nowhere(
    resident: Client, town: Town, draft: str
) -> None:
    to_the_end(resident, draft)
    on(resident, f"{draft}/details/", **{**FIRST, "q-hurt": "no"})
    assert len(stored(town)) == 2
    send(resident, draft)
    assert stored(town) == []
    with town.open():
        assert Report.objects.get().personal == ""
        assert not Draft.objects.exists()


def test_what_is_redacted_takes_its_files_along(resident: Client, town: Town, draft: str) -> None:
    to_the_end(resident, draft)
    send(resident, draft)
    assert len(stored(town)) == 2
    with town.open():
        redact(report=Report.objects.get(), by=SYSTEM)
    assert stored(town) == []


def test_a_form_left_too_long_asks_again_for_the_files_that_went(
    resident: Client, town: Town, draft: str
) -> None:
    to_the_end(resident, draft)
    kept = kept_in(resident.get(f"{draft}/nouvelles/").content.decode())
    with clock.at(now() + timedelta(days=4)), town.open():
        report_draft.erase_expired()
    answer = resident.post(f"{draft}/nouvelles/", {"news": "none", "kept": kept})
    assert answer["Location"] == f"{draft}/details/"
    with town.open():
        assert not Report.objects.exists()


def test_the_follow_up_shows_each_answer_of_each_row(
    resident: Client, town: Town, draft: str
) -> None:
    to_the_end(resident, draft)
    receipt = resident.get(send(resident, draft)).content.decode()
    follow = receipt.split('href="/suivi/')[1].split('"')[0]
    page = resident.get(f"/suivi/{follow}").content.decode()
    assert "Trou 2 · Largeur en cm" in page
    assert "facture.pdf" in page
    assert "AB-123" in page
